"""What directie decided, in a pupil's file: proposals of par. 11, suspensions with their tasks, and letters as sent."""

from collections.abc import Iterator
from datetime import date

import pytest

from kiosk import settings
from kiosk.db import letters, lines, proposals, step_reviews, suspensions
from kiosk.db.store import open_store
from kiosk.jobs import pupil_file
from kiosk.paper.pupil_file import FilePages
from kiosk.rules.letters import About, LetterKind
from kiosk.rules.policy import StepKind
from kiosk.rules.suspension import Duty
from tests.db.par11 import after_the_talk, proposed, request, time_out, to_look_at
from tests.db.school import SampleSchool, SetClock
from tests.jobs.test_pupil_file import told
from tests.school import School


@pytest.fixture
def opened(school: School) -> Iterator[SampleSchool]:
    clock = SetClock()
    store = open_store(school.home, settings.load(school.home), clock)
    yield SampleSchool(store, clock, school.home)
    store.close()


def pages_of(school: SampleSchool) -> FilePages:
    return pupil_file.prepare(school.store, school.head, school.pupils[0])[0]


def test_a_suspension_stands_there_with_its_reason_who_was_heard_and_its_tasks(opened: SampleSchool) -> None:
    asked = request(opened, to_look_at(opened), last_day=date(2026, 11, 25))
    kept = suspensions.suspend(opened.store, opened.head, asked)
    suspensions.do_task(opened.store, opened.head, kept.id, Duty.BOARD, date(2026, 11, 23), "gebeld")
    found = told(pages_of(opened), "Schorsingen")
    assert found[0] == "dinsdag 24 november 2026 tot en met woensdag 25 november 2026"
    for line in (
        "Terug op school: donderdag 26 november 2026, 8.30 uur",
        "Reden: Sloeg op het plein.",
        "Gehoord: kind en moeder, maandag 23 november 2026",
        "Schoolwerk: rekenen en taal",
        "Laatste kans op herstel: een herstelgesprek kon niet",
        ": De ouders willen niet.",
        "Bezwaar: binnen 5 werkdagen",
        "Bericht aan het schoolbestuur: maandag 23 november 2026, door Anneke de Groot",
        ": gebeld",
    ):
        assert line in found
    suspensions.withdraw(opened.store, opened.head, kept.id, "Het was een ander kind.")
    found = told(pages_of(opened), "Schorsingen")
    assert found[0].endswith(" (ingetrokken)")
    assert found[-1] == ": Het was een ander kind."


def test_what_was_done_with_a_proposal_stands_there(opened: SampleSchool) -> None:
    proposals.decline(opened.store, opened.head, opened.pupils[0], after_the_talk(opened), "Het gaat nu beter.")
    found = told(pages_of(opened), "Voorstellen na buiten de groep")
    assert found[0] == "Gesprek met ouders"
    assert "Uitkomst: Elke dag een startgesprek." in found
    assert "Schorsing van één dag" in found
    assert found[-1] == "Niet gedaan, want: Het gaat nu beter."
    opened.clock.pass_time(minutes=1)
    time_out(opened)
    assert proposed(opened)  # what is only proposed is no decision yet
    assert told(pages_of(opened), "Voorstellen na buiten de groep") == found


def test_a_letter_stands_there_as_it_was_sent_without_the_signs_of_its_making(opened: SampleSchool) -> None:
    text = "De Regenboog\n\n= Uitnodiging\n\n# Wat was er\n\n- Zofia op het plein\n\n---\n\n__ Naam | Datum"
    letters.keep_letter(opened.store, opened.head, LetterKind.INVITATION, About(opened.pupils[0]), text)
    pages = pages_of(opened)
    assert told(pages, "Brieven") == [
        "Uitnodiging",
        "Verstuurd: maandag 23 november 2026, 10.00 uur, door Anneke de Groot",
        "Tekst: De Regenboog\n\nUitnodiging\n\nWat was er\n\n- Zofia op het plein\n\n________  Naam | Datum",
    ]
    hits = pupil_file.prepare(opened.store, opened.head, opened.pupils[0])[1]
    assert [(pages.wheres[hit.text], hit.written) for hit in hits] == [("brief 1: Tekst", "Zofia")]


def test_a_step_says_when_it_is_looked_back_on_and_what_came_of_that(opened: SampleSchool) -> None:
    pupil_id = opened.pupils[0]
    (step,) = lines.deviate(opened.store, opened.head, pupil_id, StepKind.OFFICIAL_WARNING, "Mes.").open_steps
    today, back_on = opened.clock.now.date(), date(2026, 12, 7)
    lines.take_step(opened.store, opened.head, pupil_id, step, "Besproken.", on=today, evaluate_on=back_on)
    opened.clock.move_to("2026-12-07T10:00:00")
    (due,) = step_reviews.due_evaluations(opened.store, opened.head, back_on)
    step_reviews.review_step(opened.store, opened.head, due.step_id, "Het gaat goed.", date(2026, 12, 14))
    assert told(pages_of(opened), "Stappen van de Oeps-lijn") == [
        "Officiële waarschuwing",
        "Gezet: maandag 23 november 2026, 10.00 uur, door Anneke de Groot",
        "Vanwege: een besluit van de directie om af te wijken",
        "Uitkomst: Besproken.",
        "Terugkijken: maandag 7 december 2026",
        "Teruggekeken: maandag 7 december 2026, 10.00 uur, door Anneke de Groot",
        ": Het gaat goed.",
        "Opnieuw terugkijken: maandag 14 december 2026",
    ]
