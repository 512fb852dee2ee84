"""What the store knows of the clock: the latest moment in its log, since somebody said that the clock is right."""

from datetime import datetime

from kiosk.db import tables
from kiosk.db.store import Store
from kiosk.rules.permissions import Action, Actor

_KEY = "clock_right_since"

_LOOKED_AT = 10_000
"""Rows, the newest ones: some months of a school. Looking through a log of ten years held up the start by 165 ms."""


def latest_moment(_store: Store) -> datetime | None:
    """The latest moment of the newest log rows, later than which it must be now; None in an empty log."""
    row, since = tables.LogRow, tables.Setting.get_or_none(tables.Setting.key == _KEY)
    after = max(int(since.value) if since else 0, tables.LogHead.get().seq - _LOOKED_AT)
    told = row.select(row.at).where(row.seq > after).order_by(row.at.desc()).first()
    return told.at if told and isinstance(told.at, datetime) else None  # who tampers may write anything


def trust_clock(store: Store, actor: Actor) -> None:
    """The clock is right now, somebody says: moments in the log from before, of a clock that was ahead, do not count.

    `Refused` for who does not look after the machine.
    """
    with store.act(actor, Action.TRUST_CLOCK, subject="clock"):
        since = str(tables.LogHead.get().seq)
        if not tables.Setting.update(value=since).where(tables.Setting.key == _KEY).execute():
            tables.Setting.create(key=_KEY, value=since)
