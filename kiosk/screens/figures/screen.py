"""Cijfers: the figures of a school year as charts, page by page, under at most two filters."""

import asyncio
from dataclasses import replace
from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Label, OptionList

from kiosk.db import figures, people
from kiosk.db.figures_book import FigureBook
from kiosk.rules.calendar import school_year
from kiosk.rules.figures import By, in_school_year
from kiosk.rules.permissions import Action, Actor, Scope, reach
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog, TellDialog
from kiosk.screens.figures import words
from kiosk.screens.figures.charts import Bar, BarList, column
from kiosk.screens.figures.pages import Pages
from kiosk.screens.staff import ESCAPES, LEAVE, HomeScreen

_MOST_FILTERS, _CLEAR = 2, "clear"


class FiguresScreen(HomeScreen):
    """Five pages of charts. Who sees names opens the forms behind a number; who does not, sees no small number.

    Directie, IB and the KiVa team see the whole school, a teacher the own groups.
    """

    CSS_PATH = "figures.tcss"
    TITLE_LINE = "Cijfers"
    AUTO_FOCUS = "BarList"
    BINDINGS = [
        Binding("enter", "open", "openen", key_display="Enter"),
        Binding("1", "page(1)", "blad", key_display="cijfer"),
        *(Binding(str(number), f"page({number})", show=False) for number in range(2, len(words.PAGES) + 1)),
        Binding("left", "chart(-1)", show=False),
        Binding("right", "chart(1)", show=False),
        Binding("f", "filter", "filter", key_display="f"),
        Binding("j", "year", "jaar", key_display="j"),
        Binding("r", "report", "rapport", key_display="r"),
        EXPLAIN,
        replace(LEAVE, show=False),
        *ESCAPES,
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor, who=_who(desk, actor))
        self._year = school_year(desk.clock().date())
        self._only: dict[By, Any] = {}
        self._page = 1
        self._pages: Pages | None = None
        self._drawing, self._opens = asyncio.Lock(), False
        self._period = Label("", id="period", markup=False)
        self._numbers = Label("", id="pages", markup=False)
        self._filters = Label("", id="filters", markup=False)
        self._columns = Horizontal(id="columns")
        self._summary = Vertical(id="summary")
        self._note = Label("", id="note", markup=False)

    def body(self) -> ComposeResult:
        yield self._period
        yield self._filters
        yield self._numbers
        yield self._columns
        yield self._summary
        yield self._note

    async def on_screen_resume(self) -> None:
        """Count again at every look."""
        await self._show()

    async def _show(self, chart: int | None = None) -> None:
        """The page, from counts made now, with the first row of this chart; else who stood on a number still does.

        One at a time: a dialog that closes shows the page again, and so does what was chosen in it.
        """
        async with self._drawing:
            await self._draw(self._place if chart is None else (chart, 0))

    @property
    def _place(self) -> tuple[int, int]:
        """Which chart and row has the focus; the first ones before any has."""
        charts = enumerate(self.query(BarList))
        return next(((number, one.highlighted or 0) for number, one in charts if one.has_focus), (0, 0))

    async def _draw(self, place: tuple[int, int]) -> None:
        with self.told():
            store = self.desk.store
            where = replace(in_school_year(self._year), only=tuple(self._only.items()))
            pages = Pages(FigureBook(store, self.actor, where), store.settings.policy)
            page = pages.page(self._page)
            summary = [BarList(pages.summary(), bare=self.desk.bare, columns=1)] if self._page == 1 else []
            with self.app.batch_update():
                await self._columns.remove_children()
                await self._summary.remove_children()
                await self._columns.mount_all(column(charts, len(page), bare=self.desk.bare) for charts in page)
                await self._summary.mount_all(summary)
                self._summary.display = bool(summary)
                self._pages = pages
                self._tell_what(pages)
                self._point_at(*place)

    def _tell_what(self, pages: Pages) -> None:
        """The lines above and below the charts: the period, the filters, the pages, and what to know of the numbers."""
        self._period.update(words.heading(pages.book))
        only = [pages.value_name(by, value) for by, value in self._only.items()]
        self._filters.update(f"Alleen: {' · '.join(only)}")
        self._filters.display = bool(only)
        listed = [(number, f"{number} {words.PAGES[number - 1]}") for number in pages.numbers]
        self._numbers.update(
            "\u00a0".join(f"[{one}]" if number == self._page else f"\u00a0{one}\u00a0" for number, one in listed)
        )
        notes = words.notes(pages.book)
        self._note.update(notes)
        self._note.display = bool(notes)

    def _point_at(self, number: int, row: int) -> None:
        """Highlight this row of this chart; for the first one, the first that Enter opens."""
        charts = list(self.query(BarList))
        chosen = charts[min(number, len(charts) - 1)]
        bars = chosen.chart.bars
        first = next((place for place, bar in enumerate(bars) if bar.behind or bar.leads_to), 0)
        chosen.highlighted = min(row, len(bars) - 1) or first if bars else None
        chosen.focus()

    # -- the highlighted number ---------------------------------------------------------------------------------------

    @property
    def _chart(self) -> BarList | None:
        return self.focused if isinstance(self.focused, BarList) else None

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        """Whether Enter opens something follows the row; the keys at the foot are drawn anew only when that changed."""
        if bool(self.check_action("open", ())) is not self._opens:
            self._opens = not self._opens
            self.refresh_bindings()

    @on(OptionList.OptionSelected)
    async def action_open(self) -> None:
        """The forms behind the number, or the page where more of it is."""
        bar = self._chart.bar if self._chart else None
        if bar and bar.leads_to:
            self._page, chart = bar.leads_to
            await self._show(chart)
        elif bar and bar.behind:
            from kiosk.screens.figures.behind import BehindScreen  # only when it is read

            with self.told():
                self.app.push_screen(BehindScreen(self.desk, self.actor, bar.behind, self._title_of(bar)))

    def _title_of(self, bar: Bar) -> str:
        chart = self._chart.chart.title if self._chart else ""
        return f"{chart.partition(',')[0]} · {bar.label}" if chart else bar.label

    def action_explain(self) -> None:
        """What the highlighted number means, and which keys there are."""
        chart = self._chart.chart if self._chart else None
        title = (chart.title if chart else "") or "Cijfers"
        self.app.push_screen(TellDialog(title, f"{chart.about}\n\n{words.HELP}" if chart else words.HELP))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter only where something lies behind; only the pages that this person has."""
        if action == "open":
            bar = self._chart.bar if self._chart else None
            return bool(bar and (bar.leads_to or bar.behind))
        if action == "page":
            return self._pages is None or parameters[0] in self._pages.numbers
        if action == "report":
            return _sees_all(self.actor)
        return super().check_action(action, parameters)

    # -- what is shown ------------------------------------------------------------------------------------------------

    async def action_page(self, number: int) -> None:
        """Another page."""
        self._page = number
        await self._show(0)

    def action_chart(self, step: int) -> None:
        """The chart beside this one."""
        if step > 0:
            self.focus_next(BarList)
        else:
            self.focus_previous(BarList)

    @work(exclusive=True)
    async def action_year(self) -> None:
        """Another school year that has forms."""
        with self.told():
            years = figures.school_years(self.desk.store, self.actor)
            chosen = await self.app.push_screen_wait(ChooseDialog("Welk schooljaar?", [(one, one) for one in years]))
            if chosen:
                self._year = chosen
                self._only.pop(By.MONTH, None)  # a month belongs to a year
                await self._show()

    @work(exclusive=True)
    async def action_report(self) -> None:
        """The year report on paper, or the register as a file."""
        from kiosk.screens.head.reports import make_report  # only when one is made

        await make_report(self, self.actor)

    @work(exclusive=True)
    async def action_filter(self) -> None:
        """Only forms with some value; a third filter takes the place of the oldest."""
        ways = [(by.value, name) for by, name in words.FILTERS.items()]
        clear = [(_CLEAR, "geen filter: alles laten zien")] if self._only else []
        wanted = await self.app.push_screen_wait(ChooseDialog("Waarop wil je filteren?", clear + ways))
        with self.told():
            if wanted == _CLEAR:
                self._only = {}
            elif wanted and not await self._choose_value(By(wanted)):
                return
            await self._show()

    async def _choose_value(self, by: By) -> bool:
        """Ask which value, and make it a filter; False when the person went back."""
        everything = FigureBook(self.desk.store, self.actor, in_school_year(self._year))
        pages = Pages(everything, self.desk.store.settings.policy)
        values = list(everything.counts(by))
        named = [(str(place), pages.value_name(by, value)) for place, value in enumerate(values)]
        chosen = await self.app.push_screen_wait(ChooseDialog(words.which(by), named))
        if chosen is None:
            return False
        others = [pair for pair in self._only.items() if pair[0] is not by]
        self._only = dict([*others, (by, values[int(chosen)])][-_MOST_FILTERS:])
        return True


def _who(desk: Desk, actor: Actor) -> str:
    """Whose figures: a teacher's own groups, else the person's name."""
    if _sees_all(actor):
        return actor.name
    mine = [group.name for group in people.groups(desk.store) if group.id in actor.group_ids]
    return " · ".join(mine) or actor.name


def _sees_all(actor: Actor) -> bool:
    return Scope.ALL in reach(actor, Action.FIGURES_WITHOUT_NAMES)
