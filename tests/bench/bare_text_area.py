"""The reference for typing: the least that Textual can type in. Shows the text of the file that its argument names."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class BareTextArea(App[None]):
    """One plain text area, as large as the kiosk's field on 80 by 24, with the cursor at the end."""

    CSS = "TextArea { width: 64; height: 15; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._area = TextArea(text, soft_wrap=True)

    def compose(self) -> ComposeResult:
        yield self._area

    def on_mount(self) -> None:
        self._area.move_cursor(self._area.document.end)


if __name__ == "__main__":
    BareTextArea(Path(sys.argv[1]).read_text(encoding="utf-8")).run()
