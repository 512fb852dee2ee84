"""The year report: the figures of a school year, without names and small ones hidden, as charts with their meaning."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kiosk.db.figures import total_forms
from kiosk.db.figures_book import FigureBook
from kiosk.db.reports import open_report
from kiosk.db.store import Store
from kiosk.paper.report import Bar, Chart, Number, Report
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.dutch import decimal, long_day, month_name, weekday_name
from kiosk.rules.figures import By, Stair, Where, average, per_hundred, same_school_day
from kiosk.rules.figures_hidden import SMALLEST_CELL
from kiosk.rules.figures_way import TalkWait
from kiosk.rules.labels import DAY_PART_NAMES, KEPT_NAMES, SLIP_END_NAMES, TALK_WAIT_NAMES
from kiosk.rules.permissions import Actor

NOT_SHOWN = "*"

_HIDDEN = (
    f"Dit verslag noemt geen kinderen. Waar {NOT_SHOWN} staat, is een getal kleiner dan {SMALLEST_CELL}, of zou het "
    "een ander klein getal verraden."
)
_UNKNOWN_DAYS = (
    "Let op: de schoolvakanties van dit jaar zijn in de kiosk niet helemaal bekend. Gemiddelden per schooldag kunnen "
    "daardoor te laag zijn."
)
_EMPTY = "In dit schooljaar is geen formulier gegeven."

_DIVIDED = "Formulieren, gedeeld door de schooldagen van die maand of weekdag. Tussen haakjes: hoeveel formulieren."
_BREAKS = "Pauzes en schooltijden zoals de school ze heeft ingesteld. Een pauze duurt een half uur."
_PER_HUNDRED = (
    "Formulieren per 100 leerlingen van de groep: de groep waarin het kind toen zat, en de leerlingen van de laatste "
    "dag. Tussen haakjes: hoeveel formulieren."
)
_SAME_DAY = (
    "Formulieren per schooldag, elk jaar tot dezelfde schooldag: evenveel schooldagen na de zomer. Tussen haakjes: "
    "hoeveel formulieren."
)
_TRIANGLE = "Hoeveel leerlingen hoeveel formulieren kregen. Alle leerlingen tellen mee, ook wie er geen kreeg."
_NO_TRIANGLE = "Van dit schooljaar zijn niet alle namen meer bewaard: wie hoeveel formulieren kreeg, is niet te tellen."
_EVERY_FORM = "Geteld zijn formulieren die niet ongeldig zijn, op de dag waarop het gebeurde."


def year_report(store: Store, actor: Actor, year: str) -> Report:
    """The report of school year `year` up to today; the log keeps who asked for it. `Refused` for who may not."""
    now = open_report(store, actor, year)
    book, before = _Year(store, actor, now.where), _Year(store, actor, _year_before(store, now))
    maker = _Maker(store, book, before if before.is_there else None)
    return Report(
        school_name=store.settings.school.name,
        year=year,
        period=f"{long_day(book.shown.where.first)} tot en met {long_day(book.shown.last)}",
        made_on=store.clock().date(),
        numbers=tuple(maker.numbers()) if book.is_there else (),
        notes=tuple(maker.notes()),
        charts=tuple(maker.charts()) if book.is_there else (),
    )


def _year_before(store: Store, book: FigureBook) -> Where:
    """The school year before the book's, up to the same school day."""
    year = school_year(book.where.first - timedelta(days=1))
    return Where(school_year_days(year)[0], same_school_day(year, book.last, store.settings.calendar))


class _Year:
    """A school year's figures: `shown` with small ones hidden, `named` for the middle of all hours."""

    def __init__(self, store: Store, actor: Actor, where: Where) -> None:
        self.shown = FigureBook(store, actor, where, with_names=False)
        self.named = FigureBook(store, actor, where)
        self.is_there = total_forms(store, where) > 0

    def number(self, by: By, value: Any) -> Number:
        """One figure of a chart: an average by month or weekday, for each 100 pupils by group, else a count."""
        count = self.shown.counts(by).get(value, 0)
        if count is None:
            return Number(None, NOT_SHOWN)
        if by in (By.MONTH, By.WEEKDAY):
            figure = self.shown.averages(by).get(value)
            return Number(figure, f"{decimal(figure)} ({count})")
        if by is By.HOME_GROUP:
            figure = per_hundred(count, self.shown.pupils_of(by).get(value, 0))
            return Number(figure, f"{decimal(figure, 1)} ({count})")
        return Number(count, str(count))


@dataclass(frozen=True)
class _Maker:
    """Makes the parts of the report; `before` is the year before, None when it has no forms."""

    store: Store
    year: _Year
    before: _Year | None

    def numbers(self) -> Iterator[tuple[str, str]]:
        """The few numbers at the top."""
        book = self.year.shown
        pupils = len(book.pupils)
        yield "formulieren", NOT_SHOWN if book.total is None else str(book.total)
        yield "schooldagen", str(book.days)
        yield "leerlingen", str(pupils)
        if book.total is not None:
            yield "formulieren per schooldag", decimal(average(book.total, book.days))
            yield "formulieren per 100 leerlingen", decimal(per_hundred(book.total, pupils), 1)

    def notes(self) -> Iterator[str]:
        """What a reader should know first."""
        if not self.year.is_there:
            yield _EMPTY
            return
        yield f"{_HIDDEN} {_EVERY_FORM}"
        if self.before:
            last = long_day(self.before.shown.last)
            yield f"Lichte balken zijn vorig schooljaar, tot en met {last}: tot dezelfde schooldag als nu."
        if not self.year.shown.days_are_known:
            yield _UNKNOWN_DAYS

    def charts(self) -> Iterator[Chart]:
        """Every chart, in the order of the paper."""
        policy = self.store.settings.policy
        groups = self.year.shown.group_names()
        yield self._chart(By.MONTH, "Per schooldag, per maand", month_name, _DIVIDED)
        yield self._years()
        yield self._chart(By.BEHAVIOUR, "Gedrag", policy.behaviour_label, "Het belangrijkste gedrag van elk formulier.")
        yield self._chart(By.PLACE, "Plaats", policy.place_label, "Waar het gebeurde.")
        yield self._chart(By.DAY_PART, "Moment van de dag", DAY_PART_NAMES.__getitem__, _BREAKS)
        yield self._chart(By.WEEKDAY, "Per schooldag, per dag van de week", weekday_name, _DIVIDED)
        yield self._chart(By.HOME_GROUP, "Per 100 leerlingen, per stamgroep", groups.__getitem__, _PER_HUNDRED)
        yield self._triangle()
        for by, title, names, meaning in (
            (By.SLIP, "Het papier", SLIP_END_NAMES, "Op tijd: getekend op de dag dat het terug moest zijn, of eerder."),
            (By.TALK_WAIT, "Van gebeurtenis tot gesprek", TALK_WAIT_NAMES, self._hours()),
            (By.KEPT, "Afspraken", KEPT_NAMES, "Nagekeken op de tiende schooldag na het gesprek."),
        ):
            if self.year.shown.counts(by):
                yield self._chart(by, title, names.__getitem__, meaning)

    def _chart(self, by: By, title: str, name: Callable[[Any], str], meaning: str) -> Chart:
        """A bar for each value; beside it the same of the year before."""
        bars = []
        for value in self.year.shown.counts(by):
            then = value.replace(year=value.year - 1) if by is By.MONTH else value
            before = self.before.number(by, then) if self.before else None
            bars.append(Bar(name(value), self.year.number(by, value), before))
        return Chart(title, tuple(bars), meaning)

    def _years(self) -> Chart:
        bars = []
        for one in self.year.shown.years():
            figure = average(one.forms, one.days) if one.forms is not None else None
            text = NOT_SHOWN if one.forms is None else f"{decimal(figure)} ({one.forms})"
            bars.append(Bar(one.year, Number(figure, text)))
        return Chart("Dit jaar naast eerdere jaren", tuple(bars), _SAME_DAY)

    def _triangle(self) -> Chart:
        names = {Stair.NONE: "geen formulier", Stair.FEW: "1 of 2", Stair.SOME: "3 tot 5", Stair.MANY: "6 of meer"}
        bars = [
            Bar(names[step], Number(count, NOT_SHOWN if count is None else str(count)))
            for step, count in self.year.shown.triangle.items()
        ]
        meaning = _TRIANGLE if self.year.shown.names_are_kept else _NO_TRIANGLE
        return Chart("De driehoek", tuple(bars), meaning, triangle=True)

    def _hours(self) -> str:
        """What hours are meant, and the middle of them when there are as many talks as hide whose they were."""
        counts, middle = self.year.named.counts(By.TALK_WAIT), self.year.named.minutes_to_talk
        talks = sum(count or 0 for wait, count in counts.items() if wait != TalkWait.NO_TALK)
        if middle is None or talks < SMALLEST_CELL:
            return "In uren op de klok."
        half, low, high = (decimal(minutes / 60, 1) for minutes in (middle.median, middle.low, middle.high))
        return f"In uren op de klok. De middelste is {half} uur; de helft ligt tussen {low} en {high} uur."
