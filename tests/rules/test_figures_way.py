"""How forms went on, as figures."""

import statistics
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.figures_way import Kept, SlipEnd, SlipFacts, Spread, TalkWait, kept, slip_end, spread, talk_wait
from kiosk.rules.form import Outcome
from kiosk.settings import Region, make_calendar

NOORD = make_calendar(Region.NOORD)
FRIDAY, MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (20, 23, 24, 25))


def end(slip: SlipFacts, today: date = WEDNESDAY) -> SlipEnd:
    return slip_end(slip, today, NOORD, reminders=2)


def test_a_slip_that_went_home_on_friday_is_in_time_on_monday() -> None:
    assert end(SlipFacts(FRIDAY, signed_on=MONDAY)) is SlipEnd.IN_TIME
    assert end(SlipFacts(FRIDAY, signed_on=FRIDAY)) is SlipEnd.IN_TIME
    assert end(SlipFacts(FRIDAY, signed_on=TUESDAY)) is SlipEnd.LATE


def test_in_time_is_by_the_day_that_the_school_set() -> None:
    assert slip_end(SlipFacts(FRIDAY, signed_on=TUESDAY), WEDNESDAY, NOORD, 2, due_days=2) is SlipEnd.IN_TIME
    assert slip_end(SlipFacts(FRIDAY, signed_on=WEDNESDAY), WEDNESDAY, NOORD, 2, due_days=2) is SlipEnd.LATE


def test_signed_after_a_reminder_is_not_in_time_whatever_the_day() -> None:
    assert end(SlipFacts(FRIDAY, TUESDAY, 1, TUESDAY)) is SlipEnd.AFTER_1
    assert end(SlipFacts(FRIDAY, WEDNESDAY, 2, WEDNESDAY)) is SlipEnd.AFTER_2
    assert end(SlipFacts(FRIDAY, WEDNESDAY, 3, WEDNESDAY)) is SlipEnd.AFTER_2


def test_who_refused_and_signed_after_all_signed() -> None:
    assert end(SlipFacts(FRIDAY, MONDAY, refused=True)) is SlipEnd.IN_TIME
    assert end(SlipFacts(FRIDAY, refused=True)) is SlipEnd.REFUSED
    assert end(SlipFacts(FRIDAY, refused=True, to_head=True)) is SlipEnd.REFUSED


def test_a_slip_lies_with_directie_from_the_school_day_after_the_second_reminder() -> None:
    insisted = SlipFacts(FRIDAY, reminders=2, reminded_on=TUESDAY)
    assert end(insisted, TUESDAY) is SlipEnd.OUT
    assert end(insisted, WEDNESDAY) is SlipEnd.WITH_HEAD
    assert end(SlipFacts(FRIDAY, reminders=1, reminded_on=TUESDAY), WEDNESDAY) is SlipEnd.OUT


def test_what_directie_closed_was_with_directie_also_when_it_never_went_home() -> None:
    assert end(SlipFacts(FRIDAY, to_head=True)) is SlipEnd.WITH_HEAD
    assert end(SlipFacts(None, to_head=True)) is SlipEnd.WITH_HEAD
    assert end(SlipFacts(None)) is SlipEnd.NOT_HOME


@pytest.mark.parametrize(
    ("minutes", "wait"),
    [
        (0, TalkWait.HOUR),
        (60, TalkWait.HOUR),
        (61, TalkWait.FEW),
        (240, TalkWait.FEW),
        (1440, TalkWait.DAY),
        (1441, TalkWait.LONGER),
        (None, TalkWait.NO_TALK),
    ],
)
def test_how_soon_the_talk_was_held(minutes: int | None, wait: TalkWait) -> None:
    assert talk_wait(minutes) is wait


def test_the_agreement_was_kept_or_nobody_asked_or_there_was_none() -> None:
    assert kept(True, Outcome.PARTLY_KEPT.value) is Kept.PARTLY
    assert kept(True, None) is Kept.NOT_ASKED
    assert kept(False, None) is Kept.NO_AGREEMENT


def test_without_a_talk_there_is_no_middle() -> None:
    assert spread({}) is spread({None: 3}) is spread({60: 0}) is None
    assert spread({45: 1, None: 2}) == Spread(45, 45, 45)


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=40))
def test_the_middle_and_the_middle_half_are_those_of_the_whole_row(numbers: list[int]) -> None:
    low, middle, high = statistics.quantiles(numbers, n=4, method="inclusive")
    found = spread({number: numbers.count(number) for number in numbers})
    assert found is not None
    assert (found.low, found.median, found.high) == pytest.approx((low, middle, high))
