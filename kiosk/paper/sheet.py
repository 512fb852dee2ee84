"""A document on A4 that flows: lines in columns under one another, and a fresh page where one is full.

fpdf2's own `table()` raises on an answer longer than a page, so columns are split into lines first and then laid, as
many on a page as fit. All lengths are millimetres, sizes of letters are points.
"""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import cast

from kiosk.paper.fonts import add_face
from kiosk.paper.logo import LOGO_HEIGHT, Logo

LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 15.0, 285.0
"""The edges of what is printed on a page of 210 by 297."""
WIDTH = RIGHT - LEFT
GAP = 6.0
"""Between a label and what belongs to it."""
THICK, THIN = 0.4, 0.15
"""Lines across; a thin one is quiet."""
_LEADING = 0.46  # millimetres from line to line for each point of a letter's size
_TOGETHER = 6  # so many lines are not broken over two pages
_NARROW = 0.25  # the narrow bar of a bar code: three dots of a 300 dpi printer
_CODE_HEIGHT = 10.0


@dataclass(frozen=True)
class Style:
    """How letters look. `quiet` is a grey that stays readable on a poor printer."""

    size: float
    bold: bool = False
    quiet: bool = False

    @property
    def leading(self) -> float:
        """Millimetres from one line to the next."""
        return self.size * _LEADING


@dataclass(frozen=True)
class Column:
    """Text that starts at `x` and is `width` wide."""

    x: float
    width: float
    text: str
    style: Style


class Sheet:
    """One document being drawn. `y` is where the next thing goes, from the top of the page.

    `title` is the document's only metadata and never holds a name; `made_on` its date; `text` everything that will be
    set, to choose the letters by; `head` stands on each page after the first; `pages` is how many pages there will be.
    """

    def __init__(self, title: str, made_on: date, text: str, head: str, pages: int) -> None:
        from fpdf import FPDF  # a third of a second: only when something is printed

        self._pdf = FPDF(format="A4", unit="mm")
        self._pdf.set_auto_page_break(False)
        self._pdf.alias_nb_pages("")  # else a child who types {nb} reads a page count
        self._pdf.c_margin = 0
        self._pdf.set_title(title)
        self._pdf.set_lang("nl-NL")
        self._pdf.set_creation_date(datetime.combine(made_on, time(12), UTC))
        self._face = add_face(self._pdf, text)
        self._lines: dict[Column, list[str]] = {}
        self._head = head
        self._pages = pages
        self.new_page()

    @property
    def page_number(self) -> int:
        """The page that is being drawn, from 1."""
        return self._pdf.page

    def finish(self) -> bytes:
        """The whole document as PDF."""
        return bytes(self._pdf.output())

    def new_page(self) -> None:
        """Begin a page; when there are more than one, each says which it is."""
        self._pdf.add_page()
        self.y = TOP
        small = Style(9, quiet=True)
        where = f"bladzijde {self.page_number} van {self._pages}"
        if self.page_number > 1:
            self.line(LEFT, self._head, small)
            self.line(LEFT, where, small, right=True)
            self.y += small.leading + 1.5
            self.rule(quiet=True)
            self.y += 4
        elif self._pages > 1:
            with self.at(BOTTOM + 1):
                self.line(LEFT, f"{where} · lees verder op bladzijde 2", small, right=True)

    @contextmanager
    def at(self, y: float) -> Iterator[None]:
        """Draw something at height `y`; the flow goes on afterwards where it was."""
        kept, self.y = self.y, y
        yield
        self.y = kept

    def need(self, height: float) -> bool:
        """Begin a new page unless `height` still fits on this one; returns whether it did fit."""
        fits = self.y + height <= BOTTOM
        if not fits:
            self.new_page()
        return fits

    def line(self, x: float, text: str, style: Style, right: bool = False) -> None:
        """One line at this height, from `x` on; or, when `right`, up to the right edge. The flow does not move."""
        self._set(style)
        self._pdf.set_xy(x, self.y)
        self._pdf.cell(w=RIGHT - x, h=style.leading, text=self._face.printable(text), align="R" if right else "L")

    def split(self, column: Column) -> list[str]:
        """The lines that the column's text takes; none when it is empty. A word too long for a line is broken.

        Of several empty lines one is kept: a child that leans on Enter prints no empty pages.
        """
        if column in self._lines:
            return self._lines[column]
        text = re.sub(r"\n\s*\n", "\n\n", self._face.printable(column.text)).strip()
        self._set(column.style)
        found = self._pdf.multi_cell(column.width, text=text, align="L", dry_run=True, output="LINES")
        lines = cast("list[str]", found) if text else []  # fpdf2's own type is a union of all it may return
        self._lines[column] = lines
        return lines

    def flow(self, *columns: Column) -> None:
        """Lay columns side by side and move below the longest. All have the leading of the largest letters.

        The first lines stay together (see `beginning`); longer text breaks where the page is full.
        """
        leading = _leading(columns)
        rest = [self.split(column) for column in columns]
        longest = max(map(len, rest))
        self.need(min(longest, _TOGETHER) * leading)
        while longest > 0:
            fitting = max(1, int((BOTTOM - self.y) / leading + 0.001))
            for column, lines in zip(columns, rest, strict=True):
                self._lay(column, lines[:fitting], leading)
            rest = [lines[fitting:] for lines in rest]
            self.y += min(longest, fitting) * leading
            longest -= fitting
            if longest > 0:
                self.new_page()

    def beginning(self, *columns: Column) -> float:
        """How high the lines are that `flow` keeps together on one page at the beginning of `columns`."""
        return min(_TOGETHER, max(len(self.split(column)) for column in columns)) * _leading(columns)

    def pair(self, left: tuple[str, Style], right: tuple[str, Style], width: float, rule: float = 0) -> None:
        """A label `width` wide and what belongs to it side by side, below a line that is `rule` millimetres thick."""
        x = LEFT + width + GAP
        columns = (Column(LEFT, width, *left), Column(x, RIGHT - x, *right))
        space = (right[1].size - 6) * 0.4
        if rule and self.need(2 * space + self.beginning(*columns)):  # no line at the top of a new page
            self.y += space
            self.rule(thick=rule, quiet=rule == THIN)
            self.y += space
        self.flow(*columns)

    def rule(self, x: float = LEFT, right: float = RIGHT, thick: float = THIN, quiet: bool = False) -> None:
        """A line across, at this height."""
        self._pdf.set_draw_color(150 if quiet else 0)
        self._pdf.set_line_width(thick)
        self._pdf.line(x, self.y, right, self.y)

    def box(self, x: float, width: float, height: float) -> None:
        """An empty box to tick or to draw in, its top at this height."""
        self._pdf.set_draw_color(0)
        self._pdf.set_line_width(0.35)
        self._pdf.rect(x, self.y, width, height)

    def fill(self, corners: Sequence[tuple[float, float]], grey: int) -> None:
        """A filled shape between `corners` (x and y from the top of the page): a chart's bar. 0 is black, 255 white."""
        self._pdf.set_fill_color(grey)
        self._pdf.polygon(corners, style="F")

    def bar_code(self, digits: str) -> float:
        """`digits` as Code 39 against the right edge; returns the x where it begins."""
        # Twelve signs (with the stars that begin and end it) of 16 narrow bars each, without the last gap.
        x = RIGHT - ((len(digits) + 2) * 16 - 1) * _NARROW
        self._pdf.set_fill_color(0)
        self._pdf.code39(f"*{digits}*", x, self.y, w=3 * _NARROW, h=_CODE_HEIGHT)
        return x

    def picture(self, logo: Logo, most_width: float, right: bool = False) -> float:
        """The logo in its own shape, as large as fits, its top at this height; returns how wide it is.

        It begins at the left edge, or, when `right`, ends at the right one.
        """
        scale = min(most_width / logo.width, LOGO_HEIGHT / logo.height)
        width, height = logo.width * scale, logo.height * scale
        x = RIGHT - width if right else LEFT
        self._pdf.image(io.BytesIO(logo.png), x, self.y, width, height, alt_text="Logo van de school")
        return width

    def _lay(self, column: Column, lines: Sequence[str], leading: float) -> None:
        self._set(column.style)
        for row, text in enumerate(lines):
            self._pdf.set_xy(column.x, self.y + row * leading)
            self._pdf.cell(w=column.width, h=leading, text=text)

    def _set(self, style: Style) -> None:
        self._pdf.set_font(self._face.family, "B" if style.bold else "", style.size)
        self._pdf.set_text_color(90 if style.quiet else 0)


def numbered(draw: Callable[[int], Sheet]) -> bytes:
    """The PDF of what `draw` makes when told how many pages there will be: known only once it was drawn."""
    first = draw(1)
    return (first if first.page_number == 1 else draw(first.page_number)).finish()


def _leading(columns: Sequence[Column]) -> float:
    return max(column.style.leading for column in columns)
