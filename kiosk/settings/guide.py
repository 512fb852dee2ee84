"""Reading the Wegwijzer: the texts for staff that come with the program, and a school's own in their place."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.paths import asset
from kiosk.settings.toml_file import TomlTable, read_toml
from kiosk.text import clean

CONTACT = "contact"
"""Key of the subject under which the school's own contacts stand, before its text."""

LABEL_LENGTH = 24
"""How many signs of a subject's label fit in the list on the smallest screen."""

_KEYS = ("key", "label", "title", "note", "text")
_LONGEST_NOTE, _LONGEST_TEXT = 200, 20_000


class BlockKind(StrEnum):
    """What a piece of text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    POINT_BELOW = "point_below"


@dataclass(frozen=True)
class Block:
    """One piece of a text, on one line however long."""

    kind: BlockKind
    text: str


@dataclass(frozen=True)
class Subject:
    """One page of the Wegwijzer: `label` in the list; `title`, a quiet `note` ("" for none) and `blocks` beside it."""

    key: str
    label: str
    title: str
    note: str
    blocks: tuple[Block, ...]


def default_guide() -> tuple[Subject, ...]:
    """The subjects that come with the program (`assets/guide.toml`)."""
    return read_toml(asset("guide.toml")).items("guide", _KEYS, _whole)


def change_guide(file: TomlTable, base: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """`base` with what the school's own `file` says of some subjects.

    A new key is a new subject, at the end; an empty text takes its subject away, but never the school's contacts.
    """
    if "guide" not in file.values:
        return base
    subjects = {subject.key: subject for subject in base}

    def change(table: TomlTable) -> Subject:
        before = subjects.get(table.key())
        return _changed(table, before) if before else _whole(table)

    own = file.items("guide", _KEYS, change)
    named = {subject.key: subject for subject in own}
    if len(named) < len(own):
        raise file.wrong("guide", "Een key staat er twee keer. Zet alles over een onderwerp bij elkaar.")
    return tuple(one for one in (subjects | named).values() if one.blocks or one.key == CONTACT)


def _whole(table: TomlTable) -> Subject:
    for key in ("label", "title", "text"):
        if key not in table.values:
            raise table.wrong(key, "Bij een eigen onderwerp horen key, label, title en text.")
    return _changed(table, Subject(table.key(), "", "", "", ()))


def _changed(table: TomlTable, base: Subject) -> Subject:
    """`base` with every key that `table` has in its place."""

    def line(key: str, before: str, longest: int, pattern: str = ".+") -> str:
        expected = f"Zet daar hooguit {longest} tekens, tussen aanhalingstekens."
        return table.text(key, expected, longest, pattern) if key in table.values else before

    return Subject(
        key=base.key,
        label=line("label", base.label, LABEL_LENGTH),
        title=line("title", base.title, 80),
        note=line("note", base.note, _LONGEST_NOTE, ".*"),
        blocks=_blocks(_text(table)) if "text" in table.values else base.blocks,
    )


def _text(table: TomlTable) -> str:
    found = table.values["text"]
    if not isinstance(found, str) or len(found) > _LONGEST_TEXT:
        raise table.wrong("text", f'Zet daar hooguit {_LONGEST_TEXT} tekens, tussen """ en """.')
    return clean(found)


def _blocks(text: str) -> tuple[Block, ...]:
    """The pieces of `text`: an empty line ends one, a sign begins one, any other line goes on with the one before."""
    found: list[Block] = []
    goes_on = False
    for line in text.expandtabs(2).splitlines():
        kind, words = _piece(line)
        if goes_on and words and kind is BlockKind.PARAGRAPH:
            found[-1] = Block(found[-1].kind, f"{found[-1].text} {words}")
        elif words:
            found.append(Block(kind, words))
        goes_on = bool(words) and found[-1].kind is not BlockKind.HEADING
    return tuple(found)


def _piece(line: str) -> tuple[BlockKind, str]:
    words = line.strip()
    if words.startswith("# "):
        return BlockKind.HEADING, words[2:]
    if words.startswith("- "):
        return BlockKind.POINT_BELOW if line.startswith("  ") else BlockKind.POINT, words[2:]
    return BlockKind.PARAGRAPH, words
