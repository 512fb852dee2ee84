"""The small signs on a pupil's screens, and what a bare console shows in their place.

The Linux console has 16 colours and a few hundred letters: an emoji there is an empty box.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen knows no cards
    from kiosk.rules.policy import Card

_BARE_CONSOLES = re.compile(r"linux.*|vt\d+.*|dumb|ansi|cons25.*")


@dataclass(frozen=True)
class Signs:
    """Progress (`here`, `answered`, `empty`), what is chosen or not, a step of a strength on and off, and a `line`."""

    here: str
    answered: str
    empty: str
    chosen: str
    not_chosen: str
    strong: str
    weak: str
    line: str
    emoji: bool

    def face(self, card: Card) -> str:
        """What stands beside the card's word; "" for a card that has none."""
        return card.emoji if self.emoji else card.face

    def strength(self, level: int, of: int) -> str:
        """A strength as so many steps of a row: "▮▮▯"."""
        return self.strong * level + self.weak * (of - level)


RICH = Signs("◉", "●", "○", "●", "○", "▮", "▯", "━", emoji=True)
BARE = Signs(">", "#", "-", "[x]", "[ ]", "#", ".", "=", emoji=False)


def is_bare(terminal: str) -> bool:
    """Whether `terminal` (the TERM of the environment) is a console without emoji and with 16 colours."""
    return _BARE_CONSOLES.fullmatch(terminal) is not None
