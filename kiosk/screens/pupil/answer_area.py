"""The field for a child's own words: it takes letters, never a surprise."""

from dataclasses import dataclass

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Selection

from kiosk.rules.answer import MAX_LENGTH
from kiosk.text import clean


def opening(starter: str) -> str:
    """What a sentence starter puts down: all but its last "…"."""
    return starter.removesuffix("…").rstrip()


@dataclass(frozen=True)
class _Placed:
    """A starter as it was put down: where it begins, where it ends, and its text."""

    start: tuple[int, int]
    end: tuple[int, int]
    text: str


class AnswerArea(TextArea, inherit_bindings=False):
    """A field of plain text of at most `MAX_LENGTH` characters.

    Of all the keys that Textual's field knows (F7 chose everything, and the next key wiped it) only those below are
    kept. Nothing can be selected, so that no key can replace more than one sign, and nothing goes to a clipboard. Tab
    leaves the field. Typed, pasted or put there: every text passes `edit`, where it is cleaned and cut.
    """

    BINDINGS = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("ctrl+left", "cursor_word_left", show=False),
        Binding("ctrl+right", "cursor_word_right", show=False),
        Binding("home", "cursor_line_start", show=False),
        Binding("end", "cursor_line_end", show=False),
        Binding("pageup", "cursor_page_up", show=False),
        Binding("pagedown", "cursor_page_down", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding("ctrl+y", "redo", show=False),
    ]

    class Full(Message):
        """Something did not fit any more and was left out."""

    class PastEnd(Message):
        """The child went on down below the last line."""

    def __init__(self, text: str, *, empty: str, id: str | None = None) -> None:
        super().__init__(text, id=id, tab_behavior="focus", highlight_cursor_line=False, placeholder=Content(empty))
        self._placed: _Placed | None = None

    def on_mount(self) -> None:
        """Go on where the child stopped."""
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Every change of the text comes through here: only clean signs, and no more than fit."""
        taken_out = len(self.get_text_range(edit.top, edit.bottom))
        room = max(MAX_LENGTH - len(self.text) + taken_out, 0)
        new = clean(edit.text)
        edit.text = new[:room]
        result = super().edit(edit)
        self.scroll_cursor_visible()  # Textual's own look comes before the field knows that it grew a line
        if len(new) > room:
            self.post_message(self.Full())  # after the change itself, which takes away older sentences
        return result

    def validate_selection(self, selection: Selection) -> Selection:
        """Only a cursor: a stretch of text chosen by a slip of the mouse would be replaced by the next key."""
        return Selection.cursor(selection.end)

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down; from the last one out of the field, so that arrow keys and Enter alone lead everywhere."""
        here, end = (self.wrapped_document.location_to_offset(at) for at in (self.cursor_location, self.document.end))
        if here.y == end.y:
            self.post_message(self.PastEnd())
        else:
            super().action_cursor_down(select)

    def undo(self) -> None:
        """Take the last change back. Textual looks for the cursor before it puts it back: not below the last line."""
        if self.history.undo_stack:
            self.move_cursor((0, 0))
        super().undo()

    def redo(self) -> None:
        """Bring back what was undone; the same holds for it."""
        if self.history.redo_stack:
            self.move_cursor((0, 0))
        super().redo()

    def put_starter(self, starter: str) -> None:
        """Put the opening of a sentence starter at the cursor, with the cursor behind it.

        When the starter before it still stands there untouched, the new one takes its place.
        """
        start = end = self.cursor_location
        if (
            self._placed
            and self._placed.end == end
            and self.get_text_range(self._placed.start, end) == self._placed.text
        ):
            start = self._placed.start
        before = self.get_text_range((start[0], 0), start)
        gap = " " if before.strip() and not before[-1].isspace() else ""
        self.replace(f"{gap}{opening(starter)} ", start, end, maintain_selection_offset=False)
        self._placed = _Placed(start, self.cursor_location, self.get_text_range(start, self.cursor_location))
