"""Beheer's dialog about a colleague: which roles they have."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label, OptionList

from kiosk.rules.labels import ROLE_NAMES
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Role
from kiosk.screens.dialogs import Dialog
from kiosk.screens.row_list import ListRow, RowList


def roles_of(member: Staff) -> str:
    """ "leerkracht, directie", or "nog geen rol"."""
    return ", ".join(name for role, name in ROLE_NAMES.items() if role in member.roles) or "nog geen rol"


class RolesDialog(Dialog[tuple[Role, ...] | None]):
    """Asks which roles `member` has. Returns them all, or None when nothing changes."""

    CSS_PATH = ["../dialogs.tcss", "staff_dialogs.tcss"]
    BINDINGS = [
        Binding("space", "switch", priority=False),
        Binding("f8", "keep", priority=True),
        Binding("escape", "cancel"),
    ]

    def __init__(self, member: Staff) -> None:
        super().__init__()
        self._member = member
        self._given = {Role(role) for role in member.roles}
        self._choices = RowList((3, 1), id="roles")

    def compose(self) -> ComposeResult:
        hint = f"In het bestand van de school staat: {self._member.role_hint}." if self._member.role_hint else ""
        with Vertical(classes="dialog"):
            yield Label(f"Welke rollen heeft {self._member.name}?", classes="dialog-question", markup=False)
            if hint:
                yield Label(hint, classes="dialog-text", markup=False)
            yield self._choices
            with Horizontal(classes="dialog-buttons"):
                yield Button("Bewaren", variant="primary", id="keep")
                yield Button("Terug", id="cancel")
            keys = "Enter aan of uit   F8 bewaren   Esc terug"
            yield Label(keys, classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self._draw()
        self._choices.focus()

    def _draw(self) -> None:
        self._choices.show(
            [
                ListRow(role.value, (f"{'■' if role in self._given else '□'} {name}", self._word(role)))
                for role, name in ROLE_NAMES.items()
            ]
        )

    def _word(self, role: Role) -> str:
        return "ja" if role in self._given else "nee"

    @on(OptionList.OptionSelected)
    def action_switch(self) -> None:
        """The highlighted role on or off."""
        if self._choices.chosen_key:
            self._given ^= {Role(self._choices.chosen_key)}
            self._draw()

    @on(Button.Pressed, "#keep")
    def action_keep(self) -> None:
        """Close with the roles that are on."""
        self.dismiss(tuple(role for role in ROLE_NAMES if role in self._given))

    @on(Button.Pressed, "#cancel")
    def action_cancel(self) -> None:
        """Close and change nothing."""
        self.dismiss(None)
