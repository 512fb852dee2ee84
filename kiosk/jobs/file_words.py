"""How a pupil's file says who did something and when: what all its parts share."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.db.history import PupilHistory
from kiosk.db.store import Store
from kiosk.db.subject_access import PupilFile
from kiosk.paper.pupil_file import Item
from kiosk.rules.dutch import day_in_full_and_time


@dataclass(frozen=True)
class FileWords:
    """A file that was opened; `names` are those of staff by id."""

    store: Store
    file: PupilFile
    names: dict[int, str]

    @property
    def history(self) -> PupilHistory:
        return self.file.history

    def staff(self, staff_id: int | None) -> str:
        """A member of staff by name."""
        return self.names.get(staff_id or 0, "een medewerker")

    def when(self, label: str, at: datetime, by: int | None, word: str = "door") -> Item:
        """When it happened and who did it."""
        return Item(label, f"{day_in_full_and_time(at)}, {word} {self.staff(by)}")
