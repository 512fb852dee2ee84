"""The log: what was done, day by day, a page at a time; and whether all of it is still there."""

import asyncio
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import logbook, people
from kiosk.rules.backups import read_anchor
from kiosk.rules.dutch import long_day
from kiosk.rules.logbook import LogLine, Ref
from kiosk.rules.people import Person, search
from kiosk.rules.permissions import Actor
from kiosk.screens.base import EXPLAIN, StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.pick_person import pick_person
from kiosk.screens.row_list import ListRow, MainList

_HELP = """\
Elke regel zegt wie wanneer iets deed; woorden van een kind staan er niet in. Niemand kan een regel veranderen of \
weghalen: dan staat bovenaan ▲.

o gaat naar oudere regels, n weer terug. / toont één persoon.

Met c typ je het nummer over dat onder aan een papier staat. Dan zie je of het logboek van toen er nog is."""


class LogScreen(StaffScreen[None]):
    """Newest first. Directie sees whom it is about, and can look for a pupil; beheer sees who did what."""

    CSS_PATH = "log.tcss"
    TITLE_LINE = "Logboek"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("o", "older", "ouder", key_display="o"),
        Binding("n", "newer", "nieuwer", key_display="n"),
        Binding("slash", "look_for", "zoek", key_display="/"),
        Binding("c", "check", "controleren", key_display="c"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._newest = logbook.open_log(desk.store, actor)
        self._sees_subjects = logbook.sees_subjects(actor)
        self._starts: list[int | None] = [None]  # below which number each page begins, up to the one that is shown
        self._of: Ref | None = None
        self._of_name = ""
        self._lines: dict[str, LogLine] = {}
        self._whole = Label("Het logboek wordt nagekeken …", id="whole", markup=False)
        self._shown = Label("", id="shown", markup=False)
        self._rows = MainList((6, 17, 29, 18), empty="Hier staat niets.", id="rows")
        self._about = Label("", id="about", markup=False)

    def body(self) -> ComposeResult:
        yield self._whole
        yield self._shown
        yield self._rows
        yield self._about

    def on_mount(self) -> None:
        with self.told():
            self._show()
        self._look_whether_whole(None)

    def _show(self) -> None:
        found = logbook.read_page(self.desk.store, self.actor, self._starts[-1], self._of)
        self._lines = {str(line.seq): line for line in found}
        self._rows.show(_rows(found))
        self._rows.highlighted = 1 if found else None  # below its day
        self._shown.update(f"Alleen {self._of_name}. Esc: weer alles." if self._of else _HOW)
        self.refresh_bindings()

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """All of the highlighted row: a column may be too narrow for it."""
        line = self._lines.get(self._rows.chosen_key or "")
        self._about.update(_in_full(line) if line else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the pages that there are."""
        if action == "newer":
            return len(self._starts) > 1
        if action == "older":
            return len(self._lines) == logbook.PAGE
        return super().check_action(action, parameters)

    def action_older(self) -> None:
        """The page before this one in time."""
        with self.told():
            self._starts.append(min(line.seq for line in self._lines.values()))
            self._show()

    def action_newer(self) -> None:
        """Back to the page after this one."""
        with self.told():
            self._starts.pop()
            self._show()

    # -- one person --------------------------------------------------------------------------------------------------

    @work(exclusive=True, group="asks")
    async def action_look_for(self) -> None:
        """Only what concerns one person: what a colleague did, or (for directie) what was done about a pupil."""
        whom = "Van welke leerling of collega?" if self._sees_subjects else "Van welke collega?"
        names: dict[Ref, str] = {}

        def find(typed: str) -> dict[Ref, str]:
            names.update(self._named(typed))
            return names

        chosen = await pick_person(self, whom, find)
        if chosen:
            self._of, self._of_name, self._starts = chosen, names[chosen], [None]
            with self.told():
                self._show()

    def _named(self, typed: str) -> dict[Ref, str]:
        """Who answers to what was typed, with the group behind a pupil's name."""
        store = self.desk.store
        staff: list[Person] = list(people.staff(store))
        found = {Ref("staff", one.id): one.name for one in search(typed, staff)}
        if self._sees_subjects:
            pupils = search(typed, people.pupils_since(store, date.min))
            found |= {Ref("pupil", one.id): f"{one.name} · {one.group_name or 'van school'}" for one in pupils}
        return found

    # -- whether it is whole -----------------------------------------------------------------------------------------

    @work(exclusive=True, group="asks")
    async def action_check(self) -> None:
        """Against a paper: whether the log was cut off or written anew since that was printed."""
        text = "Onder aan het papier van een formulier staat het nummer van het logboek. Typ het over."
        typed = await self.app.push_screen_wait(
            AskDialog("Nakijken met een papier van vroeger", text, placeholder="bijvoorbeeld 1204-3fa94c018be2d7a4")
        )
        if typed is None:
            return
        anchor = read_anchor(typed.lower().removeprefix("logboek"))
        if anchor is None:
            self.tell("Dit is geen nummer van het logboek. Typ het zo: 1204-3fa94c018be2d7a4")
        else:
            self._look_whether_whole(anchor)

    @work(exclusive=True, group="whole")
    async def _look_whether_whole(self, anchor: tuple[int, str] | None) -> None:
        """On a thread with a reader of its own: a hundred thousand rows take seconds."""
        store = self.desk.store

        def look() -> tuple[str, str]:
            with store.connection():
                fault = store.log_fault(anchor)
                return fault, store.log_fault() if fault and anchor else ""

        with self.told():
            fault, by_itself = await asyncio.to_thread(look)
            with_paper = f", ook tegenover het papier met nummer {anchor[0]}" if anchor else ""
            doubted = anchor if not by_itself else None
            before = f"Typte je {doubted[0]}-{doubted[1]} goed over? Zo ja" if doubted else "Let op"
            self._whole.update(
                f"▲ {before}: {fault}. Bewaar alles zoals het is."
                if fault
                else f"● Het logboek is heel{with_paper}: {self._newest} regels."
            )
            self._whole.set_class(bool(fault), "-broken")

    def action_back(self) -> None:
        """From one person to everything; else one screen back."""
        if self._of is None:
            self.dismiss(None)
            return
        self._of, self._of_name, self._starts = None, "", [None]
        with self.told():
            self._show()


_HOW = "De nieuwste regel staat boven. Met / zoek je een persoon."


def _rows(lines: list[LogLine]) -> list[ListRow]:
    """A row a line, below a row for each day."""
    rows: list[ListRow] = []
    day = ""
    for line in lines:
        then = long_day(line.at) if line.at else "tijd onbekend"
        if then != day:
            rows.append(ListRow(f"day {line.seq}", (f"── {then}",)))
            day = then
        clock = f"{line.at:%H.%M}" if line.at else "?"
        rows.append(ListRow(str(line.seq), (clock, line.who, line.what, line.about)))
    return rows


def _in_full(line: LogLine) -> str:
    when = f"{long_day(line.at)}, {line.at:%H.%M.%S}" if line.at else "tijd onbekend"
    about = f"\n{line.about}" if line.about else ""
    return f"Regel {line.seq} · {when} · {line.who}: {line.what}{about}"
