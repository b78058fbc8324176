# Everything runs in virtual environments that uv creates on first use, one per interpreter and
# dependency group: .venv/INTERPRETER-GROUP. Paths are relative, so that the checkout can be in any
# folder. `.ci/run` lists what must pass before a change is merged.

PYTHON ?= python3

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SECONDEXPANSION:
.PHONY: help demo test slow slow-in-full check check-beside interop apps browser docs wheel smoke weekly browser-in-full firefox fuzz-tests mutants matrix scale test-wheel test-dist test-wheels bench bench-scale picture regenerate release clean supported FORCE

# SOURCE_DATE_EPOCH would change the time of every file in a wheel and an sdist. Without bytecode,
# each process of the tests would compile all that it imports, and pytest rewrite every test.
unexport PYTHONHOME PYTHONPATH SOURCE_DATE_EPOCH PYTHONDONTWRITEBYTECODE
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export UV_PYTHON_DOWNLOADS := never

# For example cpython-3.12.1; empty if the interpreter is missing or too old.
interpreter := $(shell "$(PYTHON)" -c 'import platform, sys; v = "%s-%s" % (platform.python_implementation().lower(), platform.python_version()); print(v if sys.version_info >= (3, 11) else "")' 2>/dev/null)

package := src/techforgood_podcast
sources := pyproject.toml $(shell find $(package) -type f ! -name '*.py[co]' 2>/dev/null)
# The folder of a group's environment, its interpreter, and the file to depend on.
env = .venv/$(interpreter)-$(1)
python = @$(env)/bin/python
ready = $(env)/ready
# Distribute tests by file, since the examples of a documentation page build on one another.
in_parallel := -n auto --dist loadfile

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done
	@echo
	@echo '  PYTHON=python3.12 selects another interpreter (3.11 or newer).'

demo: $(call ready,demo)  ## show what the package does, in under a minute
	@mkdir -p build/demo
	@PATH="$(CURDIR)/$(call env,demo)/bin:$$PATH"; \
	try() { printf '\n$$ %s\n' "$$1"; eval "$$1"; }; \
	set -e; \
	try 'techforgood-podcast episodes'; \
	try 'techforgood-podcast episodes --guest "GENTELET, karine"'; \
	try 'techforgood-podcast search "qui jette la nourriture invendue ?"'; \
	try 'techforgood-podcast export csv --theme emploi -o build/demo/emploi.csv --force'; \
	try 'techforgood-podcast export html -o build/demo/page.html --force'; \
	printf '\nNow open build/demo/page.html in a browser.\n'

# Both workers would compile all tests, and slowly, since what they do is measured.
compiled = $(call env,test)/compiled
$(compiled): $(call ready,test) $(wildcard tests/*.py tests/unit/*.py)
	$(call python,test) -m pytest --collect-only -q >/dev/null || true
	@touch $@

test: export TFG_EXAMPLES := 0.15
test: $(compiled)  ## run the everyday tests, requiring full branch coverage
	$(call python,test) -m pytest $(in_parallel) -m 'not slow' --cov

# ------------------------------------------------------------------------- the rest of .ci/run

slow: $(call ready,test)  ## run the tests that `make test` leaves out, except those that run weekly
	$(call python,test) -m pytest -n auto --dist worksteal -m 'slow and not weekly'

# Files in YAML, each of which names its schema.
folders := $(package)/data $(package)/data/skeleton examples/bread-and-code
checked = $(wildcard $(folders:=/*.yaml) $(folders:=/episodes/*.yaml))
# pyright --verifytypes finds the package through the `python` on PATH and ignores --pythonpath.
check check-beside: private export PATH := $(CURDIR)/$(call env,check)/bin:$(PATH)
check: $(call ready,check)  ## check style, types and licences
	ruff check
	ruff format --check
	@mkdir -p build
	@echo 'pyright, with mypy and the checks of files beside it'
	@$(MAKE) --no-print-directory check-beside >build/check.txt 2>&1 & beside=$$!; \
	pyright && pyright --verifytypes techforgood_podcast --ignoreexternal; pyright=$$?; \
	wait $$beside; beside=$$?; cat build/check.txt; exit $$((beside + pyright))

check-beside:
	mypy
	reuse lint --lines
	check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml docs/update.yml
	check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	zizmor --offline --quiet .github docs/update.yml
	check-jsonschema --check-metaschema $(package)/data/schema/*.json
	@test -z "$$(grep -L 'schema/[a-z]*\.schema\.json' $(checked))"
	@for schema in $(package)/data/schema/*.json; do \
		files=$$(grep -l "schema/$${schema##*/}" $(checked)) || continue; \
		check-jsonschema --schemafile $$schema $$files || exit 1; \
	done

# Node.js finds packages next to the scripts.
interop: $(call ready,interop) tests/interop/node_modules/.package-lock.json  ## read every format with independent programs
	@sh tests/debian.sh biber=biber jq=jq zsh=zsh fish=fish soffice=libreoffice-calc-nogui
	$(call python,interop) -m pytest -n auto --dist worksteal tests/interop -m 'not spark' -W default

apps: $(call ready,apps)  ## run the documentation's examples with the frameworks that they show
	@sh tests/debian.sh objdump=binutils
	$(call python,apps) -m pytest $(in_parallel) tests/apps -W default

# tests/browser/test_docs_site.py opens the documentation. Without its windows, Chromium opens a page
# in half the time.
browser_tests := tests/browser/node_modules/.package-lock.json
browser: private export TFG_BROWSER := chromium-headless-shell
browser: docs $(call ready,test) $(browser_tests)  ## test the web page and the documentation in Chromium
	@sh tests/debian.sh $(TFG_BROWSER)=$(TFG_BROWSER) pdftotext=poppler-utils
	$(call python,test) -m pytest -n auto --dist worksteal -m 'not weekly' tests/browser

# Left out is what needs a page without JavaScript, which Playwright cannot ask of Firefox, and how
# sheets end, since Firefox may break a sheet after a heading.
firefox: private export TFG_BROWSER := firefox-esr
firefox: $(call ready,test) $(browser_tests)  ## test in Firefox what people do most on the web page
	@sh tests/debian.sh firefox-esr=firefox-esr pdftotext=poppler-utils
	$(call python,test) -m pytest tests/browser/test_page_cases.py tests/browser/test_taking_away.py \
		-k '(tasks or taking_away) and not JavaScript and not sheet'

# Two sites with one configuration, built side by side: English in build/docs, and French in
# build/docs/fr. The English pages are there as plain text too, with llms.txt and llms-full.txt.
URL ?=
address = $(patsubst %,%/,$(URL:/=))
sphinx = $(call env,docs)/bin/python -m sphinx -n -W --keep-going -q -c docs
docs: $(call ready,docs)  ## build the documentation in build/docs, to publish at URL=https://...; warnings are errors
	@rm -rf build/docs build/doctrees
	@$(sphinx) -b html -d build/doctrees/fr -D html_baseurl=$(address:/=/fr/) -D language=fr docs/fr build/docs/fr & french=$$!; \
	$(sphinx) -b html -d build/doctrees/en -D html_baseurl=$(address) docs build/docs && \
	$(sphinx) -b text -d build/doctrees/en docs build/docs && wait $$french
	$(call python,docs) docs/addresses.py build/docs $(address)
	$(call python,docs) docs/check_site.py build/docs $(address)

# Built with the build requirements alone: uv makes an environment of them. The sdist is unpacked
# outside the checkout, where it must build two identical files, whatever the permissions, time zone,
# locale and order of sets.
build = "$(CURDIR)/$(uv)" build --no-config --no-create-gitignore --python "$$("$(PYTHON)" -c 'import sys; print(sys.executable)')"
wheel: | supported $$(uv)  ## build the wheel and the sdist in dist/, twice, and compare them
	@rm -rf dist
	@$(build) --out-dir dist
	@set -e; \
	away=$$(mktemp -d); trap 'rm -rf "$$away"' EXIT; trap 'exit 1' HUP INT TERM; \
	tar -xzf dist/*.tar.gz -C "$$away" --strip-components=1; \
	log=$$(cd "$$away" && umask 077 && TZ=Pacific/Kiritimati LC_ALL=C PYTHONHASHSEED=1 \
		$(build) --out-dir again 2>&1) || \
		{ echo "$$log"; exit 1; }; \
	for file in dist/*; do cmp "$$file" "$$away/again/$${file##*/}"; done; \
	echo 'Both builds are identical.'

# The environments for the wheel are made by tests/matrix/environments.py.
matrix_tests = TFG_UV="$(CURDIR)/$(uv)" TFG_WHEEL="$$(echo "$(CURDIR)"/dist/*.whl)" \
	$(env)/bin/python -m pytest -n auto --dist loadgroup tests/matrix
smoke: wheel  ## try the wheel on every CPython of this machine
	$(call python,test) tests/matrix/interpreters.py >/dev/null
	@$(call matrix_tests,test) -m smoke

# ------------------------------------------------------------------------------- once a week

weekly: slow-in-full browser-in-full firefox fuzz-tests mutants matrix scale test-wheels bench  ## run all that takes too long for .ci/run

slow-in-full: $(call ready,test)  ## run the slow tests that seldom find anything, and the property-based ones in full
	$(call python,test) -m pytest $(in_parallel) -m 'weekly or hypothesis'

browser-in-full: docs $(call ready,test) $(browser_tests)  ## run all tests of the web page, those that take long too, in the whole of Chromium
	@sh tests/debian.sh chromium=chromium pdftotext=poppler-utils
	$(call python,test) -m pytest -n auto --dist worksteal tests/browser

# The property-based tests, with many more examples, and kills at every step of a write.
generated := tests/unit/test_fuzzing.py tests/unit/test_names.py $(wildcard tests/unit/test_feed*.py)
fuzz-tests: export TFG_EXAMPLES := 16
SEED ?= 0
fuzz-tests: $(call ready,test)  ## run the property-based tests on more than 15,000 documents; SEED=1 makes others
	@mkdir -p build
	$(call python,test) -m pytest $(generated) --hypothesis-seed=$(SEED) --hypothesis-show-statistics >build/fuzz-tests.txt || \
		{ cat build/fuzz-tests.txt; exit 1; }
	@awk '/^ +- [0-9]+ passing/ { made += $$2 } \
		END { print made " generated documents, each a catalogue or a PodcastError"; \
		exit made < 15000 }' build/fuzz-tests.txt

# The hash seed is fixed because the order of sets can change which mutants the tests catch.
EVERY ?= 5
mutants: export PYTHONHASHSEED := 0
mutants: $(call ready,mutation)  ## mutation testing of every 5th mutant; EVERY=1 tests all
	$(call python,mutation) tests/mutation/score.py $(EVERY)

matrix: wheel  ## try the wheel on every CPython, with the lowest and highest dependencies
	@$(call matrix_tests,test)

scale: export TFG_EPISODES := 100000
scale: $(call ready,scale)  ## query 100,000 episodes with DuckDB and Spark, and compare with the library
	@sh tests/debian.sh java=default-jre-headless  # Spark needs 17 or newer
	$(call python,scale) -m pytest tests/interop/test_reading_parquet.py -W default

test-wheel: wheel  ## run all tests as users can: those of the sdist, on the installed wheel
	@$(MAKE) test-dist

# The tests of the sdist run outside the checkout, without src, against the installed wheel.
test-dist: $(call ready,wheel)  ## run them on the files that are in dist/, which are not built again
	@set -e; \
	away=$$(mktemp -d); trap 'rm -rf "$$away"' EXIT; trap 'exit 1' HUP INT TERM; \
	tar -xzf dist/*.tar.gz -C "$$away" --strip-components=1; \
	rm -r "$$away/src"; \
	python="$(CURDIR)/$(call env,wheel)/bin/python"; \
	export TFG_WHEEL="$$(echo "$(CURDIR)"/dist/*.whl)"; \
	cd "$$away"; \
	"$$python" -c 'import sys, techforgood_podcast as p; assert p.__file__.startswith(sys.prefix), p.__file__'; \
	"$$python" -m pytest $(in_parallel) -p no:cacheprovider

test-wheels:
	@set -e; pythons=$$("$(PYTHON)" tests/matrix/interpreters.py); \
	for python in $$pythons; do $(MAKE) test-wheel PYTHON="$$python"; done

bench: $(call ready,peers) benchmarks/node_modules/.package-lock.json  ## measure speed against the goals and other packages; writes benchmarks/RESULTS.md
	@sh tests/debian.sh chromium=chromium
	$(call python,peers) benchmarks/run.py

# ---------------------------------------------------------------------------------- by hand

bench-scale: $(call ready,peers)  ## load a million episodes; needs 6 GiB and several minutes
	$(call python,peers) benchmarks/loading.py 10000 100000 1000000

picture: $(call ready,test) tests/browser/node_modules/.package-lock.json  ## renew the picture of the web page in docs/images
	@sh tests/debian.sh chromium=chromium
	$(call python,test) tests/browser/picture.py

regenerate: $(call ready,test)  ## regenerate the expected outputs and the generated pages
	$(call python,test) docs/make_meanings.py
	$(call python,test) tests/unit/golden.py
	$(call python,test) tests/unit/every_field.py
	@TFG_REGENERATE=1 $(call env,test)/bin/python -m pytest -q -m 'not slow' $$(grep -lE 'case_files import.*compare|TFG_REGENERATE' tests/unit/test_*.py)
	@for script in docs/make_*.py; do $(call env,test)/bin/python $$script; done

release: | supported $$(uv)  ## rehearse a release; nothing is published
	@MAKE="$(MAKE)" TFG_UV="$(CURDIR)/$(uv)" "$(PYTHON)" tests/matrix/release.py

clean:  ## remove everything that the other targets create
	rm -rf .venv build dist docs/catalogue docs/fr/catalogue docs/locale/*/LC_MESSAGES/*.mo benchmarks/node_modules tests/browser/node_modules tests/interop/node_modules .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------------------------- environments

supported:
	@test -n "$(interpreter)" || \
		{ echo 'This needs Python 3.11 or newer, which "$(PYTHON)" is not; select one: make PYTHON=python3.12 ...' >&2; exit 1; }

uv := .venv/uv-0.13.9/bin/uv
$(uv): | supported
	@"$(PYTHON)" -m venv .venv/uv-0.13.9
	@.venv/uv-0.13.9/bin/python -m pip install -q --disable-pip-version-check --no-input uv==0.13.9

# What an environment holds: the checkout itself, or what is built from it.
installed = --editable . --group $(1)
$(call ready,demo): private installed = '.[html]'
$(call ready,peers): private installed = '.[arrow,html]' --group peers
$(call ready,wheel): private installed = dist/*.whl --group test
$(call ready,demo) $(call ready,peers): $(sources)
$(call ready,wheel): $(wildcard dist/*.whl)

# Environments contain absolute paths, so they are recreated after the checkout was moved or copied,
# or if their interpreter is gone.
usable = $(shell test -x $(1)/bin/python && grep -sqxF -- "$(CURDIR)" $(1)/ready || echo FORCE)
.venv/$(interpreter)-%/ready: pyproject.toml $(package)/_version.py $$(call usable,$$(@D)) | supported $(uv)
	@$(uv) venv -q --clear --python "$$("$(PYTHON)" -c 'import sys; print(sys.executable)')" $(@D)
	@$(uv) pip install -q --python $(@D)/bin/python --refresh-package techforgood-podcast $(call installed,$*)
	@echo "$(CURDIR)" >$@

%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	@cd $* && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@
