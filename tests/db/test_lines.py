"""A pupil's line in the store: which steps are open, and who takes them."""

from collections.abc import Callable

import pytest

from kiosk.db import facts, lines, tables
from kiosk.errors import Refused
from kiosk.rules.ladder import DueStep, Line
from kiosk.rules.permissions import Actor, command_line
from kiosk.rules.policy import StepKind
from tests.db.school import SampleSchool, everything_stored, row_count

HELD = "Ouders en kind spraken af te bellen."


def issue_many(school: SampleSchool, count: int, pupil: int = 0) -> list[int]:
    """So many forms of one pupil, an hour apart; their ids."""
    ids = []
    for _ in range(count):
        ids.append(school.issue(pupil_id=school.pupils[pupil]).form.id)
        school.clock.pass_time(hours=1)
    return ids


def line_of(school: SampleSchool, pupil: int = 0) -> Line:
    return lines.line_of(school.store, school.pupils[pupil])


def open_kinds(line: Line) -> list[tuple[StepKind, int | None]]:
    return [(step.kind, step.form_id) for step in line.open_steps]


def test_the_third_form_opens_the_parents_talk_and_two_forms_open_nothing(school: SampleSchool) -> None:
    issue_many(school, 2)
    assert line_of(school).open_steps == ()
    mark = lines.preview_mark(school.store, school.pupils[0])
    assert (mark.nth, mark.position, mark.size, mark.sets_off) == (3, 3, 3, StepKind.PARENTS_TALK)
    (third,) = issue_many(school, 1)
    assert open_kinds(line_of(school)) == [(StepKind.PARENTS_TALK, third)]
    assert lines.preview_mark(school.store, school.pupils[0]).sets_off is None


def test_other_pupils_forms_do_not_count(school: SampleSchool) -> None:
    issue_many(school, 2)
    issue_many(school, 2, pupil=1)
    assert line_of(school).open_steps == line_of(school, 1).open_steps == ()


def test_directie_takes_the_step_and_that_closes_it_once(school: SampleSchool) -> None:
    third = issue_many(school, 3)[-1]
    (step,) = line_of(school).open_steps
    after = lines.take_step(school.store, school.head, school.pupils[0], step, HELD)
    assert after.open_steps == ()
    row = tables.StepTaken.get()
    assert (row.pupil_id, row.kind, row.form_id, row.outcome) == (school.pupils[0], "parents_talk", third, HELD)
    assert (row.done_at, row.done_by_id) == (school.clock.now, school.head.staff_id)
    before = everything_stored()
    with pytest.raises(Refused, match="Deze stap staat niet meer open"):
        lines.take_step(school.store, school.head, school.pupils[0], step, HELD)
    assert everything_stored() == before


def test_a_step_needs_an_outcome_and_a_person(school: SampleSchool) -> None:
    issue_many(school, 3)
    (step,) = line_of(school).open_steps
    with pytest.raises(Refused, match="Wat kwam eruit"):
        lines.take_step(school.store, school.head, school.pupils[0], step, "  ")
    with pytest.raises(Refused, match="Log in met je naam"):
        lines.take_step(school.store, command_line(), school.pupils[0], step, HELD)
    assert line_of(school).open_steps == (step,)


def test_teachers_and_counsellors_close_no_step_and_give_no_turn(school: SampleSchool) -> None:
    issue_many(school, 3)
    pupil, (step,) = school.pupils[0], line_of(school).open_steps
    before = everything_stored()
    deeds: tuple[Callable[[Actor], Line], ...] = (
        lambda actor: lines.take_step(school.store, actor, pupil, step, HELD),
        lambda actor: lines.fresh_start(school.store, actor, pupil, "Het gaat goed."),
        lambda actor: lines.deviate(school.store, actor, pupil, StepKind.SUSPENSION_REVIEW, "Onveilig."),
    )
    for actor in (school.teacher, school.counsellor):
        for deed in deeds:
            with pytest.raises(Refused, match="Dit mag je niet doen"):
                deed(actor)
    assert everything_stored() == before


def test_a_step_that_was_made_up_cannot_be_taken(school: SampleSchool) -> None:
    (form,) = issue_many(school, 1)
    made_up = DueStep(StepKind.OFFICIAL_WARNING, school.clock.now, form_id=form)
    with pytest.raises(Refused, match="Deze stap staat niet meer open"):
        lines.take_step(school.store, school.head, school.pupils[0], made_up, HELD)


def test_a_void_closes_an_open_step_by_itself(school: SampleSchool) -> None:
    first = issue_many(school, 3)[0]
    facts.void_form(school.store, school.head, first, "Het was een ander.")
    line = line_of(school)
    assert line.open_steps == ()
    assert [mark.nth for mark in line.marks] == [1, 2]


def test_a_void_takes_the_ground_from_a_step_that_was_carried_out(school: SampleSchool) -> None:
    first = issue_many(school, 3)[0]
    (step,) = line_of(school).open_steps
    lines.take_step(school.store, school.head, school.pupils[0], step, HELD)
    facts.void_form(school.store, school.head, first, "Het was een ander.")
    line = line_of(school)
    assert [(taken.kind, taken.form_id) for taken in line.groundless] == [(StepKind.PARENTS_TALK, step.form_id)]
    assert row_count(tables.StepTaken) == 1
    (shown,) = lines.places_this_year(school.store, school.head)
    assert (shown.this_year, shown.line) == (2, line)


def test_six_forms_open_the_warning_and_the_seventh_the_look_at_a_suspension(school: SampleSchool) -> None:
    forms = issue_many(school, 7)
    assert open_kinds(line_of(school)) == [
        (StepKind.PARENTS_TALK, forms[2]),
        (StepKind.OFFICIAL_WARNING, forms[5]),
        (StepKind.SUSPENSION_REVIEW, forms[6]),
    ]


def test_after_a_fresh_start_the_next_form_is_the_first_and_open_steps_stay_open(school: SampleSchool) -> None:
    third = issue_many(school, 3)[-1]
    line = lines.fresh_start(school.store, school.head, school.pupils[0], "Het gaat goed.")
    assert open_kinds(line) == [(StepKind.PARENTS_TALK, third)]
    mark = lines.preview_mark(school.store, school.pupils[0])
    assert (mark.nth, mark.position) == (4, 1)  # still the fourth of this school year
    turn = tables.Turn.get()
    assert (turn.kind, turn.reason, turn.by_id) == ("fresh_start", "Het gaat goed.", school.head.staff_id)


def test_a_deviation_opens_any_step_at_once_and_can_be_taken(school: SampleSchool) -> None:
    line = lines.deviate(school.store, school.head, school.pupils[0], StepKind.SUSPENSION_REVIEW, "Heel onveilig.")
    (step,) = line.open_steps
    assert (step.kind, step.form_id, step.turn_id) == (StepKind.SUSPENSION_REVIEW, None, tables.Turn.get().id)
    (shown,) = lines.places_this_year(school.store, school.head)
    assert (shown.pupil.id, shown.this_year) == (school.pupils[0], 0)
    assert lines.take_step(school.store, school.head, school.pupils[0], step, HELD).open_steps == ()
    assert tables.StepTaken.get().turn_id == step.turn_id


def test_a_turn_needs_a_reason(school: SampleSchool) -> None:
    with pytest.raises(Refused, match="Hier hoort een reden bij"):
        lines.fresh_start(school.store, school.head, school.pupils[0], " ")
    with pytest.raises(Refused, match="Hier hoort een reden bij"):
        lines.deviate(school.store, school.head, school.pupils[0], StepKind.PARENTS_TALK, "")
    assert row_count(tables.Turn) == 0


def test_directie_and_ib_see_who_has_a_form_this_year_in_the_order_of_names(school: SampleSchool) -> None:
    for pupil in (3, 1, 2):
        issue_many(school, 1, pupil)
    for actor in (school.head, school.counsellor):
        shown = lines.places_this_year(school.store, actor)
        assert [one.pupil.id for one in shown] == school.pupils[1:4]
    with pytest.raises(Refused):
        lines.places_this_year(school.store, school.teacher)


def test_a_step_of_last_year_stays_open_and_on_the_list(school: SampleSchool) -> None:
    third = issue_many(school, 3)[-1]
    issue_many(school, 1, pupil=1)
    school.clock.move_to("2027-09-06 09:00")
    (shown,) = lines.places_this_year(school.store, school.head)
    assert (shown.this_year, open_kinds(shown.line)) == (0, [(StepKind.PARENTS_TALK, third)])
    assert lines.preview_mark(school.store, school.pupils[0]).nth == 1


def test_a_void_form_does_not_count_this_year(school: SampleSchool) -> None:
    first, _second = issue_many(school, 2)
    facts.void_form(school.store, school.teacher, first, "Vergissing.")
    assert [one.this_year for one in lines.places_this_year(school.store, school.head)] == [1]


def test_what_directie_writes_is_kept_clean(school: SampleSchool) -> None:
    issue_many(school, 3)
    (step,) = line_of(school).open_steps
    lines.take_step(school.store, school.head, school.pupils[0], step, " Samen\x1b[2J gepraat.\n")
    lines.fresh_start(school.store, school.head, school.pupils[0], "Het gaat\u202e goed. ")
    assert (tables.StepTaken.get().outcome, tables.Turn.get().reason) == ("Samen[2J gepraat.", "Het gaat goed.")
