"""The retention term: the school year and its edges, who left and who came back, what is open, and shared records."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.rules.policy import Counting
from kiosk.rules.retention import Kept, KeptRoad, Past, PupilYear, Term, Terms, is_announced, past_term
from kiosk.rules.road_kinds import RoadKind
from tests.rules.builders import school_calendar

HERE, LEFT = 1, 2


def term(today: str, counting: Counting = Counting.SCHOOL_YEAR, terms: Terms | None = None) -> Term:
    return Term(date.fromisoformat(today), counting, terms or Terms())


def years_of(past: Past) -> list[tuple[int, str]]:
    return [(one.pupil_id, one.school_year) for one in past.years]


@pytest.mark.parametrize(
    ("today", "year"),
    [
        ("2026-07-31", "2022-2023"),
        ("2026-08-01", "2023-2024"),
        ("2027-07-31", "2023-2024"),
        ("2027-08-01", "2024-2025"),
    ],
)
def test_two_school_years_after_its_own_a_school_year_is_past_from_the_first_of_august(today: str, year: str) -> None:
    assert term(today).last_year == year


@pytest.mark.parametrize(("school_years", "year"), [(1, "2024-2025"), (2, "2023-2024"), (8, "2017-2018")])
def test_the_school_sets_how_many_school_years_words_stay(school_years: int, year: str) -> None:
    assert term("2026-11-23", terms=Terms(school_years=school_years)).last_year == year


def test_the_year_that_is_past_goes_and_the_ones_after_it_stay() -> None:
    kept = Kept({HERE: None}, tuple(PupilYear(HERE, year, 1) for year in ("2022-2023", "2023-2024", "2024-2025")))
    past = past_term(kept, term("2026-08-01"))
    assert past.forms == {"2022-2023": 1, "2023-2024": 1}
    assert (past.pupils, past.goes) == ((), True), "the pupil is at school: the name stays"
    assert years_of(past_term(kept, term("2026-07-31"))) == [(HERE, "2022-2023")]


def test_where_forms_count_the_whole_school_nothing_goes_of_who_is_at_school() -> None:
    kept = Kept(
        {HERE: None, LEFT: date(2026, 7, 10)}, (PupilYear(HERE, "2019-2020", 3), PupilYear(LEFT, "2019-2020", 3))
    )
    whole = Counting.WHOLE_SCHOOL
    assert past_term(kept, term("2026-11-23", whole)) == Past()
    after = past_term(kept, term("2028-07-10", whole))
    assert (years_of(after), after.pupils) == ([(LEFT, "2019-2020")], (LEFT,))


@pytest.mark.parametrize(("today", "gone"), [("2026-07-09", False), ("2026-07-10", True)])
def test_two_years_after_leaving_everything_goes_however_new(today: str, gone: bool) -> None:
    kept = Kept({LEFT: date(2024, 7, 10)}, (PupilYear(LEFT, "2023-2024", 1),))
    past = past_term(kept, term(today))
    assert (years_of(past), past.pupils) == (([(LEFT, "2023-2024")], (LEFT,)) if gone else ([], ()))


@pytest.mark.parametrize(
    ("left_on", "first_day"), [("2024-02-29", "2026-03-01"), ("2026-02-28", "2028-02-28"), ("2024-08-01", "2026-08-01")]
)
def test_the_term_after_leaving_ends_on_the_same_day_also_around_a_leap_day(left_on: str, first_day: str) -> None:
    first, left = date.fromisoformat(first_day), date.fromisoformat(left_on)
    assert term(first_day).has_left(left)
    assert not term((first.fromordinal(first.toordinal() - 1)).isoformat()).has_left(left)


def test_who_came_back_has_not_left() -> None:
    kept = Kept({LEFT: None}, (PupilYear(LEFT, "2024-2025", 2),))
    assert past_term(kept, term("2026-11-23")) == Past()


def test_a_name_goes_also_of_who_never_had_a_form() -> None:
    past = past_term(Kept({HERE: None, LEFT: date(2024, 7, 1)}), term("2026-11-23"))
    assert (past.pupils, past.forms, past.goes) == ((LEFT,), {}, True)


def test_a_year_with_something_open_stays_as_a_whole_and_is_told() -> None:
    waits = PupilYear(HERE, "2022-2023", 3, waits=True)
    past = past_term(Kept({HERE: None}, (waits, PupilYear(HERE, "2023-2024", 1))), term("2026-11-23"))
    assert years_of(past) == [(HERE, "2023-2024")]
    assert past.waiting == (waits,)


def test_who_left_keeps_the_name_while_something_is_open() -> None:
    kept = Kept(
        {LEFT: date(2024, 7, 1)}, (PupilYear(LEFT, "2023-2024", 1, waits=True), PupilYear(LEFT, "2022-2023", 2))
    )
    past = past_term(kept, term("2026-11-23"))
    assert (years_of(past), past.pupils) == ([(LEFT, "2022-2023")], ())


def road(*pupils: int, kind: RoadKind = RoadKind.GROUP_TALK, year: str = "2025-2026", waits: bool = False) -> KeptRoad:
    return KeptRoad(7, kind, year, pupils, waits)


def test_a_record_goes_once_it_is_past_the_term_of_all_its_pupils() -> None:
    gone = date(2024, 7, 1)
    shared = past_term(Kept({HERE: None, LEFT: gone}, roads=(road(HERE, LEFT),)), term("2026-11-23"))
    assert (shared.links, shared.roads) == (((7, LEFT),), ())
    alone = past_term(Kept({LEFT: gone}, roads=(road(LEFT),)), term("2026-11-23"))
    assert (alone.links, alone.roads, alone.pupils) == (((7, LEFT),), (7,), (LEFT,))
    of_then = past_term(Kept({HERE: None, LEFT: None}, roads=(road(HERE, LEFT, year="2023-2024"),)), term("2026-11-23"))
    assert (of_then.links, of_then.roads) == (((7, HERE), (7, LEFT)), (7,))


def test_a_support_group_is_the_record_of_the_child_it_is_for() -> None:
    kind, gone = RoadKind.SUPPORT_GROUP, date(2024, 7, 1)
    for_who_left = past_term(Kept({HERE: None, LEFT: gone}, roads=(road(LEFT, HERE, kind=kind),)), term("2026-11-23"))
    assert (for_who_left.links, for_who_left.roads) == (((7, HERE), (7, LEFT)), (7,))
    helper_left = past_term(Kept({HERE: None, LEFT: gone}, roads=(road(HERE, LEFT, kind=kind),)), term("2026-11-23"))
    assert (helper_left.links, helper_left.roads) == (((7, LEFT),), ())


def test_a_record_that_is_still_to_be_looked_back_on_stays_with_the_names_in_it() -> None:
    past = past_term(Kept({LEFT: date(2024, 7, 1)}, roads=(road(LEFT, waits=True),)), term("2026-11-23"))
    assert (past.links, past.roads, past.pupils) == ((), (), ())
    assert past.waiting_roads == (7,)


@pytest.mark.parametrize(("today", "told"), [("2026-08-01", False), ("2026-08-23", False), ("2026-08-24", True)])
def test_it_is_announced_from_the_first_school_day_after_the_summer(today: str, told: bool) -> None:
    summer = frozenset(date(2026, 8, number) for number in range(1, 24))
    calendar = replace(school_calendar(), school=summer)
    assert is_announced(date.fromisoformat(today), calendar) is told
