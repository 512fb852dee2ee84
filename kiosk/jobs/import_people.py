"""From the school's export file to the store: read it, and take it over wholly or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.db import enrolment, people
from kiosk.db.store import Store
from kiosk.exchange.edexml import is_xml, parse_edexml
from kiosk.exchange.pupil_sheet import Sheet, read_sheet
from kiosk.exchange.school_file import file_name, read_bytes
from kiosk.rules.permissions import Actor
from kiosk.rules.roll import Roll, RollChanges
from kiosk.rules.roll_preview import Lookalike


@dataclass(frozen=True)
class Imported:
    """What was changed, and the names of the groups whose pupils have no parallel group to write in (par. 8)."""

    changes: RollChanges
    without_host: tuple[str, ...]


def read_export(path: Path) -> Roll | Sheet:
    """What stands in the export at `path`: a roll, or a list of pupils whose columns are still to be confirmed.

    Raises `KioskError` when the file cannot be read.
    """
    data, file = read_bytes(path), file_name(path)
    return parse_edexml(data, file) if is_xml(data) else read_sheet(data, file)


def import_roll(store: Store, actor: Actor, roll: Roll, same: Sequence[Lookalike] = ()) -> Imported:
    """Take over `roll`; those of whom a person said that they are the `same` go on under the key of the export.

    Raises `KioskError`, with nothing changed.
    """
    changes = enrolment.apply_roll(store, actor, roll, same)
    return Imported(changes, tuple(group.name for group in people.groups(store) if group.host_id is None))
