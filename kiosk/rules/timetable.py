"""The school's timetable: how long a pupil works in the parallel class (par. 8, step 1), and when the day is over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

HOUR_AFTER = timedelta(hours=1)
LATEST = time(18)
"""When the day is over where the timetable does not say when school ends."""


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
