"""The keys at the bottom of start and of a pupil's screen: one quiet line, and each key a button for Tab and touch."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

_ON_THE_RIGHT = ("f7", "f8")


class KeyButton(Static, can_focus=True):
    """One key with its word; pressing it does what the key does.

    Not a `Button`: the looks of that, which it would not use, cost the first frame 5 ms of parsing.
    """

    BINDINGS = [Binding("enter", "press", show=False)]

    def __init__(self, binding: Binding) -> None:
        label = Content.assemble((f"{binding.key_display or binding.key} ", "bold"), binding.description)
        super().__init__(label, id=f"key-{binding.key}")
        self._does = f"screen.{binding.action}"

    def on_click(self, event: Click) -> None:
        """A touch is a press; in the app's turn, as a key is: a key struck behind it waits for that."""
        event.stop()
        self.app.call_later(self.action_press)

    async def action_press(self) -> None:
        """What the key does."""
        await self.run_action(self._does)


class KeyBar(Horizontal):
    """The keys of `bindings` in their order; what leads back and on stands apart, on the right.

    The arrows go along the keys; up goes back to what the screen asks.
    """

    BINDINGS = [
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("up", "screen.focus_main", show=False),
    ]

    def __init__(self, bindings: Sequence[Binding]) -> None:
        super().__init__()
        self._keys = tuple(bindings)

    def compose(self) -> ComposeResult:
        yield from (KeyButton(one) for one in self._keys if one.key not in _ON_THE_RIGHT)
        if on_the_right := [KeyButton(one) for one in self._keys if one.key in _ON_THE_RIGHT]:
            yield Static(classes="between")
            yield from on_the_right
