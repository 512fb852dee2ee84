"""A document as a file on a stick or in a folder, for a machine without a printer."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from kiosk.errors import KioskError

_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR, errno.ENXIO, errno.ENODEV, errno.EIO}
_NO_WRITING = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def absolute(typed: str, *, is_file: bool = False) -> Path:
    """The folder or file that a person typed; `KioskError` unless they wrote all of it."""
    path = Path(typed)
    if not path.is_absolute():
        whole = "Schrijf de hele naam, met de map ervoor." if is_file else "Schrijf de hele map."
        raise KioskError(whole, "Zo begint die: /media/ en dan de naam van de stick.")
    return path


def save(content: bytes, folder: Path, name: str, ending: str = "pdf") -> Path:
    """Write `content` as `name`.`ending` into `folder` and return its path; `name` is never a person's.

    Whole or not at all, and on the stick itself when this returns. Never over an existing file: then `name`-2, and so
    on. Raises `KioskError` when the folder is not there, may not be written in, or is full.
    """
    return _save(content, folder, name, lambda: _claim(folder, name, ending))


def save_as(content: bytes, path: Path) -> Path:
    """Write `content` to `path`, as `save` does; `KioskError` when something of that name is there already."""
    if os.path.lexists(path):
        raise KioskError(f"{path} bestaat al.", "Kies een andere naam of map, of haal dat bestand weg.")

    def claim() -> Path:
        path.open("xb").close()
        return path

    return _save(content, path.parent, path.name, claim)


def _save(content: bytes, folder: Path, name: str, claim: Callable[[], Path]) -> Path:
    """Write a part file, take the free place that `claim` makes, and move the part there."""
    part = folder / f".{name}.{os.getpid()}.part"
    claimed: Path | None = None
    try:
        with part.open("xb") as file:
            part.chmod(0o600)  # a child's words: on a stick that knows of owners, nobody else's
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        claimed = claim()
        part.replace(claimed)
        _settle(folder)
    except OSError as error:
        for leftover in (part, claimed):
            if leftover is not None:
                _remove(leftover)
        raise _cannot_save(error) from error
    return claimed


def _claim(folder: Path, name: str, ending: str) -> Path:
    """Take a free name by making an empty file of it; a stick's file system knows no hard links."""
    for number in range(1, 1000):
        path = folder / (f"{name}.{ending}" if number == 1 else f"{name}-{number}.{ending}")
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        return path
    raise OSError(errno.EEXIST, "no free name")


def _settle(folder: Path) -> None:
    """Have the folder itself written to the stick, where the system can do that for a folder."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno != errno.EINVAL:  # a file system that writes folders by itself says so like this
                raise
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the folder is gone or cannot be written in: that trouble is being reported already


def _cannot_save(error: OSError) -> KioskError:
    if error.errno in _NO_ROOM:
        return KioskError("De stick of map is vol.", "Maak ruimte of kies een andere stick.")
    if error.errno in _NO_WRITING:
        return KioskError("In deze map mag niet geschreven worden.", "Kies een andere map of stick.")
    if error.errno in _NO_FOLDER:
        return KioskError("Deze map is er niet (meer).", "Steek de stick erin en kies de map opnieuw.")
    return KioskError("Bewaren is niet gelukt.", "Probeer het opnieuw, of kies een andere map of stick.")
