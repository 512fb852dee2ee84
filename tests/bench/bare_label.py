"""The reference: the least that Textual can show."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class BareLabel(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        yield Label("Een label.")


if __name__ == "__main__":
    BareLabel().run()
