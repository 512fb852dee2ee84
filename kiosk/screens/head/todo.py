"""Te doen: what waits for directie, and how many forms there are this school year."""

from dataclasses import replace

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import figures, people, retention
from kiosk.db.proposals import PupilProposal
from kiosk.db.waiting import waiting
from kiosk.rules.permissions import Action, Actor, Role, reach
from kiosk.rules.retention import Past, is_announced
from kiosk.rules.waiting import Waiting, WaitingKind
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.head import retention_words, waiting_words
from kiosk.screens.head.decide import NEEDED, decide, write_letter
from kiosk.screens.head.decision import DecisionScreen
from kiosk.screens.head.proposal import ProposalScreen
from kiosk.screens.head.pupils import PupilsScreen
from kiosk.screens.head.reports import make_report
from kiosk.screens.head.retention import RetentionScreen
from kiosk.screens.head.step_review import look_back_on_step
from kiosk.screens.head.suspension import SuspensionScreen
from kiosk.screens.keys.wording import reminder
from kiosk.screens.roads.look_back import look_back
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.staff import ESCAPES, GUIDE, HELP_COLLEAGUE, LEAVE, TO_ADMIN, HomeScreen

_HELP = """\
◆  besluiten: een stap, een voorstel, een schorsing
▲  een papier bij de directie, een afspraak mislukt
○  terugkijken, aandringen dat blijft liggen, bewaartermijn
×  een stap is gezet, maar het formulier telt niet
Bovenaan staat een schorsing die nu iets vraagt.
Onderaan, met "later" erbij: wat nog komt.

b  de brief maken       k  opschrijven dat het klaar is
r  rapport: het jaarverslag of het register
v  vandaag, de lijst van de leerkracht
w  andere wegen: groepsgesprek, steungroep, herstelplan
h  wegwijzer: meldcode, rouw, met wie praten
a  een collega helpen die niet kan inloggen
e  beheer               q  de kiosk sluiten
De directie besluit. De IB'er leest mee."""

_MARGINS = 4
"""Columns beside the figures."""


class TodoScreen(HomeScreen):
    """The first screen of directie and IB. Who is IB sees all of it and decides nothing."""

    CSS_PATH = "todo.tcss"
    TITLE_LINE = "Te doen"
    HELP = _HELP
    WARNS_OF_BACKUPS = True
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "openen", key_display="Enter"),
        Binding("b", "next('letter')", "brief", key_display="b"),
        Binding("k", "next('done')", "klaar", key_display="k"),
        Binding("l", "pupils", "leerlingen", key_display="l"),
        Binding("c,i", "go('figures')", "cijfers", key_display="c"),
        EXPLAIN,
        *ESCAPES,
        # The keys at the foot fill it; the help names these.
        Binding("v", "go('today')", "vandaag", show=False),
        Binding("r", "report", "rapport", show=False),
        Binding("w", "go('roads')", "wegen", show=False),
        replace(TO_ADMIN, show=False),
        replace(LEAVE, show=False),
        GUIDE,
        HELP_COLLEAGUE,
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        title = "directie" if Role.HEAD in actor.roles else "IB"
        super().__init__(desk, actor, who=f"{title} · {actor.name}")
        self._counts: dict[str, int] = {}
        self._last_year = 0
        self._found: dict[str, Waiting] = {}
        self._past = Past()
        self._rows = MainList((21, 25, 26), empty=self._when_empty(), id="rows")
        self._reason = Label("", id="reason", markup=False)
        self._reminder = Label("", id="reminder", markup=False)
        self._figures = Label("", id="figures", markup=False)

    def _when_empty(self) -> str:
        if not people.has_pupils(self.desk.store):
            return "Er zijn nog geen leerlingen. Lees ze in bij Beheer: e, en dan b."
        return "Er wacht niets op een besluit. Met l zie je wie dit schooljaar een formulier kreeg."

    def body(self) -> ComposeResult:
        yield self._rows
        yield self._reason
        yield self._reminder
        yield self._figures

    def on_screen_resume(self) -> None:
        """Look again, also when coming back from a decision."""
        with self.told():
            self._show()

    def _show(self) -> None:
        missing = reminder(self.desk.store, self.actor)
        self._reminder.update(f"▲ {missing} Regel het op Beheer (e), met s.")
        self._reminder.display = bool(missing)
        self._found = {one.key: one for one in waiting(self.desk.store, self.actor)}
        self._show_rows()
        self._counts = figures.forms_per_group(self.desk.store, self.actor)
        self._last_year = figures.last_year_so_far(self.desk.store, self.actor)
        self._show_figures(self.size.width)

    def on_mount(self) -> None:
        self.call_after_refresh(self._announce)

    def _announce(self) -> None:
        """Add what is past its retention term, once the list stands: it is looked for in all that was ever kept.

        Once for who comes in, and again after they took something away: it changes by the year.
        """
        with self.told():
            today, calendar = self.desk.clock().date(), self.desk.store.settings.calendar
            past = retention.past(self.desk.store, self.actor) if is_announced(today, calendar) else Past()
            if past != self._past:
                self._past = past
                self._show_rows()

    def _show_rows(self) -> None:
        today, calendar = self.desk.clock().date(), self.desk.store.settings.calendar
        self._rows.show(
            [
                ListRow(
                    key,
                    (
                        f"{waiting_words.SYMBOLS[one.kind]} {one.pupil.name}",
                        waiting_words.what_waits(one, calendar),
                        self.dated(waiting_words.why_it_waits(one, today, calendar)),
                    ),
                )
                for key, one in self._found.items()
            ]
            + ([ListRow(retention_words.ROW, retention_words.todo_row(self._past))] if self._past.goes else [])
        )
        self._explain_row()

    def on_resize(self, event: events.Resize) -> None:
        self._show_figures(event.size.width)

    def _show_figures(self, width: int) -> None:
        self._figures.update(waiting_words.figures_lines(self._counts, self._last_year, width - _MARGINS))

    @property
    def _chosen(self) -> Waiting | None:
        """What the highlighted row is about; None for the row of the retention term."""
        return self._found.get(self._rows.chosen_key or "")

    @on(OptionList.OptionHighlighted)
    def _explain_row(self) -> None:
        one = self._chosen
        told = f"{one.pupil.group_name} · {waiting_words.what_to_do(one)}" if one else ""
        self._reason.update(retention_words.WHAT_TO_DO if self._rows.chosen_key == retention_words.ROW else told)

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open what waits: what it is about, and what can be done."""
        if self._rows.chosen_key == retention_words.ROW:
            self.app.push_screen(RetentionScreen(self.desk, self.actor), lambda _: self._announce())
            return
        one = self._chosen
        if one:
            self.app.clear_notifications()  # "Deze stap is gesloten" is not about the next pupil
            self._open(one)

    def of_others(self) -> set[str]:
        """A letter is directie's; k is also IB's own, where somebody should be reminded."""
        return set() if reach(self.actor, Action.WRITE_LETTER) else {"next('letter')"}

    @work(exclusive=True)
    async def action_next(self, what: str) -> None:
        """The next thing at once: its letter, or writing down that it is done. What has a screen of its own opens."""
        one = self._chosen
        if one is None:
            if self._rows.chosen_key == retention_words.ROW:
                self.action_open()
            return
        self.app.clear_notifications()
        with self.told():
            if one.kind not in NEEDED and one.kind is not WaitingKind.GROUNDLESS:
                await self._look_at(one)
            elif what == "letter":
                await write_letter(self, self.actor, one)
            else:
                await decide(self, self.actor, one)

    @work(exclusive=True)
    async def _open(self, one: Waiting) -> None:
        with self.told():
            await self._look_at(one)

    async def _look_at(self, one: Waiting) -> None:
        if one.road:
            await look_back(self, self.actor, one.road)
        elif one.evaluation:
            await look_back_on_step(self, self.actor, one.pupil, one.evaluation)
        else:
            await self.app.push_screen_wait(self._screen_of(one))

    def _screen_of(self, one: Waiting) -> StaffScreen[None]:
        if one.proposal:
            return ProposalScreen(self.desk, self.actor, PupilProposal(one.pupil, one.proposal))
        if one.suspension:
            return SuspensionScreen(self.desk, self.actor, one.suspension.id)
        return DecisionScreen(self.desk, self.actor, one)

    def action_pupils(self) -> None:
        """Every pupil with a form this school year."""
        self.app.push_screen(PupilsScreen(self.desk, self.actor))

    @work(exclusive=True)
    async def action_report(self) -> None:
        """The year's report, or the register."""
        with self.told():
            await make_report(self, self.actor)
