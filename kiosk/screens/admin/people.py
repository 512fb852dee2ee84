"""Beheer: colleagues with their roles, home groups and PINs; who comes and who left."""

from collections.abc import Awaitable, Callable

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Label, OptionList

from kiosk.db import people
from kiosk.rules.dutch import counted
from kiosk.rules.people import Staff, search
from kiosk.rules.permissions import Actor, Role
from kiosk.rules.staffing import proposed_roles, waiting_for_pin
from kiosk.screens.admin.colleague_moves import add_colleague, leave_or_return
from kiosk.screens.admin.colleague_roles import give_groups, give_roles, propose_roles
from kiosk.screens.admin.pins import make_pin, make_pins
from kiosk.screens.admin.staff_dialogs import roles_of
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField
from kiosk.screens.row_list import ListRow, RowList
from kiosk.text import clean_line

_HELP = """\
p  maakt een pincode, die je één keer ziet
P  maakt ze voor wie een rol heeft, één voor één
r  geeft rollen; het bestand geeft alleen een hint
R  stelt rollen voor uit het bestand: jij kijkt ze na
g  kiest de groepen, tot een volgend bestand
n  voegt iemand toe die niet in het bestand staat
w  weg van school, of weer terug
v  toont ook wie van school is
/  zoekt op naam"""


class PeopleScreen(StaffScreen[None]):
    """For who looks after the machine: staff, no form and no pupil's name."""

    CSS_PATH = "people.tcss"
    TITLE_LINE = "Collega's"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("p", "make_pin", "pin", key_display="p"),
        Binding("r", "give_roles", "rollen", key_display="r"),
        Binding("g", "give_groups", "groepen", key_display="g"),
        Binding("n", "add", "nieuw", key_display="n"),
        Binding("w", "leave_or_return", "is weg", key_display="w"),
        Binding("v", "show_former", show=False),  # the lines at the top name these three when they are of use
        Binding("R", "propose_roles", show=False),
        Binding("P", "make_pins", show=False),
        Binding("slash", "look_for", "zoek", key_display="/"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._at_school: list[Staff] = []
        self._former: list[Staff] = []
        self._listed: dict[str, Staff] = {}
        self._groups: dict[int, str] = {}
        self._with_former = False
        self._busy = False
        self._sums = Label("", id="sums", markup=False)
        self._hints = Label("", id="hints", markup=False)
        self._wanted = LineField(placeholder="naam van een collega", max_length=40, id="wanted")
        self._rows = RowList((21, 19, 19, 13), empty=_NOBODY, id="rows")
        self._about = Label("", id="about", markup=False)

    def body(self) -> ComposeResult:
        yield self._sums
        yield self._hints
        yield self._wanted
        yield self._rows
        yield self._about

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        """Everything anew from the store; the highlight stays with its colleague."""
        self._at_school = people.staff(self.desk.store)
        self._former = people.former_staff(self.desk.store)
        self._groups = {group.id: group.name for group in people.groups(self.desk.store)}
        self._sums.update(self._summed_up())
        hints = self._things_to_do()
        self._hints.update("\n".join(hints))
        self._hints.display = bool(hints)
        listed = [*self._at_school, *(self._former if self._with_former else [])]
        found = search(clean_line(self._wanted.value), listed) if self._wanted.value else listed
        self._listed = {str(one.id): one for one in found}
        self._rows.show([ListRow(key, self._cells(one)) for key, one in self._listed.items()])
        self._tell_of_row()

    def _summed_up(self) -> str:
        without = sum(not one.has_pin for one in self._at_school)
        sums = f"{counted(len(self._at_school), 'collega', _SEVERAL)}, van wie {without} zonder pincode"
        if not self._former:
            return sums
        return f"{sums} · {len(self._former)} van school: v {'verbergt' if self._with_former else 'toont'} ze"

    def _things_to_do(self) -> list[str]:
        """What there is to do for several colleagues at once."""
        proposed, waiting = len(proposed_roles(self._at_school)), len(waiting_for_pin(self._at_school))
        hints = []
        if proposed:
            hints.append(f"R  stelt rollen voor, uit het bestand: voor {counted(proposed, 'collega', _SEVERAL)}")
        if waiting:
            hints.append(f"P  maakt pincodes, één voor één: voor {counted(waiting, 'collega', _SEVERAL)} met een rol")
        if hints and not any(Role.ADMIN in one.roles for one in self._at_school):
            hints.append("n  Zorg jij voor de kiosk, en ben je geen directie? Zet jezelf erbij, met de rol beheer")
        return hints

    def _cells(self, one: Staff) -> tuple[str, ...]:
        if not one.active:
            return one.list_name, "van school", "", ""
        return one.list_name, roles_of(one), self._groups_of(one), _pin_of(one)

    def _groups_of(self, one: Staff) -> str:
        return ", ".join(name for group_id, name in self._groups.items() if group_id in one.group_ids)

    @on(OptionList.OptionHighlighted)
    def _tell_of_row(self) -> None:
        """All of the highlighted row: a column may be too narrow for it."""
        one, parts = self._chosen, []
        if one and not one.active:
            parts = [one.name, "van school, kan niet inloggen", "w haalt terug"]
        elif one:
            hint = f"functie in het bestand: {one.role_hint}" if one.role_hint else ""
            parts = [one.name, roles_of(one), self._groups_of(one) or "geen groep", _pin_of(one), hint]
        self._about.update(" · ".join(part for part in parts if part))

    @property
    def _chosen(self) -> Staff | None:
        return self._listed.get(self._rows.chosen_key or "")

    @property
    def _chosen_at_school(self) -> Staff | None:
        """The highlighted colleague; who left is told to come back first."""
        member = self._chosen
        if member is None or member.active:
            return member
        self.tell(f"{member.name} is van school. Haal {member.given_name} eerst terug met w.", trouble=True)
        return None

    @work
    async def _do(self, deed: Callable[[], Awaitable[object]]) -> None:
        """One thing at a time: a key struck once too often, between two dialogs, ends nothing and begins nothing."""
        if self._busy:
            return
        self._busy = True
        self.app.clear_notifications()  # about somebody else
        try:
            with self.told():
                await deed()
        finally:
            self._busy = False
        self._show()

    def action_make_pin(self) -> None:
        """A new PIN for the highlighted colleague."""
        if member := self._chosen_at_school:
            self._do(lambda: make_pin(self, member))

    def action_make_pins(self) -> None:
        """A PIN for everybody who has a role and none yet."""
        self._do(lambda: make_pins(self, self._at_school))

    @on(OptionList.OptionSelected)
    def action_give_roles(self) -> None:
        """Which roles the highlighted colleague has."""
        if member := self._chosen_at_school:
            self._do(lambda: give_roles(self, member))

    def action_propose_roles(self) -> None:
        """The roles that the school's file makes likely, to look at and give."""
        self._do(lambda: propose_roles(self, self._at_school))

    def action_give_groups(self) -> None:
        """Which home groups the highlighted colleague has."""
        if member := self._chosen_at_school:
            self._do(lambda: give_groups(self, member, self._at_school, self._groups))

    def action_leave_or_return(self) -> None:
        """The highlighted colleague left, or is back."""
        if member := self._chosen:
            self._do(lambda: leave_or_return(self, member))

    def action_add(self) -> None:
        """A colleague who is not in the school's file; the highlight goes there."""
        self._do(self._add)

    async def _add(self) -> None:
        added = await add_colleague(self, [*self._at_school, *self._former])
        if added:
            self._clear_search()
            self._show()
            self._rows.highlighted = list(self._listed).index(str(added.id))

    def action_show_former(self) -> None:
        """Show those who left below the others, or hide them again."""
        self._with_former = not self._with_former
        self._show()

    def action_look_for(self) -> None:
        """Open the search field."""
        self._wanted.add_class("-shown")
        self._wanted.focus()

    @on(Input.Changed, "#wanted")
    def _look(self) -> None:
        self._show()
        self._rows.highlighted = 0 if self._listed else None  # who is found first, not who stood there before

    @on(Input.Submitted, "#wanted")
    def _found(self) -> None:
        self._rows.focus()

    def _clear_search(self) -> None:
        self._wanted.value = ""
        self._wanted.remove_class("-shown")
        self._rows.focus()

    def action_back(self) -> None:
        """Clear the search, else one screen back."""
        if self._wanted.has_class("-shown"):
            self._clear_search()
        else:
            self.dismiss(None)


_SEVERAL = "collega's"
_NOBODY = "Geen collega met deze naam. Maak het zoekveld leeg met Esc."


def _pin_of(member: Staff) -> str:
    return "pincode: ja" if member.has_pin else "pincode: nee"
