"""The rules need no library but Python's own, and bring none along."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import kiosk.rules

RULES = sorted(file.stem for file in Path(kiosk.rules.__file__).parent.glob("*.py") if file.stem != "__init__")
HEAVY = {"textual", "peewee", "playhouse", "sqlcipher3", "fpdf", "holidays", "argon2", "rich"}
LEAVES = ["kiosk.clock", "kiosk.errors", "kiosk.paths", "kiosk.text"]


def brought_along(modules: list[str]) -> set[str]:
    """The top-level names in `sys.modules` of a fresh process that imported these modules."""
    imports = "".join(f"import {module}\n" for module in modules)
    program = f"import json, sys\n{imports}print(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    root = Path(kiosk.rules.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    return set(json.loads(run.stdout))


def test_the_rules_are_all_looked_at() -> None:
    assert {"calendar", "form", "ladder", "number", "people", "permissions", "policy", "roll", "slip"} <= set(RULES)


def test_the_rules_bring_nothing_heavy_along() -> None:
    names = brought_along([f"kiosk.rules.{name}" for name in RULES])
    assert "kiosk" in names
    assert not names & HEAVY


def test_the_rules_need_no_library_but_pythons_own() -> None:
    bare = brought_along([])
    names = brought_along([f"kiosk.rules.{name}" for name in RULES])
    assert names - bare - {"kiosk"} <= sys.stdlib_module_names


def test_the_leaves_bring_nothing_heavy_along() -> None:
    assert not brought_along(LEAVES) & HEAVY


@pytest.mark.parametrize("library", ["argon2", "holidays"])
def test_the_test_would_notice_a_library(library: str) -> None:
    assert library in brought_along([library])


def test_the_first_frame_waits_for_nothing_that_only_later_screens_need() -> None:
    later = {
        "kiosk.db",
        "kiosk.settings",
        "kiosk.screens.dialogs",
        "peewee",
        "sqlcipher3",
        "argon2",
        "holidays",
        "fpdf",
    }
    later |= {"kiosk.rules.form", "textual.widgets._text_area", "argon2"}
    program = "import sys, kiosk.__main__, kiosk.app; print(*sys.modules)"
    root = Path(kiosk.rules.__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert not set(run.stdout.split()) & later


def test_the_calendar_brings_one_country_along() -> None:
    program = "import sys; from kiosk.settings import *; make_calendar(Region.NOORD); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert [name for name in run.stdout.split() if name.startswith("holidays.countries.")] == [
        "holidays.countries.netherlands"
    ]
