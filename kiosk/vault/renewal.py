"""A new data key takes the old one's place in one step, through any power cut.

All that belongs to the new key is made aside, in `Home.renewal`; then a mark is put there. Before the mark the old key
stands; from the mark on the new one does, and whoever starts next moves the rest (see `finish`).
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.paths import Home, put_in_place, sync_folder
from kiosk.rules.keys import Holding


@contextmanager
def aside(home: Home) -> Iterator[Home]:
    """An empty folder aside, for the store, the slots and perhaps the key file under the new key.

    What fails before `commit` leaves nothing there. Raises `KioskError` when a key with its mark still lies there.
    """
    made = Home(home.renewal)
    if _marked(made.folder):
        raise KioskError("Er ligt al een nieuwe sleutel klaar.", "Sluit de kiosk en start hem opnieuw.")
    if made.folder.exists():
        shutil.rmtree(made.folder)
    made.folder.mkdir(mode=0o700)
    try:
        yield made
    except BaseException:
        if not _marked(made.folder):
            shutil.rmtree(made.folder)
        raise


def commit(home: Home, holding: Holding) -> None:
    """Put the mark: all that lies aside is whole. Raises `OSError` when the disk refuses; then nothing counts."""
    sync_folder(home.renewal)
    new, mark = home.renewal / "klaar.new", _mark(home.renewal, holding)
    new.touch()
    try:
        put_in_place(new, mark)
        sync_folder(home.folder)
    except OSError:
        mark.unlink(missing_ok=True)  # who is told that it failed must not find the new key tomorrow
        raise


def finish(home: Home) -> None:
    """Move what lies aside with the mark into its place; clear away what was cut off before it.

    With the store closed and its folder locked. Can be cut off and called again. Raises `OSError` when the disk
    refuses: the next call goes on.
    """
    aside = Home(home.renewal)
    if not aside.folder.exists():
        return
    if holding := _marked(aside.folder):
        if aside.store.exists():
            for end in ("-wal", "-shm"):  # of the old store: it must never be read into the new one
                home.store.with_name(home.store.name + end).unlink(missing_ok=True)
            sync_folder(home.folder)  # a disk may keep the next step and lose this one
            aside.store.replace(home.store)
        if aside.slots.exists():
            aside.slots.replace(home.slots)
        if aside.key.exists():
            aside.key.replace(home.key)
        if holding is Holding.DAY:
            home.key.unlink(missing_ok=True)
        sync_folder(home.folder)
        _mark(aside.folder, holding).unlink()  # before the rest: without it the folder is only to be cleared away
        sync_folder(aside.folder)
    shutil.rmtree(aside.folder)


def _mark(folder: Path, holding: Holding) -> Path:
    """An empty file whose name says how the new key is held: there is nothing in it to break."""
    return folder / f"klaar-{holding}"


def _marked(folder: Path) -> Holding | None:
    return next((one for one in Holding if _mark(folder, one).exists()), None)
