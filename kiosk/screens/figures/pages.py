"""The pages of Cijfers: which charts stand on them, made from a `FigureBook`."""

from typing import Any

from kiosk.db.figures_book import FigureBook
from kiosk.rules.dutch import decimal, month_name, weekday_name
from kiosk.rules.figures import By, Stair, average, months, per_hundred
from kiosk.rules.figures_way import SlipEnd
from kiosk.rules.labels import DAY_PART_NAMES, KEPT_NAMES, SLIP_END_NAMES, TALK_WAIT_NAMES
from kiosk.rules.policy import Policy
from kiosk.screens.figures import words
from kiosk.screens.figures.charts import Bar, Behind, Chart

Page = tuple[tuple[Chart, ...], ...]
"""Columns of charts, from the left."""


class Pages:
    """The charts of one book."""

    def __init__(self, book: FigureBook, policy: Policy) -> None:
        self.book, self._policy = book, policy

    @property
    def numbers(self) -> tuple[int, ...]:
        """Which pages there are for this person: how forms went on stands beside names only."""
        return (1, 2, 3, 4, 5) if self.book.with_names else (1, 2, 3, 5)

    def page(self, number: int) -> Page:
        """The charts of page 1 to 5; below those of the first stands `summary`."""
        if number == 1:
            month = self._averaged(By.MONTH, "Per schooldag, per maand", words.MONTH)
            return (
                (month,),
                (self._counted(By.PLACE, "Waar", words.PLACE),),
                (self._counted(By.DAY_PART, "Wanneer", words.DAY_PART),),
            )
        if number == 2:
            weekday = self._averaged(By.WEEKDAY, "Per schooldag", words.WEEKDAY)
            return (self._counted(By.BEHAVIOUR, "Gedrag", words.BEHAVIOUR),), (weekday,)
        if number == 3:
            groups = self._rated(By.HOME_GROUP, "Stamgroep, en per 100 leerlingen", words.HOME_GROUP)
            return (groups,), (self._rated(By.YEAR_GROUP, "Leerjaar, en per 100", words.YEAR_GROUP), self._triangle())
        if number == 4:
            slip = self._counted(By.SLIP, "Hoe het papier terugkwam", words.SLIP)
            kept = self._counted(By.KEPT, "Lukte de afspraak?", words.KEPT)
            return (slip,), (self._counted(By.TALK_WAIT, self._talk_title(), words.TALK_WAIT), kept)
        return ((self._years(),),)

    def summary(self) -> Chart:
        """The lines below the first page, each with the page where more of it is."""
        book, pupils = self.book, len(self.book.pupils)
        rate = words.HIDDEN
        if book.total is not None:
            by_day = decimal(average(book.total, book.days))
            by_both = decimal(per_hundred(book.total, pupils, book.days))
            by_pupils = decimal(per_hundred(book.total, pupils), 1)
            rate = f"{by_day}   per 100 leerlingen {by_pupils}   en dat per schooldag {by_both}"
        stairs = [f"{one}: {count}" for one, count in book.triangle.items() if count is not None]
        if not book.names_are_kept:
            stairs = [words.NOT_KEPT]
        elif len(stairs) < len(Stair):
            stairs.append(f"rest {words.HIDDEN}" if stairs else words.HIDDEN)
        bars = [
            Bar("Per schooldag", rate, behind=self._all()),
            Bar("Leerlingen", "   ".join(stairs), leads_to=(3, 2)),
            *([Bar("Op tijd terug", in_time_line(book.counts(By.SLIP)), leads_to=(4, 0))] if book.with_names else []),
        ]
        return Chart("", tuple(bars), words.RATE)

    def value_name(self, by: By, value: Any) -> str:
        """How people read a value."""
        return _name(value_names(self.book, self._policy, by), value)

    # -- charts -----------------------------------------------------------------------------------------------------

    def _counted(self, by: By, title: str, about: str) -> Chart:
        names = value_names(self.book, self._policy, by)
        counts = self.book.counts(by).items()
        return Chart(title, tuple(self._bar(by, value, _name(names, value), count) for value, count in counts), about)

    def _averaged(self, by: By, title: str, about: str) -> Chart:
        """F/D of each month or weekday, beside it how many forms."""
        names, counts = value_names(self.book, self._policy, by), self.book.counts(by)
        bars = []
        for value, mean in self.book.averages(by).items():
            told = words.HIDDEN if counts[value] is None else decimal(mean)
            beside = "" if counts[value] is None else f"({counts[value]})"
            bars.append(Bar(_name(names, value), told, mean, beside, self._behind(by, value, counts[value])))
        return Chart(title, tuple(bars), about)

    def _rated(self, by: By, title: str, about: str) -> Chart:
        """F of each home group or year group, beside it F/P×100."""
        names, pupils = value_names(self.book, self._policy, by), self.book.pupils_of(by)
        bars = []
        for value, count in self.book.counts(by).items():
            rate = "" if count is None else decimal(per_hundred(count, pupils.get(value, 0)), 1)
            bars.append(self._bar(by, value, _name(names, value), count, rate))
        return Chart(title, tuple(bars), about)

    def _triangle(self) -> Chart:
        bars = []
        for step, count in self.book.triangle.items():
            pupils = self.book.pupils_on(step) if self.book.with_names and step is not Stair.NONE else None
            behind = Behind(self.book.where, pupils) if pupils else None
            bars.append(Bar(f"{step} formulieren", _told(count), count, behind=behind))
        if not self.book.names_are_kept:
            bars = [Bar(words.NOT_KEPT, "")]
        return Chart("Leerlingen met", tuple(bars), words.TRIANGLE)

    def _talk_title(self) -> str:
        spread = self.book.minutes_to_talk
        if spread is None:
            return "Van incident tot gesprek"
        middle, low, high = (decimal(minutes / 60, 1) for minutes in (spread.median, spread.low, spread.high))
        return f"Tot gesprek: midden {middle} uur" + (f" ({low}-{high})" if low != high else "")

    def _years(self) -> Chart:
        bars = []
        for one in self.book.years():
            mean = average(one.forms, one.days) if one.forms is not None else None
            beside = "" if one.forms is None else decimal(mean)
            behind = Behind(one.where) if one.forms and self.book.with_names else None
            bars.append(Bar(one.year, _told(one.forms), one.forms, beside, behind))
        return Chart("Formulieren tot en met dezelfde schooldag, en per schooldag", tuple(bars), words.YEARS)

    def _bar(self, by: By, value: Any, name: str, count: int | None, beside: str = "") -> Bar:
        return Bar(name, _told(count), count, beside, self._behind(by, value, count))

    def _behind(self, by: By, value: Any, count: int | None) -> Behind | None:
        return Behind(self.book.where.narrowed(by, value)) if count and self.book.with_names else None

    def _all(self) -> Behind | None:
        return Behind(self.book.where) if self.book.total and self.book.with_names else None


def value_names(book: FigureBook, policy: Policy, by: By) -> dict[Any, str]:
    """How people read the values of a list; a value that is not in it goes by itself."""
    if by is By.HOME_GROUP:
        return dict(book.group_names())
    if by is By.MONTH:
        return {month: month_name(month) for month in months(book.where.first, book.where.last)}
    named: dict[By, dict[Any, str]] = {
        By.BEHAVIOUR: {one.key: one.label for one in policy.behaviours},
        By.PLACE: {one.key: one.label for one in policy.places},
        By.YEAR_GROUP: {year: f"groep {year}" for year in range(1, 9)},
        By.WEEKDAY: {day: weekday_name(day) for day in range(7)},
        By.DAY_PART: {**DAY_PART_NAMES},
        By.SLIP: {**SLIP_END_NAMES},
        By.TALK_WAIT: {**TALK_WAIT_NAMES},
        By.KEPT: {**KEPT_NAMES},
    }
    return named[by]


def _name(names: dict[Any, str], value: Any) -> str:
    return names.get(value, "onbekend" if value is None else str(value))


def _told(count: int | None) -> str:
    return words.HIDDEN if count is None else str(count)


def in_time_line(slips: dict[Any, int | None]) -> str:
    """ "15 van 21 (71 %)  na aandringen 4  niet getekend 2"."""
    ended = sum(slips[one] or 0 for one in words.IN_TIME_OR_NOT)
    in_time = slips[SlipEnd.IN_TIME] or 0
    if not ended:
        return "-"
    reminded = (slips[SlipEnd.AFTER_1] or 0) + (slips[SlipEnd.AFTER_2] or 0)
    unsigned = (slips[SlipEnd.WITH_HEAD] or 0) + (slips[SlipEnd.REFUSED] or 0)
    share = 100 if in_time == ended else min(round(in_time * 100 / ended), 99)  # 100 % is all of them
    return f"{in_time} van {ended} ({share} %)  na aandringen {reminded}  niet getekend {unsigned}"
