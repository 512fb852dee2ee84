"""Vandaag: every open form that is yours, the most pressing first, and one key for the next step."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList
from textual.worker import Worker

from kiosk.db import forms
from kiosk.errors import KioskError
from kiosk.rules.permissions import Actor
from kiosk.rules.today import RoadRow, TodayRow
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.roads.look_back import look_back
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.staff import ESCAPES, GUIDE, HELP_COLLEAGUE, LEAVE, TO_ADMIN, TO_FIGURES, Home, HomeScreen, homes_of
from kiosk.screens.teacher.case import Case
from kiosk.screens.teacher.next_steps import NEXT, WISHES, ask_for_more
from kiosk.screens.teacher.today_rows import about, read_rows, row_of, who_is_in, why_on_list

_HELP = """\
Enter doet wat er staat, voor de gekozen regel.
m  wat er nog meer kan; die letters werken ook meteen
n  een formulier geven
/  of een cijfer: een formulier zoeken op nummer (scan)
w  andere wegen: groepsgesprek, steungroep, herstelplan
h  wegwijzer: meldcode, rouw, met wie praten
i  cijfers   q  sluiten   a  een collega helpen inloggen

◉ bezig  ● te doen  ▲ vandaag of te laat  ○ wacht"""


class TodayScreen(HomeScreen):
    """The list of who must do what, for one staff member: own forms and those hosted now; directie and IB see all."""

    CSS_PATH = "today.tcss"
    TITLE_LINE = "Vandaag"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "step", "doen", key_display="Enter"),
        Binding("n", "new", "nieuw", key_display="n"),
        Binding("slash", "look_up", "zoek", key_display="/"),
        Binding("m", "more", "meer", key_display="m"),
        *(Binding(wish.key, f"about_row('{name}')", wish.label, show=False) for name, wish in WISHES.items()),
        Binding("w", "go('roads')", "wegen", key_display="w"),
        GUIDE,
        HELP_COLLEAGUE,
        Binding("d", "go('todo')", "te doen", key_display="d"),
        TO_ADMIN,
        replace(TO_FIGURES, show=False),
        EXPLAIN,
        Binding("escape", "close_number", "terug", key_display="Esc"),
        *ESCAPES,
        *(Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"),
        replace(LEAVE, show=False),  # eight keys fit on 80 columns; the help names this one and the figures
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor, who=who_is_in(desk.store, actor))
        self._rows = MainList((3, 3, 20, 31, 17), empty="Niets te doen. Met n geef je een formulier.", id="rows")
        self._found: dict[str, TodayRow | RoadRow] = {}
        self._why = Label("", id="why", markup=False)
        self._facts = Label("", id="facts", markup=False)
        vague = "De schoolvakanties van nu zijn onbekend. Kijk zelf of een datum klopt."
        self._unknown = Label(vague, id="unknown", markup=False)
        self._number = Input(
            placeholder="nummer van het formulier",
            max_length=20,
            restrict=r"[0-9 *-]*",
            select_on_focus=False,  # else the second digit of a scanner takes the place of the first
            id="number",
        )
        self._number.display = False
        self._talking: Worker[None] | None = None

    def body(self) -> ComposeResult:
        with Vertical(id="list"):
            yield self._rows
        yield self._why
        yield self._facts
        yield self._unknown
        yield self._number

    def on_screen_resume(self) -> None:
        """Fresh at every return: a dialog, the talk or a new form may have changed anything."""
        self._refresh()

    def _refresh(self) -> None:
        today = self.desk.clock().date()
        self._found = {row.key: row for row in read_rows(self.desk.store, self.actor)}
        calendar = self.desk.store.settings.calendar
        shown = []
        for row in self._found.values():  # no numbers before them: a digit looks a form up
            cells = (self.dated(row.symbol), "nu" if row.is_now(today) else "", row.name, row.what)
            shown.append(ListRow(row.key, (*cells, row.waits(today, calendar))))
        self._rows.show(shown)
        self._unknown.display = not calendar.knows(today)
        self._tell_about()

    @property
    def _row(self) -> TodayRow | RoadRow | None:
        """The highlighted row."""
        return self._found.get(self._rows.chosen_key or "")

    @property
    def _chosen(self) -> Case | None:
        """The form of the highlighted row, if it is about one."""
        row = self._row
        return Case(self, self.actor, row) if isinstance(row, TodayRow) else None

    @on(OptionList.OptionHighlighted)
    def _tell_about(self) -> None:
        """Why the highlighted row is there; the keys at the bottom follow what can be done with it."""
        if self._number.display:
            return
        row = self._row
        self._why.update(why_on_list(self.desk.store, row) if row else "")
        self._facts.update(about(self.desk.store, row) if row else "")
        self.refresh_bindings()

    # -- one row at a time -------------------------------------------------------------------------------------------

    def _talk(self, conversation: Callable[[], Awaitable[object]]) -> None:
        """Begin a conversation about a row, unless one is going on (a printer that takes its time, say)."""
        if self._talking is None or self._talking.is_finished:
            self._talking = self.run_worker(self._converse(conversation))

    async def _converse(self, conversation: Callable[[], Awaitable[object]]) -> None:
        with self.told():
            await conversation()
        self._refresh()

    @on(OptionList.OptionSelected)
    def action_step(self) -> None:
        """The next step of the highlighted row."""
        row = self._row
        if isinstance(row, RoadRow):
            self._talk(partial(look_back, self, self.actor, row.road))
        elif case := self._chosen:
            self._talk(partial(NEXT[case.row.step], case))

    def action_about_row(self, wish: str) -> None:
        """Something else than the next step, for the highlighted row; a sentence when that does not fit it."""
        asked, case = WISHES[wish], self._chosen
        if case and asked.fits(case.form):
            self._talk(partial(asked.conversation, case))
        else:
            whose = f"bij {case.child}. Met m zie je wat wel kan." if case else "bij deze regel."
            self.tell(f"{asked.label.capitalize()}: dat kan nu niet {whose}", trouble=True)

    def action_more(self) -> None:
        """Everything that can be done with this form beside its next step, with the keys that do it at once."""
        if case := self._chosen:
            self._talk(partial(ask_for_more, case))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that mean something here, for the highlighted row and for this person."""
        asking = self._number.display
        if action == "close_number":
            return asking
        if asking and action in _ON_THE_LIST:
            return False
        if action == "step":
            return bool(self._found)
        if action == "about_row":
            return bool(self._found)
        if action == "more":
            return self._chosen is not None
        if action == "go":  # beside the roads one way on has room; from there lead the others
            ways = [home for home in homes_of(self.actor) if home not in (Home.TODAY, Home.ROADS, Home.FIGURES)]
            return parameters[0] in (Home.ROADS, Home.FIGURES, *ways[:1])
        return super().check_action(action, parameters)

    # -- a form by its number ----------------------------------------------------------------------------------------

    def action_digit(self, digit: str) -> None:
        """A digit on the list opens the number field, so that a scanner can type there."""
        self.action_look_up()
        self._number.insert_text_at_cursor(digit)

    def action_look_up(self) -> None:
        """Ask for a form's number, in the place of what stands there about the row."""
        self._number.display = True
        self._facts.display = False
        self._why.update(_WHICH_NUMBER)
        self.set_focus(self._number)
        self.refresh_bindings()

    @on(Input.Submitted, "#number")
    def _open_number(self) -> None:
        self._number.action_select_all()  # a number that is refused gives way to the next one that is typed or scanned
        try:
            form = forms.form_by_number(self.desk.store, self.actor, self._number.value)
        except KioskError as trouble:  # right above the number: at the foot of the screen it would cover what was typed
            self._why.update(f"▲ {trouble}")
            return
        self.action_close_number()
        row = self._found.get(str(form.id))
        if not isinstance(row, TodayRow):  # filed or voided: not on the list
            row = row_of(self.desk.store, form)
        self._point_at(form.id)
        self._talk(partial(NEXT[row.step], Case(self, self.actor, row)))

    def _point_at(self, form_id: int | None) -> None:
        """Highlight the row of this form, if it is on the list."""
        if str(form_id) in self._found:
            self._rows.highlighted = list(self._found).index(str(form_id))

    def action_close_number(self) -> None:
        """Back from the number field to the list."""
        self._number.value = ""
        self._number.display = False
        self._facts.display = True
        self._tell_about()
        self.set_focus(self._rows)
        self.refresh_bindings()

    # -- away from here ----------------------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Issue a form, and come back to its row."""
        from kiosk.screens.teacher.issue import IssueScreen  # only when a form is given

        def issued(form_id: int | None) -> None:
            self._refresh()
            self._point_at(form_id)

        self.app.push_screen(IssueScreen(self.desk, self.actor), issued)


_WHICH_NUMBER = "Welk formulier? Het nummer staat rechtsboven op het papier. Scan het, of typ het en geef Enter."

_ON_THE_LIST = frozenset(
    {"step", "about_row", "more", "new", "look_up", "go", "guide", "help_colleague", "explain", "lock", "back", "leave"}
)
"""Actions that wait while the number field is open."""
