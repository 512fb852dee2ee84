"""Whether the machine's clock can be right. Without a network nobody knows; but what was written tells something."""

from datetime import datetime, timedelta
from enum import StrEnum

BACK = timedelta(minutes=5)
"""Nothing was ever written later than now, but for a clock that is set right by a few minutes (issue 6)."""

JUMPED = timedelta(days=1)
"""While the kiosk runs, its clock cannot go so much faster than the machine counts (issue 6)."""

UNUSED = timedelta(days=60)
"""A kiosk that nobody touched for longer than a summer holiday (six weeks, and days around it) is a doubt, no proof."""


class ClockDoubt(StrEnum):
    """Which way the clock seems wrong."""

    BEHIND = "behind"
    AHEAD = "ahead"


def clock_doubt(now: datetime, newest: datetime | None, slipped: timedelta = timedelta(0)) -> ClockDoubt | None:
    """What is to be doubted about `now`; None when nothing speaks against it.

    `newest` is the latest moment in the store; `slipped` how far the clock went ahead of what the machine counted since
    the kiosk started (negative: it was put back). At the end of summer time the wall's clock goes back by an hour: for
    that hour, at night, what was written just before counts as later.
    """
    if slipped < -BACK or (newest is not None and newest - now > BACK):
        return ClockDoubt.BEHIND
    if slipped > JUMPED or (newest is not None and now - newest > UNUSED):
        return ClockDoubt.AHEAD
    return None
