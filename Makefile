# Two commands do everything on a machine that has Python 3.11 or newer and make:
#   make demo   codes the example reports, prints the table, writes out/report.html
#   make test   lint, types, import rules, all tests
# Nothing has to be set up first; both make their own environment in .venv.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test check lint types figures clean help

help:
	@echo "make demo     code the example reports; table here, HTML in out/report.html"
	@echo "make test     everything: lint, types, import rules, all tests"
	@echo "make check    the quick part of it"
	@echo "make figures  measure the shipped model and coder (needs the data; see docs/measurements.md)"

demo: $(VENV)/.run
	@mkdir -p out
	@$(BIN)/corroborate code examples/reports --format html -o out/report.html
	@$(BIN)/corroborate code examples/reports --format table
	@echo "The same as a page with map, timeline and sources: out/report.html"

test: lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: lint types
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy src

figures: $(VENV)/.dev
	$(BIN)/python -m evaluation.acceptance

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "corroborate needs Python 3.11 or newer; none was found. Set PYTHON=/path/to/python."; exit 1; }
	@echo "Making an environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing corroborate and what it needs; the first time takes a few minutes …"
	@$(PIP) -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing corroborate with the tools for tests …"
	@$(PIP) -e ".[dev]"
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
