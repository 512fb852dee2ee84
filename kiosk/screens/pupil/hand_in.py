"""Handing in: asked once, with a way back."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label

from kiosk.errors import KioskError
from kiosk.screens.pupil.done import DoneScreen
from kiosk.screens.pupil.pupil_screen import ChoiceScreen

SURE = "Wil je inleveren?"
EMPTY = "Er is nog iets leeg. Dat mag."
WHAT_THEN = """\
Daarna verander je niets meer.
Juf of meester leest het en praat er met je over."""


class HandInScreen(ChoiceScreen):
    """Yes hands in; no, or whatever goes wrong, leads back to the answers, which all stay."""

    CSS_PATH = ["pupil_screen.tcss", "welcome.tcss"]
    AUTO_FOCUS = ""
    LATE = "#yes"
    BINDINGS = [("escape", "no", "nee")]

    def body(self) -> ComposeResult:
        with Vertical(id="middle"), Vertical(classes="card"):
            yield Label(SURE, classes="greeting", markup=False)
            for part in self._parts():
                yield Label(part, classes="part", markup=False)
            with Horizontal(classes="choices"):
                yield Button("Ja, inleveren", variant="primary", id="yes", action="screen.yes")
                yield Button("Nee, nog niet", id="no", action="screen.no")

    def aloud(self) -> str:
        """The question, and what it means."""
        return "\n".join((SURE, *self._parts()))

    def _parts(self) -> list[str]:
        is_whole = all(self.session.said(question.number) for question in self.session.questions)
        return [WHAT_THEN] if is_whole else [EMPTY, WHAT_THEN]

    def action_yes(self) -> None:
        """Hand in, once."""
        if not self.is_active:
            return
        try:
            self.session.hand_in()
        except KioskError as trouble:
            self._back(f"{trouble.message} Roep juf of meester.")
            return
        self.switch_to(DoneScreen(self.session))

    def action_no(self) -> None:
        """Back to the answers."""
        self._back()

    def _back(self, trouble: str = "") -> None:
        from kiosk.screens.pupil.read_back import ReadBackScreen  # it asks this in its turn

        self.switch_to(ReadBackScreen(self.session, trouble=trouble))
