"""A file that a person named, read whole into memory: bounded, and never waited for.

What every reader of a school's export shares, whatever stands in the file.
"""

import os
import re
import stat
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.text import clean_line

MAX_BYTES = 5_000_000
MAX_ENTRIES = 20_000
"""Pupils, groups or staff in one file: ten times the largest school, and little enough for any machine."""
MAX_LENGTH = 100
"""Signs in a key or a name. Longer is refused, not cut off: two keys cut off could become the same person."""

EXPORT_AGAIN = "Exporteer het bestand opnieuw uit de leerlingadministratie."
MEND = "Zet het recht in de leerlingadministratie en exporteer het bestand opnieuw."
CHOOSE = "Kies het EDEXML- of CSV-bestand uit de leerlingadministratie; de naam eindigt op .xml of .csv."
_COPY = "Kopieer het bestand naar een eigen map op deze computer en probeer het nog eens."


def file_name(path: Path) -> str:
    """How sentences name the file: its own name without the folder, clean."""
    return clean_line(path.name or str(path))


def refusal(file: str, what: str, what_to_do: str) -> KioskError:
    """The two sentences for a file that cannot be taken over; `what` goes on after the file's name."""
    return KioskError(f'Het bestand "{file}" {what}.', what_to_do)


def too_many(file: str, kind: str) -> KioskError:
    """The refusal of a file with more than `MAX_ENTRIES` of one kind ("leerlingen")."""
    what = f"heeft meer dan {MAX_ENTRIES} {kind}"
    return refusal(file, what, "Kijk of dit het bestand van één school is.")


def read_bytes(path: Path, most: int = MAX_BYTES, wanted: str = "") -> bytes:
    """All bytes of the regular file at `path`, at most `most`; never empty.

    Raises `KioskError` for what is no such file, also when it changes meanwhile. A FIFO or a device is not opened.
    `wanted` is the sentence that says which file to choose, where that is not an export.
    """
    file = file_name(path)
    try:
        # Looked at twice: opening a device can do something by itself, and what was looked at can be swapped.
        _refuse_odd_file(path.stat(), file, most, wanted)
        with open(path, "rb", buffering=0, opener=_open_without_waiting) as stream:
            _refuse_odd_file(os.fstat(stream.fileno()), file, most, wanted)
            parts = []
            left = most + 1  # one more than allowed, so that a file that grows meanwhile is noticed
            while left > 0 and (part := stream.read(left)):
                parts.append(part)
                left -= len(part)
    except FileNotFoundError:
        raise refusal(file, "is er niet", "Kijk of de naam klopt en of de stick erin zit.") from None
    except PermissionError:
        raise refusal(file, "mag niet gelezen worden", _COPY) from None
    except (OSError, ValueError):  # a stick pulled out, a path too long; ValueError: a path with a NUL
        raise refusal(file, "kan niet gelezen worden", _COPY) from None
    data = b"".join(parts)
    if left <= 0:
        raise _too_large(file, most, wanted)
    if not data.strip():
        raise refusal(file, "is leeg", wanted or EXPORT_AGAIN)
    return data


def _refuse_odd_file(status: os.stat_result, file: str, most: int, wanted: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise refusal(file, "is een map", "Kies het bestand in die map.")
    if not stat.S_ISREG(status.st_mode):
        raise refusal(file, "is geen gewoon bestand", wanted or CHOOSE)
    if status.st_size > most:
        raise _too_large(file, most, wanted)


def _too_large(file: str, most: int, wanted: str) -> KioskError:
    what_to_do = wanted or "Kijk of dit het goede bestand is: dat van een school is kleiner."
    return refusal(file, f"is groter dan {most // 1_000_000} MB", what_to_do)


def _open_without_waiting(path: str, flags: int) -> int:
    """A FIFO without a writer would wait for ever; systems without this flag have no FIFOs among their files."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


# What accents of an older encoding become when they are read as Windows' own; in no name after a letter.
_ODD_AFTER_LETTER = re.compile(r"[^\W\d_](?:[‚„†‡ˆ‰¤¦]|[‹›•”€][^\W\d_])")


def has_broken_letters(text: str) -> bool:
    """Whether `text` was written in one encoding and read in another on its way here: "RenÃ©", "Ren‚".

    UTF-8 read as Windows' own gives a capital with an accent before a sign of punctuation, as no name has.
    """
    if text.isascii():
        return False
    if _ODD_AFTER_LETTER.search(text) or "\ufffd" in text:
        return True
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False
