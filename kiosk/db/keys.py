"""Who holds the key: the slots beside the store, and in the store whose they are."""

import secrets
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.db import cipher, log, tables
from kiosk.db.backups import check_copy
from kiosk.db.store import Store
from kiosk.db.tables import database
from kiosk.errors import KioskError, Refused
from kiosk.paths import Home, put_in_place, sync_file
from kiosk.rules.backups import ANCHOR_DIGITS
from kiosk.rules.keys import (
    Holder,
    Holding,
    KeyState,
    SlotKind,
    check_addition,
    check_holders,
    check_removal,
    check_replacement,
)
from kiosk.rules.permissions import Action, Actor, require
from kiosk.vault import data_key, renewal
from kiosk.vault.passphrase import read_words
from kiosk.vault.slots import Cost, Slot, fitting_cost, make_slot, read_slots, slots_aside, write_slots


@dataclass(frozen=True)
class NewHolder:
    """Words that are to open the store: of a member of staff, or (no `staff_id`) of a recovery sheet.

    `words` as `vault.passphrase.generate` gave them, after the person typed them back. `slot_id` is that of the slot to
    be made, where it stands on a sheet already (see `vault.slots.new_slot_id`).
    """

    staff_id: int | None
    words: str = field(repr=False)
    slot_id: str = ""

    @property
    def kind(self) -> SlotKind:
        """Which kind of slot they open."""
        return SlotKind.SHEET if self.staff_id is None else SlotKind.OPENER


def key_state(store: Store, actor: Actor) -> KeyState:
    """How the key is held, and by whom: openers first, then sheets, each the oldest first.

    Raises `BrokenSlots` when the file of slots cannot be read.
    """
    require(actor, Action.MANAGE_KEYS)
    known = {row.slot: row for row in tables.KeySlot.select()}
    holders = []
    for slot in _slots(store.home):
        row = known.get(slot.id)
        holders.append(Holder(slot.id, slot.kind, row.staff_id if row else None, row.made_at if row else None))
    holders.sort(key=lambda one: (one.kind is SlotKind.SHEET, one.made_at or datetime.min, one.slot_id))
    return KeyState(Holding.HERE if store.home.key.exists() else Holding.DAY, tuple(holders))


def add_opener(store: Store, actor: Actor, staff_id: int, words: str) -> None:
    """Give a member of staff words of their own to open the kiosk with. Takes a second or so: not on the event loop.

    Whoever had words gets these instead. Raises `Refused` where the key lies on this computer, or beyond four openers.
    """
    state = key_state(store, actor)
    check_addition(state, staff_id)
    gone = {one.slot_id for one in state.openers if one.staff_id == staff_id}
    _change(store, actor, staff_id, gone, NewHolder(staff_id, words))


def replace_holder(store: Store, actor: Actor, slot_id: str, words: str, new_id: str = "") -> None:
    """New words for the person or the sheet of a slot; the old ones open nothing any more. Takes a second or so.

    `new_id` is that of the slot to be made, where it stands on a sheet already (see `vault.slots.new_slot_id`).
    """
    holder = _holder(key_state(store, actor), slot_id)
    check_replacement(holder)
    _change(store, actor, holder.staff_id, {slot_id}, NewHolder(holder.staff_id, words, new_id))


def remove_opener(store: Store, actor: Actor, slot_id: str) -> None:
    """From now on a person's words open this kiosk no more. Raises `Refused` when too few openers would be left.

    They still open a copy of the slots of before, as lies beside a backup, and that gives the same data key: only
    `renew_key` shuts out who has both.
    """
    state = key_state(store, actor)
    holder = _holder(state, slot_id)
    check_removal(state, holder)
    _change(store, actor, holder.staff_id, {slot_id})


def renew_key(store: Store, actor: Actor, holding: Holding, holders: Sequence[NewHolder]) -> str:
    """A new data key, held in this way by these people and sheets only. Close `store` next: it is of the past.

    Returns the new key, with which it opens again. The whole store is written anew under it, aside, and checked; it
    takes the old one's place in one step (see `vault.renewal`). Takes a second for each holder and for every 50 MB: not
    on the event loop, and nothing else may write meanwhile. Raises `Refused` when so many people and sheets cannot hold
    it, `KioskError` when the disk refuses: the old key then stands.
    """
    require(actor, Action.MANAGE_KEYS)
    people = [one.staff_id for one in holders if one.staff_id is not None]
    check_holders(holding, people, len(holders) - len(people))
    new, cost = secrets.token_hex(data_key.KEY_BYTES), fitting_cost()
    slots = [_slot_of(new, one, cost) for one in holders]
    with _told(store.home), renewal.aside(store.home) as aside:
        with store.act(actor, Action.MANAGE_KEYS, subject="data key"):
            _record(store, zip(slots, holders, strict=True))
        with cipher.told_plainly():
            cipher.copy_into(database, aside.store)
            renewed = cipher.change_key(aside.store, store.key, new)
        _check_renewed(store, renewed)
        write_slots(aside.slots, slots)
        if holding is Holding.HERE:
            data_key.write_key(aside.key, new)
        renewal.commit(store.home, holding)
    return new


def _change(store: Store, actor: Actor, staff_id: int | None, gone: Container[str], *new: NewHolder) -> None:
    """Take the slots that are `gone` out and put `new` in: the file is written before the deed and renamed after it.

    So whatever fails before the rename, the words that opened still do: who is told that it failed does not keep the
    new ones.
    """
    made = [(_slot_of(store.key, one, fitting_cost()), one) for one in new]
    kept = (slot for slot in _slots(store.home) if slot.id not in gone)
    with _told(store.home), slots_aside(store.home.slots, [*kept, *(slot for slot, _ in made)]) as aside:
        with store.act(actor, Action.MANAGE_KEYS, subject=_subject(staff_id)):
            _record(store, made)
        put_in_place(aside, store.home.slots)


def _slot_of(key: str, holder: NewHolder, cost: Cost) -> Slot:
    kind, words = read_words(holder.words)
    if kind is not holder.kind:
        raise Refused("Dit zijn te veel of te weinig woorden.", "Laat de kiosk nieuwe woorden maken.")
    return make_slot(key, kind, words, cost, holder.slot_id)


def _record(store: Store, made: Iterable[tuple[Slot, NewHolder]]) -> None:
    for slot, holder in made:
        tables.KeySlot.create(slot=slot.id, staff=holder.staff_id, made_at=store.clock())


def _check_renewed(store: Store, renewed: cipher.EncryptedDatabase) -> None:
    """Look through the store under its new key, which must be whole and of this very moment."""
    try:
        with cipher.told_plainly():
            renewed.connect()
            seq, digest = check_copy(renewed)
    finally:
        renewed.close()
    if (seq, digest[:ANCHOR_DIGITS]) != log.anchor(store):
        raise KioskError("Intussen is er iets geschreven.", "Begin opnieuw, als niemand anders bezig is.")
    sync_file(Path(renewed.database))


def _slots(home: Home) -> tuple[Slot, ...]:
    """The slots of this kiosk: none yet, while its key lies beside the store and nobody made sheets."""
    return () if home.key.exists() and not home.slots.exists() else read_slots(home.slots)


def _holder(state: KeyState, slot_id: str) -> Holder:
    for holder in state.holders:
        if holder.slot_id == slot_id:
            return holder
    raise Refused("Deze woorden openden al niets meer.", "Kijk nog eens in de lijst.")


def _subject(staff_id: int | None) -> str:
    return "key sheet" if staff_id is None else f"key staff {staff_id}"


@contextmanager
def _told(home: Home) -> Iterator[None]:
    """Turn what the disk refuses into one sentence."""
    try:
        yield
    except OSError as trouble:
        raise KioskError(
            f"De sleutel kon niet worden veranderd ({trouble.strerror}).",
            f"Kijk of er ruimte is in {home.folder} en of deze gebruiker daar mag schrijven.",
        ) from trouble
