"""The eight questions: those that come with the program, and what a school wants to be different in its file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kiosk.errors import Refused
from kiosk.rules.policy import Card, Deck, Question
from kiosk.settings.toml_file import TomlTable
from kiosk.text import clean_line

HINT_LENGTH = 60
"""How many signs of a hint, a starter or what stands above cards fit on a line."""

CARD_LENGTH, FACE_CARD_LENGTH = 30, 18
"""How many signs of a card fit in half the width of the smallest screen, and beside a face in a third of it."""

_MOST_STRENGTHS = 4

_OWN_KEYS = ("number", "hint", "simple_hint", "starters", "cards", "first", "first_asks", "first_strengths")
"""What a school may say; the question's own `text` is the policy's, and not among it."""
_TWICE = "Een key staat er twee keer. Geef elk kaartje van een vraag een eigen key."
_CARD_KEYS = ("key", "label", "emoji", "face", "graded", "older", "opens_words")


def read_questions(file: TomlTable) -> tuple[Question, ...]:
    """The questions of a file that says everything about each."""

    def whole(table: TomlTable) -> Question:
        for key in ("text", "hint", "starters"):
            if key not in table.values:
                raise table.wrong(key, "Bij elke vraag horen text, hint en starters.")
        return _changed(table, Question(_number(table), "", "", ()))

    return file.items("question", (*_OWN_KEYS, "text"), whole)


def change_questions(file: TomlTable, base: tuple[Question, ...]) -> tuple[Question, ...]:
    """`base` with what the school's own `file` says of some of the questions; what it does not name stays."""
    if "question" not in file.values:
        return base
    questions = {question.number: question for question in base}

    def change(table: TomlTable) -> Question:
        return _changed(table, questions[_number(table)])

    own = file.items("question", _OWN_KEYS, change)
    named = {question.number: question for question in own}
    if len(named) < len(own):
        raise file.wrong("question", "Een vraag staat er twee keer. Zet alles over een vraag bij elkaar.")
    return tuple((questions | named).values())


def _number(table: TomlTable) -> int:
    return table.number("number", 1, 8)


def _changed(table: TomlTable, base: Question) -> Question:
    """`base` with every key that `table` has in its place."""
    given = table.values
    first = base.first or Deck(())
    for key in ("first_asks", "first_strengths"):
        if key in given and not (first.cards or "first" in given):
            raise table.wrong(key, "Dit hoort bij kaartjes onder first, en die heeft deze vraag niet.")
    first = Deck(
        cards=_cards(table, "first") if "first" in given else first.cards,
        asks=_line(table, "first_asks", first.asks),
        strengths=table.texts("first_strengths", 12)[:_MOST_STRENGTHS]
        if "first_strengths" in given
        else first.strengths,
    )
    changed = Question(
        number=_number(table),
        text=_line(table, "text", base.text, 80),
        hint=_line(table, "hint", base.hint),
        starters=table.texts("starters", HINT_LENGTH) if "starters" in given else base.starters,
        simple_hint=_line(table, "simple_hint", base.simple_hint),
        first=first if first.cards else None,
        cards=Deck(_cards(table, "cards")) if "cards" in given else base.cards,
    )
    keys = [card.key for deck in (changed.first, changed.cards) if deck for card in deck.cards]
    if len(set(keys)) < len(keys):
        raise table.wrong("cards" if "cards" in given else "first", _TWICE)
    return changed


def _line(table: TomlTable, key: str, base: str, longest: int = HINT_LENGTH) -> str:
    expected = f"Zet daar hooguit {longest} tekens, tussen aanhalingstekens."
    return table.text(key, expected, longest) if key in table.values else base


def _cards(table: TomlTable, key: str) -> tuple[Card, ...]:
    found = table.items(key, _CARD_KEYS, _card)
    for card in found:
        if (card.emoji or card.face) and len(card.label) > FACE_CARD_LENGTH:
            raise table.wrong(key, f"Naast een gezicht past een woord van hooguit {FACE_CARD_LENGTH} tekens.")
    return found


def _card(table: TomlTable) -> Card:
    expected = f"Zet daar hooguit {CARD_LENGTH} tekens tussen aanhalingstekens."
    return Card(
        key=table.key(),
        label=table.text("label", expected, CARD_LENGTH),
        emoji=_line(table, "emoji", "", 3),
        face=_line(table, "face", "", 3),
        graded="graded" not in table.values or table.flag("graded"),
        older=table.flag("older"),
        opens_words=table.flag("opens_words"),
    )


def typed_help(question: Question, hint: str, simple_hint: str, starters: Sequence[str]) -> Question:
    """`question` with the help that a person filled in; empty starters fall out. `Refused` without both hints."""
    hint, simple_hint = clean_line(hint), clean_line(simple_hint)
    if not hint or not simple_hint:
        raise Refused(
            "Bij een vraag hoort een hint, ook voor de jongsten.",
            "Vul er een in, of haal die van het programma terug met F4.",
        )
    lines = tuple(line for line in map(clean_line, starters) if line)
    return replace(question, hint=hint, simple_hint=simple_hint, starters=lines)


def write_questions(
    document: Any, old: tuple[Question, ...], new: tuple[Question, ...], base: tuple[Question, ...]
) -> None:
    """Set the help of `new` where it is another than in `old` in a tomlkit `document`; the rest and comments stay.

    What is as in the program's own (`base`) is not written, so that it grows with the program.
    """
    own = {question.number: question for question in base}
    for before, after in zip(old, new, strict=True):
        if after != before:
            _write_help(document, after, own[after.number])


def _write_help(document: Any, question: Question, base: Question) -> None:
    written = document.get("question", [])
    place = next((place for place, one in enumerate(written) if one["number"] == question.number), len(written))
    table = written[place] if place < len(written) else {"number": question.number}
    for key in ("hint", "simple_hint", "starters"):
        if getattr(question, key) == getattr(base, key):
            table.pop(key, None)
        else:
            value = getattr(question, key)
            table[key] = list(value) if key == "starters" else value
    if place == len(written) and len(table) > 1:
        if written:
            written.append(table)
        else:
            document["question"] = [table]
    elif place < len(written) and len(table) == 1:
        del written[place]
        if not written:
            del document["question"]
