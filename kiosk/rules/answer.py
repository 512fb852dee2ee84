"""What a pupil answers: cards they chose and words of their own, and how the two read together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.rules.policy import Card, Deck

MAX_LENGTH = 5000
"""Characters in one answer; what is longer is kept up to here."""

_ENDS = (".", "!", "?")


@dataclass(frozen=True)
class Pick:
    """A card that a child chose.

    `key` is the card's stable key, `strength` counts from 1 (1 where a card has no strengths), `label` is what stood on
    it and how strong, as it reads on paper: "boos (heel erg)". It stays so, whatever the school writes on it later.
    """

    key: str
    strength: int
    label: str


@dataclass(frozen=True)
class Words:
    """One answer as it stands: `question` 1 to 8, the question as it was asked; `rev` grows with each save.

    `picks` are the cards that the child chose; `typed_by` is the staff member who typed what the child told.
    """

    form_id: int
    question: int
    asked_text: str
    text: str
    rev: int
    picks: tuple[Pick, ...] = ()
    typed_by: int | None = None

    @property
    def said(self) -> str:
        """The whole answer as it reads, cards and own words; "" when there is none."""
        return in_words(self.picks, self.text)


def turned(picks: Iterable[Pick], card: Card, deck: Deck) -> tuple[Pick, ...]:
    """`picks` after one more press on `card`: chosen, then stronger with each press, then not chosen any more."""
    before = tuple(picks)
    others = tuple(pick for pick in before if pick.key != card.key)
    strengths = deck.strengths_of(card)
    strength = next((pick.strength for pick in before if pick.key == card.key), 0) + 1
    if strength > max(len(strengths), 1):
        return others
    label = f"{card.label} ({strengths[strength - 1]})" if strengths else card.label
    at = next((place for place, pick in enumerate(before) if pick.key == card.key), len(before))
    return (*before[:at], Pick(card.key, strength, label), *before[at + 1 :])


def in_words(picks: Iterable[Pick], text: str) -> str:
    """The whole answer to one question: words in a row, then sentences, then what the child wrote; "" for nothing.

    A label that ends as a sentence is one. The words complete the question: "Ik voelde mij:" "boos (heel erg), bang".
    """
    labels = [pick.label for pick in picks]
    words = ", ".join(label for label in labels if not label.endswith(_ENDS))
    sentences = " ".join(label for label in labels if label.endswith(_ENDS))
    return "\n".join(part for part in (words, sentences, text.strip()) if part)


def told_by(words: Iterable[Words], given_name: str, names: Mapping[int, str]) -> str:
    """Who told and who typed, as it stands on screens and paper; "" when the child typed everything itself.

    `names` are those of staff by id.
    """
    said = [one for one in words if one.said]
    typed = [names[one.typed_by] for one in said if one.typed_by is not None]
    if not typed:
        return ""
    *others, last = sorted(set(typed))
    writers = f"{', '.join(others)} en {last}" if others else last
    return f"Verteld door {given_name}, {'' if len(typed) == len(said) else 'deels '}opgeschreven door {writers}."
