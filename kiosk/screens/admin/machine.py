"""Beheer: colleagues with their roles and PINs, the parallel groups, and what the command line is for."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Label, OptionList

from kiosk.db import decisions, logins, people
from kiosk.rules.figures import hide_small, total_without_names
from kiosk.rules.people import Staff, search
from kiosk.rules.permissions import Action, Actor, Role, Scope, reach
from kiosk.screens.admin.staff_dialogs import PinDialog, RolesDialog, roles_of
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.row_list import ListRow, RowList
from kiosk.text import clean_line
from kiosk.vault.pins import generate_pin, hash_pin

_COMMANDS = """\
Op de opdrachtregel, als de kiosk gesloten is:
  kiosk import BESTAND   leerlingen, groepen en medewerkers inlezen
  kiosk doctor           kijken of alles werkt"""

_NO_HOST = "none"


class MachineScreen(KioskScreen[None]):
    """For who looks after the machine: staff and groups, no form and no pupil's name.

    Who is in the KiVa team only sees this school year's numbers per group, small ones hidden.
    """

    CSS_PATH = "machine.tcss"
    TITLE_LINE = "Beheer"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("p", "make_pin", "pincode", key_display="p"),
        Binding("r", "give_roles", "rollen", key_display="r"),
        Binding("g", "choose_host", "groepen", key_display="g"),
        Binding("slash", "look_for", "zoeken", key_display="/"),
        Binding("question_mark", "explain", "uitleg", key_display="?"),
        Binding("q", "leave", "sluiten", key_display="q"),
        Binding("escape", "lock", "slot", key_display="Esc"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        self._keeper = bool(reach(actor, Action.MANAGE_PEOPLE))
        self._counts = not self._keeper and Scope.ALL in reach(actor, Action.FIGURES_WITHOUT_NAMES)
        if not self._keeper:
            self.TITLE_LINE = "Cijfers"
        super().__init__(desk, who=actor.name)
        self.actor = actor
        self._staff: dict[str, Staff] = {}
        self._wanted = Input(placeholder="naam van een collega", max_length=40, id="wanted")
        self._rows = RowList((8, 8, 5), empty="Geen collega met deze naam. Maak het zoekveld leeg met Esc.", id="rows")

    def body(self) -> ComposeResult:
        yield Label(self._sums(), id="sums", markup=False)
        if self._keeper:
            yield Label(_COMMANDS, id="commands", markup=False)
        yield self._wanted
        yield self._rows

    def on_mount(self) -> None:
        with self.told():
            self._show()

    def _sums(self) -> str:
        store = self.desk.store
        if self._counts:
            total = total_without_names(decisions.forms_per_group(store, self.actor))
            return f"Formulieren dit schooljaar: {total if total is not None else 'te weinig om te tonen'}"
        if not self._keeper:
            return "Hier is voor jou nu niets te doen."
        members = people.staff(store)
        without = sum(not one.has_pin for one in members)
        return (
            f"{len(people.pupils(store))} leerlingen · {len(people.groups(store))} groepen · "
            f"{len(members)} medewerkers, van wie {without} zonder pincode"
        )

    def _show(self) -> None:
        if self._counts:
            counts = hide_small(decisions.forms_per_group(self.desk.store, self.actor))
            shown = [(name, "minder dan 5" if count is None else str(count)) for name, count in counts.items()]
            self._rows.show([ListRow(name, (name, "", count)) for name, count in shown])
        elif self._keeper:
            everyone = people.staff(self.desk.store)
            found = search(clean_line(self._wanted.value), everyone) if self._wanted.value else everyone
            self._staff = {str(one.id): one for one in found}
            self._rows.show([ListRow(key, _cells(one)) for key, one in self._staff.items()])
        self.query_one("#sums", Label).update(self._sums())

    @property
    def _chosen(self) -> Staff | None:
        return self._staff.get(self._rows.chosen_key or "")

    # -- colleagues --------------------------------------------------------------------------------------------------

    def action_look_for(self) -> None:
        """Open the search field."""
        self._wanted.add_class("-shown")
        self._wanted.focus()

    @on(Input.Changed, "#wanted")
    def _look(self) -> None:
        self._show()

    @on(Input.Submitted, "#wanted")
    def _found(self) -> None:
        self._rows.focus()

    def action_make_pin(self) -> None:
        """A new PIN for the highlighted colleague; asked first when they have one."""
        member = self._chosen
        if member is None:
            return
        if not member.has_pin:
            self._make_pin(member)
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self._make_pin(member)

        question = f"Een nieuwe pincode voor {member.name}?"
        self.app.push_screen(ConfirmDialog(question, "De oude pincode werkt dan niet meer."), answered)

    @work(exclusive=True)
    async def _make_pin(self, member: Staff) -> None:
        """Hash on a thread (0.1 s), keep the hash, show the digits once."""
        pin = generate_pin()
        pin_hash = await asyncio.to_thread(hash_pin, pin)
        with self.told():
            logins.set_pin(self.desk.store, self.actor, member.id, pin_hash)
            self._show()
            self.app.push_screen(PinDialog(member, pin))

    @on(OptionList.OptionSelected)
    def action_give_roles(self) -> None:
        """Which roles the highlighted colleague has."""
        member = self._chosen
        if member is None:
            return

        def answered(roles: tuple[Role, ...] | None) -> None:
            if roles is not None:
                with self.told():
                    people.give_roles(self.desk.store, self.actor, member.id, roles)
                    self._show()
                    self.tell(f"Bewaard. Dit geldt zodra {member.given_name} opnieuw inlogt.")

        self.app.push_screen(RolesDialog(member), answered)

    # -- groups ------------------------------------------------------------------------------------------------------

    def action_choose_host(self) -> None:
        """Which group's pupils go where to fill in a form (par. 8, step 1)."""
        groups = people.groups(self.desk.store)
        names = {group.id: group.name for group in groups}
        choices = [(str(group.id), f"{group.name}  →  {names.get(group.host_id or 0, 'nog geen')}") for group in groups]

        def chosen(key: str | None) -> None:
            if key:
                self._ask_host(int(key), names)

        if not choices:
            self.tell("Er zijn nog geen groepen. Lees eerst het bestand van de school in.")
            return
        text = "Hier schrijft een kind het formulier. Van welke groep wil je de parallelgroep kiezen?"
        self.app.push_screen(ChooseDialog("Parallelgroepen", choices, text), chosen)

    def _ask_host(self, group_id: int, names: dict[int, str]) -> None:
        def chosen(key: str | None) -> None:
            if key:
                with self.told():
                    host = None if key == _NO_HOST else int(key)
                    people.choose_host(self.desk.store, self.actor, group_id, host)
                    self.tell("Bewaard.")

        others = [(str(other), name) for other, name in names.items() if other != group_id]
        question = f"Wat is de parallelgroep van {names[group_id]}?"
        self.app.push_screen(ChooseDialog(question, [*others, (_NO_HOST, "nog geen")]), chosen)

    # -- the screen itself -------------------------------------------------------------------------------------------

    def action_explain(self) -> None:
        """What this screen is for."""
        self.app.push_screen(TellDialog("Beheer", _HELP))

    def action_leave(self) -> None:
        """Close the kiosk, once that is sure."""

        def answered(sure: bool | None) -> None:
            if sure:
                self.app.exit()

        self.app.push_screen(ConfirmDialog("De kiosk sluiten?", "Alles is bewaard.", yes="Sluiten"), answered)

    def action_lock(self) -> None:
        """Back to start; a search is cleared first."""
        self.action_back()

    def action_back(self) -> None:
        """Clear the search, else one screen back."""
        if self._wanted.has_class("-shown"):
            self._wanted.value = ""
            self._wanted.remove_class("-shown")
            self._rows.focus()
            return
        self.dismiss(None)

    def _above_start(self) -> bool:
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1] if self in stack else None
        return isinstance(below, KioskScreen) and below.FLOOR

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show the keys that work for this person; Esc is the lock when nothing but start lies below."""
        if action in ("make_pin", "give_roles", "choose_host", "look_for", "explain"):
            return self._keeper
        if action in ("lock", "back"):
            return self._above_start() is (action == "lock")
        return super().check_action(action, parameters)


_HELP = """\
p  maakt een pincode voor een collega, die je één keer ziet
r  geeft rollen; wat in het bestand staat is alleen een hint
g  kiest naar welke groep een kind gaat om te schrijven

Leerlingen en formulieren staan niet op dit scherm."""


def _cells(member: Staff) -> tuple[str, ...]:
    return member.list_name, roles_of(member), "pincode: ja" if member.has_pin else "pincode: nee"
