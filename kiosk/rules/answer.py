"""What a pupil answers: cards they chose and words of their own, and how the two read together."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.rules.policy import Card, Deck

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


def told_by(given_name: str, writers: Iterable[str], *, wholly: bool) -> str:
    """Who told and who typed, for a form of which adults typed at least one answer; "" when `writers` is empty.

    `writers` are their names; not `wholly` when the child typed some of the answers too.
    """
    names = sorted(set(writers))
    if not names:
        return ""
    typed = " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"Verteld door {given_name}, {'' if wholly else 'deels '}opgeschreven door {typed}."
