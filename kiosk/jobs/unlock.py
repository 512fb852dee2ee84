"""From words that somebody typed to the data key: of the store, or of a backup."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.db.backups import backups_in
from kiosk.db.restore import OtherKey, look_into, opens_store
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.keys import SlotKind
from kiosk.vault.passphrase import misspelt, read_words
from kiosk.vault.slots import BrokenSlots, Slot, WrongWords, open_slots, read_slots, write_slots


@dataclass(frozen=True)
class Unlocked:
    """The data key, whether it was a recovery sheet that gave it, and all slots of that file."""

    key: str = field(repr=False)
    by_sheet: bool
    slots: tuple[Slot, ...]


def unlock(home: Home, typed: str) -> Unlocked:
    """The key of the store in `home`. Takes a second or so for each slot: not on the event loop.

    When the slots are damaged or gone, those beside the newest backup that has any are used, and put back where they
    are of this store. Raises `Refused` for words that open nothing, `BrokenSlots` when no slots are left.
    """
    slots = read_slots_or_copies(home)
    unlocked = _unlock(slots, typed)
    try:
        read_slots(home.slots)
    except BrokenSlots:
        if opens_store(home, unlocked.key):  # else they are of an earlier key, and somebody may still mend the others
            _write_back(home, slots)
    return unlocked


def unlock_backup(home: Home, file: Path, typed: str) -> Unlocked:
    """The key of backup `file`: by the slots of this kiosk, or by those that lie beside it, of the kiosk of then.

    `slots` is empty when this kiosk's own gave the key: they stay. Raises as `unlock` and `look_into` do.
    """
    beside = file.with_suffix(".slots")
    with suppress(BrokenSlots, WrongWords, OtherKey):
        own = _unlock(read_slots(home.slots), typed)
        look_into(home, file, own.key)
        return replace(own, slots=())
    if not beside.exists():
        raise BrokenSlots(
            f"Naast {file.name} liggen geen sleutelgegevens.", f"Zet {beside.name} erbij, uit dezelfde map."
        )
    return _unlock(read_slots(beside), typed)


def read_slots_or_copies(home: Home) -> tuple[Slot, ...]:
    """The slots of this kiosk, or those beside its newest backup that has any. Raises `BrokenSlots` without both."""
    try:
        return read_slots(home.slots)
    except BrokenSlots as trouble:
        for copy in _copies(home):
            try:
                return read_slots(copy)
            except BrokenSlots:  # the one before, then
                continue
        raise trouble from None


def _copies(home: Home) -> Iterator[Path]:
    try:
        found = backups_in(home.backups)
    except KioskError:  # an unreadable folder has none
        return
    yield from (home.backups / one.slots for one in reversed(found))


def _unlock(slots: Sequence[Slot], typed: str) -> Unlocked:
    kind, words = read_words(typed)
    try:
        opened = open_slots(slots, kind, words)
    except WrongWords:
        if place := misspelt(words):
            raise WrongWords(
                f"Woord {place} staat niet in de lijst.", "Kijk naar de spelling, en typ ze nog eens."
            ) from None
        raise
    return Unlocked(opened.key, opened.slot.kind is SlotKind.SHEET, tuple(slots))


def _write_back(home: Home, slots: Sequence[Slot]) -> None:
    try:
        write_slots(home.slots, slots)
    except OSError:
        raise KioskError(
            "De sleutelgegevens kunnen niet worden teruggezet.",
            f"Kijk of deze gebruiker in {home.folder} mag schrijven.",
        ) from None
