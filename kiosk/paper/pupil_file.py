"""A pupil's whole file on paper, for parents who ask to see it (subject access): everything, part by part."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kiosk.paper.sheet import GAP, LEFT, THICK, THIN, WIDTH, Column, Sheet, Style, numbered
from kiosk.rules.dutch import long_day, unbroken
from kiosk.rules.masking import NAMES_LEFT_OUT, Hit, masked
from kiosk.text import clean_line

TITLE = "Het hele dossier van de Oeps-lijn"
_LABEL_WIDTH = 48.0
_HEADING_HEIGHT = 30.0
"""So much of a part stays on one page with its title."""


@dataclass(frozen=True)
class Item:
    """One thing in a part of the file. In what people `wrote`, another child may be named."""

    label: str
    text: str
    wrote: bool = False


@dataclass(frozen=True)
class Part:
    """A form, a step, a record, a letter: `chapter` is what it is one of; `short` names it in a list ("2e form.")."""

    chapter: str
    title: str
    short: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class FilePages:
    """Everything that stands on the paper. `names_left_out`: other children's names were masked."""

    school_name: str
    school_phone: str
    name: str
    group_name: str
    made_on: date
    parts: tuple[Part, ...]
    names_left_out: bool = False

    @property
    def written(self) -> tuple[str, ...]:
        """What people wrote, in the order of the paper: the texts in which `Hit`s stand."""
        return tuple(item.text for part in self.parts for item in part.items if item.wrote)

    @property
    def wheres(self) -> tuple[str, ...]:
        """Where each of `written` stands, in a few letters: "2e: Vraag 4"."""
        return tuple(
            f"{part.short}: {item.label.partition('. ')[0]}".removesuffix(": ")
            for part in self.parts
            for item in part.items
            if item.wrote
        )

    def without(self, hits: Iterable[Hit]) -> "FilePages":
        """The copy to hand out: each hit masked. The store keeps every word."""
        chosen = tuple(hits)
        texts = iter(masked(self.written, chosen))
        parts = tuple(
            replace(part, items=tuple(replace(one, text=next(texts)) if one.wrote else one for one in part.items))
            for part in self.parts
        )
        return replace(self, parts=parts, names_left_out=bool(chosen))


def file_pdf(pages: FilePages) -> bytes:
    """The file as a PDF of A4 pages, the same bytes for the same pages. For a thread: a long one takes seconds."""
    return numbered(lambda count: _draw(pages, count))


def _draw(pages: FilePages, count: int) -> Sheet:
    texts = [pages.school_name, pages.name, pages.group_name]
    texts += [text for part in pages.parts for item in part.items for text in (item.label, item.text)]
    sheet = Sheet("Inzage", pages.made_on, "".join(texts), f"{TITLE}: {clean_line(pages.name)}", count)
    _draw_head(sheet, pages)
    chapter = ""
    for part in pages.parts:
        _draw_part(sheet, part, begins=part.chapter != chapter)
        chapter = part.chapter
    return sheet


def _draw_head(sheet: Sheet, pages: FilePages) -> None:
    quiet = Style(10, quiet=True)
    sheet.flow(Column(LEFT, WIDTH, clean_line(pages.school_name), quiet))
    sheet.y += 1.5
    sheet.flow(Column(LEFT, WIDTH, TITLE, Style(22, bold=True)))
    sheet.y += 3
    who = " · ".join(line for text in (pages.name, pages.group_name) if (line := clean_line(text)))
    sheet.flow(Column(LEFT, WIDTH, who, Style(13, bold=True)))
    sheet.y += 3
    sheet.flow(Column(LEFT, WIDTH, _introduction(pages), Style(11)))


def _introduction(pages: FilePages) -> str:
    """What this paper is, for the parents who asked for it, at reading level B1."""
    phone = unbroken(clean_line(pages.school_phone))
    ask = f"Vraag het de directie{f', telefoon {phone}' if phone else ''}."
    sentences = (
        f"Dit is alles wat de kiosk van de school op {long_day(pages.made_on)} over uw kind bewaart.",
        "Wat alleen over een ander kind gaat, staat er niet in.",
        NAMES_LEFT_OUT if pages.names_left_out else "",
        f"Klopt er iets niet, of begrijpt u iets niet? {ask}",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _draw_part(sheet: Sheet, part: Part, *, begins: bool) -> None:
    sheet.y += 7
    sheet.need(_HEADING_HEIGHT)
    if begins:
        sheet.flow(Column(LEFT, WIDTH, part.chapter, Style(15, bold=True)))
        sheet.y += 1.5
    sheet.rule(thick=THICK)
    sheet.y += 1.5
    if part.title:
        sheet.flow(Column(LEFT, WIDTH, part.title, Style(11.5, bold=True)))
        sheet.y += 1.5
    plain, quiet = Style(10.5), Style(10.5, quiet=True)
    for place, item in enumerate(part.items):
        if item.label:
            sheet.pair((item.label, quiet), (item.text, plain), _LABEL_WIDTH, rule=THIN if place else 0)
        else:  # it belongs to the item above
            sheet.flow(Column(LEFT + _LABEL_WIDTH + GAP, WIDTH - _LABEL_WIDTH - GAP, item.text, plain))
