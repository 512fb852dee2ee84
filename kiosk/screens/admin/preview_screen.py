"""What the screens share that tell what a change does before it is saved: the button has the focus, the text moves."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Label

from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk


class PreviewScreen(StaffScreen[bool]):
    """`words` says what changes, and for whom. F8 or the button saves; True when it was saved."""

    TITLE_LINE = "Wat er verandert"
    AUTO_FOCUS = "#save"
    BINDINGS = [
        Binding("f8", "save", "bewaren", key_display="F8", priority=True),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown", "scroll(8)", show=False),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._kept = False  # a key pressed twice saves it once

    def body(self) -> ComposeResult:
        with VerticalScroll(id="changes", can_focus=False):
            yield Label(self.words(), markup=False)
        with Horizontal(id="foot"):
            yield from self.beside_the_button()
            yield Button("Bewaren  F8", id="save", variant="primary")

    def words(self) -> Content:
        """What is set otherwise, and what that does, with the names of pupils where they may be known."""
        raise NotImplementedError

    def beside_the_button(self) -> ComposeResult:
        """What else stands at the foot."""
        yield from ()

    def action_scroll(self, lines: int) -> None:
        """Move the sentences."""
        self.query_one("#changes").scroll_relative(y=lines, animate=False)

    def action_back(self) -> None:
        """Back to what was filled in; it is as it was left."""
        self.dismiss(False)
