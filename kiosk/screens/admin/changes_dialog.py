"""What a change does, sentence by sentence, before it is saved."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Label

from kiosk.screens.dialogs import ConfirmDialog


class ChangesDialog(ConfirmDialog):
    """Asks whether to save what the sentences `told` say; many of them move under the arrow keys."""

    CSS_PATH = ["../dialogs.tcss"]
    BINDINGS = [
        ("up", "scroll(-1)", "omhoog"),
        ("down", "scroll(1)", "omlaag"),
        Binding("f8", "answer(True)", priority=True),  # the key that led here
    ]

    def __init__(self, told: Sequence[str]) -> None:
        super().__init__("Zo bewaren?")
        text = "\n".join(f"- {sentence}" for sentence in told)
        self._long = VerticalScroll(Label(text, classes="dialog-text", markup=False), classes="dialog-long")
        self._long.can_focus = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            yield self._long
            with Horizontal(classes="dialog-buttons"):
                yield Button("Bewaren", id="yes", variant="primary")
                yield Button("Nee", id="no")
                yield Label("↑ ↓   F8 ja   Esc nee", classes="dialog-keys", markup=False)

    def action_scroll(self, lines: int) -> None:
        """Move the sentences."""
        self._long.scroll_relative(y=lines, animate=False)
