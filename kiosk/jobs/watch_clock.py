"""Whether the clock can be right: what the store knows of it, and how fast it went since the kiosk started."""

import time
from datetime import timedelta

from kiosk.db.clock_trust import latest_moment, trust_clock
from kiosk.db.store import Store
from kiosk.rules.permissions import Actor
from kiosk.rules.wrong_clock import ClockDoubt, clock_doubt


class ClockWatch:
    """Watches the clock beside an open store. Reads the store once; asking is cheap."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._begin()

    def doubt(self) -> ClockDoubt | None:
        """What is to be doubted about the clock now."""
        return clock_doubt(self._store.clock(), self._latest, timedelta(seconds=_ahead_of_the_machine() - self._ahead))

    def trust(self, actor: Actor) -> None:
        """Somebody says that the clock is right: begin anew from here. `Refused` for who may not say so."""
        trust_clock(self._store, actor)
        self._begin()

    def _begin(self) -> None:
        self._latest = latest_moment(self._store)
        self._ahead = _ahead_of_the_machine()


def _ahead_of_the_machine() -> float:
    """The clock's seconds minus those the machine counted, sleep included; 0 where no such counter is.

    In UTC: summer time is no jump.
    """
    counter = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() - time.clock_gettime(counter) if counter is not None else 0.0
