"""A picture on a stick becomes the school's logo."""

from pathlib import Path

from kiosk.exchange.school_file import read_bytes
from kiosk.paper.logo import MAX_BYTES, WANTED, Logo, make_logo


def read_picture(path: Path) -> Logo:
    """The logo that the file at `path` gives, for `db.school.change_logo`.

    `KioskError` for what is no file, is no PNG or JPEG by its bytes, or is too large. Up to a second: for a thread.
    """
    return make_logo(read_bytes(path, MAX_BYTES, WANTED))
