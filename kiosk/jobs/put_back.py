"""From a backup back to a kiosk that works: which ones there are to choose from, and putting one in place."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kiosk import settings
from kiosk.clock import Clock
from kiosk.db.backups import backups_in
from kiosk.db.restore import Contents, Restored, look_into, record_restore, restore
from kiosk.db.store import open_store
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.permissions import Action, Actor, require
from kiosk.vault.slots import Slot


@dataclass(frozen=True)
class Offer:
    """A backup that is whole and opens here, and what it holds."""

    file: Path
    contents: Contents


def good_backups(home: Home, clock: Clock, key: str | None) -> Iterator[Offer]:
    """The backups that can take the store's place, newest first, each looked through when it is asked for.

    Those in the kiosk's own folder and in the second one that open with `key`, or without it with the one that lies on
    this computer; one that is in both folders counts once.
    """
    for file in _files(home, clock):
        try:
            yield Offer(file, look_into(home, file, key))
        except KioskError:  # it is not offered: that is the whole answer
            continue


def put_back(
    home: Home, clock: Clock, file: Path, actor: Actor, key: str | None = None, slots: Sequence[Slot] = ()
) -> tuple[Restored, str]:
    """Put backup `file` in the place of the store, bring its tables up to date, and log who did it.

    `key` and `slots` are as in `restore`. Also what is wrong in its log, in a few words, or "": that is told, and does
    not keep the words from the school. Raises what `restore` and `open_store` do, and `KioskError` without the school's
    settings: all before anything is touched, but for a migration that fails.
    """
    require(actor, Action.RESTORE)
    school = _school(home, file)
    restored = restore(home, file, clock(), key, slots)
    with closing(open_store(home, school, clock, key)) as store:
        fault = store.first_fault()
        record_restore(store, actor)
    return restored, fault


def _school(home: Home, file: Path) -> settings.Settings:
    """The school's settings; a new kiosk without them is told where they lie, when that is beside the backup."""
    try:
        return settings.load(home)
    except settings.NotSetUp as missing:
        beside = file.with_suffix(".toml")
        if not beside.exists():
            raise
        what_to_do = f"Zet {beside.name} in {home.folder}, met de naam {home.settings.name}."
        raise KioskError(missing.message, what_to_do) from None


def _files(home: Home, clock: Clock) -> tuple[Path, ...]:
    """Every backup by its file, newest first; those from after now, of a clock that was wrong, last."""
    folders = [home.backups]
    try:
        second = settings.load(home).backup_folder
        folders += [second] if second else []
    except KioskError:  # settings that cannot be read are told when something is put back
        pass
    found = {}
    for folder in reversed(folders):
        try:
            found.update({one: folder / one.name for one in backups_in(folder)})
        except KioskError:  # an unreadable folder has nothing to offer
            continue
    now = clock()
    return tuple(found[one] for one in sorted(found, key=lambda one: (one.at <= now, one), reverse=True))
