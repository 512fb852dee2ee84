"""The one place where the kiosk asks what time it is."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns local wall-clock time without a zone, to the second: a school lives by the clock on its wall."""


def system_clock() -> datetime:
    """The machine's local time, without zone and without microseconds."""
    return datetime.now().replace(microsecond=0)  # noqa: DTZ005  (wall-clock time is meant)
