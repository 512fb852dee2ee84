"""A letter on the screen as it will stand on paper; it moves under the arrow keys."""

from itertools import zip_longest

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Label

from kiosk.rules.letter_text import Block, BlockKind, blocks_of


class LetterPreview(VerticalScroll):
    """The whole letter. Whatever people wrote in it is shown as text."""

    def __init__(self, text: str = "", *, id: str = "letter") -> None:
        super().__init__(id=id)
        self._page = Label("", markup=False)
        self.show(text)

    def compose(self) -> ComposeResult:
        yield self._page

    def show(self, text: str) -> None:
        """Show another text, in the same place."""
        blocks = blocks_of(text)
        pairs = zip_longest(blocks, blocks[1:])
        self._page.update(Content("").join(Content.assemble(_drawn(one), _below(one, after)) for one, after in pairs))


def _drawn(block: Block) -> Content:
    if block.kind is BlockKind.TITLE:
        return Content.styled(block.text, "bold $primary")
    if block.kind is BlockKind.HEADING:
        return Content.styled(block.text, "bold")
    if block.kind is BlockKind.POINT:
        return Content("• " + block.text.replace("\n", "\n  "))
    if block.kind is BlockKind.SIGN:
        return Content("\n".join(f"________________  {label.strip()}" for label in block.text.split("|")))
    return Content("- - - - - - - - hier afknippen - - - - - - - -" if block.kind is BlockKind.CUT else block.text)


def _below(block: Block, following: Block | None) -> str:
    """Points stand under one another, and text right below its heading."""
    if following is None:
        return ""
    together = block.kind is BlockKind.HEADING or block.kind is following.kind is BlockKind.POINT
    return "\n" if together else "\n\n"
