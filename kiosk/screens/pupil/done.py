"""Done: thanks, what comes next and until when, and then back to start by itself."""

from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Button, Label

from kiosk.rules.dutch import time_of_day
from kiosk.rules.timetable import Timetable
from kiosk.screens.pupil.pupil_screen import ChoiceScreen
from kiosk.screens.pupil.session import PupilSession

STAYS = 60.0
"""Seconds until the start screen stands again by itself."""

THANKS = "Klaar. Dank je wel dat je dit vertelde."
NEXT = """\
Straks praat je er samen over.
Daarna ga je terug naar je groep."""


def until_when(timetable: Timetable, now: datetime) -> str:
    """Until when the child works on here (par. 8, step 1: until the next break or the end of the day)."""
    if pause := timetable.next_break(now):
        return f"Nu werk je hier rustig verder tot de pauze van {time_of_day(pause)}."
    if end := timetable.end(now):
        return f"Nu werk je hier rustig verder tot {time_of_day(end)}. Dan is de school uit."
    if timetable == Timetable():
        return "Nu werk je hier rustig verder tot de pauze."
    return "Nu werk je hier rustig verder."


class DoneScreen(ChoiceScreen):
    """Thanks the child; Enter, or `STAYS` seconds, lead back to start. The session holds no words any more."""

    CSS_PATH = ["pupil_screen.tcss", "welcome.tcss"]
    AUTO_FOCUS = ""
    LATE = "#close"
    BINDINGS = [("escape", "close", "klaar")]

    def __init__(self, session: PupilSession) -> None:
        super().__init__(session)
        self._timer: Timer | None = None
        self._until = until_when(self.desk.store.settings.timetable, self.desk.clock())

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label(THANKS, classes="greeting", markup=False)
            yield Label(NEXT, classes="part", markup=False)
            yield Label(self._until, classes="part", markup=False)
            with Horizontal(classes="choices"):
                yield Button("Ik werk verder", variant="primary", id="close", action="screen.close")

    def aloud(self) -> str:
        """What stands here."""
        return "\n".join((THANKS, NEXT, self._until))

    def on_screen_resume(self) -> None:
        """Count only while this screen is on top, not under the help card."""
        self._timer = self.set_timer(STAYS, self.action_close)

    def on_screen_suspend(self) -> None:
        if self._timer:
            self._timer.stop()

    def action_close(self) -> None:
        """Back to start."""
        self.leave()
