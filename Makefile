# Everything runs in virtual environments under .venv/, one per interpreter and purpose, which are
# created on first use. Paths are relative, so that the checkout can be in any folder.

PYTHON ?= python3

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check interop apps browser docs scale regenerate test-wheel matrix fuzz-tests mutants fuzz bench bench-scale clean FORCE

# SOURCE_DATE_EPOCH would change the time of every file in a wheel and an sdist.
unexport PYTHONHOME PYTHONPATH SOURCE_DATE_EPOCH
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# For example cpython-3.12.1; empty if the interpreter is missing or too old.
interpreter := $(shell "$(PYTHON)" -c 'import platform, sys; v = "%s-%s" % (platform.python_implementation().lower(), platform.python_version()); print(v if sys.version_info >= (3, 11) else "")' 2>/dev/null)

venv := .venv/$(or $(interpreter),none)
demo := $(venv)-demo
wheel := $(venv)-wheel
neighbours := $(venv)-matrix
readers := $(venv)-interop
frameworks := $(venv)-apps
engines := $(venv)-scale
peers := $(venv)-bench
site := $(venv)-docs
fuzzing := $(venv)-fuzz
mutation := $(venv)-mutation
package := src/techforgood_podcast
# Distribute tests by file, since the examples of a documentation page build on one another.
in_parallel := -n auto --dist loadfile
sources := pyproject.toml $(shell find $(package) -type f ! -name '*.py[co]' 2>/dev/null)

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done
	@echo
	@echo '  PYTHON=python3.12 selects another interpreter (3.11 or newer).'

demo: $(demo)/installed  ## show what the package does, in under a minute
	@mkdir -p build/demo
	@PATH="$(CURDIR)/$(demo)/bin:$$PATH"; \
	try() { printf '\n$$ %s\n' "$$1"; eval "$$1"; }; \
	set -e; \
	try 'techforgood-podcast episodes'; \
	try 'techforgood-podcast episodes --guest "GENTELET, karine"'; \
	try 'techforgood-podcast search "qui jette la nourriture invendue ?"'; \
	try 'techforgood-podcast export csv --theme emploi -o build/demo/emploi.csv --force'; \
	try 'techforgood-podcast export html -o build/demo/page.html --force'; \
	printf '\nNow open build/demo/page.html in a browser.\n'

test: $(venv)/test-installed  ## run the tests, requiring full branch coverage
	@$(venv)/bin/python -m pytest $(in_parallel) --cov

# pyright --verifytypes finds the package through the `python` on PATH and ignores --pythonpath.
check: export PATH := $(CURDIR)/$(venv)/bin:$(PATH)
check: $(venv)/check-installed  ## check style, types and licences
	ruff check
	ruff format --check
	mypy
	pyright
	pyright --verifytypes techforgood_podcast --ignoreexternal
	reuse lint --lines
	check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	zizmor --offline --quiet .github
	check-jsonschema --check-metaschema $(package)/data/schema/*.json
	@for folder in $(package)/data $(package)/data/skeleton; do \
		for file in $$folder/*.yaml $$folder/episodes/*.yaml; do \
			schema=$$(sed -n '1s/.*\(schema\/[a-z]*\.schema\.json\).*/\1/p' $$file); \
			check-jsonschema -q --schemafile $(package)/data/$$schema $$file || exit 1; \
		done; \
	done

# Node.js finds packages next to the scripts.
interop: $(readers)/interop-installed interop/node_modules/.package-lock.json  ## read every format with independent programs
	@sh debian.sh dot=graphviz biber=biber jq=jq zsh=zsh fish=fish soffice=libreoffice-calc-nogui
	@$(readers)/bin/python -m pytest interop -W default

apps: $(frameworks)/apps-installed  ## run the documentation's examples with the frameworks that they show
	@$(frameworks)/bin/python -m pytest apps -W default

# browser/test_docs_site.py opens the documentation, so that is built first; CI, whose jobs run one
# target each, builds it again in the job of `make docs`.
browser: docs $(venv)/test-installed browser/node_modules/.package-lock.json  ## test the web page and the documentation in Chromium
	@sh debian.sh chromium=chromium pdftotext=poppler-utils
	@$(venv)/bin/python -m pytest browser

# Two sites with one configuration: English in build/docs, and French in build/docs/fr. The English
# pages are there as plain text too, with llms.txt and llms-full.txt.
sphinx := $(site)/bin/python -m sphinx -n -W --keep-going -q -c docs
docs: $(site)/docs-installed  ## build the documentation in build/docs; warnings are errors
	@rm -rf build/docs build/doctrees
	@$(sphinx) -b html -d build/doctrees/en docs build/docs
	@$(sphinx) -b html -d build/doctrees/fr -D language=fr docs/fr build/docs/fr
	@$(sphinx) -b text -d build/doctrees/en docs build/docs
	@$(site)/bin/python docs/check_site.py build/docs

scale: $(engines)/scale-installed  ## query 100,000 episodes with DuckDB and Spark, and compare with the library
	@sh debian.sh java=default-jre-headless  # Spark needs 17 or newer
	@$(engines)/bin/python -m pytest scale -W default

regenerate: $(venv)/test-installed  ## regenerate the expected outputs and the generated pages
	@$(venv)/bin/python tests/golden.py
	@for script in docs/make_*.py; do $(venv)/bin/python $$script; done

# The build compiles the data with the package itself, so its dependencies are installed first.
# The sdist is unpacked outside the checkout, where it must build two identical files, whatever the
# permissions, time zone, locale and order of sets; its tests run there, without src, against the
# installed wheel. TFG_WHEEL is the path of the wheel.
test-wheel: $(wheel)/usable  ## build the wheel and the sdist, and test them as users get them
	@rm -rf dist
	@$(wheel)/bin/python -m pip install -q . --group test
	@$(wheel)/bin/python -m pip uninstall -q -y techforgood-podcast
	@$(wheel)/bin/python -m hatchling build -d dist
	@set -e; \
	away=$$(mktemp -d); trap 'rm -rf "$$away"' EXIT; trap 'exit 1' HUP INT TERM; \
	python="$(CURDIR)/$(wheel)/bin/python"; \
	tar -xzf dist/*.tar.gz -C "$$away" --strip-components=1; \
	log=$$(cd "$$away" && umask 077 && \
		TZ=Pacific/Kiritimati LC_ALL=C PYTHONHASHSEED=1 "$$python" -m hatchling build -d again 2>&1) || \
		{ echo "$$log"; exit 1; }; \
	for file in dist/*; do cmp "$$file" "$$away/again/$${file##*/}"; done; \
	echo 'Both builds are identical.'; \
	"$$python" -m pip install -q dist/*.whl; \
	rm -rf "$$away/src" "$$away/again"; \
	export TFG_WHEEL="$$(echo "$(CURDIR)"/dist/*.whl)"; \
	cd "$$away"; \
	"$$python" -c 'import sys, techforgood_podcast as p; assert p.__file__.startswith(sys.prefix), p.__file__'; \
	"$$python" -m pytest $(in_parallel) -p no:cacheprovider

matrix: $(neighbours)/matrix-installed  ## try the wheel on every CPython, with the lowest and highest dependencies
	@rm -rf build/matrix
	@mkdir -p build
	@$(neighbours)/bin/python -m hatchling build -t wheel -d build/matrix >build/matrix.txt 2>&1 || \
		{ cat build/matrix.txt; exit 1; }
	@$(neighbours)/bin/python matrix/interpreters.py >/dev/null
	@TFG_WHEEL="$$(echo "$(CURDIR)"/build/matrix/*.whl)" $(neighbours)/bin/python -m pytest -n auto --dist loadgroup matrix

# The property-based tests of `make test`, with many more examples, and kills at every step of a write.
generated := tests/test_fuzzing.py tests/test_names.py tests/test_files_killed.py $(wildcard tests/test_feeds*.py)
fuzz-tests: export TFG_EXAMPLES := 16
SEED ?= 0
fuzz-tests: $(venv)/test-installed  ## run the property-based tests on more than 15,000 documents; SEED=1 makes others
	@mkdir -p build
	@$(venv)/bin/python -m pytest $(generated) --hypothesis-seed=$(SEED) --hypothesis-show-statistics >build/fuzz-tests.txt || \
		{ cat build/fuzz-tests.txt; exit 1; }
	@awk '/^ +- [0-9]+ passing/ { made += $$2 } \
		END { print made " generated documents, each a catalogue or a PodcastError"; \
		exit made < 15000 }' build/fuzz-tests.txt

# The hash seed is fixed because the order of sets can change which mutants the tests catch.
EVERY ?= 5
mutants: $(mutation)/mutation-installed  ## mutation testing of every 5th mutant; EVERY=1 tests all
	@PYTHONHASHSEED=0 $(mutation)/bin/python mutation/score.py $(EVERY)

SECONDS ?= 60
fuzz: $(fuzzing)/installed  ## fuzz each parser with random bytes for SECONDS=60; not part of CI
	@set -e; for target in yaml json feed; do \
		mkdir -p build/fuzz/$$target; \
		echo "fuzz_$$target.py"; \
		case $$target in feed) seeds=tests/feeds ;; *) seeds=tests/faults/$$target ;; esac; \
		$(fuzzing)/bin/python fuzz/fuzz_$$target.py build/fuzz/$$target $$seeds \
			-artifact_prefix=build/fuzz/ -max_total_time=$(SECONDS) -rss_limit_mb=1024 -print_final_stats=1; \
	done

bench: $(peers)/peers-installed  ## measure speed against the goals and other packages; writes benchmarks/RESULTS.md
	@$(peers)/bin/python benchmarks/run.py

bench-scale: $(peers)/peers-installed  ## load a million episodes; needs 6 GiB and several minutes
	@$(peers)/bin/python benchmarks/loading.py 10000 100000 1000000

clean:  ## remove everything that the other targets create
	rm -rf .venv build dist docs/catalogue docs/fr/catalogue docs/locale/*/LC_MESSAGES/*.mo interop/node_modules browser/node_modules .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------------------------- environments

.venv/none/usable .venv/none-apps/usable .venv/none-demo/usable .venv/none-fuzz/usable .venv/none-bench/usable .venv/none-docs/usable .venv/none-interop/usable .venv/none-matrix/usable .venv/none-mutation/usable .venv/none-scale/usable .venv/none-wheel/usable: FORCE
	@echo 'This needs Python 3.11 or newer, which "$(PYTHON)" is not; select one: make PYTHON=python3.12 ...' >&2
	@exit 1

# Environments contain absolute paths, so they are recreated after the checkout was moved or copied,
# or if their interpreter is gone. The environment for the wheel is recreated every time.
usable = $(shell test -x $(1)/bin/python && grep -sqxF -- "$(CURDIR)" $(1)/usable || echo FORCE)
$(venv)/usable: $(call usable,$(venv))
$(demo)/usable: $(call usable,$(demo))
$(fuzzing)/usable: $(call usable,$(fuzzing))
$(mutation)/usable: $(call usable,$(mutation))
$(neighbours)/usable: $(call usable,$(neighbours))
$(readers)/usable: $(call usable,$(readers))
$(frameworks)/usable: $(call usable,$(frameworks))
$(engines)/usable: $(call usable,$(engines))
$(peers)/usable: $(call usable,$(peers))
$(site)/usable: $(call usable,$(site))
$(wheel)/usable: FORCE

%/usable:
	@rm -rf $*
	@"$(PYTHON)" -m venv $*
	@$*/bin/python -m pip install -q --upgrade 'pip>=25.1'
	@echo "$(CURDIR)" >$@

$(venv)/test-installed: pyproject.toml $(package)/_version.py $(venv)/usable
	@$(venv)/bin/python -m pip install -q --editable . --group test
	@touch $@

$(venv)/check-installed: pyproject.toml $(venv)/test-installed
	@$(venv)/bin/python -m pip install -q --group check
	@touch $@

$(demo)/installed: $(sources) $(demo)/usable
	@$(demo)/bin/python -m pip install -q '.[html]'
	@touch $@

$(readers)/interop-installed: pyproject.toml $(package)/_version.py $(readers)/usable
	@$(readers)/bin/python -m pip install -q --editable . --group interop
	@touch $@

$(frameworks)/apps-installed: pyproject.toml $(package)/_version.py $(frameworks)/usable
	@$(frameworks)/bin/python -m pip install -q --editable . --group apps
	@touch $@

$(peers)/peers-installed: $(sources) $(peers)/usable
	@$(peers)/bin/python -m pip install -q . --group peers
	@touch $@

$(site)/docs-installed: pyproject.toml $(package)/_version.py $(site)/usable
	@$(site)/bin/python -m pip install -q --editable . --group docs
	@touch $@

$(engines)/scale-installed: pyproject.toml $(package)/_version.py $(engines)/usable
	@$(engines)/bin/python -m pip install -q --editable . --group scale
	@touch $@

$(neighbours)/matrix-installed: pyproject.toml $(package)/_version.py $(neighbours)/usable
	@$(neighbours)/bin/python -m pip install -q --editable . --group matrix
	@touch $@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@cd $* && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

$(mutation)/mutation-installed: pyproject.toml $(package)/_version.py $(mutation)/usable
	@$(mutation)/bin/python -m pip install -q --editable . --group mutation
	@touch $@

$(fuzzing)/installed: pyproject.toml $(package)/_version.py $(fuzzing)/usable
	@$(fuzzing)/bin/python -m pip install -q --editable . --group fuzz
	@touch $@
