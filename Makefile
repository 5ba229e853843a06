# Everything a checkout needs: `make serve` and `make test` do the rest by themselves.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
BUILD := $(or $(CHENGNUO_BUILD),build)
CODE := ontology loaders graph queries viz server.py cli.py
GRAPH_INPUTS := $(wildcard data/reports/* data/quality/* data/corrections/* data/responsibilities/*) $(shell find ontology loaders graph queries/views -type f \
	\( -name '*.py' -o -name '*.ttl' -o -name '*.rq' \) 2>/dev/null) viz/network/layout.py
CATALOGUES := $(wildcard viz/translations/*/LC_MESSAGES/*.po)

.PHONY: help setup serve build test test-full lint docs quality pictures screenshots golden lock clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup: .venv/.installed viz/static/vendor/.copied $(CATALOGUES:.po=.mo) ## install what is needed, here and nowhere else

build: $(BUILD)/current/manifest.json ## read the shipped report into a graph, unless that is done

serve: build ## browse the graph: make serve [PORT=8000]
	@exec $(BIN)/chengnuo serve $(if $(PORT),--port $(PORT))

test: lint ## checks and tests, in minutes, on all cores
	@$(BIN)/pytest -q -n auto --dist loadfile -m "not slow" --doctest-modules tests $(CODE)

test-full: setup tests/comunica/node_modules/.installed ## the slow rest of the tests, one by one: some measure time
	@$(BIN)/pytest -q -m slow tests

lint: setup ## style and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary

docs: setup ## write the pages of docs/ that repeat what the code says
	@$(BIN)/python -m docs.generate

quality: setup ## measure anew how far what is read agrees with the annotations (data/quality/)
	@$(BIN)/python -m benchmarks.agreement

pictures: build ## take the pictures of docs/images/ from the site (needs Chromium)
	@$(BIN)/python -m docs.pictures

screenshots: build ## take a picture of every page into build/screenshots (needs Chromium)
	@$(BIN)/python -m tests.browser.screenshots $(BUILD)/screenshots

golden: setup ## write the golden triples of the tiny report anew: read the difference
	@$(BIN)/python tests/golden.py

lock: ## choose anew the versions that requirements.lock holds (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --extra dev --no-emit-index-url --no-header \
		pyproject.toml -o requirements.lock

clean: ## remove everything that make made
	@rm -rf .venv build viz/node_modules tests/comunica/node_modules viz/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@rm -f $(CATALOGUES:.po=.mo)
	@find $(wildcard $(CODE)) tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Python 3.11 or newer is needed as '$(PYTHON)': install it, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv is missing: install it (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@echo "Installing the Python packages into .venv …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@$(BIN)/python -m compileall -qq $(CODE)  # as pip did with the packages; else each command may do it anew
	@touch $@

viz/node_modules/.installed: viz/package.json viz/package-lock.json
	@command -v npm >/dev/null \
		|| { echo "npm is missing: install Node 20 or newer (Debian: apt-get install nodejs npm)" >&2; exit 1; }
	@echo "Installing the browser's packages into viz/node_modules …"
	@npm ci --prefix viz --no-audit --no-fund --loglevel=error --silent
	@touch $@

tests/comunica/node_modules/.installed: tests/comunica/package.json tests/comunica/package-lock.json
	@echo "Installing Comunica, a client that tests run, into tests/comunica …"
	@npm ci --prefix tests/comunica --no-audit --no-fund --loglevel=error --silent
	@touch $@

viz/static/vendor/.copied: viz/node_modules/.installed .venv/.installed viz/vendor.py
	@$(BIN)/python -m viz.vendor
	@touch $@

%.mo: %.po .venv/.installed
	@$(BIN)/pybabel --quiet compile -i $< -o $@

$(BUILD)/current/manifest.json: $(GRAPH_INPUTS) | setup
	@$(BIN)/chengnuo build --output $(BUILD)
