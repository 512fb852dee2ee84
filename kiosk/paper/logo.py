"""The school's logo: any picture that a school has, made into one that prints well and carries nothing else."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.errors import KioskError, Refused

MAX_BYTES = 1_000_000
MAX_SIDE, _LEAST_SIDE = 4000, 16
"""In pixels. More is no logo but a photo, and costs memory; of less nothing is to be seen."""

LOGO_HEIGHT = 18.0
"""Millimetres on paper, at most."""

_KEPT = (720, 216)
"""What is kept, in pixels: 60 by 18 millimetres at 300 dots an inch."""

WANTED = "Kies een PNG- of JPEG-bestand van hooguit 1 MB."


@dataclass(frozen=True)
class Logo:
    """A whole PNG without see-through parts, and its size in pixels."""

    png: bytes = field(repr=False)
    width: int
    height: int


def make_logo(content: bytes) -> Logo:
    """The picture in `content`, PNG or JPEG by its bytes, upright on white and no larger than print needs.

    Where it was taken and by whom (what a camera writes beside it) is gone. `Refused` for what is no such picture, is
    broken or cut off, or is too small or too large. Takes up to a second: for a thread.
    """
    from PIL import Image, ImageOps  # fpdf2 brings it; only where there is a logo

    try:
        Image.MAX_IMAGE_PIXELS = None  # Pillow's bound would warn over the screen; ours stands below, before decoding
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        wide, high = picture.size
        if max(wide, high) <= MAX_SIDE:
            picture.load()
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except Exception:  # noqa: BLE001  (Pillow raises many kinds for broken files, and promises no list of them)
        raise Refused("Dit is geen goed plaatje.", WANTED) from None
    if max(wide, high) > MAX_SIDE:
        raise Refused(
            f"Dit plaatje is groter dan {MAX_SIDE} bij {MAX_SIDE} punten.", "Maak het kleiner, of kies een ander."
        )
    if min(wide, high) < _LEAST_SIDE:
        raise Refused("Dit plaatje is te klein om te printen.", "Kies een groter bestand.")
    upright.thumbnail(_KEPT)
    on_white = Image.new("RGB", upright.size, "white")
    on_white.paste(upright, mask=upright)
    kept = io.BytesIO()
    on_white.save(kept, "PNG")
    return Logo(kept.getvalue(), *on_white.size)


def read_logo(file: Path) -> Logo | None:
    """The logo in the kiosk's own `file`; None where there is none. `KioskError` when it is broken or not readable."""
    try:
        if not file.exists():
            return None
        if file.stat().st_size > MAX_BYTES:
            raise Refused("Het bestand van het logo is te groot.", WANTED)
        return make_logo(file.read_bytes())
    except OSError as trouble:
        raise KioskError(f"Het logo is niet te lezen ({trouble.strerror}).", "Kies het opnieuw.") from trouble


def logo_to_print(file: Path) -> Logo | None:
    """The same for paper: a broken one is left out, for the form must come out; `kiosk doctor` tells of it."""
    try:
        return read_logo(file)
    except KioskError:
        return None
