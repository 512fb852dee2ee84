"""The answers under each other, one of them chosen with the arrow keys. Long answers can be read to the end."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Label

from kiosk.rules.policy import Question

SKIPPED = "Nog leeg. Deze vraag bespreken we straks samen."
_STRIDE = 4
"""Lines that an arrow key moves within an answer that does not fit."""


class AnswerCard(Vertical):
    """One question with the child's answer."""

    def __init__(self, question: Question, text: str, empty: str) -> None:
        super().__init__()
        self.question = question
        self._text = text
        self._empty = empty

    def compose(self) -> ComposeResult:
        yield Label(f"{self.question.number}  {self.question.text}", classes="asked", markup=False)
        if self._text:
            yield Label(self._text, classes="words", markup=False)
        else:
            yield Label(f"{self._empty} {SKIPPED}", classes="words skipped", markup=False)


class AnswerCards(VerticalScroll, can_focus=True, inherit_bindings=False):
    """All questions and answers; `chosen` is the number of the question that is chosen first.

    `empty` is the sign of a question without an answer. Posts `PastEnd` below the last answer.
    """

    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "choose(0)", show=False),
        Binding("end", "choose(-1)", show=False),
        Binding("enter", "change", show=False),
    ]

    class Change(Message):
        """The child wants to change the answer to question `number`."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class PastEnd(Message):
        """The child went on down below the last answer."""

    def __init__(self, answers: Sequence[tuple[Question, str]], chosen: int, *, empty: str) -> None:
        super().__init__()
        self._cards = [AnswerCard(question, text, empty) for question, text in answers]
        self._chosen = next((place for place, card in enumerate(self._cards) if card.question.number == chosen), 0)

    def compose(self) -> ComposeResult:
        yield from self._cards

    @property
    def chosen_number(self) -> int:
        """The question under the arrow keys."""
        return self._cards[self._chosen].question.number

    def on_mount(self) -> None:
        self.call_after_refresh(lambda: self.action_choose(self._chosen))  # a quick arrow may have moved it

    def action_choose(self, place: int) -> None:
        """Choose the card at `place` (-1 is the last) and bring it into view, a tall one from its first line."""
        self._cards[self._chosen].remove_class("-chosen")
        self._chosen = place % len(self._cards)
        card = self._cards[self._chosen]
        card.add_class("-chosen")
        self.scroll_to_widget(card, animate=False, immediate=True, top=card.outer_size.height > self.size.height)

    def action_move(self, step: int) -> None:
        """One answer up or down; first through the rest of the chosen one when it does not fit."""
        card = self._cards[self._chosen].virtual_region
        above, below = self.scroll_offset.y - card.y, card.bottom - self.scroll_offset.y - self.size.height
        hidden = below if step > 0 else above
        if hidden > 0:
            self.scroll_relative(y=step * min(hidden, _STRIDE), animate=False, immediate=True)
        elif 0 <= self._chosen + step < len(self._cards):
            self.action_choose(self._chosen + step)
            if step < 0:
                self._show_end()
        elif step > 0:
            self.post_message(self.PastEnd())

    def action_step(self, step: int) -> None:
        """Along the answers and then out of them: with Tab and Enter alone every one can be changed."""
        there = self._chosen + step
        if 0 <= there < len(self._cards):
            self.action_choose(there)
            return
        self.action_choose(0)
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _show_end(self) -> None:
        """Coming from below, a tall answer shows its last lines first."""
        card = self._cards[self._chosen].virtual_region
        if card.height > self.size.height:
            self.scroll_to(y=card.bottom - self.size.height, animate=False, immediate=True)

    def action_page(self, step: int) -> None:
        """A screenful up or down."""
        self.scroll_relative(y=step * max(self.size.height - 2, 1), animate=False, immediate=True)

    def action_change(self) -> None:
        """Ask for the chosen answer to be changed."""
        self.post_message(self.Change(self.chosen_number))

    def on_click(self, event: events.Click) -> None:
        """A first touch chooses an answer, a touch on the chosen one changes it."""
        touched = event.widget
        place = next((at for at, card in enumerate(self._cards) if touched in (card, *card.children)), None)
        if place is None:
            return
        if place == self._chosen:
            self.action_change()
        else:
            self.action_choose(place)
