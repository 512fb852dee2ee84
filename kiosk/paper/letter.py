"""A letter as pages: the letterhead, the text as it was written, lines to sign, and a strip to cut off and return."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from kiosk.paper.logo import LOGO_HEIGHT, Logo
from kiosk.paper.sheet import BOTTOM, GAP, LEFT, RIGHT, WIDTH, Column, Sheet, Style
from kiosk.rules.letter_text import Block, BlockKind, blocks_of

_SIZES = (11.0, 10.5, 10.0)
"""Sizes of the letters in points: the largest with which the letter takes the fewest pages is taken."""
_POINT = 5.0
_SIGN_ROOM, _SIGN_HEIGHT = 13.0, 20.0
_CUT_HEIGHT = 62.0
"""What stands below the line to cut along is not broken over two pages."""
_LONGEST_LINE = 80.0
_LOGO_WIDTH = 60.0


def letter_pdf(text: str, made_on: date, logo: Logo | None = None) -> bytes:
    """The letter as a PDF of A4 pages, the same bytes for the same text. `text` is what `rules.letter_text.fill` made.

    The `logo` stands beside who sends it.

    Any text gives a PDF: a sign that no letter exists for is printed as a box. Takes tens of milliseconds, and a third
    of a second more the first time: not for the thread that draws the screen.
    """
    blocks = blocks_of(text)
    drawn: list[tuple[Sheet, float]] = []
    for size in _SIZES:
        drawn.append((_draw(blocks, made_on, size, 1, logo), size))
        if drawn[-1][0].page_number == 1:
            break  # no smaller one takes fewer, and each is a tenth of a second
    sheet, size = min(drawn, key=lambda one: (one[0].page_number, -one[1]))
    if sheet.page_number > 1:
        sheet = _draw(blocks, made_on, size, sheet.page_number, logo)
    return sheet.finish()


def _draw(blocks: Sequence[Block], made_on: date, size: float, pages: int, logo: Logo | None) -> Sheet:
    title = next((place for place, block in enumerate(blocks) if block.kind is BlockKind.TITLE), 0)
    sender = blocks[0].text.partition("\n")[0] if title else ""
    sheet = Sheet("Brief", made_on, "".join(block.text for block in blocks), sender, pages)
    _draw_head(sheet, blocks[:title], size, logo)
    for block, following in zip_longest(blocks[title:], blocks[title + 1 :]):
        _draw_block(sheet, block, following, size)
    return sheet


def _draw_head(sheet: Sheet, blocks: Sequence[Block], size: float, logo: Logo | None) -> None:
    """Who sends it; then when, to whom, and the reference, each in a paragraph of its own."""
    if not blocks:
        return
    sender, *lines = blocks[0].text.split("\n")
    width, below_logo = WIDTH, 0.0
    if logo:
        width -= sheet.picture(logo, _LOGO_WIDTH, right=True) + GAP
        below_logo = sheet.y + LOGO_HEIGHT
    sheet.flow(Column(LEFT, width, sender, Style(15, bold=True)))
    for line in lines:
        sheet.flow(Column(LEFT, width, line, Style(size - 1.5, quiet=True)))
    sheet.y = max(sheet.y, below_logo) + 3
    sheet.rule(quiet=True)
    sheet.y += 7
    for block in blocks[1:]:
        sheet.flow(Column(LEFT, WIDTH, block.text, Style(size)))
        sheet.y += 0.45 * size
    sheet.y += 2


def _draw_block(sheet: Sheet, block: Block, following: Block | None, size: float) -> None:
    if block.kind is BlockKind.SIGN:
        _draw_sign(sheet, block.text.split("|"), size)
    elif block.kind is BlockKind.CUT:
        _draw_cut(sheet)
    else:
        column = _column(block, size)
        after = _kept_with(sheet, block, following, size)
        sheet.need(sheet.beginning(column) + after)
        if block.kind is BlockKind.HEADING:
            sheet.y += 0.15 * size
        if block.kind is BlockKind.POINT:
            sheet.flow(Column(LEFT, _POINT, "•", Style(size)), column)
        else:
            sheet.flow(column)
        sheet.y += _space_below(block, following, size)


def _column(block: Block, size: float) -> Column:
    style = {
        BlockKind.TITLE: Style(size + 3.5, bold=True),
        BlockKind.HEADING: Style(size, bold=True),
    }.get(block.kind, Style(size))
    left = LEFT + _POINT if block.kind is BlockKind.POINT else LEFT
    return Column(left, RIGHT - left, block.text, style)


def _space_below(block: Block, following: Block | None, size: float) -> float:
    if block.kind is BlockKind.HEADING:
        return 0.08 * size
    if block.kind is BlockKind.POINT and following and following.kind is BlockKind.POINT:
        return 0.06 * size
    return 0.32 * size


def _kept_with(sheet: Sheet, block: Block, following: Block | None, size: float) -> float:
    """How much of what follows stays on one page with this: a heading stands above text, a greeting above a name."""
    if following is None:
        return 0.0
    if following.kind is BlockKind.SIGN:
        return _SIGN_HEIGHT
    return sheet.beginning(_column(following, size)) + 3 if block.kind is BlockKind.HEADING else 0.0


def _draw_sign(sheet: Sheet, labels: Sequence[str], size: float) -> None:
    """Lines to write on, side by side, what each is for below it."""
    sheet.need(_SIGN_HEIGHT)
    sheet.y += _SIGN_ROOM
    width = min((WIDTH - GAP * (len(labels) - 1)) / len(labels), _LONGEST_LINE)
    starts = [LEFT + place * (width + GAP) for place, _ in enumerate(labels)]
    for x in starts:
        sheet.rule(x, x + width)
    sheet.y += 1
    small = Style(size - 1.5, quiet=True)
    sheet.flow(*(Column(x, width, label.strip(), small) for x, label in zip(starts, labels, strict=True)))
    sheet.y += 3


def _draw_cut(sheet: Sheet) -> None:
    """A line to cut along, at the foot of the page; what stands below it stays on this page."""
    if sheet.need(_CUT_HEIGHT):
        sheet.y = BOTTOM - _CUT_HEIGHT
    small = Style(9, quiet=True)
    x = LEFT
    while x < RIGHT:
        sheet.rule(x, min(x + 3, RIGHT), quiet=True)
        x += 5
    sheet.y += 1
    sheet.line(LEFT, "hier afknippen", small, right=True)
    sheet.y += 6
