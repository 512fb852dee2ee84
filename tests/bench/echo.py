"""From a key written to a pseudo-terminal until its echo is painted, beside a bare Textual app with one text area.

Both hold the same long answer with the cursor at its end, and both let the cursor blink, as Textual does when no key
comes. The kiosk saves as always, into the store of a school with 100,000 forms.
"""

import os
import sys
import time
import unicodedata
from itertools import cycle, islice
from pathlib import Path

import pexpect

from kiosk import settings
from kiosk.db.answers import save_answer
from kiosk.db.store import open_store
from kiosk.rules.answer import Words
from tests.bench.big_store import FORMS
from tests.bench.painted import read_on, read_until
from tests.bench.table import percentile, row
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School, issue

ROUNDS = 5
WORDS = 45
"""Words of five letters typed in one round; the field takes 5,000 signs, and is to take every one of these."""
FILLED = 4_600
"""About so many signs stand in the field already: as many whole sentences as go into it."""
GAP = 0.061
"""Seconds from one key to the next: a fast typist. Not a multiple of anything that Textual or the kiosk does by the
clock, so the keys fall at every moment between two frames and between two saves."""

ABOUT = (
    f"echo: {ROUNDS} rounds of {WORDS} words, a key each {GAP * 1000:.0f} ms, behind {FILLED:,} signs; "
    f"{FORMS:,} forms in the store; reference: a bare Textual app with one TextArea"
)

_BARE = Path(__file__).with_name("bare_text_area.py")
_STORY = (
    "Ik stond op het plein bij het klimrek en toen kwam er een groepje kinderen aan. ",
    "Zij zeiden dat ik niet mee mocht doen met het spel, en dat vond ik helemaal niet eerlijk. ",
    "Ik zei dat iedereen mee mag doen, want dat hebben we in de klas zo afgesproken. ",
    "Toen ging iemand lachen en werd ik heel erg boos.\n",
    "Ik liep naar de zandbak, maar daar kwamen ze ook naartoe. ",
    "Ik heb geduwd en toen viel hij op de grond, dat was niet de bedoeling. ",
    "De juf kwam kijken en vroeg wat er gebeurd was.\n",
)
_LAST_LINE = "Dit is het einde."
_WORDS_A_LINE = 9
"""So many words of five letters and a space fit on a line of either field; one more begins a new line."""
_WORDS_THERE = 3
"""So much of the line that is typed on has `_LAST_LINE` taken, with the space behind it."""

# A frame paints more than the letter just typed: the lines around it, the cursor, "Bewaard.", and escape sequences
# full of plain letters. So a letter counts as echoed when its bytes come, and no letter is used twice or stands
# anywhere else on the screen: accented ones, of which the story has none. What blinks or is painted again without a key
# cannot hold it either.
_SIGNS = [chr(code) for code in range(0xC0, 0x250)]
_RARE = [sign for sign in _SIGNS if sign.isalpha() and sign.isprintable() and unicodedata.is_normalized("NFC", sign)]


def echo(school: School, folder: Path) -> None:
    """Measure and print `echo p50` and `echo p99` in the big school; a file comes in `folder`."""
    text = _long_answer()
    codes = _long_answers(school, text)
    file = folder / "answer.txt"
    file.write_text(text, encoding="utf-8")
    ours: list[list[float]] = []
    bare: list[list[float]] = []
    for number, code in enumerate(codes):
        if number % 2:
            ours.append(_in_the_kiosk(school, code))
            bare.append(_in_the_bare_app(file))
        else:
            bare.append(_in_the_bare_app(file))
            ours.append(_in_the_kiosk(school, code))
    for percent in (50, 99):
        row(f"echo p{percent}", percentile(ours, percent), percentile(bare, percent))


def _long_answer() -> str:
    """Ordinary Dutch with a line end now and then, the last line of its own to be recognised by."""
    story = ""
    for sentence in cycle(_STORY):
        if len(story) + len(sentence) + len(_LAST_LINE) + 2 > FILLED:
            return f"{story.rstrip()}\n{_LAST_LINE} "
        story += sentence
    raise AssertionError("a cycle has no end")


def _long_answers(school: School, text: str) -> list[str]:
    """The codes of one form for each round, in which `text` answers the first question."""
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        issued = [issue(store, pupil=number) for number in range(ROUNDS)]
        asked = store.settings.policy.questions[0].text
        for one in issued:
            save_answer(store, Words(one.form.id, 1, asked, text, 1))
    finally:
        store.close()
    return [one.code for one in issued]


def _in_the_kiosk(school: School, code: str) -> list[float]:
    """The echoes of a child who comes back to its first answer and goes on."""
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.settle(2)  # a kiosk has stood at start for a while before a child comes
        kiosk.type(code)
        kiosk.wait_for("Vraag 1 van 8", _LAST_LINE)
        return _type(kiosk.process)


def _in_the_bare_app(file: Path) -> list[float]:
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    process = pexpect.spawn(sys.executable, [str(_BARE), str(file)], env=environment, dimensions=(24, 80), timeout=20)
    try:
        process.expect_exact(_LAST_LINE)
        return _type(process)
    finally:
        process.close(force=True)


def _type(process: pexpect.spawn) -> list[float]:
    """Type words; the milliseconds until each letter was painted."""
    terminal: int = process.child_fd
    letters = iter(_RARE)
    echoes = []
    read_on(terminal, time.perf_counter() + 1)  # whatever starting left to do is done
    for place in range(_WORDS_THERE, _WORDS_THERE + WORDS):
        word = list(islice(letters, 5))
        if place % _WORDS_A_LINE:
            echoes += [_echo(terminal, letter) for letter in word]
        else:
            # Textual scrolls before the field has grown, so of a word that goes to a new line at the foot of the field
            # one letter is not seen until the next key: not a matter of milliseconds.
            for letter in word:
                _press(terminal, letter)
        _press(terminal, " ")
    return echoes


def _press(terminal: int, key: str) -> None:
    """Write one key that is not timed, and wait until the next one is due."""
    os.write(terminal, key.encode())
    read_on(terminal, time.perf_counter() + GAP)


def _echo(terminal: int, letter: str) -> float:
    """Write one letter; the milliseconds until it was painted. Comes back when the next key is due."""
    began = time.perf_counter()
    os.write(terminal, letter.encode())
    (painted,) = read_until(terminal, letter.encode())
    read_on(terminal, began + GAP)
    return (painted - began) * 1000
