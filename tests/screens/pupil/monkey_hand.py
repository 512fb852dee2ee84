"""What the monkey at the kiosk does next: keys, pastes, the mouse, sizes."""

import random
import re
import string
from dataclasses import dataclass

from textual import events
from textual.keys import _character_to_key
from textual.message import Message

LETTERS = "abcdefghiklmnoprstuxyzé😀👩‍🚀ü\u0301 \u200d[]/@=.,?!'\"{}$%&*()<>-+_#~^|\\`…€ß漢"
"""Lower case, so that no name comes of it; without j, q and w, of which the marks of the children are made."""

CONTROLS = "".join(map(chr, range(32))) + "\x7f\x80\x9b\x9d\u202e\u2066\ufeff\ufffd\ud800"
NAMED = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "ctrl+left", "ctrl+right", "shift+left"),
    *("tab", "shift+tab", "escape", "backspace", "delete", "insert", "ctrl+home", "ctrl+end", "shift+down"),
    *("alt+backspace", "ctrl+backspace", "super+c", "ctrl+backslash", "alt+f4"),
    *(f"f{number}" for number in range(1, 13)),
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase),
    *("ctrl+@", "ctrl+shift+k"),
)
ONWARDS = ("enter", "enter", "enter", "enter", "f8", "f8", "f8", "f7", "f3", "down", "right", "left", "tab", "escape")
MARKUP = ("[@click=app.quit]x[/]", "[/x]", "[link=file:///etc/passwd]x[/link]", "[bold", "[]", "$x", "{x}", "[/]")
SEQUENCES = ("\x1b[31m", "\x1b]52;c;eA==\x07", "\x1b[2J", "\x9b2J", "\x1bP$q\x1b\\", "\x1b[?1049l", "\x00\x07\x08\r\n")
SIZES = ((1, 1), (2, 5), (20, 6), (20, 6), (120, 40), (200, 60), (0, 0), (500, 1))
USUAL = (80, 24)


@dataclass(frozen=True)
class Act:
    """One thing that the monkey does: what the app is told, after the terminal got this `size` if there is one."""

    told: str
    messages: tuple[Message, ...] = ()
    size: tuple[int, int] | None = None


class Hand:
    """What the monkey does next, by one seeded generator; `digits` are all that it may type."""

    def __init__(self, rng: random.Random, digits: str) -> None:
        self._rng = rng
        self._letters = LETTERS + digits
        self._kinds = (self._letter, self._named, self._onwards, self._control, self._paste, self._mouse, self._resize)

    def next(self) -> Act:
        """The next act."""
        (kind,) = self._rng.choices(self._kinds, (62, 10, 8, 4, 2.5, 13, 0.5))
        return kind()

    def usual_size(self) -> Act:
        """Back to the size that most terminals have."""
        return _sized(USUAL)

    def _letter(self) -> Act:
        return letter(self._rng.choice(self._letters))

    def _named(self) -> Act:
        return named(self._rng.choice(NAMED))

    def _onwards(self) -> Act:
        return named(self._rng.choice(ONWARDS))

    def _control(self) -> Act:
        sign = self._rng.choice(CONTROLS)
        return Act(f"control {sign!r}", (events.Key(_character_to_key(sign), sign),))

    def _paste(self) -> Act:
        (length,) = self._rng.choices((0, 1, 12, 80, 10_000, 100_000, 1_000_000), (5, 10, 60, 20, 3, 1, 0.1))
        pieces = [*self._letters, *MARKUP, *SEQUENCES, *CONTROLS, "\t", "\n", "\r\n"]
        text = "".join(self._rng.choices(pieces, k=min(length, 80)))
        text = (text * (length // max(len(text), 1) + 1))[:length] if length > 80 else text
        shown = repr(text) if len(text) < 200 else f"{length} signs of {text[:80]!r}"
        return Act(f"paste {shown}", (events.Paste(text),))

    def _mouse(self) -> Act:
        at = (self._rng.randint(-2, 90), self._rng.randint(-2, 30))
        if self._rng.random() < 0.1:
            at = self._rng.choice(((0, 0), (79, 23), (199, 59), (5000, 5000), (-500, 3)))
        kinds = self._rng.choice(
            (
                *[(events.MouseDown, events.MouseUp)] * 6,
                *((events.MouseDown,), (events.MouseUp,), (events.MouseMove,), (events.MouseMove,)),
                *((events.MouseScrollUp,), (events.MouseScrollDown,), (events.MouseScrollLeft,)),
                (events.MouseDown, events.MouseMove, events.MouseUp),
            )
        )
        button = self._rng.choice((0, 1, 1, 1, 2, 3))
        shift, ctrl = self._rng.random() < 0.1, self._rng.random() < 0.1
        sent = tuple(kind(None, *at, 0, 0, button, shift, False, ctrl, *at) for kind in kinds)
        return Act(f"{'+'.join(kind.__name__ for kind in kinds)} {button} at {at}", sent)

    def _resize(self) -> Act:
        return _sized(self._rng.choice(SIZES))


def letter(sign: str) -> Act:
    """A key with a letter or another sign on it."""
    return Act(sign, (events.Key(_character_to_key(sign), sign),))


def named(key: str) -> Act:
    """A key with a name, with the sign that a terminal sends along."""
    signs = {"enter": "\r", "escape": "\x1b", "tab": "\t", "backspace": "\x7f"}
    sign = signs.get(key)
    if re.fullmatch("ctrl\\+[a-z]", key):
        sign = chr(ord(key[-1]) - 96)
    return Act(f"<{key}>", (events.Key(key, sign),))


def _sized(size: tuple[int, int]) -> Act:
    return Act(f"size {size}", size=size)
