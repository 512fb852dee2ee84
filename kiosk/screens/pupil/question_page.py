"""What every screen of a question shares: the question large and alone, its hint, and the way back and on."""

from textwrap import shorten

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from kiosk.rules.way import Part
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.session import PupilSession, Stop

_TWO_LINES = 140
"""Characters that fit on two lines of 76, wherever the first one breaks."""

MORE = "Wil je er nog iets bij vertellen? Dat hoeft niet."


class QuestionPage(PupilScreen):
    """The screen of one stop.

    `said` is a sentence in the quiet line at first. With `review`, the child came to change an answer, and every way on
    leads, past the other screens of this question, back to the answers.
    """

    CSS_PATH = ["pupil_screen.tcss", "question_page.tcss"]
    BINDINGS = [
        Binding("f7", "back", "terug", key_display="F7", priority=True),
        Binding("escape", "back", "terug", key_display="Esc", show=False),
        Binding("f8", "on", "verder", key_display="F8", priority=True),
    ]

    def __init__(self, session: PupilSession, stop: Stop, *, said: str = "", review: bool = False) -> None:
        super().__init__(session)
        self.stop = stop
        self.question = session.question(stop.number)
        self.review = review
        self._first_sentence = said

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Label(self.question.text, id="question", markup=False)
            yield Label(self.hint(), id="hint", markup=False)
            yield from self.asked()

    def asked(self) -> ComposeResult:
        """What the child answers with."""
        yield from ()

    def hint(self) -> str:
        """The line below the question: on one screen of a question its hint, on the other what is asked there."""
        first = self.question.first
        if first is None or (first.asks and self.stop.part is not Part.FIRST):
            return self.question.hint
        if self.stop.part is Part.FIRST:
            return first.asks or self.question.hint
        return MORE

    def on_mount(self) -> None:
        self.say(self._first_sentence)
        self.session.visit(self.stop.number)  # so that the same code comes back here

    def aloud(self) -> str:
        """The question and its hint."""
        return f"{self.question.text}\n{self.hint()}"

    def beside(self) -> str:
        """Also what an adult asked when the form was given back, as far as it fits; at the answers all of it stands."""
        return shorten(f"{super().beside()} {self.session.asked_line}", _TWO_LINES, placeholder=" …")

    def progress(self) -> str:
        """The place among the questions, in words and as signs: filled where the child answered something."""
        signs = " ".join(self._sign(question.number) for question in self.session.questions)
        return f"Vraag {self.stop.number} van {len(self.session.questions)}   {signs}"

    def _sign(self, number: int) -> str:
        signs = self.desk.signs
        if number == self.stop.number:
            return signs.here
        return signs.answered if self.session.said(number) else signs.empty

    # -- back and on -------------------------------------------------------------------------------------------------

    @property
    def _before(self) -> Stop | None:
        return self._unless_other_question(self.session.before(self.stop))

    @property
    def _after(self) -> Stop | None:
        return self._unless_other_question(self.session.after(self.stop))

    def _unless_other_question(self, stop: Stop | None) -> Stop | None:
        """Who came to change one answer goes no further than that question."""
        return stop if stop and not (self.review and stop.number != self.stop.number) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Before the first question there is nothing to go back to."""
        if action == "back":
            return self.review or self._before is not None
        return super().check_action(action, parameters)

    def action_back(self) -> None:
        """To the screen before; to the answers for who came to change one."""
        self.settle()
        before = self._before
        if before:
            self.go_to(before)
        elif self.review:
            self._to_read_back()

    def action_on(self) -> None:
        """To the next screen, also without an answer; after the last, and when reviewing, to the answers."""
        self.settle()
        after = self._after
        if after:
            self.go_to(after, said="" if after.number == self.stop.number else self._about_skipping())
        else:
            self._to_read_back()

    def go_to(self, stop: Stop, *, said: str = "") -> "QuestionPage | None":
        """Show another stop, and return its screen; None when this one is not on top any more."""
        from kiosk.screens.pupil.pages import question_page  # it knows every kind of page, this one among them

        page = question_page(self.session, stop, said=said, review=self.review)
        return page if self.switch_to(page) else None

    def put(self, letter: str) -> None:
        """A letter that was typed while this screen was still coming, or while a button had the focus."""

    def _about_skipping(self) -> str:
        if self.session.said(self.stop.number):
            return ""
        return f"Vraag {self.stop.number} is nog leeg. Deze vraag bespreken we straks samen."

    def _to_read_back(self) -> None:
        from kiosk.screens.pupil.read_back import ReadBackScreen  # it opens questions in its turn

        self.switch_to(ReadBackScreen(self.session, chosen=self.stop.number if self.review else 1))
