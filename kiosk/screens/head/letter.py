"""Writing a letter: fields that only a person can fill in, the whole letter beside them, and then the way to paper."""

from collections.abc import Mapping

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label, TextArea

from kiosk.db import letters
from kiosk.errors import Refused
from kiosk.jobs import write_letter
from kiosk.paper.letter import letter_pdf
from kiosk.paper.logo import logo_to_print
from kiosk.rules.letters import ASKED, LETTER_NAMES, LOOK_BACK, About, LetterKind, Typed, read_field
from kiosk.rules.masking import Hit
from kiosk.rules.moment import read_day
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import stop_dialog
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.head.letter_preview import LetterPreview
from kiosk.screens.to_paper import Document, to_paper

_BOTH_FIT = 110
"""Columns from which the fields and the letter stand side by side."""

_LONGEST = 2000
"""Characters in a field of some lines."""

_MISSING = "…………"
"""What the letter shows where something is still to be filled in."""


class LetterScreen(StaffScreen[int | None]):
    """Writes the letter of `kind` about `about`. Returns its id once it was printed or saved, None when it was not.

    Made by `LetterScreen(...)` within `told()`: it raises `Refused` at once when `actor` may not write letters, or the
    record or the settings lack what the letter cannot do without.
    """

    CSS_PATH = "letter.tcss"
    TITLE_LINE = "Brief"
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("f6", "other_side", "lezen of invullen", key_display="F6", priority=True),
        Binding("f8", "read", "lees de brief", key_display="F8", priority=True),
        Binding("f8", "print", "printen of opslaan", key_display="F8", priority=True),
        Binding("enter", "print", show=False),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, kind: LetterKind, about: About) -> None:
        super().__init__(desk, actor)
        self._draft = write_letter.begin(desk.store, actor, kind, about)
        self._asked = ASKED.get(kind, ())
        self._fields: dict[str, LineField | WordsField] = {}
        for one in self._asked:
            before = self._draft.proposed[one.key]
            field = WordsField(limit=_LONGEST) if one.typed is Typed.WORDS else LineField(before, max_length=300)
            field.border_title, field.border_subtitle = one.label, one.hint
            self._fields[one.key] = field
        self._before = self._texts()
        self._staying: frozenset[Hit] = frozenset()
        self._filling = bool(self._asked)
        self._kept = False
        self._form = VerticalScroll(id="fields", can_focus=False)
        self._letter = LetterPreview()
        self._names = Label("", id="names", markup=False)

    def body(self) -> ComposeResult:
        name = LETTER_NAMES[self._draft.kind].capitalize()
        yield Label(f"{name} · {self._draft.pupil.name}", id="whose", markup=False)
        with Horizontal(id="sides"):
            with self._form:
                yield from self._fields.values()
                yield Button("Lees de brief  F8", id="read", variant="primary")
            yield self._letter
        yield self._names

    def on_mount(self) -> None:
        self._show()
        self._focus_side()

    def on_resize(self, event: events.Resize) -> None:
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        """Side by side where there is room, else the one that is being read or filled in."""
        both = width >= _BOTH_FIT
        self._form.display = bool(self._asked) and (both or self._filling)
        self._letter.display = both or not self._filling
        self.set_class(both, "-both")

    def _focus_side(self, key: str = "") -> None:
        """The cursor in the fields (in the one of `key`) or on the letter, in sight."""
        self._fit(self.size.width)
        if not self._filling:
            self._letter.focus()
            return
        field = self._fields[key or self._asked[0].key]
        field.focus()
        self.call_after_refresh(field.scroll_visible, animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A letter that asks nothing has one side; it is printed from where it was read."""
        if action == "print":
            return self._letter.has_focus
        if action == "read":
            return bool(self._asked) and not self._letter.has_focus
        return bool(self._asked) if action == "other_side" else super().check_action(action, parameters)

    # -- what it says ------------------------------------------------------------------------------------------------

    def _texts(self) -> dict[str, str]:
        return {
            key: field.words if isinstance(field, WordsField) else field.value for key, field in self._fields.items()
        }

    def unsaved(self) -> bool:
        return not self._kept and self._texts() != self._before

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _show(self) -> None:
        """The letter as it is now, dots where something is missing; other children's names are masked."""
        said: dict[str, str] = {}
        for one in self._asked:
            try:
                said |= {one.key: self._read(one.key)}
            except Refused:  # what is wrong is said when the person goes on
                said |= {one.key: _MISSING}
        hits = write_letter.names_in(self._draft, said)
        self._letter.show(write_letter.text_of(self._draft, said, [hit for hit in hits if hit not in self._staying]))
        self._names.update(_names_masked(hits, self._staying))
        self._names.display = bool(hits)

    def _read(self, key: str) -> str:
        field = next(one for one in self._asked if one.key == key)
        return read_field(field, self._texts()[key], self.desk.store.settings.calendar, self.desk.clock())

    def _said(self) -> dict[str, str]:
        """What was filled in; `Refused`, with the cursor in the field that it is about, when the letter cannot go."""
        said = {}
        for one in self._asked:
            try:
                said[one.key] = self._read(one.key)
            except Refused:
                self._filling = True
                self._focus_side(one.key)
                raise
        return said

    # -- keys --------------------------------------------------------------------------------------------------------

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_other_side(self) -> None:
        """From the fields to the letter, and back."""
        self._filling = self._letter.has_focus
        self._focus_side()

    @on(Button.Pressed)
    def action_read(self) -> None:
        """From the fields to the letter; what is missing is said, and every word stays."""
        with self.told():
            self._said()
            self.quiet()
            self._filling = False
            self._focus_side()

    @work(exclusive=True)
    async def action_print(self) -> None:
        """From the letter to paper, or back to the field where something is missing."""
        if not self._kept:  # a key pressed twice prints it once
            with self.told():
                await self._to_paper(self._said())

    async def _to_paper(self, said: Mapping[str, str]) -> None:
        store, draft, now = self.desk.store, self._draft, self.desk.clock()
        hits = write_letter.names_in(draft, said)

        def text() -> str:
            return write_letter.text_of(draft, said, [hit for hit in hits if hit not in self._staying])

        async def settle() -> bool:
            """Which names stay: asked only when somebody is named."""
            if not hits:
                return True
            from kiosk.screens.teacher.masking import MaskingScreen, Text  # only when a name stands there

            texts = [Text(where, words) for where, words in write_letter.written(draft, said).items()]
            left = await self.app.push_screen_wait(MaskingScreen(self.desk, self.actor, texts, hits, self._staying))
            if left is not None:
                self._staying = left
                self._show()
            return left is not None

        document = Document(
            write_letter.document_name(now),
            f"De brief over {draft.pupil.given_name} printen",
            "de brief",
            "hier klaarstaan",
            lambda: letter_pdf(text(), now.date(), logo_to_print(store.home.logo)),
            settle,
        )
        if await to_paper(self, self.actor, document):
            day = read_day(self._texts()[LOOK_BACK], now.date()) if LOOK_BACK in said else None
            kept = letters.keep_letter(store, self.actor, draft.kind, draft.about, text(), day)
            self._kept = True
            self.dismiss(kept.id)

    @work(exclusive=True)
    async def action_back(self) -> None:
        """Away without a letter; asks first when something was typed."""
        if not self.unsaved() or await self.app.push_screen_wait(stop_dialog()):
            self.dismiss(None)


def _names_masked(hits: tuple[Hit, ...], left: frozenset[Hit]) -> str:
    count = len([hit for hit in hits if hit not in left])
    return f"Namen van andere kinderen afgeschermd: {count}. Je kiest bij het printen."
