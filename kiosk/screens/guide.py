"""Wegwijzer: the reporting code, the bereavement protocol and who there is to talk to, for staff to read."""

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Label, OptionList

from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.row_list import ListRow, RowList
from kiosk.settings import Contact
from kiosk.settings.guide import CONTACT, Block, BlockKind, Subject

_NOBODY = "Hier staat nog niemand. Beheer vult de mensen van de school in (Beheer, h)."


class SubjectList(RowList, inherit_bindings=False):
    """The subjects. The keys that move a text are the screen's, so that they work from here too."""

    BINDINGS = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]


class SubjectText(VerticalScroll, inherit_bindings=False):
    """The text of one subject; the arrow keys move it."""

    BINDINGS = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("home", "scroll_home", show=False),
        Binding("end", "scroll_end", show=False),
    ]


class GuideScreen(StaffScreen[None]):
    """The subjects at the left, the text of the highlighted one at the right. It judges nothing and logs nothing."""

    CSS_PATH = "guide.tcss"
    TITLE_LINE = "Wegwijzer"
    AUTO_FOCUS = "#subjects"
    BINDINGS = [
        Binding("enter,right", "read", "lezen", key_display="Enter"),
        Binding("left", "choose", "onderwerpen", key_display="←"),
        Binding("pagedown,space", "page(1)", "verder lezen", key_display="PgDn"),
        Binding("pageup", "page(-1)", show=False),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._subjects = {one.key: one for one in desk.store.settings.guide}
        self._shown = ""
        self._rows = SubjectList((1,), id="subjects")
        self._text = SubjectText(id="text")

    def body(self) -> ComposeResult:
        with Horizontal(id="sides"):
            yield self._rows
            yield self._text

    def on_mount(self) -> None:
        self._rows.show([ListRow(one.key, (one.label,)) for one in self._subjects.values()])

    @on(OptionList.OptionHighlighted)
    async def _show(self) -> None:
        """The text of the highlighted subject, from its beginning."""
        subject = self._subjects.get(self._rows.chosen_key or "")
        if subject is None or subject.key == self._shown:
            return
        self._shown = subject.key
        with self.app.batch_update():
            await self._text.remove_children()
            await self._text.mount_all(self._widgets(subject))
            self._text.scroll_home(animate=False)
        self.call_after_refresh(self.refresh_bindings)  # whether there is more to read is known once it stands there

    def _widgets(self, subject: Subject) -> Iterator[Widget]:
        yield Label(subject.title, classes="title", markup=False)
        if subject.note:
            yield Label(subject.note, classes="note", markup=False)
        at_school = _at_school(self.desk.store.settings.contacts) if subject.key == CONTACT else ()
        for block in (*at_school, *subject.blocks):
            yield _widget(block)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each side has the key to the other one; on in the text only where it goes on."""
        if action in ("read", "choose"):
            return self._rows.has_focus is (action == "read")
        if action == "page":
            return self._text.max_scroll_y > 0
        return super().check_action(action, parameters)

    @on(OptionList.OptionSelected)
    def action_read(self) -> None:
        """To the text: the arrow keys move it."""
        self._text.focus()

    def action_choose(self) -> None:
        """Back to the subjects."""
        self._rows.focus()

    def action_page(self, pages: int) -> None:
        """Move the text by nearly its own height, whichever side has the keys."""
        self._text.scroll_relative(y=pages * (self._text.size.height - 1), animate=False)

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)


def _at_school(contacts: tuple[Contact, ...]) -> tuple[Block, ...]:
    """The people of the school: who they are and where to find them."""
    people = [Block(BlockKind.POINT, f"{one.name}, {one.role.label}: {one.place}") for one in contacts] or [
        Block(BlockKind.PARAGRAPH, _NOBODY)
    ]
    return (Block(BlockKind.HEADING, "Op school"), *people)


_SIGNS = {BlockKind.POINT: "-", BlockKind.POINT_BELOW: "·"}


def _widget(block: Block) -> Widget:
    """A piece of text; a point has its sign beside it, so that its further lines begin below its first."""
    sign = _SIGNS.get(block.kind)
    if sign is None:
        return Label(block.text, classes=block.kind, markup=False)
    words = Label(block.text, classes="words", markup=False)
    return Horizontal(Label(sign, classes="sign", markup=False), words, classes=block.kind)
