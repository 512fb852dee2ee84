"""Steps closed on another day, with a day to look back, and the looks back themselves."""

from datetime import date, datetime

import peewee
import pytest

from kiosk.db import lines, step_reviews, tables
from kiosk.errors import Refused
from kiosk.rules.ladder import DueStep
from kiosk.rules.policy import StepKind
from tests.db.school import SampleSchool, everything_stored, log_rows

MONDAY, LATER = date(2026, 12, 7), date(2026, 12, 14)


def open_step(school: SampleSchool, forms: int = 3) -> DueStep:
    """The newest open step after so many forms of the first pupil."""
    for _ in range(forms):
        school.issue()
        school.clock.pass_time(hours=1)
    return lines.line_of(school.store, school.pupils[0]).open_steps[-1]


def test_a_step_is_closed_on_the_day_that_it_was_done(school: SampleSchool) -> None:
    step = open_step(school)
    school.clock.move_to("2026-11-26 09:00")
    lines.take_step(school.store, school.head, school.pupils[0], step, "Gepraat.", on=date(2026, 11, 24))
    assert tables.StepTaken.get().done_at == datetime(2026, 11, 24, 12)
    assert tables.StepTaken.get().evaluate_on is None


def test_of_a_step_closed_on_the_day_it_opened_the_moment_is_not_before_it(school: SampleSchool) -> None:
    school.clock.move_to("2026-11-23 13:00")
    step = open_step(school)
    school.clock.move_to("2026-11-24 09:00")
    lines.take_step(school.store, school.head, school.pupils[0], step, "Gepraat.", on=date(2026, 11, 23))
    assert tables.StepTaken.get().done_at == step.since


def test_a_warning_without_a_day_to_look_back_is_refused_and_nothing_is_kept(school: SampleSchool) -> None:
    step = open_step(school, 6)
    assert step.kind is StepKind.OFFICIAL_WARNING
    before = everything_stored()
    with pytest.raises(Refused, match="Wanneer kijken jullie terug"):
        lines.take_step(school.store, school.head, school.pupils[0], step, "Besproken.")
    assert everything_stored() == before


def looked_back_on(school: SampleSchool) -> int:
    """A warning to be looked back on on Monday 7 December; the id of the step."""
    step = open_step(school, 6)
    lines.take_step(school.store, school.head, school.pupils[0], step, "Besproken.", evaluate_on=MONDAY)
    (due,) = step_reviews.due_evaluations(school.store, school.counsellor, MONDAY)
    assert (due.pupil_id, due.kind, due.outcome, due.due_on) == (school.pupils[0], step.kind, "Besproken.", MONDAY)
    return due.step_id


def test_a_look_back_names_the_next_day_or_finishes_it(school: SampleSchool) -> None:
    step_id = looked_back_on(school)
    assert step_reviews.due_evaluations(school.store, school.head, date(2026, 12, 6)) == []
    school.clock.move_to("2026-12-07 09:00")
    again = step_reviews.review_step(school.store, school.head, step_id, "Gaat beter.", LATER)
    assert again is not None
    assert again.due_on == LATER
    assert step_reviews.due_evaluations(school.store, school.head, MONDAY) == []
    school.clock.move_to("2026-12-14 09:00")
    assert step_reviews.review_step(school.store, school.head, step_id, "Klaar.") is None
    assert step_reviews.due_evaluations(school.store, school.head, date(2027, 7, 1)) == []
    ((key, found),) = step_reviews.reviews_of(school.store, school.head, school.pupils[0]).items()
    assert key[1] is None
    assert [(one.outcome, one.next_on) for one in found] == [("Gaat beter.", LATER), ("Klaar.", None)]
    assert log_rows()[-1][1:] == ("close_step", f"pupil {school.pupils[0]} step {step_id}")
    with pytest.raises(Refused, match="al op teruggekeken"):
        step_reviews.review_step(school.store, school.head, step_id, "Nog eens.")


def test_ib_sees_and_does_not_look_back_and_a_teacher_does_not_see(school: SampleSchool) -> None:
    step_id = looked_back_on(school)
    with pytest.raises(Refused):
        step_reviews.review_step(school.store, school.counsellor, step_id, "Goed.")
    for read in (
        lambda: step_reviews.due_evaluations(school.store, school.teacher, MONDAY),
        lambda: step_reviews.reviews_of(school.store, school.teacher, school.pupils[0]),
    ):
        with pytest.raises(Refused):
            read()


@pytest.mark.parametrize("table", ["turn", "step_taken", "step_review"])
def test_what_was_decided_is_only_ever_added_to(school: SampleSchool, table: str) -> None:
    step_id = looked_back_on(school)
    step_reviews.review_step(school.store, school.head, step_id, "Goed.")
    lines.fresh_start(school.store, school.head, school.pupils[0], "Het gaat goed.")
    for change in (f"UPDATE {table} SET id = id + 100", f"DELETE FROM {table}"):  # noqa: S608  (our names)
        with pytest.raises(peewee.IntegrityError, match=f"{table} is insert-only"):
            tables.database.execute_sql(change)
