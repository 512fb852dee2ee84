"""How Dutch writes days, times, ranks and numbers, in one place: no locale of the machine is needed or trusted."""

from datetime import date, datetime, time

_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS = (
    ("januari", "jan"),
    ("februari", "feb"),
    ("maart", "mrt"),
    ("april", "apr"),
    ("mei", "mei"),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
_ORDINALS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"),
    *("elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende"),
    *("negentiende", "twintigste"),
)


def long_day(day: date) -> str:
    """A day in full, as on paper: "dinsdag 24 november 2026"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][0]} {day.year}"


def short_day(day: date) -> str:
    """A day in a list, without its year: "di 24 nov"."""
    return f"{_DAYS[day.weekday()][:2]} {day.day} {_MONTHS[day.month - 1][1]}"


def clock_time(moment: datetime) -> str:
    """The time of day, to the minute: "8.45 uur"."""
    return time_of_day(moment.time())


def time_of_day(when: time) -> str:
    """A time of day: "8.45 uur"."""
    return f"{when.hour}.{when.minute:02d} uur"


def ordinal(number: int) -> str:
    """The rank of `number` (1 or more): "eerste" to "twintigste" in letters, then "21e"."""
    return _ORDINALS[number - 1] if 1 <= number <= len(_ORDINALS) else f"{number}e"


def day_and_time(moment: datetime) -> str:
    """The line at the top of a screen: "maandag 23 november  10:42"."""
    return f"{_DAYS[moment.weekday()]} {moment.day} {_MONTHS[moment.month - 1][0]}  {moment:%H:%M}"


def day_in_full_and_time(moment: datetime) -> str:
    """A moment that may be long ago: "maandag 23 november 2026, 10.42 uur"."""
    return f"{long_day(moment.date())}, {clock_time(moment)}"


def weekday_name(number: int) -> str:
    """A day of the week in full; 0 is "maandag"."""
    return _DAYS[number]


def month_name(day: date) -> str:
    """The month of `day`, short: "nov"."""
    return _MONTHS[day.month - 1][1]


def counted(count: int, one: str, several: str) -> str:
    """A number of things: "1 formulier", "34 formulieren"."""
    return f"{count} {one if count == 1 else several}"


def decimal(number: float | None, places: int = 2) -> str:
    """A number with a comma: "0,47"; "-" where there is none."""
    return "-" if number is None else f"{number:.{places}f}".replace(".", ",")


def unbroken(text: str) -> str:
    """A number for people's eyes that is not broken over two lines."""
    return text.replace(" ", "\u00a0")
