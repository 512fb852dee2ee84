"""A field for the child's own words to one question, with sentence starters one key away."""

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label, TextArea

from kiosk.rules.answer import in_words
from kiosk.screens.pupil.answer_area import AnswerArea, opening
from kiosk.screens.pupil.question_page import QuestionPage
from kiosk.screens.pupil.session import PupilSession, Stop

EMPTY = "Hier staat nog niets. Dat mag. Wil je een hulpzin?"
AT_THE_KEYS = "Klaar met deze vraag? Druk op Enter. Nog niet? Druk op ↑ of typ verder."
FULL = "Dit antwoord is vol. Wat er staat, is genoeg."


class WordsScreen(QuestionPage):
    """The field; what was chosen from the cards of this question stands above it."""

    CSS_PATH = ["pupil_screen.tcss", "question_page.tcss", "words.tcss"]
    AUTO_FOCUS = "AnswerArea"
    BINDINGS = [Binding("f3", "starter", "hulpzin", key_display="F3", priority=True)]

    def __init__(self, session: PupilSession, stop: Stop, *, said: str = "", review: bool = False) -> None:
        super().__init__(session, stop, said=said, review=review)
        self._next_starter = 0
        self._answer = AnswerArea(session.text(stop.number), empty=EMPTY, id="answer")
        self._starters = [Label("", classes="starter", markup=False) for _ in self.question.starters]

    def asked(self) -> ComposeResult:
        picked = in_words(self.session.picks(self.stop.number), "")
        if picked:
            yield Label(picked, id="picked", markup=False)
        yield self._answer
        with Vertical(id="starters"):
            yield from self._starters

    def on_mount(self) -> None:
        self._show_starter()

    def aloud(self) -> str:
        """The question, what was chosen, and what the child wrote."""
        return f"{super().aloud()}\n{in_words(self.session.picks(self.stop.number), self._answer.text)}"

    @on(TextArea.Changed, "#answer")
    def keep(self) -> None:
        """Have the words saved if they are new; called at every change and before the screen goes."""
        text = self._answer.text
        if text != self.session.text(self.stop.number):
            self.not_yet_kept()
            self.session.write(self.stop.number, text)
            if not self.in_trouble:
                self.say("")

    def on_key(self, event: events.Key) -> None:
        """A letter typed before the field had the focus, or with a button in focus, belongs in the field too."""
        if event.is_printable and event.character:
            event.stop()
            self.put(event.character)
            self._answer.focus()

    def put(self, letter: str) -> None:
        """In the field, at the cursor; behind what stands there when the field is still coming."""
        at = self._answer.cursor_location if self._answer.is_mounted else self._answer.document.end
        self._answer.insert(letter, at, maintain_selection_offset=False)

    @on(AnswerArea.Full)
    def _tell_full(self) -> None:
        self.say(FULL)

    @on(AnswerArea.PastEnd)
    def _to_the_keys(self) -> None:
        self.query_one("#key-f8").focus()
        if not self.in_trouble:
            self.say(AT_THE_KEYS)

    @on(events.DescendantFocus, "#answer")
    def _from_the_keys(self) -> None:
        """What was said at the keys is over: here Enter begins a new line."""
        if self._said.content == AT_THE_KEYS:
            self.say("")

    def action_starter(self) -> None:
        """The next sentence starter of this question, at the cursor."""
        starters = self.question.starters
        if not starters:
            return
        if self._answer.text.rstrip().endswith(opening(starters[self._next_starter])):
            self._next_starter += 1  # it stands there already: the child came back
        self._answer.put_starter(starters[self._next_starter % len(starters)])
        self._next_starter = (self._next_starter + 1) % len(starters)
        self._show_starter()
        self._answer.focus()

    def _show_starter(self) -> None:
        for place, label in enumerate(self._starters):
            comes_next = place == self._next_starter
            label.update(f"F3  {self.question.starters[place]}" if comes_next else self.question.starters[place])
            label.set_class(comes_next, "-next")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A question without starters has none to put."""
        if action == "starter":
            return bool(self.question.starters)
        return super().check_action(action, parameters)

    def settle(self) -> None:
        """A sentence starter that the child left as it was ("Ik dacht: …") is no answer, on screen or paper."""
        begun = [opening(starter) for starter in self.question.starters if starter.endswith("…")]
        if self._answer.text.strip() in begun:
            self._answer.text = ""
        super().settle()
