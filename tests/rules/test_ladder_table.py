"""Forms 1 to 12, whatever lies between: a table that a head teacher can read (par. 8, steps 5 and 6).

A story is told in signs: F a form, a week after what came before; k directie takes the oldest open step; v2 form 2 is
made void; N a fresh start; D a deviation (straight to the official warning); Y the next school year begins. What each
form set off is told in the same way: G a talk with parents, W the official warning, S directie looks at a suspension,
- nothing, x a void form. An open step names its form; D is the deviation's.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.ladder import LadderForm, Line, StepTaken, Turn, TurnKind
from kiosk.rules.ladder_walk import line
from kiosk.rules.policy import Counting, Policy, Restart, StepKind
from tests.rules.builders import at, school_policy

SIGNS = {StepKind.PARENTS_TALK: "G", StepKind.OFFICIAL_WARNING: "W", StepKind.SUSPENSION_REVIEW: "S"}
DEFAULT = school_policy()
WHOLE_SCHOOL = school_policy(Counting.WHOLE_SCHOOL)
AFTER_TALK = school_policy(restart=Restart.AFTER_TALK)
BOTH = school_policy(Counting.WHOLE_SCHOOL, Restart.AFTER_TALK)

TABLE = [
    # story, policy, what each form set off, what is open at the end, steps that lost their ground
    ("F F F F F F F F F F F F", DEFAULT, "--G--WSSSSSS", "G3 W6 S7 S8 S9 S10 S11 S12", ""),
    ("F F F k F F F k F k F k F k F k F k F k", DEFAULT, "--G--WSSSSSS", "", ""),
    ("F F F F F F F F F F F F", WHOLE_SCHOOL, "--G--WSSSSSS", "G3 W6 S7 S8 S9 S10 S11 S12", ""),
    # voids
    ("F F v2 F", DEFAULT, "-x-", "", ""),
    ("F F v2 F F", DEFAULT, "-x-G", "G4", ""),
    ("F F F v3", DEFAULT, "--x", "", ""),
    ("F F F k v3", DEFAULT, "--x", "", "G3"),
    ("F F F k v1", DEFAULT, "x--", "", "G3"),
    ("F F F k v1 F", DEFAULT, "x--G", "", ""),  # the talk that was held counts for the form that became the third
    ("F F F k F F F k v5 F F", DEFAULT, "--G-x-WS", "S8", ""),
    ("F F F k F F F k F v7", DEFAULT, "--G--Wx", "", ""),
    # fresh starts
    ("F F N F F F", DEFAULT, "----G", "G5", ""),
    ("F F F N F", DEFAULT, "--G-", "G3", ""),
    ("F F F k F F F k N F F F F F F", DEFAULT, "--G--W--G--W", "G9 W12", ""),
    ("N F F F", DEFAULT, "--G", "G3", ""),
    # deviations: a step at once, and the line goes on as it was
    ("F D F F", DEFAULT, "--G", "WD G3", ""),
    ("F D k F F k", DEFAULT, "--G", "", ""),
    ("D N F F F", DEFAULT, "--G", "WD G3", ""),
    # counting begins again after the talk was held
    ("F F F F F F", AFTER_TALK, "--G---", "G3", ""),
    ("F F F F k F F F", AFTER_TALK, "--G---W", "W7", ""),
    ("F F F k F F F k F", AFTER_TALK, "--G--WS", "S7", ""),
    ("F F F F F k F F v6 F F", AFTER_TALK, "--G--x--W", "W9", ""),
    # another school year
    ("F F Y F F F", DEFAULT, "----G", "G5", ""),
    ("F F Y F F F", WHOLE_SCHOOL, "--G--", "G3", ""),
    ("F F F Y F", DEFAULT, "--G-", "G3", ""),
    ("F F F k F F F k Y F F F k F F F", DEFAULT, "--G--W--G--W", "W12", ""),
    ("F F F k F F F k Y F F F", WHOLE_SCHOOL, "--G--WSSS", "S7 S8 S9", ""),
    ("F F F Y F k F F", BOTH, "--G---", "", ""),
    ("F F F Y F k F F F", BOTH, "--G---W", "W7", ""),
    ("F F F Y k F F F", AFTER_TALK, "--G--G", "G6", ""),
    ("F F v1 Y F v2 F F", DEFAULT, "xx--G", "G5", ""),
]


class Story:
    """A line as it grows, told by the signs."""

    def __init__(self, policy: Policy) -> None:
        self.policy, self.now = policy, at("2026-08-24 10:00")
        self.forms: list[LadderForm] = []
        self.turns: list[Turn] = []
        self.taken: list[StepTaken] = []

    @property
    def line(self) -> Line:
        return line(self.forms, self.turns, self.taken, self.policy)

    def tell(self, sign: str) -> None:
        if sign == "Y":
            first = school_year_days(school_year(self.now.date()))[1] + timedelta(days=20)
            self.now = datetime(first.year, first.month, first.day, 10)
            return
        self.now += timedelta(days=7 if sign == "F" else 1)
        if sign == "F":
            number = len(self.forms) + 1
            self.forms.append(LadderForm(number, f"{number:010d}", school_year(self.now.date()), self.now))
        elif sign == "k":
            step = self.line.open_steps[0]
            self.taken.append(StepTaken(step.kind, self.now, step.form_id, step.turn_id))
        elif sign == "N":
            self.turns.append(Turn(len(self.turns) + 1, TurnKind.FRESH_START, self.now))
        elif sign == "D":
            warning = StepKind.OFFICIAL_WARNING
            self.turns.append(Turn(len(self.turns) + 1, TurnKind.DEVIATION, self.now, warning))
        else:
            place = int(sign.removeprefix("v")) - 1
            one = self.forms[place]
            self.forms[place] = LadderForm(one.id, one.number, one.school_year, one.issued_at, voided=True)


def set_off(found: Line, forms: list[LadderForm]) -> Iterator[str]:
    for form in forms:
        mark = found.mark(form.id)
        yield "x" if mark is None else SIGNS[mark.sets_off] if mark.sets_off else "-"


@pytest.mark.parametrize(("story", "policy", "sets_off", "waiting", "groundless"), TABLE)
def test_what_the_forms_set_off_and_what_waits(
    story: str, policy: Policy, sets_off: str, waiting: str, groundless: str
) -> None:
    told = Story(policy)
    for sign in story.split():
        told.tell(sign)
    found = told.line
    assert "".join(set_off(found, told.forms)) == sets_off
    assert " ".join(f"{SIGNS[step.kind]}{step.form_id or 'D'}" for step in found.open_steps) == waiting
    assert " ".join(f"{SIGNS[step.kind]}{step.form_id or 'D'}" for step in found.groundless) == groundless
