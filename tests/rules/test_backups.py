"""Seven days, four weeks, six months; every four hours and when school is out."""

from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest

from kiosk.rules.backups import Backup, is_due, may_go, newest, read_anchor, read_name

MONDAY = datetime(2026, 11, 23, 10, 0)
A_YEAR = [datetime(2026, 8, 1) + timedelta(days=day) for day in range(365)]


def made_at(at: datetime, seq: int = 12) -> Backup:
    return Backup(at, seq, "3fa94c01")


def kept_over(moments: list[datetime]) -> list[list[Backup]]:
    """What lies in the folder after each backup of `moments`, oldest first."""
    folder: set[Backup] = set()
    after = []
    for seq, at in enumerate(moments, start=1):
        made = made_at(at, seq)
        folder = {*folder, made} - may_go(folder, made)
        after.append(sorted(folder))
    return after


def test_a_name_says_when_it_was_made_and_where_the_log_was() -> None:
    assert made_at(datetime(2026, 11, 23, 16, 0, 5), 1204).name == "oeps-2026-11-23-160005-nr1204-3fa94c01.db"


@pytest.mark.parametrize("seq", [0, 7, 123_456_789])
def test_a_name_reads_back_as_what_it_was_made_of(seq: int) -> None:
    assert read_name(made_at(MONDAY, seq).name) == made_at(MONDAY, seq)


@pytest.mark.parametrize(
    "name",
    [
        "voor-migratie-0004-0005.db",
        "oeps.db",
        "oeps-2026-11-23-160005-nr1204-3fa94c01.db.new",
        "oeps-2026-13-40-160005-nr1204-3fa94c01.db",
        "oeps-2026-11-23-160005-nr1204-3fa94c0.db",
        "oeps-opzij-2026-11-23-160005.db",
        "",
    ],
)
def test_any_other_file_is_no_backup_and_so_never_rotates_out(name: str) -> None:
    assert read_name(name) is None


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, MONDAY, True),
        (MONDAY, MONDAY + timedelta(hours=3, minutes=59), False),
        (MONDAY, MONDAY + timedelta(hours=4), True),
        (datetime(2026, 11, 23, 13, 59), datetime(2026, 11, 23, 14, 0), True),
        (datetime(2026, 11, 23, 14, 0), datetime(2026, 11, 23, 14, 1), False),
        (datetime(2026, 11, 23, 13, 0), datetime(2026, 11, 23, 13, 59), False),
        (MONDAY + timedelta(days=400), MONDAY, True),
    ],
)
def test_one_is_due_every_four_hours_and_when_school_is_out_at_two(
    last: datetime | None, now: datetime, due: bool
) -> None:
    assert is_due(last, now, time(14)) is due


def test_where_nobody_said_when_school_is_out_four_o_clock_is_the_end_of_the_day() -> None:
    three = datetime(2026, 11, 23, 15, 0)
    assert not is_due(three, three + timedelta(minutes=59), None)
    assert is_due(three, three + timedelta(minutes=60), None)


def test_a_kiosk_that_starts_the_next_morning_makes_one_at_once() -> None:
    assert is_due(datetime(2026, 11, 20, 16, 0), datetime(2026, 11, 23, 8, 0), time(14))


def test_over_a_year_of_days_there_are_seven_days_four_weeks_and_six_months() -> None:
    after = kept_over([day.replace(hour=16) for day in A_YEAR])
    for made, kept in zip(A_YEAR[220:], after[220:], strict=True):
        days = {one.at.date() for one in kept}
        assert {(made - timedelta(days=back)).date() for back in range(7)} <= days
        assert len({one.at.date().toordinal() // 7 for one in kept if made - one.at < timedelta(days=28)}) >= 4
        months = {(one.at.year, one.at.month) for one in kept}
        assert len(months) == 6
        assert len(kept) <= 7 + 4 + 6


def test_the_oldest_is_nearly_half_a_year_old_and_the_last_of_its_month() -> None:
    after = kept_over([day.replace(hour=16) for day in A_YEAR])
    assert [one.at.date().isoformat() for one in after[-1]][:5] == [
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
        "2027-05-31",
        "2027-06-30",
    ]


def test_of_several_on_one_day_the_last_one_stays() -> None:
    after = kept_over([day.replace(hour=hour) for day in A_YEAR[:30] for hour in (8, 12, 16)])
    assert {one.at.hour for one in after[-1]} == {16}
    assert len({one.at.date() for one in after[-1]}) == len(after[-1])


def test_what_was_just_made_never_goes() -> None:
    for before, kept in pairwise(kept_over([*A_YEAR[100:120], *A_YEAR[:40], *A_YEAR[200:230]])):
        assert set(kept) - set(before), "the new one lies there"


def test_what_claims_to_be_from_later_is_left_alone() -> None:
    ahead = [made_at(datetime(2040, 1, day)) for day in range(1, 29)]
    assert not may_go(ahead, made_at(MONDAY)) & set(ahead)


def test_backups_of_a_clock_that_was_ahead_push_out_none_of_todays() -> None:
    wrong = made_at(datetime(2040, 1, 1))
    right = [made_at(MONDAY + timedelta(days=day)) for day in range(6)]
    made = made_at(MONDAY + timedelta(days=6))
    assert may_go([wrong, *right], made) == frozenset()


def test_the_newest_is_not_the_one_of_a_clock_that_was_ahead_unless_there_is_no_other() -> None:
    ahead = made_at(datetime(2040, 1, 1))
    assert newest([ahead, made_at(MONDAY)], MONDAY + timedelta(hours=1)) == made_at(MONDAY)
    assert newest([ahead], MONDAY) == ahead
    assert newest([], MONDAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "1204-3fa94c01",
        " 1204 3FA94C01 ",
        "logboek 1204-3fa94c01",
        "oeps-2026-11-23-160005-nr1204-3fa94c01.db",
        "/media/kiosk/STICK/oeps-2026-11-23-160005-nr1204-3fa94c01.db",
        "logboek 1204-3fa94c018be2d7a4",
        "oeps-2026-11-23-160005-nr1204-3fa94c018be2d7a4.db",
    ],
)
def test_an_anchor_is_read_from_a_backups_name_and_from_paper_of_eight_digits_too(text: str) -> None:
    digits = "3fa94c01" if "8be2d7a4" not in text else "3fa94c018be2d7a4"
    assert read_anchor(text) == (1204, digits)


@pytest.mark.parametrize(
    "text", ["", "1204", "3fa94c01", "1204-3fa94c0", "1204-3fa94c01ff", "oeps.db", "x1204-3fa94c01"]
)
def test_what_names_no_row_of_the_log_is_no_anchor(text: str) -> None:
    assert read_anchor(text) is None
