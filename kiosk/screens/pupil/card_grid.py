"""Cards beside and below each other, one of them under the arrow keys. Enter chooses, and again: stronger, then off."""

from collections.abc import Sequence

from rich.cells import set_cell_size
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.message import Message
from textual.widgets import Static

from kiosk.rules.answer import Pick, turned
from kiosk.rules.policy import Card, Deck
from kiosk.screens.signs import Signs

_WORD_WIDTH, _SENTENCE_WIDTH, _GAP = 24, 36, 2
"""Columns that a card with a face, and one with a sentence, needs on the screen, and what lies between two."""


class CardFace(Static):
    """One card: its face and word, and whether and how strongly it is chosen, as a sign and in words."""

    def __init__(self, card: Card, deck: Deck, signs: Signs) -> None:
        super().__init__(markup=False)
        self.card = card
        self._strengths = deck.strengths_of(card)
        self._signs = signs

    def show(self, pick: Pick | None) -> None:
        """Draw the card as chosen or not."""
        self.set_class(pick is not None, "-chosen")
        face = self._signs.face(self.card)
        if not face:
            sign = self._signs.chosen if pick else self._signs.not_chosen
            self.update(f"{sign} {self.card.label}", layout=False)
            return
        self.update(f"{set_cell_size(face, 3)} {self.card.label}\n{self._how(pick)}", layout=False)

    def _how(self, pick: Pick | None) -> str:
        if pick is None:
            return ""
        if not self._strengths:
            return f"{self._signs.chosen} gekozen"
        level = min(pick.strength, len(self._strengths))  # the school may have taken a strength away meanwhile
        return f"{self._signs.strength(level, len(self._strengths))} {self._strengths[level - 1]}"


class CardGrid(ScrollableContainer, can_focus=True, inherit_bindings=False):
    """The cards of `deck` with what was chosen. Posts `Changed` for every press, `PastEnd` below the last row.

    At first no card is under the keys: Enter pressed once too often on the screen before chooses nothing here.
    """

    BINDINGS = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
        Binding("tab", "step(1)", show=False),
        Binding("shift+tab", "step(-1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("enter", "press", show=False),
    ]

    class Changed(Message):
        """A card was chosen, or made stronger, or let go."""

    class PastEnd(Message):
        """The child went on down below the last row."""

    def __init__(self, deck: Deck, picks: Sequence[Pick], signs: Signs) -> None:
        super().__init__()
        self._deck = deck
        self._picks = tuple(picks)
        self._faces = [CardFace(card, deck, signs) for card in deck.cards]
        self._at = -1  # the card under the arrow keys; none before the first of them
        self._columns = 1
        self._with_faces = any(signs.face(card) for card in deck.cards)
        self.set_class(self._with_faces, "-faces")

    def compose(self) -> ComposeResult:
        yield from self._faces

    def on_mount(self) -> None:
        for face in self._faces:
            self._show(face)

    def on_resize(self, event: events.Resize) -> None:
        """As many columns as there is room for."""
        wanted = _WORD_WIDTH if self._with_faces else _SENTENCE_WIDTH
        most = 4 if self._with_faces else 2
        self._columns = max(1, min(most, (event.size.width + _GAP) // (wanted + _GAP), len(self._faces)))
        self.styles.grid_size_columns = self._columns

    @property
    def picks(self) -> tuple[Pick, ...]:
        """What is chosen now."""
        return self._picks

    @property
    def here(self) -> Card | None:
        """The card under the arrow keys, None before the first of them."""
        return self._faces[self._at].card if self._at >= 0 else None

    def action_move(self, step: int) -> None:
        """To the card beside this one."""
        self._go_to(self._at + step)

    def action_row(self, step: int) -> None:
        """To the card above or below; past the last row out of the cards."""
        if self._at < 0:
            self._go_to(0)
            return
        there = self._at + step * self._columns
        last_row = (len(self._faces) - 1) // self._columns
        if there >= len(self._faces) and self._at // self._columns == last_row:
            self.post_message(self.PastEnd())
        elif there >= 0:
            self._go_to(there)

    def action_step(self, step: int) -> None:
        """Along the cards and then out of them: with Tab and Enter alone every card can be chosen."""
        there = self._at + step
        if 0 <= there < len(self._faces):
            self._go_to(there)
            return
        self._leave()
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_go(self, place: int) -> None:
        """To the card at `place`; -1 is the last."""
        self._go_to(place % len(self._faces))

    def action_press(self) -> None:
        """Choose the card, make it stronger, or let go of it."""
        if self.here is None:
            return
        self._picks = turned(self._picks, self.here, self._deck)
        self._show(self._faces[self._at])
        self.post_message(self.Changed())

    def on_click(self, event: events.Click) -> None:
        """A touch on a card is a press."""
        if event.widget in self._faces:
            self._go_to(self._faces.index(event.widget))
            self.action_press()

    def _leave(self) -> None:
        """No card is under the keys any more."""
        self._faces[self._at].remove_class("-here")
        self._at = -1

    def _go_to(self, place: int) -> None:
        self._leave()
        self._at = max(0, min(place, len(self._faces) - 1))
        self._faces[self._at].add_class("-here")
        self._faces[self._at].scroll_visible(animate=False)

    def _show(self, face: CardFace) -> None:
        face.show(next((pick for pick in self._picks if pick.key == face.card.key), None))
