"""Passphrases of common Dutch words: four for who opens the kiosk, twelve on a recovery sheet."""

import re
import secrets
from functools import cache

from kiosk.errors import Refused
from kiosk.paths import asset
from kiosk.rules.keys import SlotKind
from kiosk.text import fold

WORDS_OF = {SlotKind.OPENER: 4, SlotKind.SHEET: 12}
"""48 bits, which Argon2id makes slow to guess and a person keeps in mind; 144 bits, which nobody guesses."""


@cache
def words() -> tuple[str, ...]:
    """The list that passphrases are made from (see `assets/words/README.md`)."""
    return tuple(asset("words/woorden.txt").read_text(encoding="utf-8").split())


def generate(kind: SlotKind) -> str:
    """New words, each drawn by itself from the whole list: "libel marmer kookles deuntje"."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS_OF[kind]))


def read_words(typed: str) -> tuple[SlotKind, str]:
    """What was typed as it was given out, and of what kind of slot it can be.

    Capitals, spaces, commas, hyphens and the numbers before the words of a sheet do not count. Raises `Refused` when
    it is not as many words as any passphrase has.
    """
    found = re.findall(r"[a-z]+", fold(typed))
    for kind, count in WORDS_OF.items():
        if len(found) == count:
            return kind, " ".join(found)
    many = "Dit is 1 woord." if len(found) == 1 else f"Dit zijn {len(found)} woorden."
    raise Refused(
        many if found else "Er staat nog niets.",
        f"De dagsleutel heeft {WORDS_OF[SlotKind.OPENER]} woorden, een herstelblad {WORDS_OF[SlotKind.SHEET]}.",
    )


def misspelt(passphrase: str) -> int | None:
    """The place (from 1) of the first word that is not in the list; None when all are.

    To help who mistyped, after the slots refused: an older list may have had that word.
    """
    known = frozenset(words())
    return next((place for place, word in enumerate(passphrase.split(), start=1) if word not in known), None)
