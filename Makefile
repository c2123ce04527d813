# `make run` and `make test` do all set-up themselves; a second time it is already done.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS := true
export NODE_USE_SYSTEM_CA := 1
# Else every run of the tests would compile them anew.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= python3
python := .venv/bin/python
# One more than there are cores: many tests wait for processes, servers and browsers of their own.
pytest = $(python) -m pytest --numprocesses $$(($$(nproc) + 1)) --dist worksteal
uv := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .tools/uv/bin/uv)
npm := $(shell node --version >/dev/null 2>&1 && command -v npm || echo .tools/node/bin/npm)
sync := pip sync --quiet --require-hashes
lock := pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url

.PHONY: run test pictures check lint bench reset setup parts lock

run: setup ## the service on SQLite, the sandbox beside it, and one URL
	@$(python) -m sandbox

test: setup parts ## all tests; with CI=true a missing part is a failure
	@$(pytest)

pictures: setup parts ## the pictures in docs/, taken anew while real cases are played in a browser
	@PICTURES=docs/pictures $(python) -m pytest \
		tests/browser/test_real_cases_in_the_browser.py tests/browser/test_review_desk_in_the_browser.py

check: setup lint ## style, types and the fast tests, in less than a minute
	@$(pytest) -m "not slow" --hypothesis-profile quick

lint: .venv/installed
	@$(python) -m ruff format --check --quiet .
	@$(python) -m ruff check --quiet .
	@$(python) -m mypy .

bench: setup parts ## the speed of turns and clicks, and what they cost: against their floors and an earlier build
	@$(python) -m benchmarks

reset: ## forgets what `make run` has kept
	@rm -rf var

lock: $(uv) ## the versions in use, pinned with their hashes
	@$(uv) $(lock) --group dev --output-file requirements.lock
	@$(uv) $(lock) --constraint requirements.lock --output-file deploy/requirements.lock
	@$(uv) $(subst pyproject.toml,--group build,$(lock)) --constraint requirements.lock --output-file deploy/build.lock
	@$(uv) $(subst pyproject.toml,--group uv,$(lock)) --output-file scripts/uv.lock
	@$(uv) $(subst pyproject.toml,--group node,$(lock)) --output-file scripts/node.lock

setup: .venv/installed node_modules/.package-lock.json
	@:

parts: .venv/installed
	@missing=$$($(python) -m tests.parts); \
	[ -z "$$missing" ] || scripts/install.sh $$missing || echo "Tests that need them are skipped." >&2

.venv/installed: requirements.lock pyproject.toml $(filter .tools/%,$(uv))
	@echo "Python packages"
	@$(uv) venv --quiet --allow-existing --python $(PYTHON) .venv
	@$(uv) $(sync) requirements.lock --python .venv
	@$(uv) pip install --quiet --no-deps --no-build-isolation --python .venv --editable .
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json $(filter .tools/%,$(npm))
	@echo "npm packages"
	@$(npm) ci --ignore-scripts --silent
	@touch $@

.tools/uv/bin/uv: scripts/uv.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Guldkorn needs Python 3.11 or newer: make PYTHON=…")'
	@echo "uv"
	@$(PYTHON) -m venv --clear .tools/uv >/dev/null || \
		{ scripts/install.sh python3-venv && $(PYTHON) -m venv --clear .tools/uv; }
	@.tools/uv/bin/pip install --quiet --require-hashes --requirement $<
	@touch $@

.tools/node/bin/npm: scripts/node.lock $(filter .tools/%,$(uv))
	@echo "Node.js"
	@$(uv) venv --quiet --allow-existing --python $(PYTHON) .tools/node
	@$(uv) $(sync) $< --python .tools/node
	@touch $@
