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
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField

_LOG = logging.getLogger("kiosk")


class OpeningScreen(KioskScreen[None]):
    """Asks for the words until they open the store's slots; then `done`. Nothing of the school is known before that."""

    CSS_PATH = "opening.tcss"
    AUTO_FOCUS = "#words"
    WRITING = True
    BINDINGS = [Binding("f4", "show", "laat zien wat ik typ", key_display="F4", priority=True)]

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

    @on(Input.Submitted)
    def _typed(self) -> None:
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
            return
        finally:
            self._busy = False
        self._words.value = ""
        self.desk.key, self.desk.opened_by_sheet = unlocked.key, unlocked.by_sheet
        self.dismiss(None)
        self._done()
