"""Reading back: all answers in order, each can still be changed, and then handing in."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from kiosk.screens.pupil.answer_cards import AnswerCards
from kiosk.screens.pupil.hand_in import HandInScreen
from kiosk.screens.pupil.pages import question_page
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.session import PupilSession

CHANGE = "Iets veranderen? Kies met ↑ ↓ en druk op Enter."


class ReadBackScreen(PupilScreen):
    """Every question with the child's answer; question `chosen` is the one under the arrow keys.

    `trouble` is what went wrong at handing in.
    """

    CSS_PATH = ["pupil_screen.tcss", "read_back.tcss"]
    AUTO_FOCUS = "AnswerCards"
    BINDINGS = [
        Binding("f7", "back", "terug", key_display="F7", priority=True),
        Binding("escape", "back", show=False),
        Binding("f8", "hand_in", "inleveren", key_display="F8", priority=True),
    ]

    def __init__(self, session: PupilSession, chosen: int = 1, *, trouble: str = "") -> None:
        super().__init__(session)
        self._trouble = trouble
        answers = [(one, session.said(one.number)) for one in session.questions]
        self._cards = AnswerCards(answers, chosen, empty=self.desk.signs.empty)

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            yield self._cards

    def on_mount(self) -> None:
        if self._trouble:
            self.say(self._trouble, trouble=True)
        else:
            self.say(f"{self.session.asked_line}\n{CHANGE}".strip())

    def progress(self) -> str:
        """No question now, but all of them."""
        return "Klopt het zo? Je mag nog iets veranderen."

    def aloud(self) -> str:
        """What an adult asked, and the answers from the chosen one on."""
        chosen = self._cards.chosen_number
        told = [one for one in self.session.questions if one.number >= chosen and self.session.said(one.number)]
        answers = (f"{one.text}\n{self.session.said(one.number)}" for one in told)
        return "\n".join((self.session.asked_line, *answers)).strip()

    @on(AnswerCards.Change)
    def _change(self, event: AnswerCards.Change) -> None:
        stop = self.session.first_stop(event.number)
        self.switch_to(question_page(self.session, stop, review=True))

    @on(AnswerCards.PastEnd)
    def _to_the_keys(self) -> None:
        self.query_one("#key-f8").focus()

    def action_back(self) -> None:
        """To the last question."""
        self.switch_to(question_page(self.session, self.session.last_stop))

    def action_hand_in(self) -> None:
        """Ask once whether the child wants to hand in."""
        self.switch_to(HandInScreen(self.session))
