"""The fields that people fill in: plain text only, and no key that wipes what stands there."""

from collections.abc import Sequence

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from kiosk.text import clean

_PLAIN = r"[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*"
"""No control, escape or direction-override signs: an input shows what is pasted before it could be cleaned."""

# What TextArea does, without the keys that select or cut whole lines: F6, F7, ctrl+u, ctrl+k and ctrl+x.
_KEYS = {
    "up": "cursor_up",
    "down": "cursor_down",
    "left": "cursor_left",
    "right": "cursor_right",
    "ctrl+left": "cursor_word_left",
    "ctrl+right": "cursor_word_right",
    "home": "cursor_line_start",
    "end": "cursor_line_end",
    "pageup": "cursor_page_up",
    "pagedown": "cursor_page_down",
    "shift+up": "cursor_up(True)",
    "shift+down": "cursor_down(True)",
    "shift+left": "cursor_left(True)",
    "shift+right": "cursor_right(True)",
    "backspace": "delete_left",
    "delete": "delete_right",
    "ctrl+z": "undo",
    "ctrl+y": "redo",
}


class LineField(Input):
    """One line of plain text."""

    def __init__(self, value: str = "", *, placeholder: str = "", max_length: int = 200, id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, max_length=max_length, restrict=_PLAIN, id=id)


class NameField(LineField):
    """A name, without digits: a PIN that is typed here would stand there for everybody to read."""

    class NoDigits(Message):
        """Somebody typed one."""

    def __init__(self, *, placeholder: str, id: str) -> None:
        super().__init__(placeholder=placeholder, max_length=40, id=id)

    def replace(self, text: str, start: int, end: int) -> None:
        """Typed or pasted, every change comes through here: a digit stays out, and is told of."""
        if any(sign.isdecimal() for sign in text):
            self.post_message(self.NoDigits())
        else:
            super().replace(text, start, end)


class PinField(Input):
    """The digits of a PIN, at most `digits`; what is typed shows as dots."""

    def __init__(
        self, digits: int, *, placeholder: str = "", id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(
            placeholder=placeholder, password=True, max_length=digits, restrict=r"[0-9]*", id=id, classes=classes
        )


class WordsField(TextArea, inherit_bindings=False):
    """Some lines of plain text, at most `limit` characters; Tab goes to the next field."""

    BINDINGS = [Binding(key, action, show=False) for key, action in _KEYS.items()]

    def __init__(self, *, limit: int = 1000, id: str | None = None) -> None:
        super().__init__(id=id, highlight_cursor_line=False)
        self._limit = limit

    def edit(self, edit: Edit) -> EditResult:
        """Typed or pasted, every change comes through here: only clean signs, and no more than fit."""
        taken_out = len(self.get_text_range(edit.top, edit.bottom))
        edit.text = clean(edit.text)[: max(self._limit - len(self.text) + taken_out, 0)]
        return super().edit(edit)

    @property
    def words(self) -> str:
        """The text as it may be kept."""
        return clean(self.text).strip()


class ChoiceLine(Widget, can_focus=True):
    """A few choices on one line, of which that at `place` is taken; the arrow keys or a click take another."""

    BINDINGS = [Binding("left,up", "step(-1)", show=False), Binding("right,down,space", "step(1)", show=False)]
    place: reactive[int] = reactive(0)

    def __init__(self, labels: Sequence[str], place: int = 0, *, id: str) -> None:
        super().__init__(id=id)
        self._labels = tuple(labels)
        self.set_reactive(ChoiceLine.place, place)

    def render(self) -> Content:
        """The labels; a full dot says which is taken, for those who see no colour."""
        return Content(
            "   ".join(f"{'●' if place == self.place else '○'} {label}" for place, label in enumerate(self._labels))
        )

    def on_click(self) -> None:
        """A touch takes the next one."""
        self.action_step(1)

    def action_step(self, by: int) -> None:
        """Take the choice that many places further, round and round."""
        self.place = (self.place + by) % len(self._labels)
