"""Looking back on another road: when it is due, what came of it, and a next time."""

import pytest

from kiosk.errors import Refused
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import RoadState, check_review, due_words, state
from tests.rules.builders import TEACHER, day
from tests.rules.road_builders import CALENDAR, IN_TWO_WEEKS, NOW, TODAY, review, road


@pytest.mark.parametrize(
    ("today", "where", "words"),
    [
        ("2026-12-04", RoadState.OPEN, "ma 7 dec"),
        ("2026-12-07", RoadState.DUE, "vandaag"),
        ("2026-12-08", RoadState.DUE, "1 dag te laat"),
        ("2026-12-14", RoadState.DUE, "5 dagen te laat"),
    ],
)
def test_a_road_is_due_from_its_day_on_and_late_in_school_days(today: str, where: RoadState, words: str) -> None:
    assert state(road(), day(today)) is where
    assert due_words(road(), day(today), CALENDAR) == words


def test_a_day_in_another_year_is_written_with_its_year() -> None:
    assert due_words(road(evaluate_on=day("2027-01-05")), TODAY, CALENDAR) == "di 5 jan 2027"


def test_a_road_that_was_looked_back_on_is_finished() -> None:
    done = road(RoadKind.REPAIR_PLAN, review())
    assert not done.is_open
    assert state(done, day("2027-02-01")) is RoadState.DONE
    assert due_words(done, day("2027-02-01"), CALENDAR) == ""


def test_a_look_back_may_set_the_day_of_the_next_one() -> None:
    again = road(RoadKind.REPAIR_PLAN, review(next_on=day("2026-12-15")))
    assert again.due_on == day("2026-12-15")
    assert state(again, day("2026-12-14")) is RoadState.OPEN
    assert state(again, day("2026-12-15")) is RoadState.DUE


def test_a_void_road_waits_for_nobody() -> None:
    void = road(voided_at=NOW, voided_by=TEACHER, voided_why="dubbel")
    assert not void.is_open
    assert state(void, IN_TWO_WEEKS) is RoadState.VOIDED


def test_a_look_back_says_what_came_of_it() -> None:
    check_review(road(), review(), CALENDAR)
    with pytest.raises(Refused, match="Wat kwam eruit"):
        check_review(road(), review(outcome=""), CALENDAR)


@pytest.mark.parametrize(
    ("next_on", "why"), [("2026-12-07", "te vroeg"), ("2026-12-12", "geen schooldag"), ("2028-01-10", "te ver weg")]
)
def test_the_next_look_back_is_on_a_later_school_day(next_on: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_review(road(), review(next_on=day(next_on)), CALENDAR)


def test_there_is_no_look_back_on_what_is_finished_or_void() -> None:
    with pytest.raises(Refused, match="klaar"):
        check_review(road(RoadKind.REPAIR_PLAN, review()), review(), CALENDAR)
    with pytest.raises(Refused, match="ongeldig"):
        check_review(road(voided_at=NOW), review(), CALENDAR)
