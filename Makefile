# Everything runs in .venv; the first target makes it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check format bench pictures monkey faults

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

run: .venv/installed
	$(BIN)/kiosk --demo

test: .venv/installed
	$(BIN)/pytest -n auto --dist worksteal

# What .ci/run runs: format, lint, strict types on code and tests, the house's doors, tests.
check: .venv/installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n auto --dist worksteal

format: .venv/installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The pictures of README and manual, from the running program, and the sheet beside the machine. Needs rsvg-convert and
# pdftoppm (Debian: librsvg2-bin, poppler-utils, fonts-dejavu-core).
pictures: .venv/installed
	$(BIN)/python -m tests.pictures

# Measured beside a reference in the same run; never a test.
bench: .venv/installed
	$(BIN)/python -m tests.bench

# What the suite has no time for: first more of every fault (docs/faults.md; it prints what it met), some ten minutes; then
# the suite once more with a hundred examples of every property.
faults: .venv/installed
	$(BIN)/pytest -n auto --dist worksteal -m long -rP
	$(BIN)/pytest -n auto --dist worksteal --hypothesis-profile=default

# 100,000 random keys, pastes, mouse events and sizes on the pupil's screens; it prints the seeds. Some ten minutes.
monkey: .venv/installed
	$(BIN)/python -m tests.screens.pupil.monkey
