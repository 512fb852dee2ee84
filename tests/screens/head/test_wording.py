"""Directie's words for where a form is: those of Vandaag, shorter."""

from kiosk.rules.form import Outcome
from kiosk.screens.head.wording import stage_words
from tests.rules.builders import at_home, day, returned, school_calendar, school_policy


def test_a_paper_that_came_back_unsigned_today_is_not_at_home() -> None:
    form, calendar, policy = at_home(returned("2026-11-23 15:30", Outcome.UNSIGNED)), school_calendar(), school_policy()
    assert stage_words(form, day("2026-11-23"), calendar, policy) == "weer meegeven"
    assert stage_words(form, day("2026-11-24"), calendar, policy) == "vandaag terug"
