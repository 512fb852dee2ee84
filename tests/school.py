"""The sample school as tests use it: real store, real verbs, a clock that stands still until it is moved."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from argon2 import PasswordHasher

from kiosk import settings
from kiosk.app import KioskApp
from kiosk.db import answers, enrolment, facts, forms, logins, people
from kiosk.db.store import Store, create_store
from kiosk.exchange.edexml import read_edexml
from kiosk.paths import Home, asset
from kiosk.rules.answer import Words
from kiosk.rules.form import Form, Talk
from kiosk.rules.issue import IssueRequest
from kiosk.rules.permissions import Actor, Role, command_line
from kiosk.rules.policy import Counting, Restart
from kiosk.screens.desk import Desk

MONDAY = datetime(2026, 11, 23, 10, 0)
PIN = "482913"
# As cheap as Argon2 goes: these tests are about screens, not about guessing.
PIN_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PIN)


@dataclass
class HandClock:
    """A clock moved by hand."""

    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: int) -> None:
        """Move on by a `timedelta(**span)`."""
        self.now += timedelta(**span)


@dataclass
class School:
    """The sample school in a folder, everybody with the same `PIN`.

    Directie Anneke de Groot, IB Joost Wiersma, teachers Fenna ter Beek and Gerda Kok (De Egels) and Ruud Smits
    (De Uilen, the parallel group of De Egels), admin Tess van Gelder.
    """

    home: Home
    clock: HandClock = field(default_factory=HandClock)
    desks: list[Desk] = field(default_factory=list)

    def desk(self) -> Desk:
        """A desk on this school; the app opens it, the `school` fixture closes it."""
        self.desks.append(Desk(self.home, self.clock))
        return self.desks[-1]

    def app(self) -> KioskApp:
        """The whole kiosk on this school, letting exceptions through."""
        return KioskApp(self.desk(), calm_crash=False)


ROLES: dict[str, tuple[Role, ...]] = {
    "Anneke": (Role.HEAD,),
    "Joost": (Role.COUNSELLOR,),
    "Fenna": (Role.TEACHER,),
    "Gerda": (Role.TEACHER,),
    "Ruud": (Role.TEACHER,),
    "Tess": (Role.ADMIN,),
}


def make_school(folder: Path, now: datetime = MONDAY) -> School:
    """Build the school in `folder` (about 0.2 s) and close its store again."""
    school = School(Home(folder), HandClock(now))
    folder.mkdir(parents=True, exist_ok=True)
    name = settings.School("De Regenboog", "123", settings.Region.NOORD, "0320 123 456")
    settings.save_school(school.home, name, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    store = create_store(school.home, settings.load(school.home), school.clock)
    enrolment.apply_roll(store, command_line(), read_edexml(asset("demo/voorbeeldschool.edexml.xml")))
    for member in people.staff(store):
        if member.given_name in ROLES:
            people.give_roles(store, command_line(), member.id, ROLES[member.given_name])
            logins.set_pin(store, command_line(), member.id, PIN_HASH)
    groups = {group.name: group.id for group in people.groups(store)}
    people.choose_host(store, command_line(), groups["De Egels"], groups["De Uilen"])
    people.choose_host(store, command_line(), groups["De Uilen"], groups["De Egels"])
    store.close()
    return school


def actor(store: Store, given_name: str) -> Actor:
    """The staff member with this given name, as the one who acts."""
    return people.actor_of(next(one for one in people.staff(store) if one.given_name == given_name))


def issue(
    store: Store,
    by: str = "Fenna",
    pupil: int = 0,
    main: str = "violence",
    *,
    seen: str = "Duwde een ander kind van het klimrek.",
    groups: tuple[int, int] | None = None,
) -> forms.Issued:
    """A form issued now by `by` to the `pupil`-th pupil (in list order) of De Egels, hosted by De Uilen.

    `groups` are the ids of those two where a test gave them other names.
    """
    by_name = {group.name: group.id for group in people.groups(store)}
    home_group, host_group = groups or (by_name["De Egels"], by_name["De Uilen"])
    pupils = [one for one in people.pupils(store) if one.group_id == home_group]
    head = actor(store, "Anneke")
    assert head.staff_id is not None
    return forms.issue_form(
        store,
        actor(store, by),
        IssueRequest(
            pupil_id=pupils[pupil].id,
            main=main,
            behaviours=(main,),
            happened_at=store.clock(),
            place="playground",
            what_was_seen=seen,
            consulted_id=head.staff_id,
            consulted_at=store.clock(),
            host_id=host_group,
        ),
    )


def hand_in(store: Store, form: Form, text: str = "Ik was boos.") -> None:
    """The pupil answers all eight questions with `text` and hands in."""
    questions = store.settings.policy.questions
    words = [Words(form.id, one.number, one.text, text, one.number) for one in questions]
    answers.hand_in(store, form.id, words)


def talk(store: Store, form: Form, by: str = "Fenna") -> Form:
    """The talk was held now, with an agreement; parents were called."""
    who = actor(store, by)
    assert who.staff_id is not None
    held = Talk(
        held_at=store.clock(),
        held_by=who.staff_id,
        present="juf en kind",
        outcome="Sorry gezegd.",
        agreement_if="ik boos word",
        agreement_then="loop ik weg",
        teacher_remark="Goed gesprek.",
    )
    return facts.record_talk(store, who, form.id, held, store.clock(), "gebeld")
