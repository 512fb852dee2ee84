"""The fictional school has a form in every stage, made through the verbs, whatever day it is."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db import agreements, forms, lines, people, roads
from kiosk.db.store import Store, open_store
from kiosk.errors import KioskError
from kiosk.jobs import make_demo
from kiosk.paths import Home
from kiosk.rules.form import Stage, stage
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.slip import SlipStep, slip
from tests.school import MONDAY, PIN_HASH, actor

DAYS = [MONDAY, datetime(2026, 11, 22, 15, 0), datetime(2027, 8, 3, 9, 0), datetime(2027, 1, 4, 7, 30)]


@pytest.fixture(scope="module")
def of_monday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of Monday's fictional school, made once; its PINs are hashed as cheaply as those of the sample school.

    tests/journeys/test_demo.py makes one as it is, and comes in.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_demo, "hash_pin", lambda _pin: PIN_HASH)
        folder = tmp_path_factory.mktemp("monday") / "demo"
        make_demo.ensure(Home(folder), lambda: MONDAY)
        yield folder


@pytest.fixture
def home(of_monday: Path, tmp_path: Path) -> Home:
    """A copy of Monday's fictional school."""
    return Home(shutil.copytree(of_monday, tmp_path / "demo"))


@pytest.fixture
def demo(home: Home) -> Iterator[Store]:
    """Monday's fictional school, open."""
    store = open_store(home, settings.load(home), lambda: MONDAY)
    yield store
    store.close()


def test_every_stage_and_every_wait_of_the_paper_is_there(demo: Store) -> None:
    head = actor(demo, "Anneke")
    found = forms.open_forms(demo, head)
    calendar, reminders = demo.settings.calendar, demo.settings.policy.reminders
    assert {stage(form) for form in found} == set(Stage) - {Stage.FILED, Stage.VOIDED}
    steps = {slip(form, MONDAY.date(), calendar, reminders).step for form in found}
    assert steps >= {
        SlipStep.TO_PRINT,
        SlipStep.TO_TAKE_HOME,
        SlipStep.DUE_TODAY,
        SlipStep.TO_REMIND,
        SlipStep.WITH_HEAD,
        SlipStep.TO_FILE,
    }


def test_directie_has_a_talk_and_a_warning_to_decide(demo: Store) -> None:
    found = lines.places_this_year(demo, actor(demo, "Anneke"))
    waiting = {step.kind for one in found for step in one.line.open_steps}
    assert waiting == {StepKind.PARENTS_TALK, StepKind.OFFICIAL_WARNING}


def test_an_agreement_and_another_road_wait_for_somebody_to_look_back(demo: Store) -> None:
    head = actor(demo, "Anneke")
    assert len(agreements.agreements_to_check(demo, head)) == 2
    assert {road.kind for road in roads.due_roads(demo, head)} == {RoadKind.GROUP_TALK, RoadKind.SUPPORT_GROUP}
    assert RoadKind.REPAIR_PLAN in {road.kind for road in roads.roads(demo, head)}


def test_the_log_of_its_weeks_is_whole_and_roles_came_from_people_not_from_the_file(demo: Store) -> None:
    assert demo.first_fault() == ""
    assert [one.name for one in people.consultants(demo)] == ["Anneke de Groot", "Samira el Idrissi", "Joost Wiersma"]


@pytest.mark.parametrize("now", DAYS)
def test_it_can_be_made_on_any_day(home: Home, now: datetime) -> None:
    notes = make_demo.ensure(home, lambda: now)
    assert [note.digits for note in notes if note.who.startswith("Anneke")] == ["246810"]
    assert [note.who for note in notes if note.who.startswith("code van")]
    assert make_demo.ensure(home, lambda: now) == notes


def test_today_a_child_can_try_each_of_the_three_ways(home: Home) -> None:
    who = " ".join(note.who for note in make_demo.ensure(home, lambda: MONDAY))
    for way in ("(typen)", "(kiezen)", "(samen)"):
        assert way in who


def test_a_demo_that_is_open_is_not_thrown_away_under_it(demo: Store, home: Home) -> None:
    with pytest.raises(KioskError, match="staat al open"):
        make_demo.ensure(home, lambda: datetime(2026, 11, 24, 9, 0))
    assert demo.first_fault() == ""
