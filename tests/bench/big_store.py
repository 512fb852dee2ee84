"""A school that never threw a form away: 100,000 filed forms in the store, which is centuries of an ordinary school.

And a busy Monday: open forms in every stage, all of them on Fenna's Vandaag.
"""

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
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.form import FactKind, Outcome
from kiosk.rules.number import make_number
from tests.school import MONDAY, HandClock, School, actor, hand_in, issue, make_school, talk

FORMS = 100_000
PAST_YEARS = 20
THIS_YEAR = 300
"""Forms issued since August, to the pupils of today; all others to pupils who have left."""
LEFT_A_YEAR = 250
"""Pupils who left at the end of each past year."""
ANSWERED = 10
"""One form in so many has its eight answers, or building the store would take twice as long."""
OPEN_IN_EACH_STAGE = 4
UNCHECKED_DAYS = 21
"""Of agreements older than this somebody wrote down whether they were kept; newer ones are to be looked at."""

_Row = dict[str, Any]


@dataclass(frozen=True)
class _Filed:
    """One of the forms; each of its rows follows from this."""

    id: int
    number: str
    year: str
    pupil_id: int
    issued_at: datetime

    def after(self, **span: int) -> datetime:
        """The moment `timedelta(**span)` after the form was issued."""
        return self.issued_at + timedelta(**span)


def make_big_school(folder: Path, now: datetime = MONDAY, forms: int = FORMS) -> School:
    """Build the sample school of `tests.school` in `folder`, with `forms` filed forms and some tens of open ones.

    Takes some ten seconds, and closes the store again.

    Their rows go straight into the tables, past the verbs, and leave no trace in the log: a verb for each would take an
    hour, and no screen reads the log. Every filed form is whole; one in `ANSWERED` has answers.
    """
    school = make_school(folder, now)
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        with write_transaction(tables.database):
            _fill(store, list(_filed_forms(store, forms)))
        for pupil in range(OPEN_IN_EACH_STAGE):
            _one_in_each_stage(store, school.clock, pupil)
    finally:
        store.close()
    return school


def _filed_forms(store: Store, forms: int) -> Iterator[_Filed]:
    """Past years first. Adds the pupils who left."""
    now = store.clock()
    this_year = min(THIS_YEAR, forms)
    each, rest = divmod(forms - this_year, PAST_YEARS)
    id = 0
    for back in range(PAST_YEARS, -1, -1):
        year = school_year(now.replace(year=now.year - back).date())
        first, last = school_year_days(year)
        if back:
            pupils, count = _pupils_who_left(year), each + (back <= rest)
        else:
            pupils, count = [pupil.id for pupil in people.pupils(store)], this_year
            last = (now - timedelta(days=14)).date()  # those of the last weeks are filed too
        for serial in range(1, count + 1):
            id += 1
            day = first + (last - first) * serial // count
            number = make_number(store.settings.school.tag, year, serial)
            issued_at = datetime(day.year, day.month, day.day, 9 + serial % 6, serial % 60)
            yield _Filed(id, number, year, pupils[serial % len(pupils)], issued_at)


def _pupils_who_left(year: str) -> list[int]:
    left_on = school_year_days(year)[1]
    names = [f"{year}-{place}" for place in range(LEFT_A_YEAR)]
    pupil = tables.Pupil
    _insert(pupil, ({"key": n, "given_name": "Kind", "prefix": "van", "surname": n, "left_on": left_on} for n in names))
    return [row.id for row in pupil.select(pupil.id).where(pupil.key.in_(names))]


def _fill(store: Store, forms: Sequence[_Filed]) -> None:
    teacher, head = actor(store, "Fenna").staff_id, actor(store, "Anneke").staff_id
    group = next(one.id for one in people.groups(store) if one.name == "De Egels")
    policy = store.settings.policy
    behaviours = [one.key for one in policy.behaviours]
    places = [one.key for one in policy.places]
    unchecked = store.clock() - timedelta(days=UNCHECKED_DAYS)

    def form(one: _Filed) -> _Row:
        return {
            "id": one.id,
            "number": one.number,
            "school_year": one.year,
            "pupil": one.pupil_id,
            "home_group": group,
            "year_group": 5,
            "happened_at": one.issued_at,
            "place": places[one.id % len(places)],
            "main": behaviours[one.id % len(behaviours)],
            "what_was_seen": "Duwde een ander kind van het klimrek.",
            "consulted": head,
            "consulted_at": one.issued_at,
            "issued_at": one.issued_at,
            "issued_by": teacher,
            "filed_at": one.after(days=2),
            "filed_by": teacher,
        }

    def behaviour(one: _Filed) -> _Row:
        return {"form": one.id, "behaviour": behaviours[one.id % len(behaviours)]}

    def facts(one: _Filed) -> Iterator[_Row]:
        for kind, at, by, outcome in (
            (FactKind.FIRST_WORD, one.after(minutes=10), None, None),
            (FactKind.HANDED_IN, one.after(minutes=40), None, None),
            (FactKind.PRINTED, one.after(hours=2), teacher, None),
            (FactKind.TAKEN_HOME, one.after(hours=3), teacher, None),
            (FactKind.RETURNED, one.after(days=1), teacher, Outcome.SEEN),
        ):
            yield {"form": one.id, "kind": kind, "at": at, "by": by, "outcome": outcome}
        if one.issued_at < unchecked:
            kept = {
                "kind": FactKind.AGREEMENT_CHECKED,
                "at": one.after(days=20),
                "by": teacher,
                "outcome": Outcome.KEPT,
            }
            yield {"form": one.id, **kept}

    def talk(one: _Filed) -> _Row:
        return {
            "form": one.id,
            "held_at": one.after(hours=1),
            "held_by": teacher,
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
    answers.save_answer(store, answers.Words(writing, 1, store.settings.policy.questions[0].text, "Ik was boos.", 1))
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
