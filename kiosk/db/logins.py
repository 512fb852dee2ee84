"""Logging in with a PIN, and waiting after wrong tries.

A try is counted before it is checked, so that a restart or a kill buys nothing. Who came in is in the log; tries are
only counted.
"""

from datetime import timedelta

from kiosk.db import people, tables
from kiosk.db.cipher import write_transaction
from kiosk.db.store import Store
from kiosk.rules.permissions import Action, Actor
from kiosk.vault import pins


def set_pin(store: Store, actor: Actor, staff_id: int, pin_hash: str) -> None:
    """Keep `pin_hash` (see `vault.pins.hash_pin`) as this person's PIN, and forget their wrong tries."""
    with store.act(actor, Action.MANAGE_PEOPLE, subject=f"staff {staff_id}"):
        tables.Staff.update(pin_hash=pin_hash).where(tables.Staff.id == staff_id).execute()
        forget(f"staff {staff_id}")


def begin_login(store: Store, staff_id: int) -> str:
    """Count a try for this person and return the hash to check the PIN against (on another thread: it takes 0.1 s).

    Raises `Refused` while they have to wait.
    """
    with write_transaction(tables.database):
        count_try(store, f"staff {staff_id}")
        return str(tables.Staff.get_by_id(staff_id).pin_hash)


def finish_login(store: Store, staff_id: int) -> None:
    """The PIN was right: forget the wrong tries. `Refused` for who has no role, or left the school."""
    with store.act(people.actor_with(store, staff_id), Action.LOG_IN, subject=f"staff {staff_id}"):
        forget(f"staff {staff_id}")


def count_try(store: Store, who: str, first_wait: timedelta = pins.FIRST_WAIT) -> None:
    """Count a try of `who` ("staff 12", "code"), inside a transaction; `Refused` while they have to wait."""
    now = store.clock()
    row = tables.Tries.get_or_none(tables.Tries.who == who)
    if row is None:
        tables.Tries.create(who=who, wrong=1, wait_until=None)
        return
    pins.check_wait(row.wait_until, now)
    wrong = row.wrong + 1
    wait = pins.wait_after(wrong, first_wait)
    tables.Tries.update(wrong=wrong, wait_until=now + wait if wait else None).where(tables.Tries.id == row.id).execute()


def forget(who: str) -> None:
    """Forget the wrong tries of `who`, inside a transaction."""
    tables.Tries.delete().where(tables.Tries.who == who).execute()
