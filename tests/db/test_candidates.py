"""Te doen loads few pupils: those whom SQL finds are all that the ladder finds among everybody, whatever happened."""

import random
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from kiosk.db import corrections, facts, lines, tables
from kiosk.db.candidates import may_have_open_steps
from kiosk.rules.policy import Counting, LadderStep, Restart, StepKind
from tests.db.school import SampleSchool

PUPILS = 2


class Year:
    """A random year with a few pupils: forms, steps taken soon or late, voids, turns, and forms of another child."""

    def __init__(self, school: SampleSchool, seed: int) -> None:
        self.school, self.random = school, random.Random(seed)  # noqa: S311  (a history to replay, no secret)
        self.forms: list[int] = []

    def deed(self) -> None:
        self.school.clock.pass_time(hours=self.random.choice((1, 3, 30)))
        pupil = self.school.pupils[self.random.randrange(PUPILS)]
        kind = self.random.choices(
            ("issue", "take", "void", "fresh", "deviate", "other", "year"), (9, 4, 1, 1, 1, 1, 1)
        )
        getattr(self, kind[0])(pupil)

    def issue(self, pupil: int) -> None:
        self.forms.append(self.school.issue(self.school.head, pupil_id=pupil).form.id)

    def take(self, pupil: int) -> None:
        for step in lines.line_of(self.school.store, pupil).open_steps[:1]:
            store = self.school.store
            back = store.settings.calendar.next_school_day(self.school.clock.now.date())
            lines.take_step(store, self.school.head, pupil, step, "Gesproken.", evaluate_on=back)

    def void(self, _pupil: int) -> None:
        if self.forms:
            form = self.forms.pop(self.random.randrange(len(self.forms)))
            facts.void_form(self.school.store, self.school.head, form, "Vergissing.")

    def fresh(self, pupil: int) -> None:
        if self.random.random() < 0.3:
            lines.fresh_start(self.school.store, self.school.head, pupil, "Het gaat goed.")

    def deviate(self, pupil: int) -> None:
        lines.deviate(self.school.store, self.school.head, pupil, StepKind.OFFICIAL_WARNING, "Onveilig.")

    def other(self, pupil: int) -> None:
        if self.forms:
            form = tables.Form.get_by_id(self.random.choice(self.forms))
            if form.pupil_id != pupil:
                corrections.correct_pupil(self.school.store, self.school.head, form.id, pupil, "Het was een ander.")

    def year(self, _pupil: int) -> None:
        if self.random.random() < 0.3:
            self.school.clock.pass_time(days=250)


@pytest.mark.parametrize(
    ("seed", "counting", "restart"), [(seed, *pair) for seed, pair in enumerate(product(Counting, Restart))]
)
def test_every_pupil_with_something_to_decide_is_found(
    school: SampleSchool, seed: int, counting: Counting, restart: Restart
) -> None:
    policy = replace(school.store.settings.policy, counting=counting, restart=restart)
    school.store.settings = replace(school.store.settings, policy=policy)
    year, some = Year(school, seed), False
    for round in range(8):
        for _ in range(5):
            year.deed()
        if round == 5:  # the school changes its ladder in the middle: steps taken stand
            steps = (LadderStep(2, StepKind.PARENTS_TALK), LadderStep(1, StepKind.OFFICIAL_WARNING))
            school.store.settings = replace(school.store.settings, policy=replace(policy, steps=steps))
        everybody = {pupil: lines.line_of(school.store, pupil) for pupil in school.pupils[:PUPILS]}
        found = {pupil.id: line for pupil, line in lines.open_lines(school.store, school.head)}
        assert {pupil for pupil, line in everybody.items() if line.open_steps} <= set(found)
        assert all(everybody[pupil] == line for pupil, line in found.items())
        some = some or bool(found)
    assert some


def test_what_nobody_decided_about_a_pupil_who_left_is_no_work_from_the_second_school_year_on(
    school: SampleSchool,
) -> None:
    for _ in range(3):
        school.issue()
        school.clock.pass_time(hours=1)
    pupil, policy = school.pupils[0], school.store.settings.policy
    tables.Pupil.update(left_on=date(2026, 12, 1)).where(tables.Pupil.id == pupil).execute()
    assert may_have_open_steps(policy, date(2028, 7, 31)) == {pupil}
    assert may_have_open_steps(policy, date(2028, 8, 1)) == set()


def test_who_is_settled_is_not_looked_at(school: SampleSchool) -> None:
    for _ in range(4):
        school.issue()
        school.clock.pass_time(hours=1)
    (step,) = lines.line_of(school.store, school.pupils[0]).open_steps
    assert may_have_open_steps(school.store.settings.policy, school.clock.now.date()) == {school.pupils[0]}
    lines.take_step(school.store, school.head, school.pupils[0], step, "Gesproken.")
    assert may_have_open_steps(school.store.settings.policy, school.clock.now.date()) == set()
