"""A calm card over the whole screen: a few sentences and one way on. It covers what the child wrote."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Label

from kiosk.screens.large_signs import large

_ROOM_FOR_TWICE = (70, 30)
"""Columns and lines from which HULP is drawn twice as large."""


class CalmCard(ModalScreen[None]):
    """Says `heading` and `sentences` until Enter, Escape or F1; nothing under it changes."""

    CSS_PATH = "calm_card.tcss"
    BINDINGS = [
        Binding("escape", "close", show=False),
        Binding("f1", "close", show=False, priority=True),
        Binding("f2", "staff", show=False, priority=True),
        Binding("up", "scroll(-2)", show=False),
        Binding("down", "scroll(2)", show=False),
    ]

    def __init__(self, heading: str, sentences: Sequence[str], *, on_again: str = "Verder") -> None:
        super().__init__()
        self._heading, self._sentences, self._on_again = heading, tuple(sentences), on_again

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield from self.above()
            yield Label(self._heading, id="heading", markup=False)
            for sentence in self._sentences:
                yield Label(sentence, classes="sentence", markup=False)
            with Center(id="way-on"):
                yield Button(self._on_again, variant="primary")

    def above(self) -> ComposeResult:
        """What stands above the heading."""
        yield from ()

    def on_mount(self) -> None:
        # The button below takes the keys; a long card still begins at its heading.
        self.call_after_refresh(lambda: self.query_one("#card").scroll_home(animate=False))

    def action_scroll(self, lines: int) -> None:
        """A long card moves under the arrow keys."""
        self.query_one("#card").scroll_relative(y=lines, animate=False)

    def action_staff(self) -> None:
        """The adult who comes to help logs in, as from the screen below."""
        if not self.is_active:
            return
        self.dismiss(None)
        self.app.call_later(self.app.run_action, "screen.staff")

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Back to where the child was; once, however often Enter is struck: Textual closes whatever is on top."""
        if self.is_active:
            self.dismiss(None)


class HelpCard(CalmCard):
    """The child wants help: a word that an adult can read from across the room, and no word of the child."""

    def __init__(self) -> None:
        super().__init__("Steek je hand op.", ("Juf of meester komt zo.", "Alles wat je schreef blijft staan."))

    def above(self) -> ComposeResult:
        """HULP, as large as fits."""
        width, height = self.app.size
        times = 2 if width >= _ROOM_FOR_TWICE[0] and height >= _ROOM_FOR_TWICE[1] else 1
        with Center(id="call"):
            yield Label(large("HULP", times), id="hulp", markup=False)
