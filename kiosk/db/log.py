"""The log: who did what to which id, and when, each row chained to the one before. Never a name, never a word."""

from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.db.tables import LogHead, LogRow
from kiosk.rules.backups import ANCHOR_DIGITS
from kiosk.rules.permissions import Actor
from kiosk.vault import chain

if TYPE_CHECKING:  # the store appends to the log
    from kiosk.db.store import Store


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


def anchor(_store: "Store") -> tuple[int, str]:
    """The newest row's number and the first digits of its digest, for each parents' copy and a backup's name.

    Who cuts the log off or writes it anew cannot change what was printed: see `first_break`.
    """
    head = LogHead.get()
    return head.seq, head.digest[:ANCHOR_DIGITS]


def first_break(anchor: tuple[int, str] | None = None) -> int | None:
    """The number of the first log row that does not follow from the one before; None when the log is whole.

    With an `anchor` of earlier also a whole chain is looked at: when it ends before the anchor, the number is that of
    the first row that is missing; when it was written anew, the anchor's own.
    """
    broken = _first_break_in_chain()
    if broken is not None or anchor is None:
        return broken
    seq, digits = anchor
    newest = LogHead.get()
    if seq > newest.seq:
        return int(newest.seq) + 1
    then = LogRow.get_or_none(LogRow.seq == seq)
    return None if (then.digest if then else chain.START).startswith(digits) else seq


def _first_break_in_chain() -> int | None:
    previous, expected = chain.START, 1
    for row in LogRow.select().order_by(LogRow.seq).iterator():
        at = row.at.isoformat() if isinstance(row.at, datetime) else str(row.at)  # who tampers may write anything
        digest = chain.link(previous, str(row.seq), at, row.actor, row.action, row.subject)
        if row.seq != expected or row.prev != previous or row.digest != digest:
            return expected
        previous, expected = row.digest, expected + 1
    head = LogHead.get()
    return None if (head.seq, head.digest) == (expected - 1, previous) else expected
