"""On the tenth school day after a talk somebody asks whether the agreement was kept (DESIGN section 3)."""

from datetime import date

import pytest

from kiosk.rules.agreement import EarlierAgreement, check_day, is_to_check
from kiosk.rules.form import FactKind, Outcome, Talk
from tests.rules.builders import TEACHER, at, day, fact, form_with, life_until, school_calendar, whole_life

CALENDAR = school_calendar()
FORM = form_with(*life_until(FactKind.TALK))


def talk(held: str = "2026-11-23", when: str = "ik boos word", then: str = "loop ik weg") -> Talk:
    return Talk(at(f"{held} 11:00"), TEACHER, "juf en kind", "een hand", when, then)


@pytest.mark.parametrize(
    ("held", "asked"),
    [("2026-11-23", "2026-12-07"), ("2026-10-30", "2026-11-16"), ("2026-12-14", "2027-01-11")],
    ids=["two weeks", "a study day between", "the holidays between"],
)
def test_the_agreement_is_looked_at_on_the_tenth_school_day_after_the_talk(held: str, asked: str) -> None:
    assert check_day(talk(held), CALENDAR) == day(asked)


@pytest.mark.parametrize(("today", "asks"), [("2026-12-06", False), ("2026-12-07", True), ("2026-12-09", True)])
def test_from_that_day_on_it_is_asked_until_somebody_answers(today: str, asks: bool) -> None:
    assert is_to_check(FORM, talk(), day(today), CALENDAR) is asks


LATER: date = day("2026-12-08")


def test_also_of_a_form_that_hangs_in_parnasys() -> None:
    assert is_to_check(form_with(*whole_life()), talk(), LATER, CALENDAR)


def test_a_plain_promise_is_an_agreement_and_no_agreement_is_asked_about() -> None:
    assert is_to_check(FORM, talk(when=""), LATER, CALENDAR)
    assert not is_to_check(FORM, talk(when="", then=""), LATER, CALENDAR)


def test_what_was_answered_or_voided_is_asked_no_more() -> None:
    kept = fact(FactKind.AGREEMENT_CHECKED, "2026-12-07 09:00", outcome=Outcome.KEPT)
    voided = fact(FactKind.VOIDED, "2026-12-07 09:00")
    for ended in (kept, voided):
        assert not is_to_check(form_with(*life_until(FactKind.TALK), ended), talk(), LATER, CALENDAR)


@pytest.mark.parametrize(
    ("outcome", "note", "went"),
    [
        (None, "", "Nog niet nagekeken."),
        (Outcome.KEPT, "", "Gelukt."),
        (Outcome.NOT_KEPT, "Te druk.", "Niet gelukt. Te druk."),
    ],
)
def test_an_earlier_agreement_is_read_with_how_it_went(outcome: Outcome | None, note: str, went: str) -> None:
    earlier = EarlierAgreement(day("2026-11-03"), "Als ik boos word, dan tel ik.", outcome, note)
    assert earlier.sentence() == (f"Eerdere afspraak, di 3 nov: Als ik boos word, dan tel ik. Lukte dat? {went}")
