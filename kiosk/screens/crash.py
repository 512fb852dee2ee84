"""The calm screen after a fault: nothing of the child on it, nothing lost, one way on."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Middle
from textual.widgets import Button, Label

from kiosk.screens.base import KioskScreen


class CrashScreen(KioskScreen[None]):
    """Says that everything is kept, and goes back to start."""

    CSS_PATH = "crash.tcss"
    BINDINGS = [("enter", "on", "verder")]

    def body(self) -> ComposeResult:
        with Middle():
            yield Label("Even opnieuw. Alles wat je schreef is bewaard.", markup=False)
            yield Button("Verder", variant="primary")

    @on(Button.Pressed)
    def action_on(self) -> None:
        """Back to start."""
        self.dismiss(None)
