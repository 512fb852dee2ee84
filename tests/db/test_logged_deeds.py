"""Each deed leaves one row in the log, and no verb is forgotten in `deeds.py` and `form_deeds.py`."""

import ast
import re
from pathlib import Path

import pytest

from kiosk.db import store
from kiosk.db.tables import LogRow
from tests.db.deeds import OTHER_DEEDS, PREPARED_DEEDS, write_road
from tests.db.form_deeds import DEEDS_ON_A_FORM, form_that_is
from tests.db.school import SampleSchool, log_rows, row_count


def verbs_in_the_code() -> set[str]:
    """Every public function of `db` that begins a deed, itself or through a helper beside it: "facts.file_form"."""
    found = set()
    for path in sorted(Path(store.__file__).parent.glob("*.py")):
        functions = {
            one.name: {called(call) for call in ast.walk(one) if isinstance(call, ast.Call)}
            for one in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(one, ast.FunctionDef)
        }
        begins = {name for name, calls in functions.items() if "act" in calls}
        found |= {
            f"{path.stem}.{name}"
            for name, calls in functions.items()
            if not name.startswith("_") and (name in begins or calls & begins)
        }
    return found


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def test_no_verb_is_forgotten() -> None:
    assert set(DEEDS_ON_A_FORM) | set(OTHER_DEEDS) | set(PREPARED_DEEDS) == verbs_in_the_code()


@pytest.mark.parametrize("verb", DEEDS_ON_A_FORM)
def test_each_deed_on_a_form_adds_one_log_row_that_names_the_form(school: SampleSchool, verb: str) -> None:
    action, reached, deed = DEEDS_ON_A_FORM[verb]
    form_id = form_that_is(school, reached)
    before = row_count(LogRow)
    deed(school, form_id)
    ((_actor, logged, about),) = log_rows()[before:]
    assert logged == action
    sealed = r" words [0-9a-f]{64}" if action in ("hand_in", "hand_in_for") else ""
    assert re.fullmatch(f"form {form_id}{sealed}", about)


@pytest.mark.parametrize("verb", OTHER_DEEDS)
def test_each_other_deed_adds_one_log_row_that_names_ids(school: SampleSchool, verb: str) -> None:
    action, subject, deed = OTHER_DEEDS[verb]
    for _ in range(3):
        school.issue()
    write_road(school)
    before = row_count(LogRow)
    deed(school)
    ((_actor, logged, about),) = log_rows()[before:]
    assert logged == action
    assert re.fullmatch(subject, about)


@pytest.mark.parametrize("verb", PREPARED_DEEDS)
def test_each_deed_after_others_adds_one_log_row_that_names_ids(school: SampleSchool, verb: str) -> None:
    action, subject, prepare, deed = PREPARED_DEEDS[verb]
    before_it = prepare(school)
    before = row_count(LogRow)
    deed(school, before_it)
    ((_actor, logged, about),) = log_rows()[before:]
    assert logged == action
    assert re.fullmatch(subject, about)
