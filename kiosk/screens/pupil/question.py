"""One question: the question alone, its hint, and a field for the child's own words."""

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label, TextArea

from kiosk.screens.pupil.answer_area import AnswerArea
from kiosk.screens.pupil.pupil_screen import PupilScreen
from kiosk.screens.pupil.session import PupilSession

EMPTY = "Hier staat nog niets. Dat mag. Wil je een hulpzin?"
FULL = "Dit antwoord is vol. Wat er staat, is genoeg."


class QuestionScreen(PupilScreen):
    """Question `number` (1 to 8) of this session.

    `said` is a sentence that stands below the field at first. With `review`, the child came to change an answer, and
    every way on leads back to the answers.
    """

    CSS_PATH = ["pupil_screen.tcss", "question.tcss"]
    AUTO_FOCUS = "AnswerArea"
    BINDINGS = [
        Binding("f3", "starter", "hulpzin", key_display="F3", priority=True),
        Binding("f7", "back", "terug", key_display="F7", priority=True),
        Binding("escape", "back", show=False),
        Binding("f8", "on", "verder", key_display="F8", priority=True),
    ]

    def __init__(self, session: PupilSession, number: int, *, said: str = "", review: bool = False) -> None:
        super().__init__(session)
        self.number = number
        self._question = session.question(number)
        self._review = review
        self._first_sentence = said
        self._next_starter = 0
        self._answer = AnswerArea(session.text(number), empty=EMPTY, id="answer")
        self._back = Button("◂ Terug", id="back")
        self._starters = [Label(starter, classes="starter", markup=False) for starter in self._question.starters]

    def body(self) -> ComposeResult:
        with Horizontal(id="columns"):
            with Vertical(id="asking"):
                yield Label(self._question.text, id="question", markup=False)
                yield Label(self._question.hint, id="hint", markup=False)
                yield self._answer
                yield self._said
                with Horizontal(id="buttons"):
                    yield self._back
                    yield Button("Hulpzin", id="starter")
                    yield Button("Ik wil hulp", id="help")
                    yield Button("Verder ▸", id="on")
            with Vertical(id="starters"):
                yield Label("Hulpzinnen", id="starters-title", markup=False)
                yield from self._starters

    def on_mount(self) -> None:
        self._back.visible = self._can_go_back()
        self._show_starter()
        self.say(self._first_sentence)
        self.session.write(self.number, self._answer.text)  # marks the place, so that the same code comes back here

    def progress(self) -> str:
        """The place among the questions, in words and as dots: filled where the child wrote something."""
        dots = " ".join(self._dot(question.number) for question in self.session.questions)
        return f"Vraag {self.number} van {len(self.session.questions)}   {dots}"

    def _dot(self, number: int) -> str:
        if number == self.number:
            return "◉"
        return "●" if self.session.text(number).strip() else "○"

    @on(TextArea.Changed, "#answer")
    def keep(self) -> None:
        """Have the words saved if they are new; called at every change and before the screen goes."""
        if self._answer.text != self.session.text(self.number):
            self._kept.update("")
            self.session.write(self.number, self._answer.text)
            if not self._said.has_class("-trouble"):
                self.say("")

    def on_key(self, event: events.Key) -> None:
        """A letter typed before the field had the focus, or with a button in focus, belongs in the field too."""
        if event.is_printable and event.character:
            event.stop()
            self._answer.insert(event.character, maintain_selection_offset=False)
            self._answer.focus()

    @on(AnswerArea.Full)
    def _tell_full(self) -> None:
        self.say(FULL, trouble=False)

    @on(Button.Pressed, "#starter")
    def action_starter(self) -> None:
        """The next sentence starter of this question, at the cursor."""
        starters = self._question.starters
        if starters:
            self._answer.put_starter(starters[self._next_starter])
            self._next_starter = (self._next_starter + 1) % len(starters)
            self._show_starter()
        self._answer.focus()

    def _show_starter(self) -> None:
        for place, label in enumerate(self._starters):
            sign = "▸" if place == self._next_starter else " "
            label.update(f"{sign} {self._question.starters[place]}")

    def _can_go_back(self) -> bool:
        return self._review or self.number > 1

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Before the first question there is nothing to go back to."""
        return action != "back" or self._can_go_back()

    @on(Button.Pressed, "#back")
    def action_back(self) -> None:
        """To the question before; to the answers for who came to change one."""
        self._drop_bare_starter()
        self.keep()
        if self._review:
            self._to_read_back()
        else:
            self.app.switch_screen(QuestionScreen(self.session, self.number - 1))

    @on(Button.Pressed, "#on")
    def action_on(self) -> None:
        """To the next question, also without an answer; after the last, and when reviewing, to the answers."""
        self._drop_bare_starter()
        self.keep()
        if self._review or self.number == len(self.session.questions):
            self._to_read_back()
        else:
            self.app.switch_screen(QuestionScreen(self.session, self.number + 1, said=self._about_skipping()))

    def _drop_bare_starter(self) -> None:
        """A sentence starter that the child left as it was ("Ik dacht: …") is no answer, on screen or paper."""
        begun = [starter.removesuffix("…").strip() for starter in self._question.starters if starter.endswith("…")]
        if self._answer.text.strip() in begun:
            self._answer.text = ""

    def _about_skipping(self) -> str:
        if self._answer.text.strip() or self.session.told_about_skipping:
            return ""
        self.session.told_about_skipping = True
        return f"Vraag {self.number} is nog leeg. Deze vraag bespreken we straks samen."

    def _to_read_back(self) -> None:
        from kiosk.screens.pupil.read_back import ReadBackScreen  # it opens questions in its turn

        self.app.switch_screen(ReadBackScreen(self.session, chosen=self.number if self._review else 1))
