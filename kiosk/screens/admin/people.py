"""Beheer: colleagues with their roles and PINs, the parallel groups, and what the command line is for."""

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Label, OptionList

from kiosk.db import logins, people
from kiosk.rules.dutch import counted, day_in_full_and_time
from kiosk.rules.people import Staff, search
from kiosk.rules.permissions import Actor, Role
from kiosk.screens.admin.staff_dialogs import RolesDialog, roles_of
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.digits_dialog import DigitsDialog
from kiosk.screens.fields import LineField
from kiosk.screens.keys.wording import reminder
from kiosk.screens.row_list import ListRow, RowList
from kiosk.screens.staff import ESCAPES, HELP_COLLEAGUE, LEAVE, TO_FIGURES, HomeScreen
from kiosk.text import clean_line
from kiosk.vault.pins import generate_pin, hash_pin

_COMMANDS = """\
Met b: het bestand van de school inlezen; o: het logboek; s: de sleutels;
l: na hoeveel formulieren een stap komt.
Op de opdrachtregel, als de kiosk gesloten is: kiosk import BESTAND, en
kiosk doctor (kijken of alles werkt, ook de reservekopieën)."""

_NO_HOST = "none"


class AdminScreen(HomeScreen):
    """For who looks after the machine: staff and groups, no form and no pupil's name."""

    CSS_PATH = "people.tcss"
    TITLE_LINE = "Beheer"
    WARNS_OF_BACKUPS = True
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("p", "make_pin", "pin", key_display="p"),
        Binding("r", "give_roles", "rollen", key_display="r"),
        Binding("g", "choose_host", "groepen", key_display="g"),
        Binding("b", "import_file", "bestand", show=False),
        Binding("l", "change_ladder", "lijn", show=False),  # the foot is full: it stands at the top
        Binding("k", "trust_clock", "klok", show=False),  # asked for only while a warning stands there
        Binding("o", "read_log", "logboek", show=False),
        Binding("s", "see_keys", "sleutels", show=False),
        HELP_COLLEAGUE,
        Binding("slash", "look_for", "zoek", key_display="/"),
        TO_FIGURES,
        Binding("question_mark", "explain", "uitleg", key_display="?"),
        LEAVE,
        *ESCAPES,
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._staff: dict[str, Staff] = {}
        self._sums = Label("", id="sums", markup=False)
        self._reminder = Label("", id="reminder", markup=False)
        self._wanted = LineField(placeholder="naam van een collega", max_length=40, id="wanted")
        self._rows = RowList((8, 8, 5), empty="Geen collega met deze naam. Maak het zoekveld leeg met Esc.", id="rows")

    def body(self) -> ComposeResult:
        yield self._sums
        yield Label(_COMMANDS, id="commands", markup=False)
        yield self._reminder
        yield self._wanted
        yield self._rows

    def on_screen_resume(self) -> None:
        """Look again, also when coming back from the keys."""
        with self.told():
            missing = reminder(self.desk.store, self.actor)
            self._reminder.update(f"▲ {missing} Regel het met s.")
            self._reminder.display = bool(missing)
            self._show()

    def _show(self) -> None:
        store = self.desk.store
        everyone = people.staff(store)
        without = sum(not one.has_pin for one in everyone)
        self._sums.update(
            f"{counted(len(people.pupils(store)), 'leerling', 'leerlingen')} · "
            f"{counted(len(people.groups(store)), 'groep', 'groepen')} · "
            f"{counted(len(everyone), 'medewerker', 'medewerkers')}, van wie {without} zonder pincode"
        )
        found = search(clean_line(self._wanted.value), everyone) if self._wanted.value else everyone
        self._staff = {str(one.id): one for one in found}
        self._rows.show([ListRow(key, _cells(one)) for key, one in self._staff.items()])

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
        """Hash on a thread (0.1 s), keep the hash, show the digits once; and again until one sticks."""
        text = "Schrijf hem op en geef het briefje. Je ziet deze cijfers maar één keer."
        if not member.roles:
            text += f"\n{member.given_name} heeft nog geen rol. Geef die met r, anders gaat inloggen niet."
        taken: bool | None = False
        with self.told():
            while taken is False:
                pin = generate_pin()
                pin_hash = await asyncio.to_thread(hash_pin, pin)
                logins.set_pin(self.desk.store, self.actor, member.id, pin_hash)
                self._show()
                shown = DigitsDialog(f"De pincode van {member.name}", pin, text, take="Opgeschreven")
                taken = await self.app.push_screen_wait(shown)

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
            self.tell("Er zijn nog geen groepen. Lees eerst met b het bestand van de school in.")
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

    # -- the line ----------------------------------------------------------------------------------------------------

    def action_change_ladder(self) -> None:
        """How forms count and after how many of them a step comes."""
        from kiosk.screens.admin.ladder import LadderScreen  # seldom needed

        self.app.push_screen(LadderScreen(self.desk, self.actor))

    def action_trust_clock(self) -> None:
        """Say that the clock is right, after it was wrong: what was written meanwhile no longer counts against it."""
        watch, now = self.desk.clock_watch, self.desk.clock()
        if watch is None or watch.doubt() is None:
            self.tell("Niets wijst erop dat de klok fout is.")
            return

        def answered(sure: bool | None) -> None:
            if sure:
                with self.told():
                    watch.trust(self.actor)
                    self.tell("Bewaard. De waarschuwing gaat zo weg.")

        question = f"Is het nu {day_in_full_and_time(now)}?"
        text = "Kijk op een andere klok. Is het niet zo, zet dan eerst de klok van deze computer goed."
        self.app.push_screen(ConfirmDialog(question, text, yes="Ja, dat klopt", careful=True), answered)

    def action_import_file(self) -> None:
        """Pupils, groups and staff from the school's own export."""
        from kiosk.screens.admin.import_file import ImportFileScreen  # seldom needed

        self.app.push_screen(ImportFileScreen(self.desk, self.actor))

    def action_read_log(self) -> None:
        """What was done on this kiosk, and by whom."""
        from kiosk.screens.admin.log import LogScreen  # seldom needed

        with self.told():
            self.app.push_screen(LogScreen(self.desk, self.actor))

    def action_see_keys(self) -> None:
        """How the store's key is held, who opens the kiosk, and the recovery sheets."""
        from kiosk.screens.keys.list import KeysScreen  # seldom needed

        with self.told():
            self.app.push_screen(KeysScreen(self.desk, self.actor))

    # -- the screen itself -------------------------------------------------------------------------------------------

    def action_explain(self) -> None:
        """What this screen is for."""
        self.app.push_screen(TellDialog("Beheer", _HELP))

    def action_lock(self) -> None:
        """Back to start; a search is cleared first."""
        self.action_back()

    def action_back(self) -> None:
        """Clear the search, else one screen back."""
        if not self._wanted.has_class("-shown"):
            self.dismiss(None)
            return
        self._wanted.value = ""
        self._wanted.remove_class("-shown")
        self._rows.focus()


_HELP = """\
p  maakt een pincode voor een collega, die je één keer ziet
a  helpt een collega inloggen, met een code
r  geeft rollen; wat in het bestand staat is alleen een hint
g  kiest naar welke groep een kind gaat om te schrijven
b  leest het bestand van de school in: eerst zie je wat er verandert
l  na hoeveel formulieren een stap komt, en hoe ze tellen
o  het logboek: wie deed wat, en is het nog heel
s  sleutels: wie de kiosk opent, en de herstelbladen
k  de klok is weer goed, als er staat dat hij dat niet is

De kiosk maakt zelf reservekopieën. Op een andere computer gaan ze
alleen open met een herstelblad en school.toml: bewaar die apart.
Leerlingen en formulieren staan niet op dit scherm."""


def _cells(member: Staff) -> tuple[str, ...]:
    return member.list_name, roles_of(member), "pincode: ja" if member.has_pin else "pincode: nee"
