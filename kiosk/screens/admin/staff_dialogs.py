"""Beheer's dialogs about colleagues: what of a list is so, and the name of somebody new."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, OptionList

from kiosk.rules.labels import ROLE_NAMES
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Role
from kiosk.screens.dialogs import Dialog
from kiosk.screens.fields import LineField
from kiosk.screens.row_list import ListRow, RowList
from kiosk.text import clean_line


def roles_of(member: Staff) -> str:
    """ "leerkracht, directie", or "nog geen rol"."""
    return ", ".join(name for role, name in ROLE_NAMES.items() if role in member.roles) or "nog geen rol"


_BESIDE_ROWS = 16
"""Lines of a screen that its frame, a question, a text of two lines, the buttons and what is below the rows take."""


@dataclass(frozen=True)
class Tick:
    """Something that is so or not: what comes back, what it is called, and what there is to know of it."""

    key: str
    name: str
    note: str = ""


class TicksDialog(Dialog[tuple[str, ...] | None]):
    """Asks which of the `ticks` are so; those of `on` are to begin with. Returns the keys of all that are, or None."""

    CSS_PATH = ["../dialogs.tcss", "staff_dialogs.tcss"]
    BINDINGS = [
        Binding("space", "switch", priority=False),
        Binding("f8", "keep", priority=True),
        Binding("escape", "cancel"),
    ]

    def __init__(
        self, question: str, text: str, ticks: Sequence[Tick], on: Collection[str], *, yes: str = "Bewaren"
    ) -> None:
        super().__init__()
        self._question, self._text, self._yes = question, text, yes
        self._ticks, self._on = tuple(ticks), set(on)
        self._choices = RowList((8, 10, 2) if any(one.note for one in ticks) else (17, 2), id="ticks")
        self._sums, self._in_sight = Label("", classes="sums", markup=False), len(ticks)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label(self._question, classes="dialog-question", markup=False)
            if self._text:
                yield Label(self._text, classes="dialog-text", markup=False)
            yield self._choices
            yield self._sums
            with Horizontal(classes="dialog-buttons"):
                yield Button(self._yes, variant="primary", id="keep")
                yield Button("Terug", id="cancel")
            keys = f"Enter aan of uit   F8 {self._yes.lower()}   Esc terug"
            yield Label(keys, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self._choices.focus()

    def on_resize(self, event: events.Resize) -> None:
        """As many rows as leave room for the question and the buttons."""
        self._in_sight = max(min(len(self._ticks), event.size.height - _BESIDE_ROWS), 3)
        self._choices.styles.height = self._in_sight
        self._add_up()

    def _draw(self) -> None:
        self._choices.show([ListRow(one.key, self._cells(one)) for one in self._ticks])
        self._add_up()

    def _add_up(self) -> None:
        """How many are on, of those that one does not see either."""
        every = len(self._ticks)
        hidden = f" · je ziet er {self._in_sight}, ↓ voor meer" if self._in_sight < every else ""
        self._sums.update(f"{sum(one.key in self._on for one in self._ticks)} van de {every} aan{hidden}")

    def _cells(self, one: Tick) -> tuple[str, ...]:
        is_on = one.key in self._on
        named, word = f"{'■' if is_on else '□'} {one.name}", "ja" if is_on else "nee"
        return (named, one.note, word) if any(tick.note for tick in self._ticks) else (named, word)

    @on(OptionList.OptionSelected)
    def action_switch(self) -> None:
        """The highlighted one on or off."""
        if self._choices.chosen_key:
            self._on ^= {self._choices.chosen_key}
            self._draw()

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Close with those that are on."""
        self.dismiss(tuple(one.key for one in self._ticks if one.key in self._on))

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)


def roles_dialog(member: Staff) -> TicksDialog:
    """Which roles has `member`?"""
    hint = f"In het bestand van de school staat: {member.role_hint}." if member.role_hint else ""
    ticks = [Tick(role.value, name) for role, name in ROLE_NAMES.items()]
    return TicksDialog(f"Welke rollen heeft {member.name}?", hint, ticks, member.roles)


def proposed_dialog(proposed: Iterable[tuple[Staff, Role]]) -> TicksDialog:
    """Which of these roles are right? Teachers are ticked; who would see every child is looked at one by one."""
    found = list(proposed)
    text = "Zo zegt het bestand het. Directie en IB zien alles van elk kind: zet die zelf aan, als het klopt."
    ticks = [Tick(str(one.id), one.list_name, _why(one, role)) for one, role in found]
    on = {str(one.id) for one, role in found if role is Role.TEACHER}
    return TicksDialog("Kloppen deze rollen?", text, ticks, on, yes="Geven")


def _why(member: Staff, role: Role) -> str:
    return f"{ROLE_NAMES[role]} ({member.role_hint or 'heeft een groep'})"


class NameDialog(Dialog[tuple[str, str, str] | None]):
    """Asks what a new colleague is called. Returns given name, prefix and surname, cleaned, or None."""

    CSS_PATH = ["../dialogs.tcss", "staff_dialogs.tcss"]
    BINDINGS = [Binding("f8", "keep", priority=True), Binding("escape", "cancel")]

    def __init__(self) -> None:
        super().__init__()
        self._fields = {
            "Voornaam": LineField(max_length=60, id="given_name"),
            "Tussenvoegsel": LineField(max_length=20, id="prefix"),
            "Achternaam": LineField(max_length=60, id="surname"),
        }

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label("Hoe heet de nieuwe collega?", classes="dialog-question", markup=False)
            for name, field in self._fields.items():
                with Horizontal(classes="named-field"):
                    yield Label(name, markup=False)
                    yield field
            yield Label("Enter verder   F8 toevoegen   Esc terug", classes="dialog-keys", markup=False)

    def unsaved(self) -> bool:
        return any(field.value.strip() for field in self._fields.values())

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        if event.input.id == "surname":
            self.action_keep()
        else:
            self.focus_next()

    def action_keep(self) -> None:
        """Close with the name; what was typed stays while the given name is missing."""
        given_name, prefix, surname = (clean_line(field.value) for field in self._fields.values())
        if given_name:
            self.dismiss((given_name, prefix, surname))
            return
        self.query_one(".dialog-keys", Label).update("Vul de voornaam in.   F8 toevoegen   Esc terug")
        self._fields["Voornaam"].focus()
