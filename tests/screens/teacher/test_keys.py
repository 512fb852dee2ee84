"""How many keys each job costs: every row of docs/toetsen.md is played on the sample school, and its keys are counted.

A new row there wants an entry in `JOBS` here: what has happened before it, and what must have come of it.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.db import facts, people
from kiosk.rules.form import FactKind, Form, Outcome
from kiosk.rules.number import spaced
from kiosk.rules.people import Finder
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.login import LoginScreen
from kiosk.screens.start import StartScreen
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.issue import IssueScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import PIN, School, actor, issue
from tests.screens.teacher.today_screen import AtToday, handed_in, nothing, printed, taken_home, talked_untold

MOST_FOR_A_FORM = 30
"""Keys that issuing a form may take beyond free text, log-in included."""

_TABLE = (Path(__file__).parents[3] / "docs" / "toetsen.md").read_text(encoding="utf-8")
_NAMES = {
    "F2": "f2",
    "F8": "f8",
    "Enter": "enter",
    "Esc": "escape",
    "Tab": "tab",
    "↓": "down",
    "↑": "up",
    "←": "left",
    "/": "slash",
}
_PIN = "pincode"


@dataclass(frozen=True)
class Row:
    """One row of the table; `pressed` are keys as they stand there, and free text with a star before it."""

    job: str
    start: str
    pressed: tuple[str, ...]
    count: int

    @property
    def counted(self) -> int:
        """The keys: a PIN is six of them, free text none."""
        return sum(len(PIN) if key == _PIN else 1 for key in self.pressed if not key.startswith("*"))


def _read_table() -> list[Row]:
    rows = []
    for line in _TABLE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and cells[3].isdigit():
            pressed = re.findall(r"`([^`]+)`|(\*[^*]+)\*", cells[2])
            rows.append(Row(cells[0], cells[1], tuple(key or text for key, text in pressed), int(cells[3])))
    return rows


ROWS = {row.job: row for row in _read_table()}


# -- what comes before, and what must have come of it ------------------------------------------------------------------


@dataclass(frozen=True)
class Job:
    """`before` makes what happened until then (and moves the clock); `after` asserts what the keys brought about."""

    after: Callable[[AtToday], object]
    before: Callable[[School, AtToday], object] = lambda _school, here: nothing(here.store)


def _forms(here: AtToday) -> list[Form]:
    from kiosk.db import forms

    return forms.open_forms(here.store, actor(here.store, "Anneke"))


def _only(here: AtToday) -> Form:
    (form,) = _forms(here)
    return form


def _waits_to_be_reminded(school: School, here: AtToday) -> None:
    taken_home(here.store)
    school.clock.forward(days=2)


def _signed(_school: School, here: AtToday) -> None:
    form = taken_home(here.store)
    facts.record_return(here.store, actor(here.store, "Fenna"), form.id, Outcome.SEEN)


def _on(kind: type[object]) -> Callable[[AtToday], None]:
    def check(here: AtToday) -> None:
        assert isinstance(here.screen, kind)

    return check


def _has(kind: FactKind) -> Callable[[AtToday], None]:
    def check(here: AtToday) -> None:
        assert _only(here).has(kind)

    return check


def _given(children: int) -> Callable[[AtToday], None]:
    def check(here: AtToday) -> None:
        assert isinstance(here.screen, TodayScreen)
        assert len(_forms(here)) == children

    return check


def _filed(here: AtToday) -> None:
    assert _forms(here) == []


def _due(school: School, here: AtToday) -> None:
    taken_home(here.store)
    school.clock.forward(days=1)


def _back_from_mother(here: AtToday) -> None:
    signed = _only(here).signature
    assert signed is not None
    assert (signed.outcome, signed.person) == (Outcome.AGREED, "moeder")


def _an_agreement_ago(school: School, here: AtToday) -> None:
    _signed(school, here)
    facts.file_form(here.store, actor(here.store, "Fenna"), _only(here).id)
    school.clock.forward(days=14)


def _kept(here: AtToday) -> None:
    checked = here.form(1).last(FactKind.AGREEMENT_CHECKED)
    assert checked is not None
    assert checked.outcome is Outcome.KEPT


def _place_changed(here: AtToday) -> None:
    assert "stap 8 van 8" in here.says()
    assert "klas" in here.says()


def _waiting(_school: School, here: AtToday) -> object:
    return issue(here.store)


JOBS = {
    "Inloggen": Job(_on(TodayScreen)),
    "Een formulier geven, met inloggen en al": Job(_given(1)),
    "Nog een leerling bij hetzelfde voorval": Job(_given(2)),
    "Voor het geven nog iets veranderen: de plek": Job(_place_changed),
    "De code nog eens zien": Job(_on(CodeScreen), _waiting),
    "Een nieuwe code maken": Job(_on(CodeScreen), _waiting),
    "Een formulier zoeken op nummer": Job(_on(ChooseDialog), _waiting),
    "Een papier scannen": Job(_on(ChooseDialog), _waiting),
    "Het papier gaat mee naar huis": Job(_has(FactKind.TAKEN_HOME), lambda _, here: printed(here.store)),
    "Aandringen: gebeld": Job(_has(FactKind.REMINDED), _waits_to_be_reminded),
    "Het papier hangt in ParnaSys": Job(_filed, _signed),
    "Het gesprek opschrijven": Job(_has(FactKind.TALK), lambda _, here: handed_in(here.store)),
    "Opschrijven dat de ouders zijn gebeld": Job(
        _has(FactKind.PARENTS_INFORMED), lambda _, here: talked_untold(here.store)
    ),
    "Het papier is terug: akkoord, door moeder": Job(_back_from_mother, _due),
    "Opschrijven dat de afspraak lukte": Job(_kept, _an_agreement_ago),
    "Laten aanvullen door het kind": Job(_has(FactKind.SENT_BACK), lambda _, here: handed_in(here.store)),
    "Ongeldig maken": Job(_filed, _waiting),
    "Op slot": Job(_on(StartScreen)),
}


# -- where it begins --------------------------------------------------------------------------------------------------


async def _at_start(_here: AtToday) -> None:
    """The kiosk as it stands there."""


async def _on_today(here: AtToday) -> None:
    here.app.push_screen(TodayScreen(here.app.desk, actor(here.store, "Fenna")))
    await here.pilot.pause()


async def _on_check(here: AtToday) -> None:
    await _on_today(here)
    await _press(here, ROWS["Een formulier geven, met inloggen en al"].pressed[5:-2])
    assert isinstance(here.screen, IssueScreen)


async def _on_code(here: AtToday) -> None:
    await _on_check(here)
    await _press(here, ("Enter",))
    assert isinstance(here.screen, CodeScreen)


STARTS: dict[str, Callable[[AtToday], Awaitable[None]]] = {
    "beginscherm": _at_start,
    "Vandaag": _on_today,
    "klopt het?": _on_check,
    "code": _on_code,
}


async def _press(here: AtToday, pressed: tuple[str, ...]) -> None:
    for key in pressed:
        if key == _PIN:
            await here.press(*PIN)
            await here.wait_until(lambda: not isinstance(here.screen, LoginScreen))  # it is checked on a thread
        elif key.startswith("*"):
            await here.press(*(_NAMES.get(sign, sign) for sign in _free_text(here, key)))
        else:
            await here.press(_NAMES.get(key, key))


def _free_text(here: AtToday, what: str) -> str:
    return spaced(_only(here).number).replace(" ", "") if what == "*nummer" else "Duwde."


@pytest.mark.parametrize("job", JOBS)
async def test_the_keys_in_the_table_do_the_job_and_are_as_many_as_it_says(school: School, job: str) -> None:
    row = ROWS[job]
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.animation_level = "none"
        here = AtToday(pilot, app)
        JOBS[job].before(school, here)
        await STARTS[row.start](here)
        await _press(here, row.pressed)
        JOBS[job].after(here)
    assert row.counted == row.count


def test_every_row_of_the_table_is_played() -> None:
    assert list(ROWS) == list(JOBS)


def test_a_form_takes_at_most_thirty_keys_whoever_it_is_for(school: School) -> None:
    """The example has four letters for a name: letters and arrows up to the limit find every pupil of the school."""
    row = ROWS["Een formulier geven, met inloggen en al"]
    assert row.counted <= MOST_FOR_A_FORM
    for_a_name = len("roos") + MOST_FOR_A_FORM - row.counted
    desk = school.desk()
    desk.open(lambda _call, _report: None)
    everyone = people.pupils(desk.store)
    finder = Finder(everyone)
    for one in everyone:
        queries = [one.given_name, one.surname or one.given_name, f"{one.given_name} {one.prefix} {one.surname}"]
        fewest = min(
            letters + finder.find(query[:letters]).index(one)
            for query in queries
            for letters in range(1, min(len(query), for_a_name) + 1)
        )
        assert fewest <= for_a_name, one.name
