"""Beheer: the home groups, and which group's pupils go where to fill in a form (par. 8, step 1)."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import people
from kiosk.rules.dutch import counted
from kiosk.rules.parallel import GroupNow, groups_as_they_are, propose_hosts
from kiosk.rules.permissions import Actor
from kiosk.screens.admin.staff_dialogs import Tick, TicksDialog
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.row_list import ListRow, MainList

_NO_HOST = "none"
_WITHOUT = "▲ nog geen"

_HELP = """\
In de parallelgroep schrijft een kind het formulier (beleid, par. 8). De leerkracht mag altijd een andere kiezen.

Enter  kiest de parallelgroep van deze groep
v      stelt er een voor waar die nog ontbreekt

Groepen en kinderen komen uit het bestand van de school.
Leerkrachten kies je bij Collega's, met g."""


class GroupsScreen(StaffScreen[None]):
    """For who looks after the machine: groups, their teachers and how many pupils; no pupil's name."""

    CSS_PATH = "groups.tcss"
    TITLE_LINE = "Groepen en parallelgroepen"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "choose_host", "parallelgroep kiezen", key_display="Enter"),
        Binding("v", "propose", "voorstel", key_display="v"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._groups: dict[int, GroupNow] = {}
        self._sums = Label("", id="sums", markup=False)
        self._meaning = Label("", id="meaning", markup=False)
        self._rows = MainList((17, 6, 18, 12, 19), empty=_NONE_YET, id="rows")
        self._about = Label("", id="about", markup=False)

    def body(self) -> ComposeResult:
        yield self._sums
        yield self._meaning
        yield self._rows
        yield self._about

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        store = self.desk.store
        pupils = people.pupils(store)
        found = groups_as_they_are(people.groups(store), pupils, people.staff(store))
        self._groups = {one.group.id: one for one in found}
        nowhere = sum(one.group_id is None for one in pupils)
        without = sum(one.group.host_id is None for one in found)
        sums = [counted(len(found), "groep", "groepen")]
        sums += [f"{without} zonder parallelgroep"] if without else []
        sums += [f"{counted(nowhere, 'leerling', 'leerlingen')} zonder groep"] if nowhere else []
        self._sums.update(" · ".join(sums))
        self._meaning.display = bool(without)
        self._meaning.update(_ONE_GROUP if len(found) == 1 else _MEANING)
        self._rows.show([ListRow(str(one.group.id), self._cells(one)) for one in found])
        self._tell_of_row()

    def _cells(self, one: GroupNow) -> tuple[str, ...]:
        host = self._host_of(one)
        pupils = counted(one.pupils, "kind", "kinderen")
        teachers = ", ".join(teacher.given_name for teacher in one.teachers)
        return one.group.name, one.years, teachers, pupils, f"→ {host}" if host else _WITHOUT

    def _host_of(self, one: GroupNow) -> str:
        host = self._groups.get(one.group.host_id or 0)
        return host.group.name if host else ""

    @on(OptionList.OptionHighlighted)
    def _tell_of_row(self) -> None:
        """All of the highlighted row: a column may be too narrow for it."""
        one = self._chosen
        if one is None:
            self._about.update("")
            return
        host = self._host_of(one)
        goes = f"schrijft in {host}" if host else "heeft nog geen vaste plek"
        teachers = ", ".join(teacher.name for teacher in one.teachers) or "nog niemand"
        self._about.update(f"Een kind van {one.group.name} {goes}.\nLeerkracht: {teachers}")

    @property
    def _chosen(self) -> GroupNow | None:
        return self._groups.get(int(self._rows.chosen_key or 0))

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def action_choose_host(self) -> None:
        """The parallel group of the highlighted group; those of the same year groups come first."""
        one = self._chosen
        if one is None:
            return
        others = [other for other in self._groups.values() if other is not one]
        others.sort(key=lambda other: other.year_groups != one.year_groups)
        choices = [(str(other.group.id), f"{other.group.name}  {other.years}".rstrip()) for other in others]
        dialog = ChooseDialog(
            f"Wat is de parallelgroep van {one.group.name}?",
            [*choices, (_NO_HOST, "geen vaste parallelgroep")],
            "Hier schrijft een kind het formulier.",
        )
        key = await self.app.push_screen_wait(dialog)
        if key is not None:
            with self.told():
                people.choose_host(self.desk.store, self.actor, one.group.id, None if key == _NO_HOST else int(key))
                self._show()
                self.tell("Bewaard.")

    @work(exclusive=True)
    async def action_propose(self) -> None:
        """A parallel group for each group without one, to look at and keep."""
        proposed = propose_hosts(list(self._groups.values()))
        if not proposed:
            self.tell("Er is niets voor te stellen. Kies zelf met Enter.")
            return
        ticks = [
            Tick(str(key), self._groups[key].group.name, self._goes_to(key, host)) for key, host in proposed.items()
        ]
        dialog = TicksDialog("Kloppen deze parallelgroepen?", _PROPOSED, ticks, {str(key) for key in proposed})
        chosen = await self.app.push_screen_wait(dialog)
        if chosen:
            with self.told():
                people.choose_hosts(self.desk.store, self.actor, {int(key): proposed[int(key)] for key in chosen})
                self.tell("Bewaard.")
            self._show()

    def _goes_to(self, group_id: int, host_id: int) -> str:
        own, there = self._groups[group_id], self._groups[host_id]
        return f"→ {there.group.name} ({'allebei ' if own.years == there.years else f'{own.years} naar '}{there.years})"

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)


_NONE_YET = "Nog geen groepen. Lees eerst bij Beheer met b het bestand van de school in."
_MEANING = """\
Zonder parallelgroep kiest de leerkracht bij elk formulier zelf een plek.
v  stelt parallelgroepen voor"""
_ONE_GROUP = "Met één groep is er geen parallelgroep: het kind schrijft in de eigen groep."
_PROPOSED = "Dezelfde jaargroepen bij elkaar, anders wat er het dichtst bij ligt. F8 bewaart wat aan staat."
