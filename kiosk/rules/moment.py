"""Moments as people type them ("10:15", "gisteren 14:00", "20-11 10:15"), and which ones deserve a second look."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import clock_time, long_day, short_day
from kiosk.text import clean_line, fold

SCHOOL_DAYS_BACK = 10
"""A moment longer ago than this many school days is asked about: it is often a slip of the fingers."""

_NOT_MEANT = timedelta(days=300)
"""A day that was typed without a year is not this far away: it has just been, or is soon to come."""

_EXAMPLES = "Typ bijvoorbeeld 10:15, gisteren 14:00 of 20-11 10:15."
_DAY_EXAMPLES = "Typ bijvoorbeeld morgen, vrijdag of 8-12."
_PAST_DAY_EXAMPLES = "Typ bijvoorbeeld gisteren, vrijdag of 20-11."
_DATE_EXAMPLES = "Typ bijvoorbeeld 4-11, 4 nov of 4-11-2026."
_TIME_EXAMPLE = "Typ bijvoorbeeld 10:15."
_COMING_EXAMPLES = "Typ een dag en een tijd, bijvoorbeeld morgen 15:30 of 8-12 8:30."
_DAYS_AGO = {"vandaag": 0, "gisteren": 1, "eergisteren": 2, "morgen": -1, "overmorgen": -2}
_DAYS_AHEAD = {"vandaag": 0, "morgen": 1, "overmorgen": 2, "gisteren": -1}
_MOMENT = re.compile(
    r"(?:(?P<day>.+?),? +)?(?:om +)?"
    r"(?:(?P<digits>[0-9]{4})|(?P<hour>[0-9]{1,2})(?:[:.u](?P<minute>[0-9]{2})(?: ?uur)?| ?u(?:ur)?))"
)
_DATE = re.compile(
    r"(?:(?P<weekday>[a-z]+) +)?(?P<day>[0-9]{1,2})(?:[-/.]| +)(?P<month>[0-9]{1,2}|[a-z]+)"
    r"(?:(?:[-/.]| +)(?P<year>[0-9]{4}|[0-9]{2}))?"
)


def read_moment(typed: str, now: datetime) -> datetime:
    """The moment that a person typed, in local time; to the minute, or `now` for "nu" and for nothing.

    A time without a day is today's; a date without a year is the last such day, today included; a
    weekday ("vrijdag 10:15") is the last one, today included. What the kiosk shows ("ma 23 nov 10.15 uur") is read too.
    Raises `Refused` when it cannot be read, is a day without a time, does not exist or lies in the future.
    """
    text = fold(clean_line(typed))
    if text in ("", "nu"):
        return now
    found = _MOMENT.fullmatch(text)
    if found is None or (found["digits"] and re.search("[0-9]", found["day"] or "")):  # "20 nov 2026" has no time
        if text in _DAYS_AGO or _last_weekday(text, now.date()) or _DATE.fullmatch(text):
            _past_day(text, now.date(), _EXAMPLES)
            raise Refused("Hoe laat was het?", f"Zet er een tijd achter. {_EXAMPLES}")
        raise Refused("Dit moment kan ik niet lezen.", _EXAMPLES)
    try:
        moment = datetime.combine(_read_day(found["day"], now.date()), _time(found))
    except ValueError:
        raise Refused("Deze dag of tijd bestaat niet.", _EXAMPLES) from None
    if moment > now:
        raise Refused(
            "Dit moment ligt in de toekomst.", "Was het op een andere dag? Typ dan bijvoorbeeld gisteren 14:00."
        )
    return moment


def read_coming_moment(typed: str, now: datetime) -> datetime:
    """The moment to come that a person typed: "morgen 15:30", "di 8 dec 8.30 uur"; days as `read_day` reads them.

    Raises `Refused` when it cannot be read, has no day or no time, does not exist, or is not after `now`.
    """
    found = _MOMENT.fullmatch(fold(clean_line(typed)))
    if found is None or found["day"] is None or (found["digits"] and re.search("[0-9]", found["day"])):
        raise Refused("Dit moment kan ik niet lezen.", _COMING_EXAMPLES)
    day = read_day(found["day"], now.date())
    try:
        moment = datetime.combine(day, _time(found))
    except ValueError:
        raise Refused("Deze tijd bestaat niet.", _COMING_EXAMPLES) from None
    if moment <= now:
        raise Refused("Dit moment is al geweest.", _COMING_EXAMPLES)
    return moment


def read_past_day(typed: str, today: date) -> date:
    """The day on which something happened, as `read_moment` reads days; `today` for nothing.

    Raises `Refused` when it cannot be read, does not exist or lies in the future.
    """
    return _past_day(fold(clean_line(typed)) or None, today, _PAST_DAY_EXAMPLES)


def _past_day(text: str | None, today: date, examples: str) -> date:
    try:
        day = _read_day(text, today, examples)
    except ValueError:
        raise Refused("Deze dag bestaat niet.", examples) from None
    if day > today:
        raise Refused("Deze dag ligt in de toekomst.", examples)
    return day


def _time(found: re.Match[str]) -> time:
    """The time of day of a moment; `ValueError` when there is no such time."""
    if found["digits"]:
        return time(*divmod(int(found["digits"]), 100))
    return time(int(found["hour"]), int(found["minute"] or 0))


def _read_day(text: str | None, today: date, examples: str = _EXAMPLES) -> date:
    """The day that `text` names; `ValueError` when there is no such day, `Refused` when it names none."""
    if text is None or text in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[text or "vandaag"])
    return _last_weekday(text, today) or _read_date(text, lambda *there: _past_year(today, *there), examples)


def _last_weekday(text: str, today: date) -> date | None:
    """The last such day of the week, today included; None for what is no day of the week."""
    week = (today - timedelta(days=days) for days in range(7))
    return next((day for day in week if text in _weekday_words(day)), None)


def read_day(typed: str, today: date, first: date | None = None) -> date:
    """The day to come that a person typed: "morgen", "vrijdag", "di 8 dec", "8-12".

    A date without a year is the first such day from `first` (`today` unless given) on; a weekday the first one after
    it. Raises `Refused` when it cannot be read, does not exist, or has just been.
    """
    text, begin = fold(clean_line(typed)), first or today
    if text in _DAYS_AHEAD:
        return today + timedelta(days=_DAYS_AHEAD[text])
    for days in range(1, 8):
        if text in _weekday_words(begin + timedelta(days=days)):
            return begin + timedelta(days=days)
    try:
        return _read_date(text, lambda *there: _coming_year(today, begin, *there), _DAY_EXAMPLES)
    except ValueError:
        raise Refused("Deze dag bestaat niet.", _DAY_EXAMPLES) from None


def read_day_since(typed: str, first: date) -> date:
    """The day that a person typed as a date; one without a year is the first such day from `first` on.

    Raises `Refused` when it cannot be read or does not exist.
    """
    try:
        text = fold(clean_line(typed))
        return _read_date(text, lambda *there: first.year + (there < (first.month, first.day)), _DATE_EXAMPLES)
    except ValueError:
        raise Refused("Deze dag bestaat niet.", _DATE_EXAMPLES) from None


def read_time(typed: str, example: str = _TIME_EXAMPLE) -> time:
    """The time of day that a person typed: "10:15", "10.15 uur".

    `Refused`, with an example that fits what is asked, when it cannot be read or is none.
    """
    found = _MOMENT.fullmatch(fold(clean_line(typed)))
    if found is None or found["day"]:
        raise Refused("Deze tijd kan ik niet lezen.", example)
    try:
        return _time(found)
    except ValueError:
        raise Refused("Deze tijd bestaat niet.", example) from None


def _past_year(today: date, month: int, number: int) -> int:
    """The year of the last such day up to `today`; `Refused` when the next one is soon: that is a slip."""
    year = today.year - ((month, number) > (today.month, today.day))
    if today - date(year, month, number) > _NOT_MEANT and year < today.year:
        raise Refused("Deze dag ligt in de toekomst.", "Was het vorig jaar? Typ dan het jaar erbij.")
    return year


def _coming_year(today: date, begin: date, month: int, number: int) -> int:
    """The year of the first such day from `begin` on; `Refused` when it was shortly before: that is a slip."""
    year = begin.year + ((month, number) < (begin.month, begin.day))
    if date(year, month, number) - begin > _NOT_MEANT:
        before = date(year - 1, month, number)
        been = short_day(before).capitalize()
        if before >= today:  # before `begin`, and yet to come
            raise Refused(f"{been} is te vroeg.", f"Kies een dag vanaf {short_day(begin)}.")
        raise Refused(f"{been} is al geweest.", "Kies een latere dag, of typ het jaar erbij.")
    return year


def _read_date(text: str, year_of: Callable[[int, int], int], examples: str) -> date:
    """A date as `_DATE` has it; without a year `year_of(month, day)` says which. `ValueError` when there is none."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise Refused("Deze dag kan ik niet lezen.", examples)
    month, number = _month(found["month"], examples), int(found["day"])
    year = found["year"]
    day = date(int(year) + 2000 * (len(year) == 2) if year else year_of(month, number), month, number)
    if found["weekday"] and found["weekday"] not in _weekday_words(day):
        raise Refused(f"{long_day(day).capitalize()}: die dag en die datum horen niet bij elkaar.", examples)
    return day


def _weekday_words(day: date) -> tuple[str, str]:
    return long_day(day).split()[0], short_day(day).split()[0]


def _month(text: str, examples: str) -> int:
    if text.isdigit():
        return int(text)
    for month in range(1, 13):
        first = date(2000, month, 1)
        if text in (long_day(first).split()[2], short_day(first).split()[2]):
            return month
    raise Refused("Deze maand ken ik niet.", examples)


def not_before(typed: datetime, earliest: datetime) -> datetime:
    """`typed`, or `earliest` when that is later in the same minute: people type no seconds."""
    return earliest if typed < earliest and typed == earliest.replace(second=0, microsecond=0) else typed


def doubt(moment: datetime, today: date, calendar: Calendar) -> str:
    """Why a person should look at this moment again, as a sentence; "" when there is no reason to."""
    day = moment.date()
    if not calendar.is_school_day(day):
        return f"{long_day(day).capitalize()} is geen schooldag."
    if calendar.school_days_since(day, today) > SCHOOL_DAYS_BACK:
        return f"{long_day(day).capitalize()} is meer dan tien schooldagen geleden."
    return ""


def moment_words(moment: datetime, today: date) -> str:
    """A moment in a list: "vandaag 10.15 uur", "ma 23 nov 10.15 uur"; with the year when that is another one."""
    day = moment.date()
    if day == today:
        return f"vandaag {clock_time(moment)}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"{short_day(day)}{year} {clock_time(moment)}"
