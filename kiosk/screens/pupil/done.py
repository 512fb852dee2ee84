"""Done: thanks, what comes next, and then back to start by itself."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Button, Label

from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.session import PupilSession

STAYS = 60.0
"""Seconds until the start screen stands again by itself."""

NEXT = """\
Straks praat je er samen over.
Daarna ga je terug naar je groep."""


class DoneScreen(PupilScreen):
    """Thanks the child; Enter, or `stays` seconds, lead back to start. The session holds no words any more."""

    CSS_PATH = ["pupil_screen.tcss"]
    AUTO_FOCUS = "#close"
    BINDINGS = [Binding("escape", "close", "klaar", key_display="Esc")]

    def __init__(self, session: PupilSession, stays: float = STAYS) -> None:
        super().__init__(session)
        self._stays = stays
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label("Klaar. Dank je wel dat je dit vertelde.", classes="greeting", markup=False)
            yield Label(NEXT, classes="part", markup=False)
            yield Label("Nu werk je hier rustig verder tot de pauze.", classes="part", markup=False)
            with Horizontal(classes="choices"):
                yield Button("Klaar", variant="primary", id="close")

    def on_screen_resume(self) -> None:
        """Count only while this screen is on top, not under the help card."""
        self._timer = self.set_timer(self._stays, self.action_close)

    def on_screen_suspend(self) -> None:
        if self._timer:
            self._timer.stop()

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Back to start."""
        self.leave()
