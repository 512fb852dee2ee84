"""A suspension in the store: one transaction with what led to it, tasks by name and date, and a withdrawal."""

from datetime import date, datetime, timedelta

import peewee
import pytest

from kiosk.db import enrolment, facts, lines, proposals, roads, suspensions, tables
from kiosk.errors import KioskError, Refused
from kiosk.rules.ladder import StepTaken
from kiosk.rules.out_of_group import ProposalKind
from kiosk.rules.permissions import command_line
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roll import Roll
from kiosk.rules.suspension import Duty, Ground, LastChance, objection_until
from kiosk.rules.suspension_checks import WrongField
from tests.db.par11 import after_the_talk, proposed, request, suspend, time_out, to_look_at
from tests.db.school import SampleSchool, log_rows, row_count, sample_roll
from tests.db.test_roads import write

WEDNESDAY = date(2026, 11, 25)


def nothing_kept() -> bool:
    return row_count(tables.Suspension) == row_count(tables.StepTaken) == row_count(tables.ProposalTaken) == 0


def test_a_suspension_comes_back_as_it_was_filled_in(school: SampleSchool) -> None:
    asked = request(school, to_look_at(school), last_day=WEDNESDAY, reason=" Sloeg.\n", contact="Anneke\tde Groot")
    kept = suspensions.suspend(school.store, school.head, asked)
    assert suspensions.suspension(school.store, school.counsellor, kept.id) == kept
    assert suspensions.suspensions_of(school.store, school.head, school.pupils[0]) == [kept]
    assert (kept.pupil_id, kept.ground, kept.reason, kept.contact) == (
        school.pupils[0],
        asked.ground,
        "Sloeg.",
        "Anneke de Groot",
    )
    assert (kept.first_day, kept.last_day, kept.return_at) == (asked.first_day, WEDNESDAY, asked.return_at)
    assert (kept.heard, kept.heard_on, kept.schoolwork) == (asked.heard, asked.heard_on, asked.schoolwork)
    assert (kept.last_chance, kept.last_chance_why, kept.conference_id) == (
        LastChance.IMPOSSIBLE,
        "De ouders willen niet.",
        None,
    )
    assert (kept.decided_at, kept.decided_by) == (school.clock.now, school.head.staff_id)
    assert (kept.done, kept.withdrawn_at) == ({}, None)
    assert objection_until(kept, school.store.settings.calendar) == date(2026, 11, 30)


def test_it_takes_the_ladders_step_in_the_same_deed(school: SampleSchool) -> None:
    ground = to_look_at(school)
    kept = suspend(school, ground)
    (step,) = lines.line_of(school.store, school.pupils[0]).steps
    assert step.taken == StepTaken(StepKind.SUSPENSION_REVIEW, school.clock.now, turn_id=ground.turn_id)
    assert tables.StepTaken.get().outcome == "Geschorst: di 24 nov."
    assert log_rows()[-1][1:] == ("suspend", f"suspension {kept.id}")
    with pytest.raises(Refused, match="niet meer open"):
        suspend(school, ground, first_day=date(2026, 11, 26))
    assert row_count(tables.Suspension) == 1


def test_the_seventh_form_asks_to_look_and_a_suspension_is_one_answer(school: SampleSchool) -> None:
    for _ in range(7):
        form_id = school.issue().form.id
        school.clock.pass_time(minutes=1)
    suspend(school, Ground(form_id=form_id), last_day=WEDNESDAY)
    line = lines.line_of(school.store, school.pupils[0])
    assert StepKind.SUSPENSION_REVIEW not in [step.kind for step in line.open_steps]
    assert tables.StepTaken.get().outcome == "Geschorst: di 24 nov tot en met wo 25 nov."


def test_it_carries_out_the_proposal_of_par_11_and_the_next_time_out_proposes_several_days(
    school: SampleSchool,
) -> None:
    proposal = after_the_talk(school)
    kept = suspend(school, Ground(road_id=proposal.road_id))
    line = proposals.out_of_group_of(school.store, school.head, school.pupils[0])
    assert line.open is None
    taken = line.taken[-1]
    assert (taken.kind, taken.road_id, taken.carried_out) == (ProposalKind.ONE_DAY, proposal.road_id, True)
    assert log_rows()[-1][1:] == ("suspend", f"suspension {kept.id}")
    school.clock.pass_time(days=3)
    time_out(school)
    assert proposed(school).kind is ProposalKind.SEVERAL_DAYS


def test_withdrawn_the_next_time_out_proposes_the_day_again(school: SampleSchool) -> None:
    kept = suspend(school, Ground(road_id=after_the_talk(school).road_id))
    suspensions.withdraw(school.store, school.head, kept.id, "Het bezwaar is gegrond.")
    school.clock.pass_time(days=3)
    time_out(school)
    assert proposed(school).kind is ProposalKind.ONE_DAY


def test_a_talk_that_is_proposed_is_not_a_ground_for_suspension(school: SampleSchool) -> None:
    for _ in range(2):
        road = time_out(school)
    with pytest.raises(Refused, match="gesprek met de ouders"):
        suspend(school, Ground(road_id=road.id))
    assert nothing_kept()


def test_without_anything_that_led_to_it_there_is_no_suspension(school: SampleSchool) -> None:
    for ground in (Ground(), Ground(form_id=1), Ground(road_id=1)):
        with pytest.raises(Refused, match="niet meer open"):
            suspend(school, ground)
    assert nothing_kept()


def test_directie_alone_decides_does_tasks_and_withdraws(school: SampleSchool) -> None:
    ground = to_look_at(school)
    for actor in (school.counsellor, school.teacher, command_line()):
        with pytest.raises(Refused):
            suspensions.suspend(school.store, actor, request(school, ground))
    assert nothing_kept()
    kept = suspend(school, ground)
    for actor in (school.counsellor, school.teacher, command_line()):
        with pytest.raises(Refused):
            suspensions.do_task(school.store, actor, kept.id, Duty.BOARD, school.clock.now.date())
        with pytest.raises(Refused):
            suspensions.withdraw(school.store, actor, kept.id, "reden")
    assert suspensions.suspension(school.store, school.head, kept.id) == kept


def test_directie_and_ib_read_and_nobody_else(school: SampleSchool) -> None:
    kept = suspend(school, to_look_at(school))
    for actor in (school.teacher, command_line()):
        with pytest.raises(Refused):
            suspensions.suspension(school.store, actor, kept.id)
        with pytest.raises(Refused):
            suspensions.suspensions_of(school.store, actor, school.pupils[0])
        with pytest.raises(Refused):
            suspensions.open_suspensions(school.store, actor)
    assert len(suspensions.open_suspensions(school.store, school.counsellor)) == 1
    with pytest.raises(KioskError, match="is er niet"):
        suspensions.suspension(school.store, school.head, 99)


def test_what_the_law_or_the_policy_misses_is_refused_and_nothing_is_kept(school: SampleSchool) -> None:
    ground = to_look_at(school)
    with pytest.raises(WrongField) as refused:
        suspend(school, ground, last_day=date(2026, 12, 1))
    assert refused.value.field == "last_day"
    with pytest.raises(Refused, match="reden"):
        suspend(school, ground, reason=" ")
    assert nothing_kept()
    assert log_rows()[-1][1] == "deviate"


def test_the_conference_is_one_of_this_child_that_is_not_void(school: SampleSchool) -> None:
    ground = to_look_at(school)
    of_other = write(school, RoadKind.CONFERENCE, school.head, pupils=(school.pupils[1],))
    void = write(school, RoadKind.CONFERENCE, school.head)
    roads.void_road(school.store, school.head, void.id, "dubbel")
    for road in (of_other, void):
        with pytest.raises(WrongField) as refused:
            suspend(school, ground, last_chance=LastChance.HELD, conference_id=road.id)
        assert refused.value.field == "last_chance"
    held = write(school, RoadKind.CONFERENCE, school.head)
    assert suspend(school, ground, last_chance=LastChance.HELD, conference_id=held.id).conference_id == held.id


def test_with_the_last_chance_still_open_directie_deviates_with_a_reason(school: SampleSchool) -> None:
    ground = to_look_at(school)
    with pytest.raises(WrongField, match="Waarom kun je er niet op wachten"):
        suspend(school, ground, last_chance=LastChance.OPEN, last_chance_why="")
    kept = suspend(school, ground, last_chance=LastChance.OPEN, last_chance_why="Hij dreigt met een mes.")
    assert (kept.last_chance, kept.last_chance_why) == (LastChance.OPEN, "Hij dreigt met een mes.")


def test_who_left_is_not_suspended(school: SampleSchool) -> None:
    asked, roll = request(school, to_look_at(school)), sample_roll()
    key = tables.Pupil.get_by_id(asked.pupil_id).key
    stay = tuple(one for one in roll.pupils if one.key != key)
    enrolment.apply_roll(school.store, command_line(), Roll(roll.school_year, roll.groups, stay, roll.staff))
    with pytest.raises(Refused, match="niet meer op school"):
        suspensions.suspend(school.store, school.head, asked)


def test_a_task_is_ticked_by_name_and_date(school: SampleSchool) -> None:
    kept = suspend(school, to_look_at(school))
    told_on = school.clock.now.date()
    school.clock.pass_time(days=1)
    after = suspensions.do_task(school.store, school.head, kept.id, Duty.BOARD, told_on, "gebeld\tmet Karin")
    done = after.done[Duty.BOARD]
    assert (done.done_on, done.at, done.by) == (told_on, school.clock.now, school.head.staff_id)
    assert done.note == "gebeld met Karin"
    assert log_rows()[-1][1:] == ("suspend", f"suspension {kept.id} board")
    with pytest.raises(Refused, match="al gedaan"):
        suspensions.do_task(school.store, school.head, kept.id, Duty.BOARD, told_on)
    with pytest.raises(Refused, match="hoort niet bij"):
        suspensions.do_task(school.store, school.head, kept.id, Duty.INSPECTORATE, told_on)
    assert suspensions.suspension(school.store, school.head, kept.id) == after


def test_open_are_those_that_are_not_over_or_leave_a_task(school: SampleSchool) -> None:
    kept = suspend(school, to_look_at(school), last_day=WEDNESDAY)

    def listed() -> list[int]:
        return [one.suspension.id for one in suspensions.open_suspensions(school.store, school.head)]

    school.clock.pass_time(days=30)
    assert listed() == [kept.id]
    for duty in Duty:
        assert listed() == [kept.id]
        suspensions.do_task(school.store, school.head, kept.id, duty, school.clock.now.date())
    assert listed() == []
    school.clock.now = datetime(2026, 11, 25, 9, 0)
    assert listed() == [kept.id]  # at home: everything was told, and the child is not back


def test_of_one_day_four_tasks_are_enough(school: SampleSchool) -> None:
    kept = suspend(school, to_look_at(school))
    school.clock.pass_time(days=2)
    for duty in (Duty.PARENTS_LETTER, Duty.BOARD, Duty.ATTENDANCE_OFFICER, Duty.RETURN_TALK):
        suspensions.do_task(school.store, school.head, kept.id, duty, school.clock.now.date())
    assert suspensions.open_suspensions(school.store, school.head) == []


def test_a_withdrawn_one_stays_to_be_read_and_waits_for_nobody(school: SampleSchool) -> None:
    kept = suspend(school, to_look_at(school))
    school.clock.pass_time(hours=1)
    with pytest.raises(Refused, match="Waarom"):
        suspensions.withdraw(school.store, school.head, kept.id, " ")
    gone = suspensions.withdraw(school.store, school.head, kept.id, "Het bezwaar is gegrond.")
    assert (gone.withdrawn_at, gone.withdrawn_by) == (school.clock.now, school.head.staff_id)
    assert gone.withdrawn_why == "Het bezwaar is gegrond."
    assert suspensions.open_suspensions(school.store, school.head) == []
    assert suspensions.suspensions_of(school.store, school.head, school.pupils[0]) == [gone]
    with pytest.raises(Refused, match="al ingetrokken"):
        suspensions.withdraw(school.store, school.head, kept.id, "nog eens")
    assert log_rows()[-1][1:] == ("suspend", f"suspension {kept.id} withdrawn")


def test_the_same_days_are_free_again_after_a_withdrawal(school: SampleSchool) -> None:
    kept = suspend(school, to_look_at(school))
    second = to_look_at_again(school)
    with pytest.raises(WrongField, match="Er is al een schorsing: di 24 nov"):
        suspend(school, second)
    suspensions.withdraw(school.store, school.head, kept.id, "Verkeerde dag.")
    assert suspend(school, second).first_day == kept.first_day


def to_look_at_again(school: SampleSchool) -> Ground:
    school.clock.pass_time(minutes=1)
    return to_look_at(school)


def test_the_store_itself_keeps_a_suspension_as_it_was_decided(school: SampleSchool) -> None:
    kept = suspend(school, to_look_at(school))
    suspensions.do_task(school.store, school.head, kept.id, Duty.BOARD, school.clock.now.date())
    for change in (
        tables.Suspension.update(last_day=kept.last_day + timedelta(days=1)),
        tables.Suspension.delete(),
        tables.SuspensionTask.update(note="anders"),
        tables.SuspensionTask.delete(),
    ):
        with pytest.raises(peewee.IntegrityError):
            change.execute()
    suspensions.withdraw(school.store, school.head, kept.id, "reden")
    with pytest.raises(peewee.IntegrityError, match="frozen"):
        tables.Suspension.update(withdrawn_why="andere reden").execute()


def test_a_void_of_what_led_to_it_leaves_the_suspension_without_ground(school: SampleSchool) -> None:
    proposal = after_the_talk(school)
    kept = suspend(school, Ground(road_id=proposal.road_id))
    assert not suspensions.lost_ground(school.store, school.counsellor, kept)
    roads.void_road(school.store, school.head, proposal.road_id, "verkeerd kind")
    assert suspensions.lost_ground(school.store, school.counsellor, kept)
    assert suspensions.suspensions_of(school.store, school.head, school.pupils[0]) == [kept]
    with pytest.raises(Refused):
        suspensions.lost_ground(school.store, school.teacher, kept)


def test_so_does_a_void_of_the_form_that_asked_to_look(school: SampleSchool) -> None:
    for _ in range(7):
        form_id = school.issue().form.id
        school.clock.pass_time(minutes=1)
    kept = suspend(school, Ground(form_id=form_id))
    assert not suspensions.lost_ground(school.store, school.head, kept)
    facts.void_form(school.store, school.head, form_id, "verkeerd kind")
    assert suspensions.lost_ground(school.store, school.head, kept)
