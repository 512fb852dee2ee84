"""The second place for backups: what a person chooses is tried out with a real backup before it counts."""

import os
from pathlib import Path

from kiosk.db.store import Store
from kiosk.errors import KioskError, Refused
from kiosk.jobs.keep_backups import BackupKeeper
from kiosk.rules.permissions import Action, Actor, require
from kiosk.settings.backup import LONGEST
from kiosk.text import clean_line


def own_folder(store: Store, place: Path) -> Path:
    """This kiosk's own folder on a stick, or in a folder that was typed, which may be that folder itself.

    Two kiosks that share one would clear away each other's backups.
    """
    name = f"oeps-{store.settings.school.tag}"
    return place if place.name == name else place / name


def try_place(store: Store, keeper: BackupKeeper, actor: Actor, folder: Path, parent: Path | None = None) -> None:
    """Make a backup now, here and in `folder`, which is made first in its `parent`, a stick or a folder that was typed.

    A stick that is out must not become a folder on the disk: what a person typed is not made itself, and in a place on
    the kiosk's own disk, where a stick may always be mounted, nothing is made. Raises `Refused` for that, for who may
    not, and for a folder in the kiosk's own; `KioskError` when it does not work, with nothing chosen. For a thread.
    """
    require(actor, Action.BACK_UP)
    check_place(store, folder)
    if parent:
        try:
            if is_same_disk(store, parent) and not (parent.is_mount() or folder.exists()):
                raise Refused(
                    f"{clean_line(str(parent))} staat op de schijf van de kiosk zelf.",
                    f"Zit de stick erin? Wil je toch deze map, maak er dan zelf de map {folder.name} in.",
                )
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileNotFoundError:
            raise KioskError(f"{clean_line(str(parent))} is er niet.", "Doe de stick erin, of kies een map.") from None
        except OSError as trouble:
            raise KioskError(
                f"Op {clean_line(str(parent))} kan de kiosk niet schrijven ({trouble.strerror}).",
                "Kijk of deze plek op slot zit of vol is, of kies een andere.",
            ) from trouble
    keeper.back_up_now(actor, folder)


def check_place(store: Store, folder: Path) -> None:
    """Raise `Refused` for a folder that cannot be a second place."""
    name = str(folder)
    if len(name) > LONGEST or clean_line(name) != name:
        raise Refused("De naam van deze map is te lang of heeft vreemde tekens.", "Geef de map een gewone naam.")
    if Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(store.home.folder)):
        raise Refused("Dit is een map van de kiosk zelf.", "Kies een stick of een andere schijf.")


def is_same_disk(store: Store, folder: Path) -> bool:
    """Whether `folder` is lost with this computer's disk. A stick that is out counts as elsewhere."""
    try:
        return folder.stat().st_dev == store.home.folder.stat().st_dev
    except OSError:
        return False
