# Everything runs in virtual environments under .venv/, one for each interpreter and purpose; a
# second call finds them made. Paths are relative, so that the tree may stand in any folder.

PYTHON ?= python3

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check interop browser docs scale regenerate test-wheel fuzz-tests mutants fuzz bench bench-scale clean FORCE

unexport PYTHONHOME PYTHONPATH
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

# For example cpython-3.12.1; nothing where the interpreter is absent or too old.
interpreter := $(shell "$(PYTHON)" -c 'import platform, sys; v = "%s-%s" % (platform.python_implementation().lower(), platform.python_version()); print(v if sys.version_info >= (3, 11) else "")' 2>/dev/null)

venv := .venv/$(or $(interpreter),none)
demo := $(venv)-demo
wheel := $(venv)-wheel
readers := $(venv)-interop
engines := $(venv)-scale
peers := $(venv)-bench
site := $(venv)-docs
fuzzing := $(venv)-fuzz
mutation := $(venv)-mutation
package := src/techforgood_podcast
# One file after the other on each processor: the examples of a page build on one another.
in_parallel := -n auto --dist loadfile
sources := pyproject.toml $(shell find $(package) -type f ! -name '*.py[co]' 2>/dev/null)

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done
	@echo
	@echo '  PYTHON=python3.12 names another interpreter (3.11 or newer).'

demo: $(demo)/installed  ## what the package does, in under a minute
	@mkdir -p build/demo
	@PATH="$(CURDIR)/$(demo)/bin:$$PATH"; \
	try() { printf '\n$$ %s\n' "$$1"; eval "$$1"; }; \
	set -e; \
	try 'techforgood-podcast episodes'; \
	try 'techforgood-podcast episodes --guest "GENTELET, karine"'; \
	try 'techforgood-podcast search "qui jette la nourriture invendue ?"'; \
	try 'techforgood-podcast export rss --theme emploi -o build/demo/emploi.rss --force'; \
	try 'head -n 16 build/demo/emploi.rss'; \
	try 'techforgood-podcast formats'

test: $(venv)/test-installed  ## all everyday tests, with every branch covered
	@$(venv)/bin/python -m pytest $(in_parallel) --cov

# pyright --verifytypes asks the `python` on PATH where the package is, whatever --pythonpath says.
check: export PATH := $(CURDIR)/$(venv)/bin:$(PATH)
check: $(venv)/check-installed  ## style, types, licences
	ruff check
	ruff format --check
	mypy
	pyright
	pyright --verifytypes techforgood_podcast --ignoreexternal
	reuse lint --lines
	check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	check-jsonschema --check-metaschema $(package)/data/schema/*.json
	@for folder in $(package)/data $(package)/data/skeleton; do \
		for file in $$folder/*.yaml $$folder/episodes/*.yaml; do \
			schema=$$(sed -n '1s/.*\(schema\/[a-z]*\.schema\.json\).*/\1/p' $$file); \
			check-jsonschema -q --schemafile $(package)/data/$$schema $$file || exit 1; \
		done; \
	done

# Node.js finds the packages that stand beside the scripts.
interop: $(readers)/interop-installed interop/node_modules/.package-lock.json  ## every format, read by programs that nobody here wrote
	@sh debian.sh dot=graphviz biber=biber jq=jq zsh=zsh fish=fish
	@$(readers)/bin/python -m pytest interop -W default

browser: $(venv)/test-installed browser/node_modules/.package-lock.json  ## the web page, in Chromium
	@sh debian.sh chromium=chromium pdftotext=poppler-utils
	@$(venv)/bin/python -m pytest browser
docs: $(site)/docs-installed  ## the documentation as a site, in build/docs; any warning is an error
	@rm -rf build/docs build/doctrees
	@$(site)/bin/python -m sphinx -b html -n -W --keep-going -q -d build/doctrees docs build/docs
	@$(site)/bin/python docs/check_site.py build/docs

scale: $(engines)/scale-installed  ## 10⁵ episodes, asked by DuckDB and by Spark what the library is asked
	@sh debian.sh java=default-jre-headless  # Spark needs 17 or newer
	@$(engines)/bin/python -m pytest scale -W default

regenerate: $(venv)/test-installed  ## write anew the expected outputs and the pages that are made
	@$(venv)/bin/python tests/golden.py
	@for script in docs/make_*.py; do $(venv)/bin/python $$script; done

# What the package needs its build needs as well, to compile the data; it is installed for that.
# The sdist is unpacked where no source lies near; it must build the same two files again, and its
# tests run there, without its src, against the installed wheel. TFG_WHEEL tells them where that is.
test-wheel: $(wheel)/usable  ## builds the wheel and the sdist, and tests what users get
	@rm -rf dist
	@$(wheel)/bin/python -m pip install -q . --group test
	@$(wheel)/bin/python -m pip uninstall -q -y techforgood-podcast
	@$(wheel)/bin/python -m hatchling build -d dist
	@set -e; \
	away=$$(mktemp -d); trap 'rm -rf "$$away"' EXIT; trap 'exit 1' HUP INT TERM; \
	python="$(CURDIR)/$(wheel)/bin/python"; \
	tar -xzf dist/*.tar.gz -C "$$away" --strip-components=1; \
	log=$$(cd "$$away" && umask 077 && "$$python" -m hatchling build -d again 2>&1) || \
		{ echo "$$log"; exit 1; }; \
	for file in dist/*; do cmp "$$file" "$$away/again/$${file##*/}"; done; \
	echo 'Built twice, byte for byte the same.'; \
	"$$python" -m pip install -q dist/*.whl; \
	rm -rf "$$away/src" "$$away/again"; \
	export TFG_WHEEL="$$(echo "$(CURDIR)"/dist/*.whl)"; \
	cd "$$away"; \
	"$$python" -c 'import sys, techforgood_podcast as p; assert p.__file__.startswith(sys.prefix), p.__file__'; \
	"$$python" -m pytest $(in_parallel) -p no:cacheprovider

# The same generated tests as every day, with many more documents.
generated := tests/test_fuzzing.py $(wildcard tests/test_feeds*.py)
fuzz-tests: export TFG_EXAMPLES := 16
fuzz-tests: $(venv)/test-installed  ## more than 15,000 generated documents
	@mkdir -p build
	@$(venv)/bin/python -m pytest $(generated) --hypothesis-show-statistics >build/fuzz-tests.txt || \
		{ cat build/fuzz-tests.txt; exit 1; }
	@awk '/^ +- [0-9]+ passing/ { made += $$2 } \
		END { print made " generated documents, and nothing but catalogues and PodcastErrors"; \
		exit made < 15000 }' build/fuzz-tests.txt

# Hash seeds change the order of sets, and with it what a test may notice.
EVERY ?= 5
mutants: $(mutation)/mutation-installed  ## each 5th small mistake that could be made, and whether tests notice; EVERY=1 makes all
	@PYTHONHASHSEED=0 $(mutation)/bin/python mutation/score.py $(EVERY)

SECONDS ?= 60
fuzz: $(fuzzing)/installed  ## bytes changed at random, for SECONDS=60 each; no part of CI
	@set -e; for target in yaml json feed; do \
		mkdir -p build/fuzz/$$target; \
		echo "fuzz_$$target.py"; \
		case $$target in feed) seeds=tests/feeds ;; *) seeds=tests/faults/$$target ;; esac; \
		$(fuzzing)/bin/python fuzz/fuzz_$$target.py build/fuzz/$$target $$seeds \
			-artifact_prefix=build/fuzz/ -max_total_time=$(SECONDS) -rss_limit_mb=1024 -print_final_stats=1; \
	done

bench: $(peers)/peers-installed  ## every goal of speed, beside its peer; writes benchmarks/RESULTS.md
	@$(peers)/bin/python benchmarks/run.py

bench-scale: $(peers)/peers-installed  ## loading a million episodes; needs 6 GiB and some minutes
	@$(peers)/bin/python benchmarks/loading.py 10000 100000 1000000

clean:  ## remove what the others made
	rm -rf .venv build dist docs/catalogue interop/node_modules browser/node_modules .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------------------------- environments

.venv/none/usable .venv/none-demo/usable .venv/none-fuzz/usable .venv/none-bench/usable .venv/none-docs/usable .venv/none-interop/usable .venv/none-mutation/usable .venv/none-scale/usable .venv/none-wheel/usable: FORCE
	@echo 'This needs Python 3.11 or newer, which "$(PYTHON)" is not; name one: make PYTHON=python3.12 ...' >&2
	@exit 1

# An environment holds its own path: in a tree that was copied or moved it is made anew, and so
# is one whose interpreter has gone. That for the wheel is made anew every time.
whole = $(shell test -x $(1)/bin/python && grep -sqxF -- "$(CURDIR)" $(1)/usable || echo FORCE)
$(venv)/usable: $(call whole,$(venv))
$(demo)/usable: $(call whole,$(demo))
$(fuzzing)/usable: $(call whole,$(fuzzing))
$(mutation)/usable: $(call whole,$(mutation))
$(readers)/usable: $(call whole,$(readers))
$(engines)/usable: $(call whole,$(engines))
$(peers)/usable: $(call whole,$(peers))
$(site)/usable: $(call whole,$(site))
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
	@$(demo)/bin/python -m pip install -q .
	@touch $@

$(readers)/interop-installed: pyproject.toml $(package)/_version.py $(readers)/usable
	@$(readers)/bin/python -m pip install -q --editable . --group interop
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

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@cd $* && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

$(mutation)/mutation-installed: pyproject.toml $(package)/_version.py $(mutation)/usable
	@$(mutation)/bin/python -m pip install -q --editable . --group mutation
	@touch $@

$(fuzzing)/installed: pyproject.toml $(package)/_version.py $(fuzzing)/usable
	@$(fuzzing)/bin/python -m pip install -q --editable . --group fuzz
	@touch $@
