"""Files that may be the school's export: on a stick, among what was downloaded, and beside the kiosk's own files."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

_STICKS = ("/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*")
_OWN = ("Downloads", "Bureaublad", "Desktop", "Documenten", "Documents")
_ENDINGS = (".xml", ".csv", ".txt")
_LOOKED_AT = 2000  # names in one folder
_MOST = 40


@dataclass(frozen=True)
class FoundFile:
    """A file that can be offered; nothing of it was read."""

    path: Path
    changed_at: datetime


def find_exports(kiosk_folder: Path) -> list[FoundFile]:
    """The newest files that end as an export does, newest first. What cannot be looked into is passed by.

    Slow where a stick is: for a thread.
    """
    found = [file for folder in _folders(kiosk_folder) for file in _files_in(folder)]
    return sorted(found, key=lambda file: file.changed_at, reverse=True)[:_MOST]


def _folders(kiosk_folder: Path) -> list[Path]:
    root, own = Path("/"), Path.home()
    sticks = [folder for pattern in _STICKS for folder in sorted(root.glob(pattern.removeprefix("/")))]
    return list(dict.fromkeys([*sticks, own, *(own / name for name in _OWN), kiosk_folder]))


def _files_in(folder: Path) -> Iterator[FoundFile]:
    with suppress(OSError), os.scandir(folder) as entries:  # no such folder, or a stick that is pulled out
        for entry in islice(entries, _LOOKED_AT):
            if entry.name.lower().endswith(_ENDINGS):
                with suppress(OSError):  # gone meanwhile, or a link to nothing
                    status = entry.stat()
                    if stat.S_ISREG(status.st_mode):
                        yield FoundFile(folder / entry.name, datetime.fromtimestamp(int(status.st_mtime)))
