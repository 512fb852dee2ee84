"""The text of a letter: what a school may write in it, how fields are filled in, and what each line becomes on paper.

A text is read twice in the same way: as the school wrote it, with fields, and as it went to parents. So what is
previewed, printed, kept and printed again is one and the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

FIELD = re.compile(r"\{([a-z0-9_]+)\}")
STRAY = re.compile(r"[{}]")

CUT = "---"
"""A line of this begins the part that parents cut off and send back."""

TITLE, HEADING, POINT, SIGN = "= ", "# ", "- ", "__ "
"""How a line begins that is not plain text; a SIGN line holds labels between "|", each with a line to write on."""


class BlockKind(StrEnum):
    """What a piece of the letter is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    SIGN = "sign"
    CUT = "cut"


@dataclass(frozen=True)
class Block:
    """A piece of the letter; a paragraph or point may have several lines."""

    kind: BlockKind
    text: str


@dataclass(frozen=True)
class Template:
    """The text as the school wrote it: `title` without its fields filled in, and the pieces below it."""

    title: str
    blocks: tuple[Block, ...]


_MARKS = {
    TITLE: BlockKind.TITLE,
    HEADING: BlockKind.HEADING,
    POINT: BlockKind.POINT,
    SIGN: BlockKind.SIGN,
}


def blocks_of(text: str, *, wrapped: bool = False) -> tuple[Block, ...]:
    """The pieces of a text: an empty line ends one, a sign begins one, any other line goes on with the one before.

    In a `wrapped` text, as a school writes it, line ends within a piece are only those of the editor.
    """
    found: list[Block] = []
    goes_on = False
    for line in text.splitlines():
        words = line.strip()
        kind, words = _piece(words)
        if goes_on and words and kind is BlockKind.PARAGRAPH:
            before = found[-1]
            found[-1] = Block(before.kind, f"{before.text}{' ' if wrapped else chr(10)}{words}")
        elif words or kind is BlockKind.CUT:
            found.append(Block(kind, words))
        goes_on = bool(words) and found[-1].kind in (BlockKind.PARAGRAPH, BlockKind.POINT)
    return tuple(found)


def _piece(words: str) -> tuple[BlockKind, str]:
    if words == CUT:
        return BlockKind.CUT, ""
    for mark, kind in _MARKS.items():
        if words.startswith(mark):
            return kind, words[len(mark) :].strip()
    return BlockKind.PARAGRAPH, words


def fill(template: Template, values: Mapping[str, str], head: str) -> str:
    """The whole letter as parents read it, below `head` (who sends it, when, to whom, its reference).

    A piece that names a field without a value is left out, and so is a heading with nothing below it: a school need
    not say "Hulp: geen". A field that is several lines stands in a piece of its own.
    """
    told = [_harmless(head), _line(Block(BlockKind.TITLE, _filled(template.title, values)))]
    waiting: Block | None = None
    for block in template.blocks:
        if not _stands(block, values):
            continue
        if block.kind is BlockKind.HEADING:
            waiting = block
            continue
        if waiting and block.kind is not BlockKind.CUT:
            told.append(_line(Block(waiting.kind, _filled(waiting.text, values))))
        waiting = None
        line = _line(Block(block.kind, _filled(block.text, values)))
        if line.startswith(POINT) and told[-1].startswith(POINT):
            told[-1] += f"\n{line}"
        else:
            told.append(line)
    return "\n\n".join(told)


def left_out(template: Template, values: Mapping[str, str], keys: Iterable[str]) -> list[str]:
    """Which of `keys` have a value that comes nowhere on paper: its piece is left out for another field, or is none."""
    texts = [template.title, *(block.text for block in template.blocks if _stands(block, values))]
    told = {key for text in texts for key in FIELD.findall(text)}
    return [key for key in keys if values.get(key) and key not in told]


def _stands(block: Block, values: Mapping[str, str]) -> bool:
    return all(values.get(key) for key in FIELD.findall(block.text))


def _line(block: Block) -> str:
    if block.kind is BlockKind.CUT:
        return CUT
    mark = next((mark for mark, kind in _MARKS.items() if kind is block.kind), "")
    return mark + block.text


def _filled(text: str, values: Mapping[str, str]) -> str:
    return FIELD.sub(lambda field: _harmless(values[field[1]]), text)


def _harmless(value: str) -> str:
    """What a person wrote makes points ("- ") if they like, but no heading, no line to sign and no strip to cut off."""
    return "\n".join(re.sub(r"^\s*(?:(?:= |# |__ |-{3,}\s*$)\s*)+", "", line) for line in value.strip().splitlines())
