"""The calm screen after a fault: nothing of the child on it, an honest word, one way on."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Middle
from textual.widgets import Button, Label

from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk


class CrashScreen(KioskScreen[None]):
    """Says what is kept (`sentence`), and goes back to start."""

    CSS_PATH = "crash.tcss"
    BINDINGS = [("enter", "on", "verder")]

    def __init__(self, desk: Desk, sentence: str) -> None:
        super().__init__(desk)
        self._sentence = sentence

    def body(self) -> ComposeResult:
        with Middle():
            yield Label(self._sentence, markup=False)
            yield Button("Verder", variant="primary")

    @property
    def stands(self) -> bool:
        """Whether the way on is really there, to be asked once it is mounted."""
        return bool(self.query(Button))

    @on(Button.Pressed)
    def action_on(self) -> None:
        """Back to start."""
        self.dismiss(None)
