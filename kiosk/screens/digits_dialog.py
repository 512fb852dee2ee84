"""Six digits that are shown once, large: a new PIN, or the code for a colleague."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label

from kiosk.screens.dialogs import Dialog
from kiosk.screens.large_signs import in_threes, large


class DigitsDialog(Dialog[bool | None]):
    """Shows `digits` below `title`. True when the person took them, None at Esc, False at the other button.

    `other` is what that one says; "" when there is none.
    """

    CSS_PATH = ["dialogs.tcss", "digits_dialog.tcss"]
    BINDINGS = [
        Binding("escape", "close"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, digits: str, text: str, *, take: str, other: str = "Geef een andere") -> None:
        super().__init__()
        self._title, self._digits, self._text = title, digits, text
        self._take, self._other = take, other

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._title, classes="dialog-question", markup=False)
            yield Label(large(in_threes(self._digits)), id="digits", markup=False)
            yield Label(self._text, classes="dialog-text", markup=False)
            with Horizontal(classes="dialog-buttons"):
                yield Button(self._take, variant="primary", id="take")
                if self._other:
                    yield Button(self._other, id="other")

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "take")

    def action_close(self) -> None:
        """Close; nobody sees these digits again."""
        self.dismiss(None)
