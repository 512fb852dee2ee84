"""Reading back: all answers in order, each can still be changed, and then handing in."""

from textwrap import shorten

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button

from kiosk.errors import KioskError
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.pupil.answer_cards import AnswerCards
from kiosk.screens.pupil.done import DoneScreen
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.question import QuestionScreen
from kiosk.screens.pupil.session import PupilSession


class ReadBackScreen(PupilScreen):
    """Every question with the child's answer; question `chosen` is the one under the arrow keys."""

    CSS_PATH = ["pupil_screen.tcss", "read_back.tcss"]
    AUTO_FOCUS = "AnswerCards"
    BINDINGS = [
        Binding("f7", "back", "terug", key_display="F7", priority=True),
        Binding("escape", "back", show=False),
        Binding("f8", "hand_in", "inleveren", key_display="F8", priority=True),
    ]

    def __init__(self, session: PupilSession, chosen: int = 1) -> None:
        super().__init__(session)
        self._cards = AnswerCards([(one, session.text(one.number)) for one in session.questions], chosen)

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            yield self._cards
            yield self._said
            with Horizontal(id="buttons"):
                yield Button("Inleveren", variant="primary", id="hand-in")
                yield Button("Ik wil hulp", id="help")
                yield Button("◂ Terug", id="back")

    def on_mount(self) -> None:
        reason = shorten(self.session.reason, width=120, placeholder=" …")
        change = "Iets veranderen? Kies met ↑ ↓ en druk op Enter."
        self.say(f"Juf of meester vraagt: {reason}\n{change}" if reason else change)

    def progress(self) -> str:
        """No question now, but all of them."""
        return "Klopt het zo? Je mag nog iets veranderen."

    @on(AnswerCards.Change)
    def _change(self, event: AnswerCards.Change) -> None:
        self.app.switch_screen(QuestionScreen(self.session, event.number, review=True))

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """To the last question."""
        self.app.switch_screen(QuestionScreen(self.session, len(self.session.questions)))

    @on(Button.Pressed, "#hand-in")
    @work(exclusive=True)
    async def action_hand_in(self) -> None:
        """Ask once, then hand in. Whatever goes wrong, the words stay here."""
        sure = ConfirmDialog(
            "Wil je inleveren?",
            "Daarna verander je niets meer.\nJuf of meester leest het en praat er met je over.",
            yes="Ja, inleveren",
            no="Nee, nog niet",
        )
        if not await self.app.push_screen_wait(sure):
            return
        try:
            self.session.hand_in()
        except KioskError as trouble:
            self.say(f"{trouble.message} Roep juf of meester.", trouble=True)
            return
        self.app.switch_screen(DoneScreen(self.session))
