"""Files that a school may mean: on a stick, among what was downloaded, and beside the kiosk's own; and the sticks."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from glob import glob
from itertools import islice
from pathlib import Path

_STICKS = ("/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*")
_OWN = ("Downloads", "Bureaublad", "Desktop", "Documenten", "Documents")
_EXPORTS = (".xml", ".csv", ".txt")
_PICTURES = (".png", ".jpg", ".jpeg")
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
    return _newest([*_places(), *_own_folders(), kiosk_folder], _EXPORTS)


def find_pictures() -> list[FoundFile]:
    """The newest files that end as a picture does, newest first, as `find_exports` finds them."""
    return _newest([*_places(), *_own_folders()], _PICTURES)


def find_sticks() -> list[Path]:
    """The sticks and disks that are in this computer now, where a person can put files. For a thread, too."""
    return [place for place in dict.fromkeys(_places()) if _is_stick(place)]


def _is_stick(place: Path) -> bool:
    with suppress(OSError):  # pulled out without a word to the computer: it hangs there still, and cannot be read
        return place.is_mount() and os.access(place, os.W_OK)
    return False


def _places() -> list[Path]:
    # `Path.glob` lets the error through that a pulled stick gives.
    return [Path(folder) for pattern in _STICKS for folder in sorted(glob(pattern))]  # noqa: PTH207


def _own_folders() -> list[Path]:
    return [Path.home(), *(Path.home() / name for name in _OWN)]


def _newest(folders: list[Path], endings: tuple[str, ...]) -> list[FoundFile]:
    found = [file for folder in dict.fromkeys(folders) for file in _files_in(folder, endings)]
    return sorted(found, key=lambda file: file.changed_at, reverse=True)[:_MOST]


def _files_in(folder: Path, endings: tuple[str, ...]) -> Iterator[FoundFile]:
    with suppress(OSError), os.scandir(folder) as entries:  # no such folder, or a stick that is pulled out
        for entry in islice(entries, _LOOKED_AT):
            if entry.name.lower().endswith(endings):
                with suppress(OSError):  # gone meanwhile, or a link to nothing
                    status = entry.stat()
                    if stat.S_ISREG(status.st_mode):
                        yield FoundFile(folder / entry.name, datetime.fromtimestamp(int(status.st_mtime)))
