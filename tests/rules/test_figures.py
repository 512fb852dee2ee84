"""What forms are counted by, and how counts become figures."""

from datetime import date, time

import pytest

from kiosk.errors import KioskError
from kiosk.rules.figures import (
    By,
    DayPart,
    Enrolled,
    Phase,
    Stair,
    Where,
    average,
    day_part,
    days_of_months,
    days_of_weekdays,
    in_school_year,
    months,
    per_hundred,
    phase,
    same_month,
    same_school_day,
    triangle,
)
from kiosk.rules.timetable import Timetable
from kiosk.settings import Region, make_calendar

NOORD = make_calendar(Region.NOORD)
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 21)


def test_a_school_year_runs_from_1_august_to_31_july() -> None:
    year = in_school_year("2026-2027")
    assert (year.first, year.last) == (date(2026, 8, 1), date(2027, 7, 31))
    with pytest.raises(KioskError, match="Dit is geen schooljaar"):
        in_school_year("2026")


def test_a_period_is_counted_up_to_today_and_one_to_come_not_at_all() -> None:
    year = in_school_year("2026-2027")
    assert year.until(MONDAY) == MONDAY
    assert year.until(date(2028, 1, 1)) == year.last
    assert year.until(date(2026, 5, 1)) == date(2026, 7, 31)


@pytest.mark.parametrize(
    ("year_group", "its_phase"),
    [(1, Phase.LOWER), (2, Phase.LOWER), (3, Phase.MIDDLE), (5, Phase.MIDDLE), (6, Phase.UPPER), (8, Phase.UPPER)],
)
def test_onderbouw_is_1_and_2_middenbouw_3_to_5_bovenbouw_6_to_8(year_group: int, its_phase: Phase) -> None:
    assert phase(year_group) is its_phase


def test_a_pupil_without_a_year_group_is_in_no_phase_that_is_known() -> None:
    assert phase(None) is phase(0) is phase(9) is Phase.UNKNOWN


@pytest.mark.parametrize(
    ("at", "part"),
    [
        ("08:29", DayPart.BEFORE),
        ("08:30", DayPart.MORNING),
        ("10:14", DayPart.MORNING),
        ("10:15", DayPart.BREAK),
        ("10:44", DayPart.BREAK),
        ("10:45", DayPart.MORNING),
        ("12:00", DayPart.BREAK),
        ("12:30", DayPart.AFTERNOON),
        ("13:59", DayPart.AFTERNOON),
        ("14:00", DayPart.AFTER),
    ],
)
def test_the_parts_of_an_ordinary_day(at: str, part: DayPart) -> None:
    assert day_part(MONDAY, time.fromisoformat(at), Timetable(), NOORD) is part


def test_the_school_s_own_breaks_and_ends_go_before() -> None:
    wednesday, short = date(2026, 11, 25), time(12, 30)
    own = Timetable((time(9, 45),), (time(15), time(15), short, time(15), time(15)))
    assert day_part(MONDAY, time(10, 15), own, NOORD) is DayPart.MORNING
    assert day_part(MONDAY, time(9, 50), own, NOORD) is DayPart.BREAK
    assert day_part(MONDAY, time(14, 30), own, NOORD) is DayPart.AFTERNOON
    assert day_part(wednesday, short, own, NOORD) is DayPart.AFTER


@pytest.mark.parametrize("free", [SATURDAY, date(2026, 12, 25), date(2026, 10, 14)])
def test_what_happens_on_a_day_without_school_happens_after_school(free: date) -> None:
    assert day_part(free, time(10, 20), Timetable(), NOORD) is DayPart.AFTER


def test_forms_a_school_day_and_for_every_hundred_pupils() -> None:
    assert average(24, 66) == 24 / 66
    assert per_hundred(24, 229) == 24 / 229 * 100
    assert per_hundred(24, 229, 66) == 24 / 229 * 100 / 66


def test_without_school_days_or_pupils_there_is_no_number() -> None:
    assert average(3, 0) is per_hundred(3, 0) is per_hundred(3, 229, 0) is None


def test_a_month_belongs_to_a_year() -> None:
    assert months(date(2026, 8, 1), date(2027, 7, 31))[4:6] == [date(2026, 12, 1), date(2027, 1, 1)]
    assert months(date(2026, 8, 1), date(2026, 7, 31)) == []


def test_a_month_has_its_like_in_every_other_school_year() -> None:
    first = date(2024, 8, 1)
    assert [same_month(month, first) for month in (date(2026, 9, 1), date(2027, 2, 1))] == [
        date(2024, 9, 1),
        date(2025, 2, 1),
    ]


def test_each_month_divides_by_its_own_school_days_up_to_the_last() -> None:
    days = days_of_months(NOORD, date(2026, 8, 1), MONDAY)
    assert list(days) == [date(2026, month, 1) for month in (8, 9, 10, 11)]
    assert days[date(2026, 11, 1)] == 16  # the 2nd to the 23rd
    assert sum(days.values()) == NOORD.school_days(date(2026, 8, 1), MONDAY) == 66


def test_each_weekday_divides_by_its_own_school_days_and_a_saturday_by_none() -> None:
    days = days_of_weekdays(NOORD, date(2026, 11, 1), MONDAY)
    assert days == {0: 4, 1: 3, 2: 3, 3: 3, 4: 3, 5: 0, 6: 0}
    assert (average(2, days[0]), average(1, days[5])) == (0.5, None)


def test_the_triangle_is_over_all_enrolled_pupils_also_those_without_a_form() -> None:
    forms = {1: 1, 2: 2, 3: 3, 4: 5, 5: 6, 99: 7, None: 4}  # 99 has left
    assert triangle(range(1, 8), forms) == {Stair.NONE: 2, Stair.FEW: 2, Stair.SOME: 2, Stair.MANY: 1}


def test_who_is_counted_as_a_pupil_follows_the_filters_on_groups_only() -> None:
    pupil = Enrolled(1, 3, 5)
    year = in_school_year("2026-2027")
    assert pupil.fits(year.narrowed(By.PLACE, "gym"))
    assert pupil.fits(year.narrowed(By.HOME_GROUP, 3).narrowed(By.YEAR_GROUP, 5))
    assert not pupil.fits(year.narrowed(By.HOME_GROUP, None))
    assert not pupil.fits(year.narrowed(By.PHASE, Phase.UPPER))


@pytest.mark.parametrize("today", [MONDAY, SATURDAY, date(2026, 10, 14), date(2026, 8, 3), date(2027, 7, 30)])
def test_an_earlier_year_is_counted_up_to_the_day_on_which_as_many_school_days_had_begun(today: date) -> None:
    first = date(2026, 8, 1)
    for year in (2025, 2021):
        last = same_school_day(f"{year}-{year + 1}", today, NOORD)
        begun, all_of_it = (NOORD.school_days(date(year, 8, 1), until) for until in (last, date(year + 1, 7, 31)))
        assert begun == min(NOORD.school_days(first, today), all_of_it)
        if begun < all_of_it:  # on a free day the free days after it belong to it too
            assert NOORD.is_school_day(last) or not NOORD.is_school_day(today)


def test_a_year_that_had_fewer_school_days_is_counted_as_a_whole() -> None:
    closed = frozenset(date(2025, 9, day) for day in range(1, 31))
    assert same_school_day("2025-2026", date(2027, 7, 9), make_calendar(Region.NOORD, closed)) == date(2026, 7, 31)


@pytest.mark.parametrize("year", range(2015, 2026))
def test_a_whole_year_lies_beside_whole_ones_however_many_school_days_each_had(year: int) -> None:
    assert same_school_day("2022-2023", date(year + 1, 7, 31), NOORD) == date(2023, 7, 31)


def test_forms_narrow_one_filter_at_a_time() -> None:
    where = Where(MONDAY, MONDAY).narrowed(By.PLACE, "gym").narrowed(By.WEEKDAY, 0)
    assert where.only == ((By.PLACE, "gym"), (By.WEEKDAY, 0))
