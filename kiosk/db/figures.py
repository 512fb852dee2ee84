"""The figures: one count behind every number, who is enrolled, and the forms behind a number.

SQL groups by what it knows of a form; what a moment or a row of facts means is said by `rules`, in Python, for the few
hundred groups that are left. `count_forms`, `total_forms` and `enrolled` ask nobody: they are for verbs that asked
already, and for readers with a `Where` that is `allowed`.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, overload

import peewee as pw

from kiosk.db import tables
from kiosk.db.figures_columns import PLAIN, Raw, counted, meanings, names_of
from kiosk.db.store import Store
from kiosk.rules.calendar import school_year
from kiosk.rules.figures import By, Enrolled, Where, in_school_year, same_school_day
from kiosk.rules.people import Person
from kiosk.rules.permissions import Action, Actor, Scope, reach, require

NO_GROUP, NO_NAME = "zonder groep", "naam niet bewaard"


@overload
def count_forms(store: Store, by: By, where: Where) -> dict[Any, int]: ...
@overload
def count_forms(store: Store, by: tuple[By, ...], where: Where) -> dict[tuple[Any, ...], int]: ...
def count_forms(store: Store, by: By | tuple[By, ...], where: Where) -> dict[Any, int]:
    """How many issued, non-voided forms there are with each value of `by`: {value: count}, noughts left out.

    With a tuple of them the keys are tuples of values; with an empty one the only key is (), for all of them together.
    A form counts at the day of the incident: what happened in July and was issued in August belongs to July's year.
    """
    wanted, sieve = by if isinstance(by, tuple) else (by,), _Sieve(store, where)
    found: defaultdict[Any, int] = defaultdict(int)
    for raw, count in _groups(where, names_of((*wanted, *sieve.by))):
        if sieve.lets(raw):
            values = tuple(sieve.meanings[one](raw) for one in wanted)
            found[values if isinstance(by, tuple) else values[0]] += count
    return dict(found)


def total_forms(store: Store, where: Where) -> int:
    """F: how many forms there are."""
    return count_forms(store, (), where).get((), 0)


def allowed(actor: Actor, where: Where) -> Where:
    """`where` as far as `actor` may count it: a teacher the own groups. `Refused` for who sees no figures at all."""
    reached = reach(actor, Action.FIGURES_WITHOUT_NAMES)
    require(actor, Action.FIGURES_WITHOUT_NAMES, frozenset(Scope))
    return where if Scope.ALL in reached else replace(where, groups=actor.group_ids)


def enrolled(store: Store, where: Where) -> list[Enrolled]:
    """P: who was enrolled on the period's last day up to today; of them those of the groups that `where` is about."""
    day, member = where.until(store.clock().date()), tables.Membership
    if day < where.first:  # the period is still to come
        return []
    there = (member.first_day <= day) & (member.last_day.is_null() | (member.last_day >= day))
    if where.groups is not None:
        there &= member.group.in_(where.groups)
    query: Any = member.select(member.pupil, member.group, member.year_group).where(there)
    return [one for one in (Enrolled(*row) for row in query.tuples()) if one.fits(where)]


def school_years(store: Store, actor: Actor) -> list[str]:
    """The school years that have a form, if only a void one, and this one; the newest first."""
    require(actor, Action.FIGURES_WITHOUT_NAMES, frozenset(Scope))
    form = tables.Form
    given: Any = form.select(form.school_year, pw.fn.MIN(form.happened_at))
    found = {school_year(store.clock().date())}
    for issued_in, earliest in given.group_by(form.school_year).tuples():
        found |= {issued_in, school_year(earliest.date())}
    return sorted(found, reverse=True)


def forms_per_group(store: Store, actor: Actor) -> dict[str, int]:
    """This school year's forms by name of the home group of then: those in use all, others with a form.

    Small numbers too, so only for who may see figures with names; `Refused` for others.
    """
    require(actor, Action.FIGURES_WITH_NAMES)
    counted = count_forms(store, By.HOME_GROUP, in_school_year(school_year(store.clock().date())))
    found: dict[str, int] = {}
    for group_id, name in group_names(store, counted).items():
        found[name] = found.get(name, 0) + counted.get(group_id, 0)
    return found


def last_year_so_far(store: Store, actor: Actor) -> int:
    """The forms of the school year before this one, up to the same school day: what this year lies beside.

    However small, so only for who may see figures with names; `Refused` for others.
    """
    require(actor, Action.FIGURES_WITH_NAMES)
    today, calendar = store.clock().date(), store.settings.calendar
    began = in_school_year(school_year(today)).first
    year = school_year(began.replace(year=began.year - 1))
    return total_forms(store, replace(in_school_year(year), last=same_school_day(year, today, calendar)))


def group_names(_store: Store, counted: Container[int | None]) -> dict[int | None, str]:
    """The home groups by id, in order of name: those in use, and of the others those in `counted`."""
    group = tables.HomeGroup
    listed: Any = group.select(group.id, group.name, group.active).order_by(group.name)
    found: dict[int | None, str] = {one: name for one, name, active in listed.tuples() if active or one in counted}
    return found | ({None: NO_GROUP} if None in counted else {})


@dataclass(frozen=True)
class FormBehind:
    """One of the forms that a number counts."""

    form_id: int
    pupil_id: int | None
    happened_at: datetime
    pupil_name: str
    group_name: str
    main: str
    place: str


def forms_behind(store: Store, actor: Actor, where: Where, pupils: frozenset[int] | None = None) -> list[FormBehind]:
    """The forms behind a number, the newest first; with `pupils`, of them only those of these pupils (ids).

    For who may see figures with names; `Refused` for others.
    """
    require(actor, Action.FIGURES_WITH_NAMES)
    sieve, form = _Sieve(store, where), tables.Form
    names = names_of(sieve.by)
    pupil, group = tables.Pupil, tables.HomeGroup
    shown = (form.id, form.pupil, form.happened_at, form.main, form.place, group.name)
    query = counted(where, names, *shown, pupil.given_name, pupil.prefix, pupil.surname)
    query = query.join_from(form, pupil, pw.JOIN.LEFT_OUTER, on=form.pupil == pupil.id)
    query = query.join_from(form, group, pw.JOIN.LEFT_OUTER, on=form.home_group == group.id)
    found = []
    for row in query.tuples():
        told, (form_id, pupil_id, at, main, place, group_name, *parts) = row[: len(names)], row[len(names) :]
        if (pupils is None or pupil_id in pupils) and sieve.lets(dict(zip(names, told, strict=True))):
            name = Person(pupil_id or 0, *(part or "" for part in parts)).name or NO_NAME
            found.append(FormBehind(form_id, pupil_id, at, name, group_name or NO_GROUP, main, place))
    return sorted(found, key=lambda one: (one.happened_at, one.form_id), reverse=True)


class _Sieve:
    """Lets through what `where.only` picks and SQL cannot: a part of the day, or how the slip came back."""

    def __init__(self, store: Store, where: Where) -> None:
        self.meanings = meanings(store)
        self._wanted = [(one, value) for one, value in where.only if one not in PLAIN]

    @property
    def by(self) -> tuple[By, ...]:
        return tuple(one for one, _ in self._wanted)

    def lets(self, raw: Raw) -> bool:
        return all(self.meanings[one](raw) == value for one, value in self._wanted)


def _groups(where: Where, names: tuple[str, ...]) -> Iterable[tuple[Raw, int]]:
    """What SQL tells of the forms that count, with how many there are of each.

    The columns are made in a select of their own: some databases do not see that the same question asked twice, with
    values in it, is one to group by.
    """
    forms = counted(where, names)
    columns = [getattr(forms.c, name) for name in names]
    query = pw.Select([forms], [*columns, pw.fn.COUNT(pw.SQL("1"))]).group_by(*columns)
    # By hand: peewee makes each value of each row what its column says, and here all are texts and numbers already.
    for *values, count in tables.database.execute(query).fetchall():
        yield dict(zip(names, values, strict=True)), count
