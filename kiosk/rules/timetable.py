"""The school's timetable: how long a pupil works in the parallel class (par. 8, step 1), and when the day is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kiosk.errors import Refused
from kiosk.rules.moment import read_time

HOUR_AFTER = timedelta(hours=1)
LATEST = time(18)
"""When the day is over where the timetable does not say when school ends."""
MOST_BREAKS = 6
_EARLIEST = time(7)


@dataclass(frozen=True)
class Timetable:
    """When the breaks begin, each day alike, and when school ends on Monday to Friday. Empty where nobody said."""

    breaks: tuple[time, ...] = ()
    ends: tuple[time, ...] = ()

    def next_break(self, now: datetime) -> time | None:
        """The first break after `now` that begins before school ends; None when there is none or nobody said."""
        end = self.end(now)
        coming = [one for one in sorted(self.breaks) if one > now.time() and (end is None or one < end)]
        return coming[0] if coming and now.weekday() < 5 else None

    def end(self, now: datetime) -> time | None:
        """When school ends on the day of `now`, if that is still to come; None when not, or when nobody said."""
        end = self.ends_on(now.date())
        return end if end and end > now.time() else None

    def ends_on(self, day: date) -> time | None:
        """When school ends on `day`; None at the weekend, and when nobody said."""
        return self.ends[day.weekday()] if day.weekday() < len(self.ends) else None

    def closes(self, day: date) -> datetime:
        """When nobody is meant to be in any more: an hour after school ends, at six where nobody said."""
        ends = self.ends_on(day)
        return datetime.combine(day, ends) + HOUR_AFTER if ends else datetime.combine(day, LATEST)

    def day_ended(self, before: datetime, now: datetime) -> bool:
        """Whether a day was over, or midnight passed, after `before` and up to `now`; a clock put back ends none."""
        return before < now and (before.date() < now.date() or before < self.closes(now.date()) <= now)


def read_breaks(typed: str) -> tuple[time, ...]:
    """When the breaks begin, as a person typed it: "10:15, 12:00"; in order, none for nothing.

    Raises `Refused` when a time cannot be read, is not one at school, or when there are more than `MOST_BREAKS`.
    """
    times = tuple(sorted({_read_time(part) for part in typed.replace(";", ",").split(",")})) if typed.strip() else ()
    if len(times) > MOST_BREAKS:
        raise Refused(f"Dat zijn meer dan {MOST_BREAKS} pauzes.", "Typ alleen wanneer een pauze begint.")
    return times


def read_end(typed: str) -> time | None:
    """When school ends, as a person typed it; None for nothing. `Refused` when that is not a time at school."""
    return _read_time(typed) if typed.strip() else None


def week_of(ends: Sequence[time | None]) -> tuple[time, ...]:
    """When school ends on Monday to Friday; nothing where nobody said. `Refused` when some of the five are missing."""
    week = tuple(one for one in ends if one)
    if week and len(week) < len(ends):
        raise Refused("Niet elke dag heeft een tijd.", "Vul alle vijf de dagen in, of laat ze allemaal leeg.")
    return week


def _read_time(typed: str) -> time:
    read = read_time(typed)
    if not _EARLIEST <= read <= LATEST:
        raise Refused(f"Om {times_words([read])} uur is er geen school.", "Typ een tijd van 7:00 tot en met 18:00.")
    return read


def times_words(times: Sequence[time]) -> str:
    """Times beside each other: "10.15 12.00"."""
    return " ".join(f"{one.hour}.{one.minute:02d}" for one in times)


def timetable_words(timetable: Timetable) -> str:
    """The timetable on one line."""
    breaks = f"Pauze {times_words(timetable.breaks)}" if timetable.breaks else "Pauzes: nog niet ingevuld"
    ends = f"Uit (ma-vr) {times_words(timetable.ends)}" if timetable.ends else "Uit: nog niet ingevuld"
    return f"{breaks}   {ends}"
