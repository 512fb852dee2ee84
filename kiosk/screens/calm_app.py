"""An app that a fault does not end: a calm screen without a child's word, a line in the log, and on it goes."""

import asyncio
import logging

from textual import events
from textual.css.types import CSSLocation
from textual.worker import WorkerFailed

from kiosk.errors import kind_and_place
from kiosk.screens.base import NOT_KEPT, drop_to_start
from kiosk.screens.closed_app import ClosedApp
from kiosk.screens.crash import CrashScreen
from kiosk.screens.desk import Desk
from kiosk.screens.start import StartScreen
from kiosk.supervisor import BROKEN

ERRORS_WHILE_RECOVERING = 100
"""After so many errors on the way to the calm screen the kiosk leaves, and its supervisor starts it again."""

LONGEST_RECOVERY = 15.0
"""Seconds within which the calm screen must stand (a flush to a slow disk takes five): a broken one never does."""

_LOG = logging.getLogger("kiosk")


class CalmApp(ClosedApp):
    """Catches every exception of handlers, workers and layout. `calm_crash` False lets them through, for tests."""

    def __init__(self, desk: Desk, *, calm_crash: bool) -> None:
        super().__init__()
        self.desk = desk
        self._calm_crash = calm_crash
        self._crashing = False
        self._errors_meanwhile = 0
        self._sheets_of_start: frozenset[CSSLocation] = frozenset()

    def keep_sheets(self) -> None:
        """Start stands: its style sheets are whole, and are what is left after a fault in those of another screen."""
        self._sheets_of_start = frozenset(self.stylesheet.source)

    async def stand_first(self) -> None:
        """Put what stands above start at first, if anything, after start was made anew."""

    def words_would_be_lost(self) -> bool:
        """Whether staff typed what is kept nowhere yet."""
        return False

    async def on_event(self, event: events.Event) -> None:
        """An error here would end the app's own loop."""
        try:
            await super().on_event(event)
        except Exception as error:  # noqa: BLE001  (the last resort)
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        """Log the type and the place (never the text: it may hold a child's words) and go on from a calm screen."""
        if not self._calm_crash:
            super()._handle_exception(error)
            return
        cause = error.error if isinstance(error, WorkerFailed) else error.__cause__ or error
        _LOG.error("%s", kind_and_place(cause))
        if self._crashing:  # what broke is drawn again until it is gone; but not for ever
            self._errors_meanwhile += 1
            if self._errors_meanwhile > ERRORS_WHILE_RECOVERING:
                self._give_up()
            return
        self._errors_meanwhile = 0
        self._crashing = True
        self.call_later(self._recover)

    async def _recover(self) -> None:
        try:
            async with asyncio.timeout(LONGEST_RECOVERY):
                await self._calm_down()
        except Exception as error:  # noqa: BLE001  (there is nothing calmer to show than what just broke)
            _LOG.error("recovering: %s", kind_and_place(error))
            self._give_up()
        finally:
            self._crashing = False

    async def _calm_down(self) -> None:
        lost = self.words_would_be_lost()
        kept = await drop_to_start(self, self.desk)
        sheets = self.stylesheet.source  # one that cannot be read breaks every screen after its own
        self.stylesheet.source = {place: sheets[place] for place in sheets if place in self._sheets_of_start}
        await self.switch_screen(StartScreen(self.desk))  # the old one's message loop may have ended with the error
        await self.stand_first()
        calm = CrashScreen(self.desk, _calm_words(kept, lost))
        await self.push_screen(calm)
        if not calm.stands:
            self._give_up()

    def _give_up(self) -> None:
        """Even the way to the calm screen is broken: end, words saved, and let the supervisor start afresh."""
        self._return_code = BROKEN
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Textual would print local variables here: a child's words among them."""
        self._exit_renderables.clear()


def _calm_words(kept: bool, lost: bool) -> str:
    """What the calm screen says: `kept` every word of a child is in the store; `lost` staff typed more than that."""
    if not kept:
        return f"Even opnieuw. {NOT_KEPT}"
    return (
        "Even opnieuw. Wat je net typte, is niet bewaard." if lost else "Even opnieuw. Alles wat je schreef is bewaard."
    )
