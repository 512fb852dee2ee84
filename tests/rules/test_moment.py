"""Moments as people type them."""

from datetime import date, datetime, timedelta

import pytest

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import short_day
from kiosk.rules.moment import doubt, moment_words, not_before, read_coming_moment, read_day, read_moment

NOW = datetime(2026, 11, 23, 10, 42, 13)  # a Monday
CALENDAR = Calendar(
    public=frozenset(),
    school=frozenset({date(2026, 10, 12) + timedelta(days=n) for n in range(5)}),
    known_from=date(2026, 8, 1),
    known_until=date(2027, 7, 31),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nu", NOW),
        ("", NOW),
        (" Nu ", NOW),
        ("10:15", datetime(2026, 11, 23, 10, 15)),
        ("9.05", datetime(2026, 11, 23, 9, 5)),
        ("10u15", datetime(2026, 11, 23, 10, 15)),
        ("1015", datetime(2026, 11, 23, 10, 15)),
        ("gisteren 0905", datetime(2026, 11, 22, 9, 5)),
        ("9 uur", datetime(2026, 11, 23, 9, 0)),
        ("10.15 uur", datetime(2026, 11, 23, 10, 15)),
        ("vandaag om 8:30", datetime(2026, 11, 23, 8, 30)),
        ("gisteren 14:00", datetime(2026, 11, 22, 14, 0)),
        ("Eergisteren 14:00", datetime(2026, 11, 21, 14, 0)),
        ("vrijdag 10:15", datetime(2026, 11, 20, 10, 15)),
        ("ma 9:00", datetime(2026, 11, 23, 9, 0)),
        ("20-11 10:15", datetime(2026, 11, 20, 10, 15)),
        ("20/11/26 10:15", datetime(2026, 11, 20, 10, 15)),
        ("20.11.2026 10.15", datetime(2026, 11, 20, 10, 15)),
        ("20 november om 10:15", datetime(2026, 11, 20, 10, 15)),
        ("vr 20 nov 10.15 uur", datetime(2026, 11, 20, 10, 15)),
        ("23-11 10:15", datetime(2026, 11, 23, 10, 15)),
        ("24-11-2025 10:15", datetime(2025, 11, 24, 10, 15)),
        ("28-1 10:15", datetime(2026, 1, 28, 10, 15)),
        ("zo 24 mei 10:15", datetime(2026, 5, 24, 10, 15)),
    ],
)
def test_a_moment_is_read_as_a_teacher_means_it(typed: str, meant: datetime) -> None:
    assert read_moment(typed, NOW) == meant


def test_a_date_without_a_year_is_the_last_such_day_also_in_spring_and_in_a_leap_year() -> None:
    assert read_moment("2-9 9:00", datetime(2027, 3, 1, 8, 0)) == datetime(2026, 9, 2, 9, 0)
    assert read_moment("29-2 9:00", datetime(2028, 12, 5, 8, 0)) == datetime(2028, 2, 29, 9, 0)


@pytest.mark.parametrize("typed", ["24-11 10:15", "20-12 10:15", "1-12"])
def test_a_day_that_comes_soon_is_not_taken_for_that_of_last_year(typed: str) -> None:
    with pytest.raises(Refused, match=r"ligt in de toekomst\. Was het vorig jaar\? Typ dan het jaar erbij"):
        read_moment(typed, NOW)


@pytest.mark.parametrize("typed", ["10-15", "29-2", "32-1", "31-11"])
def test_a_day_that_does_not_exist_is_told_with_what_this_field_wants(typed: str) -> None:
    with pytest.raises(Refused, match=r"^Deze dag bestaat niet\. Typ bijvoorbeeld 10:15, gisteren 14:00"):
        read_moment(typed, NOW)


@pytest.mark.parametrize("typed", ["20-11", "20 nov 2026", "gisteren", "vrijdag", "vr"])
def test_a_day_without_a_time_is_asked_for_the_time(typed: str) -> None:
    with pytest.raises(Refused, match=r"Hoe laat was het\?"):
        read_moment(typed, NOW)


def test_december_typed_in_january_was_last_year() -> None:
    assert read_moment("18-12 9:00", datetime(2027, 1, 5, 8, 0)) == datetime(2026, 12, 18, 9, 0)


@pytest.mark.parametrize("typed", ["10:43", "23-11 10:43", "24-11-2026 8:00"])
def test_the_future_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="toekomst"):
        read_moment(typed, NOW)


@pytest.mark.parametrize("typed", ["25:00", "10:61", "31-11 10:00", "30-2 10:00", "0-0 10:00", "1-1-0000 10:00"])
def test_what_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        read_moment(typed, NOW)


@pytest.mark.parametrize(
    "typed",
    [
        "straks",
        "half elf",
        "20-11",
        "gisteren",
        "99",
        "20 nov 2026",
        "[@click=app.quit]",
        "[/x]",
        "10:15 ?",
        "١٠:١٥",
        "blub 9:00",
    ],
)
def test_what_is_no_moment_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(Refused, match="gisteren 14:00"):
        read_moment(typed, NOW)


def test_a_weekday_that_does_not_fit_its_date_is_refused() -> None:
    with pytest.raises(Refused, match="Vrijdag 20 november 2026"):
        read_moment("do 20 nov 10:15", NOW)


def test_a_month_that_is_no_month_is_refused() -> None:
    with pytest.raises(Refused, match="maand"):
        read_moment("20 foo 10:15", NOW)


def test_every_shown_moment_can_be_typed_back() -> None:
    for hours in range(0, 24 * 400, 31):
        moment = NOW.replace(second=0) - timedelta(hours=hours)
        assert read_moment(moment_words(moment, NOW.date()), NOW) == moment


def test_a_typed_minute_means_the_step_before_it_in_that_same_minute() -> None:
    handed_in = datetime(2026, 11, 23, 10, 31, 42)
    assert not_before(datetime(2026, 11, 23, 10, 31), handed_in) == handed_in
    assert not_before(datetime(2026, 11, 23, 10, 30), handed_in) == datetime(2026, 11, 23, 10, 30)
    assert not_before(datetime(2026, 11, 23, 10, 32), handed_in) == datetime(2026, 11, 23, 10, 32)


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (datetime(2026, 11, 23, 9, 0), ""),
        (datetime(2026, 11, 9, 9, 0), ""),  # ten school days ago
        (datetime(2026, 11, 6, 9, 0), "Vrijdag 6 november 2026 is meer dan tien schooldagen geleden."),
        (datetime(2026, 11, 22, 9, 0), "Zondag 22 november 2026 is geen schooldag."),
        (datetime(2026, 10, 13, 9, 0), "Dinsdag 13 oktober 2026 is geen schooldag."),
    ],
)
def test_a_day_off_and_a_day_long_ago_are_doubted(moment: datetime, why: str) -> None:
    assert doubt(moment, NOW.date(), CALENDAR) == why


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("morgen", date(2026, 11, 24)),
        (" Overmorgen ", date(2026, 11, 25)),
        ("vandaag", date(2026, 11, 23)),
        ("vrijdag", date(2026, 11, 27)),
        ("ma", date(2026, 11, 30)),
        ("8-12", date(2026, 12, 8)),
        ("di 8 dec", date(2026, 12, 8)),
        ("8 december", date(2026, 12, 8)),
        ("23-11", date(2026, 11, 23)),
        ("19-9", date(2027, 9, 19)),
        ("22-11-2027", date(2027, 11, 22)),
        ("5-1", date(2027, 1, 5)),
        ("5-1-27", date(2027, 1, 5)),
        ("dinsdag 5 januari 2027", date(2027, 1, 5)),
    ],
)
def test_a_day_to_come_is_read_as_a_teacher_means_it(typed: str, meant: date) -> None:
    assert read_day(typed, NOW.date()) == meant


def test_a_day_after_something_that_was_is_counted_from_then_and_tomorrow_from_today() -> None:
    thursday = date(2026, 11, 19)
    assert read_day("20-11", NOW.date(), thursday) == date(2026, 11, 20)
    assert read_day("vrijdag", NOW.date(), thursday) == date(2026, 11, 20)
    assert read_day("morgen", NOW.date(), thursday) == date(2026, 11, 24)
    assert read_day("gisteren", NOW.date(), thursday) == date(2026, 11, 22)


@pytest.mark.parametrize("typed", ["", "straks", "morgen 10:15", "over twee weken", "[/x]", "8-foo", "do 8 dec", "99"])
def test_what_is_no_day_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(Refused, match="morgen, vrijdag of 8-12"):
        read_day(typed, NOW.date())


@pytest.mark.parametrize("typed", ["31-11", "30-2", "0-0", "1-1-0000", "29-2-2027"])
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        read_day(typed, NOW.date())


@pytest.mark.parametrize("typed", ["22-11", "zo 22 nov", "1 okt"])
def test_a_day_that_has_just_been_is_not_taken_for_that_of_next_year(typed: str) -> None:
    with pytest.raises(Refused, match="is al geweest"):
        read_day(typed, NOW.date())


def test_a_day_before_the_first_but_still_to_come_is_too_early_and_has_not_been() -> None:
    with pytest.raises(Refused, match=r"^Ma 23 nov is te vroeg\. Kies een dag vanaf di 24 nov\.$"):
        read_day("23-11", NOW.date(), date(2026, 11, 24))


def test_a_shown_day_of_the_ten_months_ahead_can_be_typed_back() -> None:
    for days in range(301):
        day = NOW.date() + timedelta(days=days)
        assert read_day(short_day(day), NOW.date()) == day


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("morgen 15:30", datetime(2026, 11, 24, 15, 30)),
        ("vandaag 15.30 uur", datetime(2026, 11, 23, 15, 30)),
        ("di 8 dec 8.30 uur", datetime(2026, 12, 8, 8, 30)),
        ("8-12 0830", None),
        ("8 januari om 9 uur", datetime(2027, 1, 8, 9, 0)),
        ("vrijdag 1430", datetime(2026, 11, 27, 14, 30)),
    ],
)
def test_a_moment_to_come_is_read_with_its_day(typed: str, read: datetime | None) -> None:
    now = datetime(2026, 11, 23, 10, 0)
    if read is None:
        with pytest.raises(Refused, match="kan ik niet lezen"):
            read_coming_moment(typed, now)
    else:
        assert read_coming_moment(typed, now) == read


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("15:30", "Dit moment kan ik niet lezen. Typ een dag en een tijd"),
        ("", "Dit moment kan ik niet lezen."),
        ("morgen", "Dit moment kan ik niet lezen."),
        ("vandaag 9:00", "Dit moment is al geweest."),
        ("gisteren 9:00", "Dit moment is al geweest."),
        ("morgen 25:00", "Deze tijd bestaat niet."),
        ("31-2 10:00", "Deze dag bestaat niet."),
    ],
)
def test_a_moment_to_come_without_day_or_time_or_in_the_past_is_refused(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_coming_moment(typed, datetime(2026, 11, 23, 10, 0))
