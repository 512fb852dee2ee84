"""Logging in with a PIN, waiting after wrong tries, and a colleague's help when a PIN is off.

A try is counted before it is checked, so that a restart or a kill buys nothing, and how long one waits is not asked of
the clock on the wall. Who came in and who did not is in the log, with how often it was tried; never a digit.
"""

from datetime import timedelta

from kiosk.db import people, tables
from kiosk.db.cipher import write_transaction
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.permissions import Action, Actor, at_the_login
from kiosk.vault import pins

_NO_CODE = ("Er is geen code van een collega voor jou.", "Vraag een collega om er een te maken.")


def set_pin(store: Store, actor: Actor, staff_id: int, pin_hash: str) -> None:
    """Keep `pin_hash` (see `vault.pins.hash_pin`) as this person's PIN, and forget their wrong tries."""
    with store.act(actor, Action.MANAGE_PEOPLE, subject=f"staff {staff_id}"):
        _keep(staff_id, pin_hash)


def begin_login(store: Store, staff_id: int) -> str:
    """Count a try for this person and return the hash to check the PIN against (on another thread: it takes 0.1 s).

    Raises `MustWait` while they have to wait, and `PinIsOff` after ten wrong tries.
    """
    with write_transaction(tables.database):
        if is_off(store, staff_id):
            raise pins.PinIsOff("Je pincode staat uit, na te veel verkeerde.", "Vraag een collega om je te helpen.")
        count_try(store, f"staff {staff_id}")
        return str(tables.Staff.get_by_id(staff_id).pin_hash)


def finish_login(store: Store, staff_id: int) -> None:
    """The PIN was right: forget the wrong tries. `Refused` for who has no role, or left the school."""
    with store.act(people.actor_with(store, staff_id), Action.LOG_IN, subject=f"staff {staff_id}"):
        forget(f"staff {staff_id}")


def fail_login(store: Store, staff_id: int) -> None:
    """The PIN was wrong, or nobody waited for the answer: the log keeps for whom, and how often in a row.

    The one after which the PIN is off is logged as that.
    """
    wrong = _wrong_tries(f"staff {staff_id}")
    action = Action.LOCK_OUT if wrong >= pins.OFF_AFTER else Action.FAIL_LOG_IN
    with store.act(at_the_login(), action, subject=f"staff {staff_id} try {wrong}"):
        pass  # it was counted before it was checked


def is_off(_store: Store, staff_id: int) -> bool:
    """Whether this person's PIN opens nothing any more until a colleague helps."""
    return _wrong_tries(f"staff {staff_id}") >= pins.OFF_AFTER


def give_once_code(store: Store, actor: Actor, staff_id: int, code_hash: str) -> None:
    """`actor` helps a colleague: the code behind `code_hash` gets this person a new PIN, once and today.

    A code that was given before works no more. `Refused` for oneself, and for who left or has no role.
    """
    if staff_id == actor.staff_id:
        raise Refused("Je kunt dit niet voor jezelf doen.", "Vraag het een collega.")
    with store.act(actor, Action.RESET_PIN, subject=f"staff {staff_id}") as deed:
        if not people.actor_with(store, staff_id).roles:
            raise Refused("Deze collega heeft nog geen rol.", "Vraag directie of beheer om er een te geven.")
        _take_back_code(staff_id)
        tables.OnceCode.create(staff=staff_id, code_hash=code_hash, valid_on=deed.now.date())


def with_once_code(store: Store) -> frozenset[int]:
    """The staff ids of who has a code of today to get a new PIN with."""
    once = tables.OnceCode
    return frozenset(row.staff_id for row in once.select(once.staff).where(once.valid_on == store.clock().date()))


def begin_once_code(store: Store, staff_id: int) -> str:
    """Count a try for this person's once-code and return the hash to check it against.

    Raises `Refused` when there is none of today, or after five tries: then a colleague makes another.
    """
    once = tables.OnceCode
    with write_transaction(tables.database):
        row = once.get_or_none((once.staff == staff_id) & (once.valid_on == store.clock().date()))
        if row is None or row.tries >= pins.FREE_TRIES:
            raise Refused(*_NO_CODE)
        once.update(tries=row.tries + 1).where(once.id == row.id).execute()
        return str(row.code_hash)


def fail_once_code(store: Store, staff_id: int) -> None:
    """The once-code was wrong: the log keeps for whom, and how often."""
    once = tables.OnceCode.get_or_none(tables.OnceCode.staff == staff_id)
    tries = once.tries if once else 0
    with store.act(at_the_login(), Action.FAIL_LOG_IN, subject=f"staff {staff_id} code try {tries}"):
        pass  # it was counted before it was checked


def take_new_pin(store: Store, staff_id: int, pin_hash: str) -> None:
    """Whoever typed the right once-code keeps a new PIN; the code is used up, and wrong tries are forgotten.

    Raises `Refused` without a code of today, and for who has no role or left the school.
    """
    once = tables.OnceCode
    with store.act(people.actor_with(store, staff_id), Action.TAKE_NEW_PIN, subject=f"staff {staff_id}") as deed:
        if not once.select().where((once.staff == staff_id) & (once.valid_on == deed.now.date())).exists():
            raise Refused(*_NO_CODE)
        _keep(staff_id, pin_hash)


def count_try(store: Store, who: str, first_wait: timedelta = pins.FIRST_WAIT) -> None:
    """Count a try of `who` ("staff 12", "code"), inside a transaction; `MustWait` while they have to wait."""
    wrong = _wrong_tries(who)
    store.waits.check(who, wrong, first_wait)
    tries = tables.Tries
    if wrong:
        tries.update(wrong=wrong + 1).where(tries.who == who).execute()
    else:
        tries.create(who=who, wrong=1)
    store.waits.begin(who, wrong + 1)


def forget(who: str) -> None:
    """Forget the wrong tries of `who`, inside a transaction."""
    tables.Tries.delete().where(tables.Tries.who == who).execute()


def _wrong_tries(who: str) -> int:
    row = tables.Tries.get_or_none(tables.Tries.who == who)
    return row.wrong if row else 0


def _keep(staff_id: int, pin_hash: str) -> None:
    """A new PIN for this person; whatever kept the old one out is forgotten."""
    tables.Staff.update(pin_hash=pin_hash).where(tables.Staff.id == staff_id).execute()
    forget(f"staff {staff_id}")
    _take_back_code(staff_id)


def _take_back_code(staff_id: int) -> None:
    tables.OnceCode.delete().where(tables.OnceCode.staff == staff_id).execute()
