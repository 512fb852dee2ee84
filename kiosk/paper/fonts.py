"""The letters on paper: one embedded typeface, a second for what it lacks, and a box for what neither has.

Atkinson Hyperlegible was drawn for readers with poor sight, but holds no Vietnamese, Greek or Cyrillic letters and no
pictures. DejaVu Sans Condensed, about as wide, does. It is loaded only when needed: it costs more than all the rest.
"""

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.paths import asset
from kiosk.text import clean

if TYPE_CHECKING:
    from fpdf import FPDF

_MAIN = ("atkinson", "atkinson-hyperlegible/AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")
_WIDER = ("dejavu", "dejavu/DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf")
_UNKNOWN = "□"
# What only changes the sign beside it: joiners and selectors of an emoji, loose accents, skin tones.
_INVISIBLE = {"Cf", "Mn", "Me", "Sk"}


@dataclass(frozen=True)
class Face:
    """The typeface of one document: fpdf2's `family`, and the code points it can draw with its fallback."""

    family: str
    drawable: frozenset[int]

    def printable(self, text: str) -> str:
        """`text` cleaned, every sign in it drawable: an unknown one is a box, an invisible one is left out.

        White space becomes plain spaces; line ends and no-break spaces stay. Without this fpdf2 would warn on stderr,
        which is the screen.
        """
        return "".join(self._sign(sign) for sign in clean(text))

    def _sign(self, sign: str) -> str:
        if sign in "\n\u00a0":
            return sign
        if sign.isspace():
            return " "
        kind = unicodedata.category(sign)
        if kind != "Cf" and ord(sign) in self.drawable:
            return sign
        return "" if kind in _INVISIBLE else _UNKNOWN


def add_face(pdf: "FPDF", text: str) -> Face:
    """Add to `pdf` the typeface, regular and bold, in which all of `text` can be set, and say which it is.

    One Latin letter that Atkinson lacks (the ễ of Nguyễn) turns the whole document to DejaVu, so that a name is never
    drawn in two hands. Other alphabets and pictures are taken from DejaVu sign by sign.
    """
    main = _add(pdf, _MAIN)
    lacking = {sign for sign in clean(text) if not sign.isspace() and ord(sign) not in main}
    if not lacking:
        return Face(_MAIN[0], main)
    wider = _add(pdf, _WIDER)
    pdf.set_fallback_fonts([_WIDER[0]], exact_match=False)
    if any(ord(sign) in wider and unicodedata.name(sign, "").startswith("LATIN ") for sign in lacking):
        return Face(_WIDER[0], wider)
    return Face(_MAIN[0], main | wider)


def _add(pdf: "FPDF", typeface: tuple[str, str, str]) -> frozenset[int]:
    """Embed a typeface, regular and bold; the code points that both can draw."""
    from fpdf.fonts import TTFFont

    family, regular_name, bold_name = typeface
    regular = asset(f"fonts/{regular_name}")
    pdf.add_font(family, "", regular)
    pdf.add_font(family, "B", regular.with_name(bold_name))
    both = (family, f"{family}B")
    signs = (frozenset(font.cmap) for key, font in pdf.fonts.items() if key in both and isinstance(font, TTFFont))
    return frozenset.intersection(*signs)
