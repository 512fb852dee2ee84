"""Backups of the open store: copied beside the running kiosk, checked, kept on the disk, and only then named.

They open with the store's own key. It is not in them; beside each lie the slots of that moment, if there were any,
which give the key to who knows the words of an opener or a recovery sheet.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk import settings
from kiosk.db import cipher
from kiosk.db.cipher import EncryptedDatabase
from kiosk.db.store import Store
from kiosk.db.tables import LogRow, database
from kiosk.errors import KioskError
from kiosk.paths import Home, put_in_place, sync_folder
from kiosk.rules.backups import ANCHOR_DIGITS, Backup, may_go, read_name
from kiosk.rules.permissions import Action, Actor, require
from kiosk.vault import chain

UNFINISHED = "bezig.new"
"""What a backup is called until it is whole; the next one writes over what a pulled plug left of it."""

UNFINISHED_SLOTS, UNFINISHED_SETTINGS = "bezig-slots.new", "bezig-toml.new"


def backups_in(folder: Path) -> tuple[Backup, ...]:
    """The backups in `folder` by their names, oldest first; none where there is no such folder.

    The copies before a migration (`voor-migratie-…`) are not among them. `KioskError` when it cannot be read.
    """
    with _told(folder):
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return tuple(sorted(found for name in names if (found := read_name(name))))


def make_backup(store: Store, actor: Actor) -> Backup:
    """Back the store up in its own folder, on this thread's connection; then remove what may go.

    Other threads save meanwhile: the copy is of the moment at which it began. `Refused` for who may not; `KioskError`
    when the disk refuses or the copy is not what it should be: then all is as it was, and the older ones stay.
    """
    require(actor, Action.BACK_UP)
    folder = store.home.backups
    unfinished = folder / UNFINISHED
    with _removed_after(unfinished), _told(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        with cipher.told_plainly():
            cipher.copy_into(database, unfinished)
        made = Backup(store.clock(), *_checked(database.beside(unfinished)))
        _copy(store.home.slots, folder / made.slots, UNFINISHED_SLOTS)
        put_in_place(unfinished, folder / made.name)
    _log(store, actor, made)
    _rotate(folder, made)
    return made


def copy_backup(store: Store, actor: Actor, made: Backup, folder: Path, *, rotate: bool) -> Path:
    """Put backup `made` in a second folder too, such as a stick's, checked there, with the school's settings beside it.

    In the kiosk's own folder no settings are written. `rotate` removes what may go there. A folder that is missing is
    not made: a stick that is out must not become a folder on the disk. Raises as `make_backup` does.
    """
    require(actor, Action.BACK_UP)
    with _told(folder):
        is_there = folder.is_dir()
    if not is_there:
        raise KioskError(f"De map {folder} voor de reservekopie is er niet.", "Doe de stick erin, of kies een map.")
    unfinished, copy = folder / UNFINISHED, folder / made.name
    with _removed_after(unfinished), _told(folder):
        shutil.copyfile(store.home.backups / made.name, unfinished)
        _checked(database.beside(unfinished))
        _copy(store.home.backups / made.slots, folder / made.slots, UNFINISHED_SLOTS)
        if not folder.resolve().is_relative_to(store.home.folder.resolve()):
            _copy(_faultless_settings(store.home), folder / made.settings, UNFINISHED_SETTINGS)
        put_in_place(unfinished, copy)
    _log(store, actor, made)
    if rotate:
        _rotate(folder, made)
    return copy


def check_copy(copy: EncryptedDatabase) -> tuple[int, str]:
    """The number and digest of the log's head in the open `copy`, after a look at its mark and at every page.

    Raises `KioskError` when it is not a whole store, or when the head is not its newest row's.
    """
    cipher.check_ours(copy, whole=True)
    seq, digest = copy.execute_sql("SELECT seq, digest FROM log_head").fetchone()
    row = copy.execute_sql("SELECT digest FROM log_row WHERE seq = ?", (seq,)).fetchone()
    if digest != (row[0] if row else chain.START):
        raise KioskError("In de reservekopie klopt het logboek niet.", "Kies een andere kopie.")
    return int(seq), str(digest)


def _checked(copy: EncryptedDatabase) -> tuple[int, str]:
    """The log's number and first digits in a fresh copy, which must be whole and a moment of this very store."""
    try:
        with cipher.told_plainly():
            copy.connect()
            seq, digest = check_copy(copy)
    except KioskError:
        raise KioskError("De reservekopie werd niet goed en is niet bewaard.", "Kijk of de schijf het doet.") from None
    finally:
        copy.close()
    row = LogRow.get_or_none(LogRow.seq == seq)
    if digest != (row.digest if row else chain.START):
        raise KioskError("De reservekopie is van een andere opslag.", "Kijk welke kiosk in deze map werkt.")
    return seq, digest[:ANCHOR_DIGITS]


def _log(store: Store, actor: Actor, made: Backup) -> None:
    with store.act(actor, Action.BACK_UP, subject=f"backup {made.seq}-{made.digits}"):
        pass  # the copy is no change of the store; that it was made is for the log


def _rotate(folder: Path, made: Backup) -> None:
    with _told(folder):
        for one in may_go(backups_in(folder), made):
            (folder / one.name).unlink(missing_ok=True)
            (folder / one.slots).unlink(missing_ok=True)
            (folder / one.settings).unlink(missing_ok=True)
        sync_folder(folder)


def _copy(file: Path, copy: Path, unfinished: str) -> None:
    """Put `file`, if there is one, beside a backup, before that has its name: without it a backup opens nowhere else.

    The slots give its key; the school's settings, which hold no secret, are what a new kiosk restores with.
    """
    if file.exists():  # no slots yet, or settings that were taken away by hand: Beheer says so
        new = copy.with_name(unfinished)
        with _removed_after(new):
            shutil.copyfile(file, new)
            put_in_place(new, copy)


def _faultless_settings(home: Home) -> Path:
    """The school's file; while that has a fault, the one with which the kiosk works on."""
    try:
        settings.load(home)
    except KioskError:
        return home.last_good
    return home.settings


@contextmanager
def _removed_after(unfinished: Path) -> Iterator[None]:
    """Leave nothing half behind; a disk that refuses even that leaves it for the next backup to write over."""
    try:
        yield
    finally:
        with _told(unfinished.parent):
            unfinished.unlink(missing_ok=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turn what the disk refuses into one sentence."""
    try:
        yield
    except OSError as trouble:
        raise KioskError(
            f"Een reservekopie in {folder} lukt niet ({trouble.strerror}).",
            "Kijk of er ruimte is en of deze gebruiker daar mag schrijven.",
        ) from trouble
