"""Putting a backup in the place of the store: looked through first, and the store that was there is never deleted."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kiosk.db import cipher
from kiosk.db.backups import check_copy
from kiosk.db.cipher import EncryptedDatabase
from kiosk.db.migrating import refuse_newer
from kiosk.db.store import Store, lock_home
from kiosk.errors import KioskError
from kiosk.paths import Home, sync_file
from kiosk.rules.backups import read_name
from kiosk.rules.keys import Holding, SlotKind
from kiosk.rules.permissions import Action, Actor
from kiosk.vault import data_key, renewal
from kiosk.vault.slots import BrokenSlots, Slot, read_slots, write_slots


class OtherKey(KioskError):
    """The backup is damaged, or was made with another key than the one it was tried with."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds: all from before `until`; open forms are neither void nor filed."""

    until: datetime | None
    pupils: int
    forms: int
    open_forms: int


@dataclass(frozen=True)
class Restored:
    """The store now holds `contents`; the one that was there lies `aside`, if there was one."""

    contents: Contents
    aside: Path | None


def look_into(home: Home, file: Path, key: str | None = None) -> Contents:
    """What backup `file` holds, after a look at all of it; nothing is changed.

    `key` is the data key it was made with; without it the one that lies on this computer. Raises `KioskError` when it
    is missing, not whole, made with another key, or when its name says another log than it has.
    """
    cipher.check_library()
    try:
        cipher.check_file(file)
    except KioskError:
        raise KioskError(
            f"{file} is geen reservekopie, of niet te lezen.",
            "Kies een bestand dat begint met oeps- en eindigt op .db.",
        ) from None
    store = EncryptedDatabase()
    store.point_at(home.store, key or _key(home))
    copy = store.beside(file)
    try:
        with cipher.told_plainly():
            copy.connect()
            head = check_copy(copy)
            refuse_newer(copy)
            contents = _contents(copy)
    except cipher.Damaged:
        raise OtherKey(
            f"De reservekopie {file.name} gaat niet open: beschadigd, of van een kiosk met een andere sleutel.",
            f"Neem een andere kopie, of zet {home.key.name} van die kiosk in {home.folder}; een herstelblad van toen "
            "werkt ook: kiosk restore.",
        ) from None
    finally:
        copy.close()
    named = read_name(file.name)
    if named is None:
        return contents
    if named.seq != head[0] or not head[1].startswith(named.digits):
        raise KioskError(f"De naam van {file.name} hoort bij een andere kopie.", "Neem een andere kopie.")
    return replace(contents, until=named.at)


def opens_store(home: Home, key: str) -> bool:
    """Whether `key` is the one that the store in `home` is encrypted with; False where the store cannot tell."""
    store = EncryptedDatabase()
    store.point_at(home.store, key)
    # As a file that nobody changes: SQLite then makes no others beside it, and moves nothing into it from there.
    there = store.beside(home.store)
    there.init(f"{home.store.absolute().as_uri()}?immutable=1", **there.connect_params, pragmas=[], uri=True)
    try:
        cipher.check_file(home.store)
        with cipher.told_plainly():
            there.connect()
            cipher.version_of(there)
    except KioskError:
        return False
    finally:
        there.close()
    return True


def restore(home: Home, file: Path, now: datetime, key: str | None = None, slots: Sequence[Slot] = ()) -> Restored:
    """Put backup `file` in the place of the store; the present one goes aside as `oeps-opzij-…`, and stays.

    `key` is as in `look_into`. With `slots`, those which came with the backup and gave that key, they take the place of
    the present ones, which go aside too: the kiosk then opens with the words of that backup, or by itself when nobody
    opened it then. A key on this computer that does not open the present store may be of another time than the slots
    here: then those go aside too, for the sheets that lie beside the backup, if any do.

    The backup is copied and looked through before anything is touched. `KioskError` when it is not whole, beside a
    running kiosk, without the key it was made with, or when the disk refuses: the store is then as it was. When the
    plug is pulled at the last step, no store is there, the old one lies aside, and the next start offers the backups.
    """
    contents = look_into(home, file, key)
    by_file, key = key is None, key or _key(home)
    lock = lock_home(home)
    try:
        others = by_file and home.slots.exists() and not opens_store(home, key)
        if others:
            slots = _sheets_beside(file)
        with renewal.aside(home) as new:
            shutil.copyfile(file, new.store)
            new.store.chmod(0o600)
            sync_file(new.store)
            look_into(home, new.store, key)  # what was copied, too: a bad stick reads well once
            holding = Holding.HERE if home.key.exists() else Holding.DAY
            if slots:
                write_slots(new.slots, slots)
                holding = Holding.DAY if any(slot.kind is SlotKind.OPENER for slot in slots) else Holding.HERE
                if holding is Holding.HERE:
                    data_key.write_key(new.key, key)
            old = _put_aside(home, now, with_keys=others or bool(slots))
            if others:
                home.slots.unlink()
            renewal.commit(home, holding)
        renewal.finish(home)
    except OSError as trouble:
        raise KioskError(
            f"De reservekopie kan niet worden teruggezet ({trouble.strerror}).",
            f"Kijk of er ruimte is in {home.folder} en of deze gebruiker daar mag schrijven.",
        ) from trouble
    finally:
        lock.release()
    return Restored(contents, old)


def record_restore(store: Store, actor: Actor) -> None:
    """Have the log of the store that was put back tell that it was, and by whom."""
    with store.act(actor, Action.RESTORE, subject="store"):
        pass  # what was put back is the store itself


def _sheets_beside(file: Path) -> tuple[Slot, ...]:
    """The slots beside backup `file`, of a kiosk that opened by itself; none where there are no such."""
    try:
        slots = read_slots(file.with_suffix(".slots"))
    except BrokenSlots:
        return ()
    return slots if all(slot.kind is SlotKind.SHEET for slot in slots) else ()


def _key(home: Home) -> str:
    if not home.key.exists():
        raise OtherKey(
            f"De sleutel {home.key.name} ontbreekt; een reservekopie gaat alleen open met de sleutel van die kiosk.",
            f"Zet hem in {home.folder}, of zet de kopie terug met een herstelblad: kiosk restore.",
        )
    return data_key.read_key(home.key)


def _contents(copy: EncryptedDatabase) -> Contents:
    # The columns that every version of the store has: a backup may be older than the tables of today.
    (until,) = copy.execute_sql("SELECT at FROM log_row ORDER BY seq DESC LIMIT 1").fetchone() or (None,)
    (pupils,) = copy.execute_sql("SELECT COUNT(*) FROM pupil WHERE left_on IS NULL").fetchone()
    forms, open_forms = copy.execute_sql(
        "SELECT COUNT(*), COUNT(CASE WHEN voided_at IS NULL AND filed_at IS NULL THEN 1 END) FROM form"
    ).fetchone()
    return Contents(datetime.fromisoformat(until) if until else None, pupils, forms, open_forms)


def _put_aside(home: Home, now: datetime, *, with_keys: bool) -> Path | None:
    """Move the store aside with what SQLite keeps beside it: its last words are in there, and not of the backup.

    `with_keys` keeps what opens it beside it, for that will be replaced.
    """
    aside = home.aside(now)
    if aside.exists():
        raise KioskError(f"Er is al een {aside.name}.", "Wacht een seconde en begin opnieuw.")
    for path in (home.key, home.slots) if with_keys else ():
        if path.exists():
            shutil.copy2(path, aside.with_suffix(path.suffix))
    there = home.store.exists()
    for end in ("", "-wal", "-shm"):
        path = home.store.with_name(home.store.name + end)
        if path.exists():
            path.replace(aside.with_name(aside.name + end))
    return aside if there else None
