"""The school's year: holidays of its region, its own free days, its times; what a change does is shown first."""

from dataclasses import replace
from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Label

from kiosk.db import calendar
from kiosk.errors import Refused
from kiosk.rules.calendar import school_year_days
from kiosk.rules.calendar_change import read_days
from kiosk.rules.dutch import counted, long_day
from kiosk.rules.permissions import Actor
from kiosk.rules.timetable import timetable_words
from kiosk.rules.year_view import DAY_KINDS, kind_of, turned, unknown_words, year_beside
from kiosk.screens.admin.calendar_preview import CalendarPreviewScreen
from kiosk.screens.admin.calendar_times import TimesScreen
from kiosk.screens.admin.calendar_year import YearView
from kiosk.screens.admin.setting_screen import SettingScreen
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.settings import Region, Settings

_HELP = """\
De kiosk vult vakanties en feestdagen in. Zet je vrije dagen erbij.

Enter  de dag vrij, of toch school
n  hetzelfde voor dagen die je typt
r  de regio van de vakanties
t  de tijden: pauzes, en wanneer de school uitgaat

F8 laat zien welke termijnen schuiven. Dan pas bewaar je. Klopt alles al? Druk ook dan op F8."""


class CalendarScreen(SettingScreen):
    """For who manages the calendar. Returns True when it was saved or found right."""

    CSS_PATH = "calendar.tcss"
    TITLE_LINE = "Het schooljaar"
    HELP = _HELP
    AUTO_FOCUS = "#year"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (34, "-tall")]
    BINDINGS = [
        Binding("enter", "turn", "vrij/school", key_display="Enter"),
        Binding("space", "turn", show=False),
        Binding("n", "type_days", "typen", key_display="n"),
        Binding("r", "choose_region", show=False),  # r and t stand at what they change
        Binding("t", "times", show=False),
        Binding("pagedown,right_square_bracket", "year(1)", "jaar", key_display="PgUp PgDn"),
        Binding("pageup,left_square_bracket", "year(-1)", show=False),
        Binding("f8", "look", "bewaren", key_display="F8", priority=True),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._before = self._new = desk.store.settings
        self._today = desk.clock().date()
        self._year = YearView(self._new.calendar, self._today)
        self._sums = Label("", id="sums", markup=False)
        self._unknown = Label("", id="unknown", markup=False)
        self._times = Label("", id="times", markup=False)
        self._day = Label("", id="day", markup=False)

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            yield self._sums
            yield self._unknown
            yield self._year
            yield self._day
            yield Label(
                "  ".join(f"{sign} {what}" for sign, what in DAY_KINDS.values() if sign.strip()) + "  > vandaag",
                id="legend",
                markup=False,
            )
            yield self._times

    def on_mount(self) -> None:
        self._show()
        self.watch(self._year, "cursor", self._show, init=False)

    def unsaved(self) -> bool:
        return self._new != self._before

    def _show(self) -> None:
        new, year, day = self._new.calendar, self._year.year, self._year.cursor
        changed = (self._before.closed ^ new.closed) | (self._before.opened ^ new.opened)
        self._year.show(new, changed)
        days = counted(new.school_days(*school_year_days(year)), "schooldag", "schooldagen")
        waits = "   nog niet bewaard" if self.unsaved() else ""
        self._sums.update(f"{year}   {days}   r  regio {self._new.school.region.value}{waits}")
        unknown = unknown_words(year, new)
        self._unknown.update(f"▲ {unknown}")
        self._unknown.display = bool(unknown)
        kind = kind_of(day, new)
        today = ", vandaag" if day == self._today else ""
        waits = ", nog niet bewaard" if day in changed else ""
        self._day.update(f"{long_day(day).capitalize()}{today}: {DAY_KINDS[kind][1]}{waits}.")
        self._times.update(f"t  {timetable_words(self._new.timetable)}")

    @on(YearView.Turn)
    def action_turn(self) -> None:
        """The day under the cursor free, or a school day."""
        self._turn((self._year.cursor,))

    def _turn(self, days: tuple[date, ...]) -> None:
        own = turned(days, self._new.calendar)
        self._new = replace(self._new, closed=own.closed, opened=own.opened)
        self._show()

    @work(exclusive=True)
    async def action_type_days(self) -> None:
        """Turn days that are typed; what is wrong is told, and stands there to be mended."""
        typed, text = "", "Bijvoorbeeld 4 nov, of 22-2 t/m 26-2. Meer dagen: met een komma ertussen."
        while True:
            answer = await self.app.push_screen_wait(AskDialog("Welke dagen zijn vrij?", text, value=typed))
            if answer is None:
                return
            try:
                days = read_days(answer, self._year.year)
                break
            except Refused as refused:
                typed, text = answer, f"▲ {refused}"
        if not any(map(self._new.calendar.is_school_day, days)):
            asks = ConfirmDialog(
                "Op deze dagen is er al geen school.",
                "Moet er dan toch school zijn?",
                yes="Ja, toch school",
                no="Nee, vrij laten",
                careful=True,
            )
            if not await self.app.push_screen_wait(asks):
                return
        self._turn(days)
        self._year.cursor = days[0]

    @work(exclusive=True)
    async def action_choose_region(self) -> None:
        """Another region: its holidays are seen at once."""
        regions = [(region.value, f"Regio {region.value}") for region in Region]
        now = f"Nu: {self._new.school.region.value}. De vakanties van de regio vult de kiosk in."
        chosen = await self.app.push_screen_wait(
            ChooseDialog("In welke regio ligt de school?", regions, now, now=self._new.school.region)
        )
        if chosen:
            self._new = replace(self._new, school=replace(self._new.school, region=Region(chosen)))
            self._show()

    @work(exclusive=True)
    async def action_times(self) -> None:
        """When the breaks begin and school ends."""
        times = await self.app.push_screen_wait(TimesScreen(self.desk, self.actor, self._new.timetable))
        if times is not None:
            self._new = replace(self._new, timetable=times)
            self._show()

    def action_year(self, by: int) -> None:
        """The school year after or before; the year of today begins at today."""
        year = year_beside(self._year.year, by, self._new.calendar)
        first, last = school_year_days(year)
        if year != self._year.year:
            self._year.cursor = self._today if first <= self._today <= last else first

    @work(exclusive=True)
    async def action_look(self) -> None:
        """Show what it changes, to save it there; with nothing changed it is noted that all was found right."""
        with self.told():
            new = self._new
            if not self.unsaved():
                self._keep(new)
                self.tell("Nagekeken: de kalender blijft zoals hij is.")
                self.dismiss(True)
                return
            if replace(new, timetable=self._before.timetable) == self._before:  # no day is another: nothing to preview
                self._keep(new)
                self.tell("Bewaard. De nieuwe tijden gelden vanaf nu.")
                self.dismiss(True)
                return
            moves = calendar.calendar_changes(self.desk.store, self.actor, new.calendar)
            if await self.app.push_screen_wait(CalendarPreviewScreen(self.desk, self.actor, new, moves)):
                self._before = self._new = self.desk.store.settings
                self.tell("Bewaard. De nieuwe kalender geldt vanaf nu.")
                self.dismiss(True)

    def _keep(self, new: Settings) -> None:
        calendar.change_calendar(self.desk.store, self.actor, new.school.region, new.closed, new.opened, new.timetable)
