"""A school that gives three school days where par. 8, step 3, says one: so it is wherever the paper is spoken of."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk import settings
from kiosk.db import facts
from kiosk.db.figures import count_forms
from kiosk.db.store import Store, open_store
from kiosk.jobs import print_form
from kiosk.rules.figures import By, in_school_year
from kiosk.rules.figures_way import SlipEnd
from kiosk.rules.form import Form, Outcome
from kiosk.rules.slip import SlipStep
from kiosk.screens.head.wording import stage_words
from kiosk.screens.teacher.today_rows import row_of
from tests.school import School, actor
from tests.screens.head.scenes import told
from tests.screens.teacher.today_screen import at_today, printed, taken_home, talked


@pytest.fixture
def patient_school(school: School) -> School:
    """What goes home on Monday 23 November is due on Thursday 26."""
    settings.save(school.home, policy=replace(settings.load(school.home).policy, due_days=3))
    return school


@pytest.fixture
def store(patient_school: School) -> Iterator[Store]:
    opened = open_store(patient_school.home, settings.load(patient_school.home), patient_school.clock)
    yield opened
    opened.close()


def test_that_day_stands_on_the_printed_form_and_on_a_copy_of_later(store: Store, school: School) -> None:
    form, fenna = talked(store), actor(store, "Fenna")
    assert print_form.prepare(store, fenna, form.id).due_on == date(2026, 11, 26)
    facts.record_printed(store, fenna, form.id)
    facts.record_taken_home(store, fenna, form.id)
    school.clock.forward(days=1)
    assert print_form.prepare(store, fenna, form.id).due_on == date(2026, 11, 26)


def at_the_teacher(store: Store, form: Form) -> str:
    return row_of(store, form).slip.step


def at_directie(store: Store, form: Form) -> str:
    ours = store.settings
    return stage_words(form, store.clock().date(), ours.calendar, ours.policy)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (at_the_teacher, [SlipStep.AT_HOME, SlipStep.DUE_TODAY, SlipStep.TO_REMIND]),
        (at_directie, ["thuis", "vandaag terug", "aandringen"]),
    ],
)
def test_until_that_day_nobody_is_told_to_insist(
    store: Store, school: School, said: Callable[[Store, Form], str], words: list[str]
) -> None:
    form = taken_home(store)
    for day, expected in zip((25, 26, 27), words, strict=True):
        school.clock.now = school.clock.now.replace(day=day)
        assert said(store, form) == expected, day


@pytest.mark.parametrize(("day", "end"), [(26, SlipEnd.IN_TIME), (27, SlipEnd.LATE)])
def test_signed_on_that_day_is_in_time_in_the_figures(store: Store, school: School, day: int, end: SlipEnd) -> None:
    form = taken_home(store)
    school.clock.now = school.clock.now.replace(day=day)
    facts.record_return(store, actor(store, "Fenna"), form.id, Outcome.AGREED)
    assert count_forms(store, By.SLIP, in_school_year("2026-2027")) == {end: 1}


async def test_who_gives_the_paper_along_reads_that_day_and_insists_after_it(patient_school: School) -> None:
    async with at_today(patient_school, printed) as here:
        await here.press("enter")
        assert "Het moet ondertekend terug zijn op donderdag 26 november 2026." in here.says()
        await here.press("enter")
        assert "Donderdag 26 november 2026 moet het terug zijn." in told(here.pilot)
        assert "terug do 26 nov" in here.rows()[0]
        patient_school.clock.forward(days=4)
        await here.press("question_mark", "escape", "enter")  # another screen and back: the list is fresh
        assert here.rows()[0] == "b aandringen: gebeld"
        await here.press(*["down"] * (here.rows().index("o … op een andere dag dan vandaag") + 1), "enter")
        await here.write("wo 25-11")
        assert "Wat gebeurde er op wo 25 nov" in here.says()
        assert not any("aandringen" in row for row in here.rows())
