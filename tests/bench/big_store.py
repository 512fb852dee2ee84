"""A store that never threw a form away: 100,000 filed forms, a board's schools over thirty years.

And a busy Monday: open forms in every stage, all of them on Fenna's Vandaag.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import peewee as pw

from kiosk import settings
from kiosk.db import answers, facts, people, tables
from kiosk.db.cipher import write_transaction
from kiosk.db.store import Store, open_store
from kiosk.rules.answer import Words
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.form import FactKind, Outcome
from kiosk.rules.ladder import outlook
from kiosk.rules.number import make_number
from tests.school import MONDAY, HandClock, School, actor, hand_in, issue, make_school, talk

FORMS = 100_000
"""Forms in the large store."""


@dataclass(frozen=True)
class Size:
    """How large a store is: forms in all and of this year, the pupils of each year, and how many years lie behind."""

    forms: int
    this_year: int
    pupils: int
    past_years: int


LARGE = Size(FORMS, this_year=3_000, pupils=1_000, past_years=29)
"""A board's schools, and nothing thrown away in thirty years."""
SMALL = Size(1_000, this_year=100, pupils=229, past_years=9)
"""One school, ten years."""

SHARES = (0, 0, 0, 1, 1, 2, 3, 4, 7, 12)
"""How many forms ten pupils get in a year: most few, some many, three each on average."""
STEPS_STILL_OPEN = 25
"""Of the newest steps directie took none yet."""
YEARS_AT_SCHOOL = 8
GROUP_SIZE = 25
ANSWERED = 10
"""One form in so many has its eight answers, or building the store would take twice as long."""
OPEN_IN_EACH_STAGE = 4
UNCHECKED_DAYS = 21
"""Of agreements older than this somebody wrote down whether they were kept; newer ones are to be looked at."""
NOT_KEPT = 10
"""One agreement in so many was not kept; of the newest few of those directie wrote nothing yet."""

_Row = dict[str, Any]


@dataclass(frozen=True)
class _Filed:
    """One of the forms; each of its rows follows from this. `nth` is the how-manieth of this pupil in its year."""

    id: int
    number: str
    year: str
    pupil_id: int
    group_id: int | None
    nth: int
    issued_at: datetime

    def after(self, **span: int) -> datetime:
        """The moment `timedelta(**span)` after the form was issued."""
        return self.issued_at + timedelta(**span)


def make_big_school(folder: Path, now: datetime = MONDAY, size: Size = LARGE) -> School:
    """Build the sample school of `tests.school` in `folder`, with filed forms and some tens of open ones.

    Takes some ten seconds, and closes the store again.

    Their rows go straight into the tables, past the verbs, and leave no trace in the log: a verb for each would take an
    hour, and no screen reads the log. Every filed form is whole; one in `ANSWERED` has answers.
    """
    school = make_school(folder, now)
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        with write_transaction(tables.database):
            _fill(store, list(_filed_forms(store, size)))
        for pupil in range(OPEN_IN_EACH_STAGE):
            _one_in_each_stage(store, school.clock, pupil)
    finally:
        store.close()
    return school


def _filed_forms(store: Store, size: Size) -> Iterator[_Filed]:
    """Past years first. Adds the pupils of today that the sample school has not, and those who left."""
    now = store.clock()
    each, rest = divmod(size.forms - size.this_year, size.past_years)
    _add_pupils_of_today(store, size.pupils)
    of_today = [(pupil.id, pupil.group_id) for pupil in people.pupils(store)]
    left = {back: _pupils_who_left(store, back, size) for back in range(1, size.past_years + 1)}
    id = 0
    for back in range(size.past_years, -1, -1):
        year = school_year(now.replace(year=now.year - back).date())
        first, last = school_year_days(year)
        count, there = size.this_year, of_today
        if back:
            count = each + (back <= rest)
            there = [one for age in range(YEARS_AT_SCHOOL) for one in left.get(back - age, [])]
            there += of_today[: size.pupils - len(there)] if back < YEARS_AT_SCHOOL else []
        else:
            last = (now - timedelta(days=14)).date()  # those of the last weeks are filed too
        for serial, (nth, (pupil_id, group_id)) in enumerate(_shared_out(there, count), start=1):
            id += 1
            day = first + (last - first) * serial // count
            number = make_number(store.settings.school.tag, year, serial)
            issued_at = datetime(day.year, day.month, day.day, 9 + serial % 6, serial % 60)
            yield _Filed(id, number, year, pupil_id, group_id, nth, issued_at)


_Place = tuple[int, int | None]
"""A pupil's id, and the id of the group."""


def _shared_out(there: Sequence[_Place], count: int) -> list[tuple[int, _Place]]:
    """The pupils of `count` forms, in the order of the year, each with the how-manieth form of this pupil it is."""
    enough = there[: -(-count // sum(SHARES)) * len(SHARES)]
    shares = {place: SHARES[place % len(SHARES)] for place in range(len(enough))}
    found: list[_Place] = []
    turn = 0
    while len(found) < count:  # everybody's first form, then the second ones, and so on; then once more around
        turn += 1
        found += [there[place] for place, share in shares.items() if turn <= share or (share and turn > max(SHARES))]
    given: Counter[int] = Counter()
    ranked = []
    for place in found[:count]:
        given[place[0]] += 1
        ranked.append((given[place[0]], place))
    return ranked


def _add_pupils_of_today(store: Store, wanted: int) -> None:
    began = school_year_days(school_year(store.clock().date()))[0]
    tables.Membership.update(first_day=began).execute()  # the sample school was imported this very day
    more = wanted - len(people.pupils(store))
    if more <= 0:
        return
    names = [f"vandaag-{place}" for place in range(more)]
    groups = _more_groups(more)
    pupil = tables.Pupil
    _insert(pupil, ({"key": n, "given_name": "Kind", "prefix": "van", "surname": n} for n in names))
    ids = [row.id for row in pupil.select(pupil.id).where(pupil.key.startswith("vandaag-")).order_by(pupil.id)]
    _insert(
        tables.Membership,
        (
            {"pupil": id, "group": groups[place // GROUP_SIZE], "year_group": place % 8 + 1, "first_day": began}
            for place, id in enumerate(ids)
        ),
    )


def _more_groups(pupils: int) -> list[int]:
    group = tables.HomeGroup
    for place in range(pupils // GROUP_SIZE + 1):
        group.create(key=f"G{place}", name=f"Groep {place}")
    return [row.id for row in group.select(group.id).where(group.key.startswith("G")).order_by(group.id)]


def _pupils_who_left(store: Store, years_ago: int, size: Size) -> list[_Place]:
    """Those who left at the end of that school year, with a membership for each of their years at school."""
    now, pupil, member = store.clock(), tables.Pupil, tables.Membership
    year = school_year(now.replace(year=now.year - years_ago).date())
    left_on = school_year_days(year)[1]
    groups = [one.id for one in people.groups(store)]
    names = [f"{year}-{place}" for place in range(size.pupils // YEARS_AT_SCHOOL)]
    _insert(pupil, ({"key": n, "given_name": "Kind", "prefix": "van", "surname": n, "left_on": left_on} for n in names))
    ids = [row.id for row in pupil.select(pupil.id).where(pupil.key.startswith(f"{year}-")).order_by(pupil.id)]
    there = [(id, groups[place % len(groups)]) for place, id in enumerate(ids)]
    _insert(
        member,
        (
            {
                "pupil": id,
                "group": group_id,
                "year_group": YEARS_AT_SCHOOL - before,
                "first_day": left_on.replace(year=left_on.year - before - 1) + timedelta(days=1),
                "last_day": left_on.replace(year=left_on.year - before),
            }
            for id, group_id in there
            for before in range(YEARS_AT_SCHOOL)
        ),
    )
    return list(there)


def _fill(store: Store, forms: Sequence[_Filed]) -> None:
    fenna, ruud, head = (actor(store, name).staff_id for name in ("Fenna", "Ruud", "Anneke"))
    egels = next(one.id for one in people.groups(store) if one.name == "De Egels")
    policy = store.settings.policy
    behaviours = [one.key for one in policy.behaviours]
    places = [one.key for one in policy.places]
    unchecked = store.clock() - timedelta(days=UNCHECKED_DAYS)
    not_followed_up = store.clock() - timedelta(days=UNCHECKED_DAYS + 14)

    def teacher(one: _Filed) -> int | None:
        return fenna if one.group_id == egels else ruud

    def form(one: _Filed) -> _Row:
        return {
            "id": one.id,
            "number": one.number,
            "school_year": one.year,
            "pupil": one.pupil_id,
            "home_group": one.group_id,
            "year_group": one.id % 8 + 1,
            "happened_at": one.issued_at,
            "place": places[one.id % len(places)],
            "main": behaviours[one.id % len(behaviours)],
            "what_was_seen": "Duwde een ander kind van het klimrek.",
            "consulted": head,
            "consulted_at": one.issued_at,
            "issued_at": one.issued_at,
            "issued_by": teacher(one),
            "filed_at": one.after(days=2),
            "filed_by": teacher(one),
        }

    def behaviour(one: _Filed) -> _Row:
        return {"form": one.id, "behaviour": behaviours[one.id % len(behaviours)]}

    def facts(one: _Filed) -> Iterator[_Row]:
        found: list[tuple[FactKind, datetime, int | None, Outcome | None]] = [
            (FactKind.FIRST_WORD, one.after(minutes=10), None, None),
            (FactKind.HANDED_IN, one.after(minutes=40), None, None),
            (FactKind.PRINTED, one.after(hours=2), teacher(one), None),
            (FactKind.TAKEN_HOME, one.after(hours=3), teacher(one), None),
            (FactKind.RETURNED, one.after(days=1), teacher(one), Outcome.SEEN),
        ]
        if one.issued_at < unchecked:
            kept = one.id % NOT_KEPT
            outcome = Outcome.KEPT if kept else Outcome.NOT_KEPT
            found.append((FactKind.AGREEMENT_CHECKED, one.after(days=20), teacher(one), outcome))
            if not kept and one.issued_at < not_followed_up:
                found.append((FactKind.FOLLOWED_UP, one.after(days=22), head, None))
        for kind, at, by, outcome_of in found:
            yield {"form": one.id, "kind": kind, "at": at, "by": by, "outcome": outcome_of}

    def talk(one: _Filed) -> _Row:
        return {
            "form": one.id,
            "held_at": one.after(hours=1),
            "held_by": teacher(one),
            "present": "juf en kind",
            "outcome": "Sorry gezegd.",
            "agreement_if": "ik boos word",
            "agreement_then": "loop ik weg",
            "teacher_remark": "Goed gesprek.",
            "missed_time": "",
            "harmed_side": "",
        }

    def code(one: _Filed) -> _Row:
        return {"form": one.id, "code": f"form {one.id}", "valid_on": one.issued_at.date()}

    def answers(one: _Filed) -> Iterator[_Row]:
        for question in policy.questions:
            said = {"asked_text": question.text, "text": "Ik was boos en toen duwde ik.", "rev": question.number}
            yield {"form": one.id, "question": question.number, **said}

    _insert(tables.Form, map(form, forms))
    _insert(tables.FormBehaviour, map(behaviour, forms))
    _insert(tables.FormFact, chain.from_iterable(map(facts, forms)))
    _insert(tables.Talk, map(talk, forms))
    due = outlook(policy, max(one.nth for one in forms))
    stepped = [(one, step) for one in forms if (step := due[one.nth - 1])]
    _insert(
        tables.StepTaken,
        (
            {
                "pupil": one.pupil_id,
                "kind": step,
                "form": one.id,
                "done_at": one.after(hours=4),
                "done_by": head,
                "outcome": "Gesproken met ouders en kind.",
            }
            for one, step in stepped[:-STEPS_STILL_OPEN]
        ),
    )
    answered = forms[::ANSWERED]
    _insert(tables.Code, map(code, answered))  # the store takes answers only while their form has a code
    _insert(tables.Answer, chain.from_iterable(map(answers, answered)))
    tables.Code.delete().execute()


def _one_in_each_stage(store: Store, clock: HandClock, pupil: int) -> None:
    """Forms of the `pupil`-th child of De Egels, through the verbs: from waiting to signed and not yet in ParnaSys."""
    fenna, now = actor(store, "Fenna"), clock.now

    def at(days_ago: int, hour: int) -> None:
        clock.now = (now - timedelta(days=days_ago)).replace(hour=hour)

    def talked() -> int:
        form = issue(store, pupil=pupil).form
        clock.forward(minutes=30)
        hand_in(store, form)
        return talk(store, form).id

    def taken_home(days_ago: int) -> int:
        at(days_ago, 9)
        form_id = talked()
        facts.record_printed(store, fenna, form_id)
        facts.record_taken_home(store, fenna, form_id)
        return form_id

    signed, with_head, second, _first, _due = (taken_home(days) for days in (4, 6, 5, 4, 3))  # a Monday: 3 is Friday
    at(4, 14)
    facts.remind(store, fenna, with_head, "gebeld")
    at(3, 14)
    facts.remind(store, fenna, with_head, "gebeld")
    facts.remind(store, fenna, second, "gebeld")
    facts.record_return(store, fenna, signed, Outcome.SEEN)
    at(0, 8)
    facts.record_printed(store, fenna, talked())
    talked()
    hand_in(store, issue(store, pupil=pupil).form)
    writing = issue(store, pupil=pupil).form.id
    answers.save_answer(store, Words(writing, 1, store.settings.policy.questions[0].text, "Ik was boos.", 1))
    issue(store, pupil=pupil)
    clock.now = now


def _insert(table: type[pw.Model], rows: Iterable[_Row]) -> None:
    """Insert `rows`, which all name the same fields; the other fields get their defaults.

    One prepared statement: Peewee's `insert_many` writes a statement out value by value, and takes four times as long.
    """
    coming = iter(rows)
    first = next(coming)
    # By name: peewee's fields are equal to everything, for "==" makes SQL of them.
    defaults = {field.name: value for field, value in table._meta.defaults.items() if field.name not in first}
    columns = [getattr(table, name).column_name for name in (*first, *defaults)]
    places = ", ".join("?" for _ in columns)
    sql = f"INSERT INTO {table._meta.table_name} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608  (our names)
    values = ((*row.values(), *defaults.values()) for row in chain([first], coming))
    tables.database.connection().executemany(sql, values)
