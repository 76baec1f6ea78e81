# Every task of the project. `make` alone lists them. Nothing but Python 3.11+ has to be there:
# what a task needs is installed by it, into .venv and node_modules, at the locked versions.

SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq
STAMPS := $(VENV)/stamps
NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-annotate --custom-compile-command 'make lock' --upgrade
PUBLISHED := build/document
SOURCES := contract conventions delivery handlers models server storage
T ?= tests

say = @printf '\033[1m==> %s\033[0m\n' '$(1)'

# ---------------------------------------------------------------- for everyone

.PHONY: help
help: ## List the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

.PHONY: install
install: $(STAMPS)/runtime ## Make .venv with the locked dependencies and the command .venv/bin/charter

.PHONY: run
run: install ## Serve on this machine, with a demo organization and sample data
	$(call say,Preparing the database)
	@$(BIN)/charter db upgrade
	$(call say,Preparing the demo organization)
	@$(BIN)/charter demo
	$(call say,Serving; Ctrl-C stops)
	@CHARTER_LOG_FORMAT=$${CHARTER_LOG_FORMAT:-console} exec $(BIN)/charter serve

.PHONY: test
test: $(STAMPS)/dev ## Run the tests; T=tests/handlers for a part
	$(call say,Running $(T))
	@$(BIN)/python -m pytest $(T)

# ---------------------------------------------------------------- what CI runs

.PHONY: check
check: static test new-project ## Everything CI runs

.PHONY: static
static: formatted lint types layers drift document ## Everything CI runs beside the tests

.PHONY: formatted
formatted: $(STAMPS)/dev
	$(call say,Checking the format)
	@$(BIN)/ruff format --check --quiet .

.PHONY: lint
lint: $(STAMPS)/dev ## Lint the Python code
	$(call say,Linting)
	@$(BIN)/ruff check --quiet .

.PHONY: types
types: $(STAMPS)/dev ## Check the types (mypy --strict)
	$(call say,Checking types)
	@$(BIN)/mypy

.PHONY: layers
layers: $(STAMPS)/dev ## Check that imports point down
	$(call say,Checking imports)
	@said=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$said"; exit 1; }

.PHONY: document
document: $(STAMPS)/dev node_modules/.stamp ## Check, publish and lint the document
	$(call say,Checking the document)
	@$(BIN)/charter document check
	@$(BIN)/charter document publish $(PUBLISHED)
	$(call say,Linting the published document)
	@$(NODE) npx --no-install redocly lint --config redocly.yaml $(PUBLISHED)/openapi.yaml
	@$(NODE) npx --no-install spectral lint --ruleset .spectral.yaml --fail-severity warn $(PUBLISHED)/openapi.yaml

.PHONY: drift
drift: $(STAMPS)/dev ## Check that generated files are what the document says
	$(call say,Comparing generated files with the document)
	@$(BIN)/python -m contract.generate --check

.PHONY: new-project
new-project: $(STAMPS)/dev ## Make a new project with `charter new` and run its whole test suite
	$(call say,Making a new project and running its tests)
	@rm -rf build/acme
	@$(BIN)/charter new build/acme --api-name Acme
	@cd build/acme && PYTHONPATH=. $(CURDIR)/$(BIN)/python -m pytest --quiet -m 'not slow'

.PHONY: fuzz
fuzz: $(STAMPS)/dev ## Fuzz every operation, all phases, with printed seeds; SEEDS="1 2 3"
	$(call say,Fuzzing)
	@$(BIN)/python -m tests.fuzz $(SEEDS)

.PHONY: bench
bench: $(STAMPS)/dev ## Compare with peers on this machine; writes bench/RESULTS.md (needs wrk)
	$(call say,Measuring)
	@$(BIN)/python -m bench

# ---------------------------------------------------------------- what changes files

.PHONY: format
format: $(STAMPS)/dev ## Format the Python code
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

.PHONY: generate
generate: $(STAMPS)/dev ## Regenerate contract/types.py and the schema of x-charter
	$(call say,Generating from the document)
	@$(BIN)/python -m contract.generate

.PHONY: messages
messages: $(STAMPS)/dev ## Bring the catalogues in locales/ up to date with the messages in the source
	$(call say,Collecting messages)
	@mkdir -p build
	@$(BIN)/python -m contract.messages > build/messages.pot
	@$(BIN)/pybabel --quiet update --input-file build/messages.pot --output-dir locales --no-fuzzy-matching --ignore-obsolete \
	  --ignore-pot-creation-date --width 100

.PHONY: lock
lock: $(STAMPS)/dev ## Lock the newest dependencies that pyproject.toml allows
	$(call say,Locking)
	@$(LOCK) --extra build --output-file requirements.txt pyproject.toml
	@$(LOCK) --extra build --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	@$(LOCK) --group pyproject.toml:node --output-file requirements-node.txt

.PHONY: hooks
hooks: $(STAMPS)/dev ## Run the quick checks before every commit (needs pre-commit)
	@command -v pre-commit >/dev/null || { echo 'Install the program pre-commit first.' >&2; exit 1; }
	@pre-commit install

.PHONY: clean
clean: ## Remove what make made; the data in ./var stays
	@rm -rf $(VENV) node_modules build

# ---------------------------------------------------------------- installation

$(BIN)/python:
	$(call say,Making $(VENV))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Charter needs Python 3.11 or newer: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)/runtime: requirements.txt pyproject.toml | $(BIN)/python
	$(call say,Installing the locked dependencies; this takes half a minute)
	@$(PIP) --require-hashes --requirement requirements.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/runtime
	$(call say,Installing what tests and checks need; this takes a minute)
	@$(PIP) --require-hashes --requirement requirements-dev.txt
	@mkdir -p $(STAMPS) && touch $@

node_modules/.stamp: package.json package-lock.json requirements-node.txt | $(STAMPS)/runtime
	$(call say,Installing the linters of the document)
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 22 || (a == 22 && b >= 12) ? 0 : 1)' 2>/dev/null \
	  || $(PIP) --require-hashes --requirement requirements-node.txt
	@$(NODE) npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
