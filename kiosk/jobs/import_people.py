"""From the school's export file to the store: read it, and take it over wholly or not at all."""

from pathlib import Path

from kiosk.db import people
from kiosk.db.store import Store
from kiosk.exchange.edexml import read_edexml
from kiosk.rules.permissions import Actor
from kiosk.rules.roll import Roll, RollChanges, compare


def import_people(store: Store, actor: Actor, path: Path) -> tuple[Roll, RollChanges]:
    """Take over the export in `path`; returns what it says and what it changed.

    Raises `KioskError`, with nothing changed, when the file cannot be read.
    """
    roll = read_edexml(path)
    return roll, people.apply_roll(store, actor, roll)


def preview_import(store: Store | None, path: Path) -> tuple[Roll, RollChanges]:
    """What `import_people` would change; without a store, compared with an empty school. Changes nothing."""
    roll = read_edexml(path)
    known = people.roll_now(store) if store else Roll()
    return roll, compare(known, roll)
