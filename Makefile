# Everything runs inside .venv; only python3 (3.11 or later) and make must be there.
# Stamps under .venv and build/ keep second runs short: a step runs again only when what it
# depends on has changed.

PYTHON ?= python3
VENV ?= .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
SITE := build/site
SOURCES := $(shell find src -type f -not -path '*/__pycache__/*')
SAMPLES := $(shell find samples -type f)

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint check-wheel release-check bench docs lock clean licences audit \
  reproducible fuzz

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1 : /'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "dragoman needs Python 3.11 or later; set PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The locked packages. Wheels only and by hash: nothing is compiled, nothing unknown is run.
$(VENV)/.locked: requirements/lock.txt requirements/build.txt | $(VENV)/bin/python
	$(PIP) install -qq --only-binary :all: --require-hashes -r requirements/lock.txt
	$(PIP) install -qq --only-binary :all: --require-hashes -r requirements/build.txt
	@touch $@

# The project itself, editable: the command line and the demo then run what is in src/.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(PIP) install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed requirements/dev.txt
	$(PIP) install -qq --only-binary :all: --require-hashes -r requirements/dev.txt
	@touch $@

setup: $(VENV)/.dev ## create .venv with the locked packages and an editable install
	@echo "ready: $(VENV)/bin/dragoman --help"

# The demo: a case from the sample reports, and its dossier.
demo/dossier.html: $(VENV)/.installed $(SAMPLES) $(SOURCES)
	@mkdir -p demo
	@rm -f demo/case.db demo/case.db-wal demo/case.db-shm
	$(VENV)/bin/dragoman build demo/case.db samples/reports
	$(VENV)/bin/dragoman dossier demo/case.db -o $@ --title "The border and the islets: the sample case"

demo: demo/dossier.html ## build the sample case and its dossier
	@echo "The dossier of the sample case: $(CURDIR)/demo/dossier.html"
	@echo "Read the case in a browser:      $(VENV)/bin/dragoman serve demo/case.db"
	@echo "Ask the case yourself:           $(VENV)/bin/dragoman ledger demo/case.db"

# What is tested is the wheel: unpacked into build/site, which stands before src on the path.
build/.wheel: $(VENV)/.dev $(SOURCES) pyproject.toml README.md LICENSE
	@rm -rf dist $(SITE)
	$(PY) -m build --wheel --no-isolation --outdir dist . >build/wheel.log 2>&1 \
	  || { cat build/wheel.log; exit 1; }
	$(PIP) install -qq --no-deps --target $(SITE) dist/*.whl
	@touch $@

$(VENV)/bin/pytest: $(VENV)/.dev

lint: $(VENV)/.dev ## ruff, mypy --strict and the import contracts
	$(PY) -m ruff check src tests bench docs fuzz
	$(PY) -m ruff format --check src tests bench docs fuzz
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

test: lint build/.wheel ## lint, then the tests against the built wheel
	DRAGOMAN_UNDER_TEST=wheel PYTHONPATH=$(SITE) $(PY) -m pytest $(TESTS)

check-wheel: build/.wheel ## build the wheel only
	@ls dist

release-check: $(VENV)/.dev ## build sdist and wheel, install them in an empty environment, use them
	$(PY) -m bench.release

# Rivals and trainers that only the benchmarks need.
$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	$(PIP) install -qq --only-binary :all: --require-hashes -r requirements/bench.txt
	@touch $@

bench: $(VENV)/.bench ## run every benchmark and print a summary table
	$(PY) -m bench.run $(BENCH)

$(VENV)/.fuzz: $(VENV)/.dev requirements/fuzz.txt
	$(PIP) install -qq --only-binary :all: --require-hashes -r requirements/fuzz.txt
	@touch $@

# Each reader and the whole chain, for so many seconds: coverage-guided, findings in build/fuzz.
SECONDS ?= 60
fuzz: $(VENV)/.fuzz ## fuzz the readers and the chain, SECONDS=60 each, or TARGETS="html pdf"
	$(PY) -m fuzz --seconds $(SECONDS) $(TARGETS)

docs: $(VENV)/.dev ## regenerate the reference pages and check every link
	$(PY) -m docs.generate
	$(PY) -m docs.generate.links

licences: $(VENV)/.dev ## write the licence list of all that is installed to run
	$(PY) -m docs.generate.licences

# Asks the public advisory database about each locked version, which needs a network; or, without
# one, a copy of it: make audit ADVISORIES=all.zip (osv.dev has an archive of all for PyPI).
audit: $(VENV)/.dev ## look the locked packages up among known vulnerabilities
ifdef ADVISORIES
	$(PY) -m bench.audit $(ADVISORIES)
else
	@$(PY) -m venv build/audit && build/audit/bin/pip install -qq --only-binary :all: \
	  --require-hashes -r requirements/audit.txt \
	  || { echo "audit: needs a network to install pip-audit; nothing was checked."; \
	       echo "Without one: make audit ADVISORIES=FILE, a copy of the advisories"; exit 2; }
	@for lock in lock build dev; do build/audit/bin/pip-audit --disable-pip --require-hashes \
	  -r requirements/$$lock.txt || { echo "audit: $$lock.txt: vulnerable, or no answer (above)"; \
	  exit 1; }; done
endif

# Two builds of the same sources must be the same bytes.
reproducible: $(VENV)/.dev ## build wheel and sdist twice and compare their hashes
	@rm -rf build/once build/twice
	@for folder in once twice; do SOURCE_DATE_EPOCH=1735689600 $(PY) -m build --no-isolation \
	  --outdir build/$$folder . >build/$$folder.log 2>&1 || { cat build/$$folder.log; exit 1; }; done
	@(cd build/once && sha256sum *) | (cd build/twice && sha256sum -c)

# Resolve the pinned versions anew. Needs pip-tools in .venv; written without any index address.
COMPILE := $(VENV)/bin/pip-compile --quiet

lock: $(VENV)/bin/python ## resolve the locked versions again
	$(PIP) install --quiet pip-tools
	$(COMPILE) --output-file requirements/lock.txt pyproject.toml
	$(COMPILE) --output-file requirements/build.txt requirements/build.in
	$(COMPILE) -c requirements/lock.txt --output-file requirements/bench.txt requirements/bench.in
	$(COMPILE) --output-file requirements/fuzz.txt requirements/fuzz.in
	$(COMPILE) --output-file requirements/audit.txt requirements/audit.in
	$(COMPILE) --extra dev --extra frames --extra pandas --extra polars --extra cluster --extra mcp \
	  -c requirements/lock.txt -c requirements/build.txt \
	  --pip-args "--only-binary :all:" --output-file requirements/dev.txt pyproject.toml

clean: ## remove the environment and everything that was built
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache bench/out
