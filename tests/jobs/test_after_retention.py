"""What is made of a school year after retention took its words: report, register, paper, and what the doctor says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db import facts, people, retention, tables
from kiosk.db.store import Store, open_store
from kiosk.errors import Refused
from kiosk.jobs import print_form
from kiosk.jobs.doctor import examine
from kiosk.jobs.write_register import write_register
from kiosk.jobs.year_report import year_report
from kiosk.paper.report import Chart, Report, report_pdf
from kiosk.rules.form import Outcome
from kiosk.rules.health import Finding
from tests.school import School, actor, hand_in, issue, talk

YEAR = "2023-2024"


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    """Twelve finished forms of 2023-2024, of six pupils; it is November 2026."""
    now = school.clock.now
    opened = open_store(school.home, settings.load(school.home), school.clock)
    tables.Membership.update(first_day=date(2023, 8, 21)).execute()
    fenna = actor(opened, "Fenna")
    for number in range(12):
        school.clock.now = datetime(2023, 11, 20, 10) + timedelta(days=number % 5, minutes=20 * number)
        form = issue(opened, pupil=number % 6).form
        hand_in(opened, form)
        talk(opened, form)
        facts.record_printed(opened, fenna, form.id)
        facts.record_taken_home(opened, fenna, form.id)
        facts.record_return(opened, fenna, form.id, Outcome.AGREED)
        facts.file_form(opened, fenna, form.id)
    school.clock.now = now
    yield opened
    opened.close()


def applied(store: Store) -> None:
    head = actor(store, "Anneke")
    retention.apply_retention(store, head, retention.past(store, head))


def without_triangle(made: Report) -> Report:
    return replace(made, charts=tuple(one for one in made.charts if not one.triangle))


def triangle(made: Report) -> Chart:
    return next(one for one in made.charts if one.triangle)


def test_the_year_report_is_the_same_but_for_the_triangle_which_says_why(store: Store) -> None:
    head = actor(store, "Anneke")
    before = year_report(store, head, YEAR)
    applied(store)
    after = year_report(store, head, YEAR)
    assert without_triangle(after) == without_triangle(before)
    assert len(triangle(before).bars) == 4
    assert triangle(after).bars == ()
    assert "niet alle namen meer bewaard" in triangle(after).meaning
    assert report_pdf(after).startswith(b"%PDF")


def test_the_register_of_that_year_is_the_same_to_the_last_byte(store: Store, tmp_path: Path) -> None:
    head = actor(store, "Anneke")
    before = write_register(store, head, YEAR, tmp_path / "voor.csv").read_bytes()
    applied(store)
    after = write_register(store, head, YEAR, tmp_path / "na.csv").read_bytes()
    assert after == before
    assert b"2023-2024" in after


def test_a_nameless_form_is_not_printed_and_that_is_told(store: Store) -> None:
    applied(store)
    with pytest.raises(Refused, match="zijn gewist"):
        print_form.prepare(store, actor(store, "Anneke"), int(tables.Form.get().id))


def of_retention(school: School) -> Finding:
    return next(one for one in examine(school.home, school.clock) if one.name == "retention")


def test_the_doctor_says_what_is_past_its_term_and_who_takes_it_away(school: School, store: Store) -> None:
    assert of_retention(school).text == "staat in de kiosk op Te doen"
    last = people.pupils(store)[-1].id
    tables.Pupil.update(left_on=date(2024, 7, 5)).where(tables.Pupil.id == last).execute()
    store.close()
    told = of_retention(school)
    assert (told.label, told.ok) == ("bewaartermijn", True)
    assert told.line == "voorbij de termijn: 12 formulieren, 1 naam. De directie haalt ze weg op Te doen."


def test_the_doctor_says_when_nothing_is_past_it(school: School) -> None:
    assert of_retention(school).text == "niets is voorbij de termijn"
