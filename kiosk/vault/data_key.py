"""The store's data key: 256 random bits. Where it is held on this computer, in a file that only its owner may read."""

import os
import secrets
import stat
from pathlib import Path

from kiosk.errors import KioskError

KEY_BYTES = 32

_BY_SHEET = "Zet een goede terug, of haal dit bestand weg en open de kiosk met een herstelblad."


def create_key(path: Path) -> str:
    """Write a new random key to `path` and return it as 64 hexadecimal digits. Never overwrites a key."""
    key = secrets.token_hex(KEY_BYTES)
    write_key(path, key)
    return key


def write_key(path: Path, key: str) -> None:
    """Write `key` to the new file `path`, for its owner's eyes only. Never overwrites a key."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    except FileExistsError:
        raise KioskError(
            "Er ligt al een sleutel van een andere opslag.", "Zet eerst die map veilig, en begin dan opnieuw."
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_key(path: Path) -> str:
    """The key in `path` as 64 hexadecimal digits.

    Raises `KioskError` when it is missing, broken, or readable by others than its owner.
    """
    try:
        text = path.read_text(encoding="ascii").strip()
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise KioskError(
            "De sleutel van de opslag ontbreekt.",
            f"Zet {path.name} terug naast de opslag: zonder sleutel gaat ook een reservekopie niet open.",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise KioskError("De sleutel van de opslag is niet te lezen.", _BY_SHEET) from None
    if len(text) != 2 * KEY_BYTES or not set(text) <= set("0123456789abcdef"):
        raise KioskError("De sleutel van de opslag is beschadigd.", _BY_SHEET)
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KioskError(
            "De sleutel van de opslag is leesbaar voor anderen.", f"Maak hem alleen van jou: chmod 600 {path.name}."
        )
    return text
