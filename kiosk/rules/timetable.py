"""The school's timetable: how long a pupil works in the parallel class (par. 8, step 1)."""

from dataclasses import dataclass
from datetime import datetime, time


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
        if now.weekday() >= len(self.ends):
            return None
        end = self.ends[now.weekday()]
        return end if end > now.time() else None
