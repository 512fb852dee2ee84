"""Beheer: everything that is set up once and kept for years, one row each, with how it stands."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import Screen
from textual.widgets import Label, OptionList

from kiosk.db.setup_facts import setup_facts
from kiosk.rules.dutch import day_in_full_and_time
from kiosk.rules.permissions import Actor
from kiosk.rules.setup_steps import Step, StepState, setup_steps
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.keys.wording import reminder
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.staff import ESCAPES, HELP_COLLEAGUE, LEAVE, TO_FIGURES, HomeScreen
from kiosk.screens.top_line import Warnings


@dataclass(frozen=True)
class _Room:
    """A row: the letter that opens it, and what it is called; `step` where setting up passes through it."""

    letter: str
    name: str
    step: Step | None = None
    about: str = ""


_ROOMS = (
    _Room("d", "De school", Step.SCHOOL),
    _Room("j", "Jaar: vrije dagen en tijden", Step.CALENDAR),
    _Room("b", "Bestand: leerlingen inlezen", Step.PUPILS),
    _Room("g", "Groepen en parallelgroepen", Step.GROUPS),
    _Room("c", "Collega's: rollen en pincodes", Step.STAFF),
    _Room("l", "Lijn: na hoeveel formulieren", Step.LADDER),
    _Room("s", "Sleutels: wie opent de kiosk", Step.KEYS),
    _Room("p", "Printer en proefpagina", Step.PRINTER),
    _Room("u", "Uit voorzorg: reservekopieën", Step.BACKUP),
    _Room("h", "Hulp voor een kind", Step.CONTACTS),
    _Room("r", "Regels: termijnen, bewaren", about="bezwaar, bewaartermijn, scherm"),
    _Room("v", "Voorvallen: gedrag en plekken", about="waaruit je kiest bij het uitgeven"),
    _Room("w", "Woorden bij de vragen", about="hints en hulpzinnen"),
    _Room("z", "Gezondheid van de kiosk", about="werkt alles?"),
    _Room("o", "Opgeschreven: het logboek", about="wie deed wat"),
)

_HELP = """\
Voor een stap van het inrichten staat of hij klaar is (dicht) of nog moet (open). Je kunt altijd stoppen: \
de kiosk weet zelf waar je gebleven bent.

Enter opent de regel waar je staat; de letter ervoor opent hem meteen.
t  print een samenvatting van hoe de kiosk is ingericht
a  helpt een collega inloggen, met een code
k  de klok is weer goed, als er staat dat hij dat niet is

De kiosk maakt zelf reservekopieën. Op een andere computer gaan ze alleen open met een herstelblad. \
Het bestand .toml, dat daar ook nodig is, komt op de stick ernaast. Leerlingen en formulieren staan niet \
op dit scherm."""


class AdminScreen(HomeScreen):
    """For who looks after the machine: no form and no pupil's name."""

    CSS_PATH = "home.tcss"
    TITLE_LINE = "Beheer"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "openen", key_display="Enter"),
        *(Binding(room.letter, f"open('{room.letter}')", room.name, show=False) for room in _ROOMS),
        Binding("k", "trust_clock", "klok", show=False),  # asked for only while a warning stands there
        Binding("t", "print_summary", "samenvatting", key_display="t"),
        HELP_COLLEAGUE,
        TO_FIGURES,
        EXPLAIN,
        LEAVE,
        *ESCAPES,
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._steps: dict[Step, StepState] = {}
        self._sums = Label("", id="sums", markup=False)
        self._reminder = Label("", id="reminder", markup=False)
        self._rows = MainList((1, 9, 10), id="rows")

    def warnings(self) -> ComposeResult:
        """The clock too, in words for who sets it."""
        yield Warnings(self.desk, of_backups=True, for_admin=True)

    def body(self) -> ComposeResult:
        yield self._sums
        yield self._reminder
        yield self._rows

    def on_screen_resume(self) -> None:
        """Look again when coming back from a room; while there are steps to do, the next one is highlighted."""
        with self.told():
            missing, facts = reminder(self.desk.store, self.actor), setup_facts(self.desk.store, self.actor)
            steps = {one.step: one for one in setup_steps(facts)}
            self._reminder.update(f"▲ {missing} Regel het met s.")
            # That there are no sheets yet stands in the row.
            self._reminder.display = bool(missing) and (steps[Step.KEYS].done or facts.sheets is None)
            moved_on = any(one.done and not self._steps.get(one.step, one).done for one in steps.values())
            is_first_look, self._steps = not self._steps, steps
            self._show()
            if is_first_look or moved_on:
                self._to_next_step()

    def _show(self) -> None:
        waiting = sum(not one.done for one in self._steps.values())
        if waiting:
            done = len(self._steps) - waiting
            self._sums.update(f"Inrichten: {done} van {len(self._steps)} stappen klaar. Enter opent de volgende.")
        else:
            self._sums.update("Alles is ingericht. Met de letter ervoor open je een regel.")
        self._rows.show([ListRow(room.letter, self._cells(room)) for room in _ROOMS])

    def _cells(self, room: _Room) -> tuple[str, ...]:
        signs, state = self.desk.signs, self._steps.get(room.step) if room.step else None
        if state is None:
            return room.letter, f"  {room.name}", room.about
        return room.letter, f"{signs.answered if state.done else signs.empty} {room.name}", state.words

    def _to_next_step(self) -> None:
        open_steps = [room.letter for room in _ROOMS if room.step and not self._steps[room.step].done]
        letters = [room.letter for room in _ROOMS]
        self._rows.highlighted = letters.index(open_steps[0]) if open_steps else 0

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self, letter: str = "") -> None:
        """The room of `letter`, else of the highlighted row."""
        wanted = letter or self._rows.chosen_key
        if wanted:
            with self.told():
                there = make_room(wanted, self.desk, self.actor)
                self.app.clear_notifications()  # "Bewaard." of one room would lie over the next
                self.app.push_screen(there)

    @work(exclusive=True)
    async def action_print_summary(self) -> None:
        """How everything is set up, on paper or in a file."""
        from kiosk.jobs.setup_summary import setup_summary  # seldom needed
        from kiosk.paper.setup_summary import setup_summary_pdf
        from kiosk.screens.to_paper import Document, to_paper

        with self.told():
            told = setup_summary(self.desk.store, self.actor)
            document = Document(
                "kiosk-ingericht",
                "De samenvatting printen",
                "de samenvatting",
                "hier klaarstaan",
                partial(setup_summary_pdf, told),
                warning="",
            )
            await to_paper(self, self.actor, document)

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
                    self.query_one(Warnings).look_again()
                    self.tell("Bewaard. De klok klopt weer.")

        question = f"Is het nu {day_in_full_and_time(now)}?"
        text = "Kijk op een andere klok. Is het niet zo, zet dan eerst de klok van deze computer goed."
        self.app.push_screen(ConfirmDialog(question, text, yes="Ja, dat klopt", careful=True), answered)


def make_room(letter: str, desk: Desk, actor: Actor) -> Screen[Any]:
    """A fresh screen of the room that `letter` opens. (Imported here: each is seldom needed.)"""
    match letter:
        case "d":
            from kiosk.screens.admin.school import SchoolScreen

            return SchoolScreen(desk, actor)
        case "j":
            from kiosk.screens.admin.calendar import CalendarScreen

            return CalendarScreen(desk, actor)
        case "b":
            from kiosk.screens.admin.import_file import ImportFileScreen

            return ImportFileScreen(desk, actor)
        case "g":
            from kiosk.screens.admin.groups import GroupsScreen

            return GroupsScreen(desk, actor)
        case "c":
            from kiosk.screens.admin.people import PeopleScreen

            return PeopleScreen(desk, actor)
        case "l":
            from kiosk.screens.admin.ladder import LadderScreen

            return LadderScreen(desk, actor)
        case "s":
            from kiosk.screens.keys.list import KeysScreen

            return KeysScreen(desk, actor)
        case "p":
            from kiosk.screens.admin.printer import PrinterScreen

            return PrinterScreen(desk, actor)
        case "u":
            from kiosk.screens.admin.backup_folder import BackupFolderScreen

            return BackupFolderScreen(desk, actor)
        case "r":
            from kiosk.screens.admin.rules import RulesScreen

            return RulesScreen(desk, actor)
        case "v":
            from kiosk.screens.admin.behaviours import BehavioursScreen

            return BehavioursScreen(desk, actor)
        case "w":
            from kiosk.screens.admin.questions import QuestionsScreen

            return QuestionsScreen(desk, actor)
        case "h":
            from kiosk.screens.admin.contacts import ContactsScreen

            return ContactsScreen(desk, actor)
        case "z":
            from kiosk.screens.admin.health import HealthScreen

            return HealthScreen(desk, actor)
        case "o":
            from kiosk.screens.admin.log import LogScreen

            return LogScreen(desk, actor)
    raise AssertionError(f"no room has the letter {letter!r}")
