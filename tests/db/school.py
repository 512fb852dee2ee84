"""The sample school as the store's tests use it: a clock that is set, people with roles, and the usual deeds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import peewee

from kiosk.db import answers, enrolment, facts, forms, people, tables
from kiosk.db.forms import Issued
from kiosk.db.store import Store
from kiosk.exchange.edexml import read_edexml
from kiosk.paths import Home, asset
from kiosk.rules.answer import Words
from kiosk.rules.form import FactKind, Form, Outcome, Talk
from kiosk.rules.issue import IssueRequest
from kiosk.rules.permissions import Actor, Role, command_line
from kiosk.rules.roll import Roll
from kiosk.settings import Region, School, Settings, default_policy

MONDAY_MORNING = datetime(2026, 11, 23, 10, 0)
SETTINGS = Settings(School("De Regenboog", "123", Region.NOORD), default_policy())
ASKED = "Wat gebeurde er?"


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = MONDAY_MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_time(self, **time: int) -> None:
        self.now += timedelta(**time)

    def move_to(self, moment: str) -> None:
        self.now = datetime.fromisoformat(moment)


@dataclass
class SampleSchool:
    """An open store with the sample school in it.

    `teacher` has the home group of `pupils` (at least four of them); `host` has their parallel group; `stranger` is a
    teacher of another group.
    """

    store: Store
    clock: SetClock
    home: Home

    def actor(self, key: str) -> Actor:
        row = tables.Staff.get(tables.Staff.key == key)
        return people.actor_of(next(one for one in people.staff(self.store) if one.id == row.id))

    @property
    def head(self) -> Actor:
        return self.actor("M01")

    @property
    def counsellor(self) -> Actor:
        return self.actor("M02")

    @property
    def teacher(self) -> Actor:
        return self.actor("M13")

    @property
    def host(self) -> Actor:
        return self.actor("M14")

    @property
    def stranger(self) -> Actor:
        return self.actor("M10")

    def group(self, key: str) -> int:
        return int(tables.HomeGroup.get(tables.HomeGroup.key == key).id)

    @property
    def pupils(self) -> list[int]:
        home_group = self.group("MB1")
        return [one.id for one in people.pupils(self.store) if one.group_id == home_group]

    def request(self, **other: Any) -> IssueRequest:
        """What a teacher fills in when a pupil pushed somebody just now; `other` replaces fields."""
        fields: dict[str, Any] = {
            "pupil_id": self.pupils[0],
            "main": "violence",
            "behaviours": ("violence",),
            "happened_at": self.clock.now,
            "place": "playground",
            "what_was_seen": "Duwde bij de glijbaan.",
            "consulted_id": self.head.staff_id,
            "consulted_at": self.clock.now,
            "host_id": self.group("MB2"),
        }
        return IssueRequest(**(fields | other))

    def issue(self, actor: Actor | None = None, **other: Any) -> Issued:
        return forms.issue_form(self.store, actor or self.teacher, self.request(**other))

    def write(self, form_id: int, text: str = "Ik duwde hem.", question: int = 1, rev: int = 1) -> Words:
        words = Words(form_id, question, ASKED, text, rev)
        answers.save_answer(self.store, words)
        return words

    def handed_in(self, **other: Any) -> int:
        """A form with one answer, handed in a quarter of an hour after it was issued; its id."""
        form_id = self.issue(**other).form.id
        self.clock.pass_time(minutes=15)
        answers.hand_in(self.store, form_id, [self.write(form_id)])
        return form_id

    def talk(self, actor: Actor | None = None, **other: Any) -> Talk:
        held_by = (actor or self.teacher).staff_id
        assert held_by is not None
        return Talk(self.clock.now, held_by, **({"present": "juf en kind", "outcome": "Ze gaven een hand."} | other))

    def talked(self, **other: Any) -> int:
        form_id = self.handed_in(**other)
        facts.record_talk(self.store, self.teacher, form_id, self.talk(), self.clock.now, "telefoon")
        return form_id

    def at_home(self, **other: Any) -> int:
        form_id = self.talked(**other)
        facts.record_printed(self.store, self.teacher, form_id)
        facts.record_taken_home(self.store, self.teacher, form_id)
        return form_id

    def signed(self) -> int:
        """A form of last Monday, signed on Tuesday; it is Tuesday morning after."""
        form_id = self.at_home()
        self.clock.pass_time(days=1)
        facts.record_return(self.store, self.teacher, form_id, Outcome.AGREED)
        return form_id


def sample_roll() -> Roll:
    return read_edexml(asset("demo/voorbeeldschool.edexml.xml"))


def enrol_sample_school(store: Store) -> None:
    """Take over the sample export and give everybody the roles that they have in the tests."""
    enrolment.apply_roll(store, command_line(), sample_roll())
    roles = {"DIR": Role.HEAD, "IB": Role.COUNSELLOR, "LRK": Role.TEACHER}
    for member in people.staff(store):
        people.give_roles(store, command_line(), member.id, [roles[member.role_hint]])


def with_head(school: SampleSchool, form_id: int) -> None:
    """Bring a paper that is at home to directie, after a refusal."""
    facts.record_return(school.store, school.teacher, form_id, Outcome.REFUSED)
    facts.escalate(school.store, school.teacher, form_id, "Ouders willen eerst praten.")


def staff_of(school: SampleSchool) -> int:
    assert school.stranger.staff_id is not None
    return school.stranger.staff_id


def kinds(form: Form) -> list[FactKind]:
    return [fact.kind for fact in form.facts]


def stored_kinds(form_id: int) -> list[str]:
    fact = tables.FormFact
    return [row.kind for row in fact.select().where(fact.form == form_id).order_by(fact.id)]


def log_rows() -> list[tuple[str, str, str]]:
    """Every log row as (actor, action, subject), oldest first."""
    return [(row.actor, row.action, row.subject) for row in tables.LogRow.select().order_by(tables.LogRow.seq)]


def every_cell() -> Iterator[tuple[str, str]]:
    """Each cell of each table in the file (also of tables that no model knows), as (table, text)."""
    names = tables.database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in names:
        for row in tables.database.execute_sql(f'SELECT * FROM "{name}"').fetchall():  # noqa: S608  (our own names)
            yield from ((name, str(cell)) for cell in row)


def everything_stored() -> list[tuple[str, str]]:
    return list(every_cell())


def row_count(table: type[peewee.Model]) -> int:
    return int(table.select().count())


def names_in(folder: Path) -> list[str]:
    """What lies in a folder, by name."""
    return sorted(path.name for path in folder.iterdir())
