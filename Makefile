# Prony's habits. `make bench` and `make test` do all their own set-up; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
export UV_LINK_MODE ?= copy
# A registry may be slow to answer once; an install that is cut off starts again by itself.
export UV_HTTP_TIMEOUT ?= 120
export UV_HTTP_RETRIES ?= 5

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | expand -t 14

$(VENV)/.base: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "prony needs Python 3.11 or newer as $(PYTHON); name another with: make PYTHON=/path/to/python3.12 ..." >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "the venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip install -q --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src/prony
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.base
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.engines: requirements-engines.lock $(VENV)/.base
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements-engines.lock
	@touch $@

install: $(VENV)/.base ## the runtime environment in .venv

toolchains: $(VENV)/.base ## what the built-in suites need to run code: Node and Go from their wheels, others by prony toolchains get
	@$(BIN)/prony toolchains get $(foreach suite,$(notdir $(patsubst %/suite.toml,%,$(wildcard suites/*/suite.toml))),--suite $(suite))
	@$(BIN)/prony doctor --toolchains

kits: $(VENV)/.base ## every toolchain, database and browser that tests run on; what cannot be had is said, and its tests are skipped
	@$(BIN)/prony toolchains get all || true

bench: $(VENV)/.base ## the main job: find engines (or use the embedded one), run the quick suite, print a board
	@$(BIN)/prony toolchains get --suite quick
	@$(BIN)/prony doctor --toolchains
	@$(BIN)/prony run quick --reference $(if $(BENCH_ENGINES),--engines $(BENCH_ENGINES)) $(foreach model,$(BENCH_MODELS),--model $(model)) $(BENCH_ARGS)

browser: $(VENV)/.base ## a Chromium for tests that open pages: the machine's own, else the pinned kit's, else (as root) apt-get's
	@$(BIN)/prony doctor --browser

engines: $(VENV)/.engines ## real servers for the tests marked real_server, built from source; kept in the cache, minutes each
	@$(BIN)/prony doctor --servers

test: $(VENV)/.dev toolchains kits browser ## install what the tests need and run them, but for a few slow ones
	@$(BIN)/python -m pytest -m "not slow and not real_server" $(PYTEST_ARGS)

test-slow: $(VENV)/.dev toolchains kits browser ## the tests that `make test` leaves out: more of what takes seconds each
	@$(BIN)/python -m pytest -m slow $(PYTEST_ARGS)

test-engines: $(VENV)/.dev toolchains engines ## runs against the real servers of `make engines`, killed and started again; some minutes
	@$(BIN)/python -m pytest -m real_server $(PYTEST_ARGS)

mutants: toolchains ## prove the tests of the built-in suites by mutants of their references, and write down what was found; a quarter of an hour
	@$(BIN)/prony prove --mutants --write; status=$$?; $(BIN)/python scripts/mutants_page.py; exit $$status

check: $(VENV)/.dev ## format, lint, types, floors, names
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports --no-cache && $(BIN)/python scripts/check_house.py && $(BIN)/python scripts/check_codes.py

format: $(VENV)/.dev ## let ruff rewrite what it can
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

perf: $(VENV)/.dev toolchains ## every benchmark: a table each
	@for b in $(filter-out benchmarks/boards.py,$(wildcard benchmarks/[a-z]*.py)); do echo "== $$b"; $(BIN)/python $$b || exit 1; done
	@echo "== benchmarks/boards.py (a million attempts takes minutes: python benchmarks/boards.py)"; $(BIN)/python benchmarks/boards.py --attempts 100000

record-demo: toolchains ## run the default models anew for what `prony demo` shows; some minutes, on an idle machine
	@$(BIN)/python -m prony.demo.record

# Every extra of pyproject.toml but those that only a user of theirs installs.
LOCKED_EXTRAS = $(filter-out hub,$(shell sed -nE '/^\[project.optional/,/^\[dependency/s/^([a-z0-9_-]+) = .*/\1/p' pyproject.toml))

lock: ## resolve the dependency locks anew
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 $(LOCKED_EXTRAS:%=--extra %) pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 $(LOCKED_EXTRAS:%=--extra %) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --group engines -c requirements-dev.lock -o requirements-engines.lock

clean: ## forget the development environment
	rm -rf $(VENV)

.PHONY: help install toolchains kits browser engines bench test test-slow test-engines mutants check format perf record-demo lock clean
