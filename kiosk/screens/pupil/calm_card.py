"""A calm card over the whole screen: a few sentences and one way on. It covers what the child wrote."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Footer, Label


class CalmCard(ModalScreen[None]):
    """Says `title` and `sentences` until Enter, Escape or F1; nothing under it changes."""

    CSS_PATH = "calm_card.tcss"
    BINDINGS = [
        Binding("escape", "close", "verder", key_display="Esc"),
        Binding("f1", "close", show=False, priority=True),
    ]

    def __init__(self, heading: str, sentences: Sequence[str], *, on_again: str = "Verder") -> None:
        super().__init__()
        self._heading, self._sentences, self._on_again = heading, tuple(sentences), on_again

    def compose(self) -> ComposeResult:
        with Vertical(id="card"):
            yield Label(self._heading, id="heading", markup=False)
            for sentence in self._sentences:
                yield Label(sentence, classes="sentence", markup=False)
            yield Button(self._on_again, variant="primary")
        yield Footer(show_command_palette=False)

    @on(Button.Pressed)
    def action_close(self) -> None:
        """Back to where the child was."""
        self.dismiss(None)
