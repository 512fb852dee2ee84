"""The figures of one period as one person may see them: what screens and the year report take their numbers from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product
from typing import Any

from kiosk.db.figures import allowed, count_forms, enrolled, group_names, school_years, total_forms
from kiosk.db.store import Store
from kiosk.rules import figures as rule
from kiosk.rules.calendar import Calendar, school_year, school_year_days
from kiosk.rules.figures import By, DayPart, Enrolled, Stair, Where
from kiosk.rules.figures_hidden import hide_in_lists, hide_in_table, hide_small
from kiosk.rules.figures_way import Kept, SlipEnd, Spread, TalkWait, spread
from kiosk.rules.permissions import Action, Actor, reach

LISTS = (By.MONTH, By.WEEKDAY, By.DAY_PART, By.BEHAVIOUR, By.PLACE, By.HOME_GROUP, By.YEAR_GROUP)
"""What every form has. These are the lists that anybody sees who sees figures; and what can be filtered by."""
WAYS = {By.SLIP: tuple(SlipEnd), By.TALK_WAIT: tuple(TalkWait), By.KEPT: tuple(Kept)}
"""How forms went on: only for who sees figures with names."""

Shown = dict[Any, int | None]
"""Counts by value, None for what is hidden from who sees no names."""


@dataclass(frozen=True)
class YearSoFar:
    """A school year as far as it is counted: which forms, how many (None: hidden), and on how many school days."""

    year: str
    where: Where
    forms: int | None
    days: int


class FigureBook:
    """The figures of `where`, as far as `actor` may see them; each is counted once, when it is first asked for.

    `with_names` False hides small cells from who might see them too, for a paper that others read. Raises `Refused`
    for who sees no figures at all.
    """

    def __init__(self, store: Store, actor: Actor, where: Where, *, with_names: bool = True) -> None:
        self._store, self._actor = store, actor
        self.where = allowed(actor, where)
        may_see_names = bool(reach(actor, Action.FIGURES_WITH_NAMES))
        self.with_names = with_names and may_see_names
        self._lists = (*LISTS, *WAYS) if may_see_names else LISTS
        self._counted: dict[tuple[Where, Any], Any] = {}

    @property
    def calendar(self) -> Calendar:
        return self._store.settings.calendar

    @property
    def last(self) -> date:
        """The last day that is counted: the period's, or today; the day before its first when it is still to come."""
        return self.where.until(self._store.clock().date())

    @cached_property
    def days(self) -> int:
        """D."""
        return self.calendar.school_days(self.where.first, self.last)

    @property
    def days_are_known(self) -> bool:
        """Whether the school holidays of the whole period are known."""
        return self.calendar.knows(self.where.first) and self.calendar.knows(max(self.last, self.where.first))

    @cached_property
    def pupils(self) -> list[Enrolled]:
        """P, one by one."""
        return enrolled(self._store, self.where)

    @cached_property
    def total(self) -> int | None:
        """F; None when it is hidden."""
        if self.with_names:
            return total_forms(self._store, self.where)
        lists, total = self._open_lists
        if not self.where.only:
            return total
        if len(self.where.only) == 1:
            ((by, value),) = self.where.only
            return lists[by].get(value)
        return self._from_table(()).get(())

    def counts(self, by: By) -> Shown:
        """How many forms there are of each value, noughts too, in the order of a list.

        By how forms went on only for who may see names, on a paper without them only of all forms; else an empty dict.
        """
        if self.with_names:
            return dict(self._full(by, self.where))
        if by in WAYS and (by not in self._lists or self.where.only):
            return {}
        if not self.where.only:
            return self._open_lists[0][by]
        return {key[0]: count for key, count in self._from_table((by,)).items()}

    # -- figures ----------------------------------------------------------------------------------------------------

    def averages(self, by: By) -> dict[Any, float | None]:
        """F/D of each month or weekday, by its own school days; None without any, and for what is hidden."""
        days_of = rule.days_of_months if by is By.MONTH else rule.days_of_weekdays
        days = days_of(self.calendar, self.where.first, self.last)
        counts = self.counts(by)
        return {
            value: rule.average(count, days.get(value, 0)) if count is not None else None
            for value, count in counts.items()
        }

    def pupils_of(self, by: By) -> dict[Any, int]:
        """P of each home group or year group."""
        found: dict[Any, int] = {}
        for one in self.pupils:
            value = one.group_id if by is By.HOME_GROUP else one.year_group
            found[value] = found.get(value, 0) + 1
        return found

    @property
    def names_are_kept(self) -> bool:
        """Whether retention has unlinked none of the forms: else nobody knows any more how many a pupil got."""
        return None not in self._count(By.PUPIL, self.where)

    @cached_property
    def triangle(self) -> dict[Stair, int | None]:
        """How many of the enrolled pupils got how many forms.

        Small numbers are hidden from who sees no names, and all of them where something is filtered. Empty for a
        period of which not all names are kept.
        """
        if (not self.with_names and self.where.only) or not self.names_are_kept:
            return {}
        steps = rule.triangle((one.pupil_id for one in self.pupils), self._count(By.PUPIL, self.where))
        return dict(steps) if self.with_names else hide_small(steps)

    def pupils_on(self, step: Stair) -> frozenset[int]:
        """The enrolled pupils on this step of the triangle, by id."""
        forms = self._count(By.PUPIL, self.where)
        here = (one.pupil_id for one in self.pupils if one.pupil_id is not None)
        return frozenset(pupil_id for pupil_id in here if rule.stair(forms.get(pupil_id, 0)) is step)

    @cached_property
    def minutes_to_talk(self) -> Spread | None:
        """From incident to talk; None without a talk, and for who sees no names."""
        return spread(self._count(By.TALK_MINUTES, self.where)) if self.with_names else None

    def group_names(self) -> dict[int | None, str]:
        """The home groups of the list, by id."""
        return group_names(self._store, self._full(By.HOME_GROUP, self.where))

    def years(self, back: int = 5) -> list[YearSoFar]:
        """The school year of this period and up to so many before it that have forms, the newest first.

        All of them up to the same school day.
        """
        ours, found = school_year(self.where.first), []
        for year in [ours, *(one for one in school_years(self._store, self._actor) if one < ours)][: back + 1]:
            last = self.last if year == ours else rule.same_school_day(year, self.last, self.calendar)
            first = school_year_days(year)[0]
            only = tuple(
                (by, rule.same_month(value, first) if by is By.MONTH else value) for by, value in self.where.only
            )
            until = replace(self.where, first=first, last=last, only=only)
            book = FigureBook(self._store, self._actor, until, with_names=self.with_names)
            found.append(YearSoFar(year, until, book.total, book.days))
        return found

    # -- counting ---------------------------------------------------------------------------------------------------

    def _count(self, by: Any, where: Where) -> dict[Any, int]:
        if (where, by) not in self._counted:
            self._counted[where, by] = count_forms(self._store, by, where)
        found: dict[Any, int] = self._counted[where, by]
        return found

    def _full(self, by: By, where: Where) -> dict[Any, int]:
        """The counts of a list: of every value that is always there, and of others that occur."""
        counted = self._count(by, where)
        values = next(([value] for one, value in where.only if one is by), None) or self._always(by, where, counted)
        return dict.fromkeys(values, 0) | counted

    def _always(self, by: By, where: Where, counted: dict[Any, int]) -> Iterable[Any]:
        """In the order of the list. What would show by being there that it occurs, is there for who sees no names."""
        policy = self._store.settings.policy
        if by is By.MONTH:
            return rule.months(where.first, self.last)
        if by is By.HOME_GROUP:
            groups = group_names(self._store, counted if self.with_names else {*counted, None})
            return [one for one in groups if where.groups is None or one in where.groups]
        if by is By.YEAR_GROUP:
            return (*range(1, 9), *(() if self.with_names else (None,)))
        values: dict[By, Iterable[Any]] = {
            By.WEEKDAY: range(5 if self.with_names else 7),
            By.DAY_PART: DayPart,
            By.BEHAVIOUR: [one.key for one in policy.behaviours if not (one.off and self.with_names)],
            By.PLACE: [one.key for one in policy.places if not (one.off and self.with_names)],
            **WAYS,
        }
        return values[by]

    @cached_property
    def _open_lists(self) -> tuple[dict[By, Shown], int | None]:
        """Every list without filters as it is shown without names, and the total."""
        everything = replace(self.where, only=())
        return hide_in_lists({by: self._full(by, everything) for by in self._lists})

    def _from_table(self, more: tuple[By, ...]) -> Shown:
        """The cells of the table of the filters (and `more`) that the filters pick, by their place along `more`."""
        everything, picked = replace(self.where, only=()), dict(self.where.only)
        axes = tuple(by for by in LISTS if by in picked or by in more)
        values = [tuple(self._full(by, everything)) for by in axes]
        cells = self._count(axes, everything)
        sides = [{value for value, count in self._open_lists[0][by].items() if count is None} for by in axes]
        hidden = hide_in_table(cells, values, sides)
        ours = (
            cell
            for cell in product(*values)
            if all(picked.get(by, one) == one for by, one in zip(axes, cell, strict=True))
        )
        return {
            tuple(one for by, one in zip(axes, cell, strict=True) if by in more): None
            if cell in hidden
            else cells.get(cell, 0)
            for cell in ours
        }
