"""Closing a step and looking back on it (par. 8, steps 5 and 6)."""

from datetime import date

import pytest

from kiosk.errors import Refused
from kiosk.rules.ladder import DueStep
from kiosk.rules.policy import StepKind
from kiosk.rules.step_review import StepEvaluation, check_review, check_taking
from tests.rules.builders import at, day, school_calendar

TODAY = day("2026-11-23")
TALK = DueStep(StepKind.PARENTS_TALK, at("2026-11-19 10:00"), form_id=3)
WARNING = DueStep(StepKind.OFFICIAL_WARNING, at("2026-11-19 10:00"), form_id=6)
EVALUATION = StepEvaluation(1, 7, StepKind.OFFICIAL_WARNING, at("2026-11-09 10:00"), "Besproken.", TODAY)


def take(step: DueStep = TALK, outcome: str = "Gepraat.", on: date = TODAY, evaluate_on: date | None = None) -> None:
    check_taking(step, outcome, on, evaluate_on, TODAY, school_calendar())


def test_a_talk_is_closed_on_the_day_itself_or_afterwards_with_what_came_of_it() -> None:
    take()
    take(on=day("2026-11-19"), evaluate_on=day("2026-12-07"))


@pytest.mark.parametrize(
    ("outcome", "on", "sentence"),
    [
        ("", "2026-11-23", "Wat kwam eruit"),
        ("Gepraat.", "2026-11-24", "toekomst"),
        ("Gepraat.", "2026-11-18", "nog niet open"),
    ],
)
def test_what_cannot_be_is_refused(outcome: str, on: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        take(outcome=outcome, on=day(on))


def test_an_official_warning_says_when_school_and_parents_look_back() -> None:
    with pytest.raises(Refused, match="Wanneer kijken jullie terug"):
        take(WARNING)
    take(WARNING, evaluate_on=day("2026-12-07"))


@pytest.mark.parametrize("evaluate_on", ["2026-11-23", "2026-11-28", "2028-01-10"])
def test_the_day_to_look_back_is_a_school_day_to_come(evaluate_on: str) -> None:
    with pytest.raises(Refused):
        take(WARNING, evaluate_on=day(evaluate_on))


def test_a_look_back_says_how_it_goes_and_may_name_the_next_day() -> None:
    check_review(EVALUATION, "Het gaat goed.", None, TODAY, school_calendar())
    check_review(EVALUATION, "Nog even.", day("2026-12-07"), TODAY, school_calendar())
    with pytest.raises(Refused, match="Hoe gaat het nu"):
        check_review(EVALUATION, "", None, TODAY, school_calendar())
    with pytest.raises(Refused, match="te vroeg"):
        check_review(EVALUATION, "Nog even.", TODAY, TODAY, school_calendar())
    with pytest.raises(Refused, match="al op teruggekeken"):
        check_review(None, "Goed.", None, TODAY, school_calendar())
