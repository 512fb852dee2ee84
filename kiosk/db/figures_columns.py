"""What SQL knows of a form that counts, and what that means: the columns behind `db.figures`."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from operator import itemgetter
from typing import Any

import peewee as pw

from kiosk.db import tables
from kiosk.db.store import Store
from kiosk.rules.calendar import school_year
from kiosk.rules.figures import By, DayPart, Where, day_part, phase
from kiosk.rules.figures_way import SlipEnd, SlipFacts, kept, slip_end, talk_wait
from kiosk.rules.form import SIGNED, FactKind, Outcome

Raw = dict[str, Any]
"""What SQL told of a form or of a group of them, by the names in `_COLUMNS`."""


_form, _fact, _talk = tables.Form, tables.FormFact, tables.Talk


def _text(moment: Any, first: int, size: int) -> Any:
    """A piece of a moment as it is written: every database takes moments apart in a way of its own, but not texts."""
    return pw.fn.SUBSTR(moment.cast("TEXT"), first, size).coerce(False)


def _day(moment: Any) -> Any:
    return _text(moment, 1, 10)


def _of_form(what: Any, kinds: Sequence[FactKind], outcomes: Iterable[Outcome] = ()) -> Any:
    """Something about the facts of these kinds of a form, as a question within the one about the form."""
    query = _fact.select(what).where((_fact.form == _form.id) & _fact.kind.in_([kind.value for kind in kinds]))
    return query.where(_fact.outcome.in_([outcome.value for outcome in outcomes])) if outcomes else query


_COLUMNS: dict[str, Any] = {
    "day": _day(_form.happened_at),
    "time": _text(_form.happened_at, 12, 5),
    "main": _form.main,
    "place": _form.place,
    "home_group": _form.home_group,
    "year_group": _form.year_group,
    "pupil": _form.pupil,
    "home_on": _of_form(_day(pw.fn.MIN(_fact.at)), [FactKind.TAKEN_HOME]),
    "signed_on": _of_form(_day(pw.fn.MIN(_fact.at)), [FactKind.RETURNED], SIGNED),
    "reminders": _of_form(pw.fn.COUNT(_fact.id), [FactKind.REMINDED]),
    "reminded_on": _of_form(_day(pw.fn.MAX(_fact.at)), [FactKind.REMINDED]),
    "to_head": _of_form(pw.fn.COUNT(_fact.id), [FactKind.ESCALATED, FactKind.CLOSED]),
    "refused": _of_form(  # 0 when they signed at directie after all
        pw.fn.MIN(pw.Case(None, [(_fact.outcome == Outcome.REFUSED.value, 1)], 0)),
        [FactKind.RETURNED, FactKind.CLOSED],
        [Outcome.REFUSED, Outcome.SIGNED_LATER],
    ),
    "talk_at": _text(_talk.held_at, 1, 16),
    "agreement": pw.Case(None, [(_talk.agreement_then != "", 1)], 0),
    "outcome": _of_form(pw.fn.MAX(_fact.outcome), [FactKind.AGREEMENT_CHECKED]),
}
"""By name, a piece of SQL that says it of one form."""

_OF_TALK = frozenset({"talk_at", "agreement"})

NEEDS: dict[By, tuple[str, ...]] = {
    By.SCHOOL_YEAR: ("day",),
    By.MONTH: ("day",),
    By.WEEKDAY: ("day",),
    By.DAY_PART: ("day", "time"),
    By.BEHAVIOUR: ("main",),
    By.PLACE: ("place",),
    By.HOME_GROUP: ("home_group",),
    By.YEAR_GROUP: ("year_group",),
    By.PHASE: ("year_group",),
    By.PUPIL: ("pupil",),
    By.SLIP: ("home_on", "signed_on", "reminders", "reminded_on", "to_head", "refused"),
    By.TALK_MINUTES: ("day", "time", "talk_at"),
    By.TALK_WAIT: ("day", "time", "talk_at"),
    By.KEPT: ("agreement", "outcome"),
}
PLAIN = frozenset({By.BEHAVIOUR, By.PLACE, By.HOME_GROUP, By.YEAR_GROUP, By.PUPIL})
"""What SQL can pick by itself: the column is the value."""


def meanings(store: Store) -> dict[By, Callable[[Raw], Any]]:
    """What each value of `By` is, from what SQL told."""
    today, calendar = store.clock().date(), store.settings.calendar
    timetable, policy = store.settings.timetable, store.settings.policy
    day_of = cache(date.fromisoformat)

    def part(raw: Raw) -> DayPart:
        return day_part(day_of(raw["day"]), time.fromisoformat(raw["time"]), timetable, calendar)

    def minutes(raw: Raw) -> int | None:
        if raw["talk_at"] is None:
            return None
        waited = datetime.fromisoformat(raw["talk_at"]) - datetime.fromisoformat(f"{raw['day']} {raw['time']}")
        return waited // timedelta(minutes=1)

    def slip(raw: Raw) -> SlipEnd:
        home_on, signed_on, reminded_on = (
            day_of(raw[name]) if raw[name] else None for name in ("home_on", "signed_on", "reminded_on")
        )
        facts = SlipFacts(home_on, signed_on, raw["reminders"], reminded_on, raw["to_head"] > 0, raw["refused"] == 1)
        return slip_end(facts, today, calendar, policy.reminders, policy.due_days)

    return {
        By.SCHOOL_YEAR: lambda raw: school_year(day_of(raw["day"])),
        By.MONTH: lambda raw: day_of(raw["day"]).replace(day=1),
        By.WEEKDAY: lambda raw: day_of(raw["day"]).weekday(),
        By.DAY_PART: part,
        By.BEHAVIOUR: itemgetter("main"),
        By.PLACE: itemgetter("place"),
        By.HOME_GROUP: itemgetter("home_group"),
        By.YEAR_GROUP: itemgetter("year_group"),
        By.PHASE: lambda raw: phase(raw["year_group"]),
        By.PUPIL: itemgetter("pupil"),
        By.SLIP: slip,
        By.TALK_MINUTES: minutes,
        By.TALK_WAIT: lambda raw: talk_wait(minutes(raw)),
        By.KEPT: lambda raw: kept(bool(raw["agreement"]), raw["outcome"]),
    }


def counted(where: Where, names: tuple[str, ...], *more: Any) -> Any:
    """A select of these columns (and `more`, as peewee writes them) of every form that counts, a row a form.

    It names school years, by which the index is ordered: a form is issued in the school year of its incident or later.
    """
    newest = _form.select(pw.fn.MAX(_form.school_year)).scalar() or ""
    first_year, last_year = int(school_year(where.first)[:4]), int(newest[:4] or 0)
    years = [school_year(date(year, 8, 1)) for year in range(first_year, last_year + 1)]
    columns = [_COLUMNS[name].alias(name) for name in names]
    query = _form.select(*columns, *more or [_form.id]).where(
        _form.voided_at.is_null()
        & _form.school_year.in_(years)
        & (_form.happened_at >= datetime.combine(where.first, time()))
        & (_form.happened_at < datetime.combine(where.last, time()) + timedelta(days=1))
    )
    if not _OF_TALK.isdisjoint(names):
        query = query.join(_talk, pw.JOIN.LEFT_OUTER, on=_talk.form == _form.id)
    for by, value in where.only:
        if by in PLAIN:
            column = _COLUMNS[NEEDS[by][0]]
            query = query.where(column.is_null() if value is None else column == value)
    return query if where.groups is None else query.where(_form.home_group.in_(where.groups))


def names_of(wanted: Iterable[By]) -> tuple[str, ...]:
    """The columns from which these are made out, each once."""
    return tuple(dict.fromkeys(name for one in wanted for name in NEEDS[one]))
