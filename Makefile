# Everything runs in .venv; the first target makes it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check format bench

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

run: .venv/installed
	$(BIN)/kiosk --demo

test: .venv/installed
	$(BIN)/pytest -n auto

# What .ci/run runs: format, lint, strict types on code and tests, the house's doors, tests.
check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n auto

format: .venv/installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Measured beside a reference in the same run; never a test.
bench: .venv/installed
	$(BIN)/python -m tests.bench
