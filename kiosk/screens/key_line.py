"""The line of keys at the bottom, made anew only when another key stands there."""

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyLine(Footer):
    """Textual's footer makes every key again at each move of the focus, and styles each of them three times."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._stands: list[object] | None = None

    def compose(self) -> ComposeResult:
        self._stands = _asked(self.screen) if self._bindings_ready else None
        for widget in super().compose():
            if isinstance(widget, FooterKey):
                widget.set_reactive(FooterKey.compact, self.compact)  # else it begins as the other and is styled twice
            yield widget

    def bindings_changed(self, screen: Screen[object]) -> None:
        if not self._bindings_ready or _asked(screen) != self._stands:
            super().bindings_changed(screen)


def _asked(screen: Screen[object]) -> list[object]:
    """The keys that this screen wants to stand at the bottom now."""
    active = screen.active_bindings.values()
    return [(one.binding, one.enabled, one.tooltip) for one in active if one.binding.show]
