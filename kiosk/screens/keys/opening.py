"""The morning: the store is locked, and opens with somebody's four words (or a recovery sheet's twelve)."""

import asyncio
import logging
from collections.abc import Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label

from kiosk.errors import KioskError
from kiosk.rules.dutch import counted
from kiosk.rules.keys import SlotKind
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField
from kiosk.vault.passphrase import WORDS_OF

_LOG = logging.getLogger("kiosk")


_HELP = """\
's Morgens opent iemand de kiosk met de eigen vier woorden, of met de twaalf van een herstelblad.

Enter  openen
F4     laat zien wat je typt

Geen woorden bij de hand? Laat een kind op papier schrijven, en haal iemand die ze heeft."""


class OpeningScreen(KioskScreen[None]):
    """Asks for the words until they open the store's slots; then `done`. Nothing of the school is known before that."""

    CSS_PATH = "opening.tcss"
    TITLE_LINE = "De kiosk openen"
    HELP = _HELP
    AUTO_FOCUS = "#words"
    BINDINGS = [
        Binding("enter", "open", "openen", key_display="Enter"),
        Binding("f4", "show", "laat zien wat ik typ", key_display="F4", priority=True),
    ]

    def __init__(self, desk: Desk, done: Callable[[], None]) -> None:
        super().__init__(desk)
        self._done = done
        self._busy = False
        self._words = LineField(max_length=200, id="words")
        self._words.password = True
        self._sentence = Label("", id="sentence", markup=False)

    @property
    def idle_limit(self) -> float:
        """There is no start to go back to."""
        return float("inf")

    def body(self) -> ComposeResult:
        with Vertical(id="middle"):
            yield Label("De kiosk is nog dicht", id="title", markup=False)
            yield Label("Juf of meester maakt hem open met de dagsleutel: vier woorden.", id="ask", markup=False)
            yield self._words
            yield self._sentence
            yield Label(
                "Woorden kwijt? Een ander die opent heeft eigen woorden. Anders gaat het met de twaalf woorden van een "
                "herstelblad; dat ligt bij de directie.",
                id="help",
                markup=False,
            )

    def action_show(self) -> None:
        """Show the words while they are typed, or hide them again."""
        self._words.password = not self._words.password

    @on(Input.Changed)
    def _count(self) -> None:
        """Behind the dots: how many words there are."""
        count, wanted = len(self._words.value.split()), WORDS_OF[SlotKind.OPENER]
        if count and not self._busy:
            self._sentence.update(counted(count, "woord", "woorden") + (f" van de {wanted}" if count <= wanted else ""))

    @on(Input.Submitted)
    def action_open(self) -> None:
        """Try the words."""
        if not self._busy:
            self._busy = True
            self._unlock(self._words.value)

    @work(exclusive=True)
    async def _unlock(self, typed: str) -> None:
        """On a thread: each slot takes a second or so, and all of them must be tried for words that open none."""
        from kiosk.jobs.unlock import unlock  # brings the store's libraries

        self._sentence.update("Heel even …")
        try:
            unlocked = await asyncio.to_thread(unlock, self.desk.home, typed)
        except KioskError as trouble:
            _LOG.warning("opening: %s", type(trouble).__name__)
            self._sentence.update(str(trouble))
            self._words.select_all()  # typing them again takes their place; an arrow key mends one word
            return
        finally:
            self._busy = False
        self._words.value = ""
        self.desk.key, self.desk.opened_by_sheet = unlocked.key, unlocked.by_sheet
        self.dismiss(None)
        self._done()
