"""The log: who did what to which id, and when, each row chained to the one before. Never a name, never a word."""

from datetime import datetime

from kiosk.db.tables import LogHead, LogRow
from kiosk.rules.permissions import Actor
from kiosk.vault import chain


def append(at: datetime, actor: Actor, action: str, subject: str) -> None:
    """Add a row, inside the transaction of the deed it tells of.

    The head is moved first: with several writers "read the last row, then insert" loses rows.
    """
    LogHead.update(seq=LogHead.seq + 1).execute()
    head = LogHead.get()
    who = f"staff {actor.staff_id}" if actor.staff_id is not None else actor.name
    digest = chain.link(head.digest, str(head.seq), at.isoformat(), who, action, subject)
    LogRow.create(seq=head.seq, prev=head.digest, digest=digest, at=at, actor=who, action=action, subject=subject)
    LogHead.update(digest=digest).execute()


def first_break() -> int | None:
    """The number of the first log row that does not follow from the one before; None when the log is whole."""
    previous, expected = chain.START, 1
    for row in LogRow.select().order_by(LogRow.seq).iterator():
        at = row.at.isoformat() if isinstance(row.at, datetime) else str(row.at)  # who tampers may write anything
        digest = chain.link(previous, str(row.seq), at, row.actor, row.action, row.subject)
        if row.seq != expected or row.prev != previous or row.digest != digest:
            return expected
        previous, expected = row.digest, expected + 1
    head = LogHead.get()
    return None if (head.seq, head.digest) == (expected - 1, previous) else expected
