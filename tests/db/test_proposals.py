"""Proposals of par. 11, computed from records: who sees them, who decides, and what a decision leaves behind."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import peewee
import pytest

from kiosk.db import enrolment, proposals, roads, tables
from kiosk.errors import Refused
from kiosk.rules.out_of_group import OutOfGroupLine, ProposalKind
from kiosk.rules.permissions import Actor, command_line
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roll import Roll
from tests.db.par11 import after_the_talk, proposed, time_out
from tests.db.school import SampleSchool, log_rows, row_count, sample_roll
from tests.db.test_roads import write

TALK, ONE_DAY = ProposalKind.PARENTS_TALK, ProposalKind.ONE_DAY


def test_the_second_time_out_proposes_a_talk_and_nothing_of_it_is_stored(school: SampleSchool) -> None:
    first = time_out(school)
    assert proposals.open_proposals(school.store, school.head) == []
    second = time_out(school)
    (one,) = proposals.open_proposals(school.store, school.counsellor)
    assert (one.pupil.id, one.proposal.kind, one.proposal.since) == (school.pupils[0], TALK, second.held_at)
    assert (one.proposal.road_id, one.proposal.road_ids) == (second.id, (first.id, second.id))
    assert row_count(tables.ProposalTaken) == 0


def test_only_time_outs_count_and_each_child_of_one_record_has_its_own(school: SampleSchool) -> None:
    both = school.pupils[:2]
    time_out(school, *both)
    write(school, RoadKind.CONFERENCE, school.head, pupils=tuple(both))
    assert proposals.open_proposals(school.store, school.head) == []
    time_out(school, both[1])
    assert [one.pupil.id for one in proposals.open_proposals(school.store, school.head)] == [both[1]]
    time_out(school, *both)
    assert {one.pupil.id for one in proposals.open_proposals(school.store, school.head)} == set(both)
    # The longest waiting first, which was the second pupil's.
    assert proposals.open_proposals(school.store, school.head)[0].pupil.id == both[1]


def test_a_void_record_takes_its_proposal_away(school: SampleSchool) -> None:
    time_out(school)
    second = time_out(school)
    roads.void_road(school.store, school.head, second.id, "verkeerd kind")
    assert proposals.open_proposals(school.store, school.head) == []


def test_directie_and_ib_see_what_is_proposed_and_nobody_else(school: SampleSchool) -> None:
    for actor in (school.teacher, command_line()):
        with pytest.raises(Refused):
            proposals.open_proposals(school.store, actor)
        with pytest.raises(Refused):
            proposals.out_of_group_of(school.store, actor, school.pupils[0])
    assert proposals.out_of_group_of(school.store, school.counsellor, school.pupils[0]) == OutOfGroupLine()


def test_the_talk_is_kept_with_its_moment_and_what_came_of_it(school: SampleSchool) -> None:
    time_out(school)
    time_out(school)
    proposal, held = proposed(school), school.clock.now
    school.clock.pass_time(hours=3)
    line = proposals.hold_talk(school.store, school.head, school.pupils[0], proposal, held, " Een startgesprek.\n")
    (taken,) = line.taken
    assert line.open is None
    assert (taken.kind, taken.road_id, taken.carried_out) == (TALK, proposal.road_id, True)
    assert (taken.held_at, taken.done_at, taken.outcome) == (held, school.clock.now, "Een startgesprek.")
    assert taken.done_by == school.head.staff_id
    assert log_rows()[-1][1:] == ("close_step", f"pupil {school.pupils[0]} proposal {taken.id}")


def test_after_the_talk_a_third_time_out_proposes_a_day_and_a_no_waits_for_the_fourth(school: SampleSchool) -> None:
    proposal = after_the_talk(school)
    assert proposal.kind is ONE_DAY
    line = proposals.decline(school.store, school.head, school.pupils[0], proposal, "Hij werd uitgedaagd.")
    assert line.open is None
    assert (line.taken[-1].carried_out, line.taken[-1].outcome) == (False, "Hij werd uitgedaagd.")
    school.clock.pass_time(minutes=1)
    fourth = time_out(school)
    assert (proposed(school).kind, proposed(school).road_id) == (ONE_DAY, fourth.id)


def test_a_void_after_the_talk_leaves_it_on_the_line_without_ground(school: SampleSchool) -> None:
    proposal = after_the_talk(school)
    first_of_two = proposals.out_of_group_of(school.store, school.head, school.pupils[0]).taken[0].road_id
    roads.void_road(school.store, school.head, first_of_two, "verkeerd kind")
    line = proposals.out_of_group_of(school.store, school.head, school.pupils[0])
    assert line.open is None
    assert [one.kind for one in line.groundless] == [TALK]
    with pytest.raises(Refused, match="niet meer open"):
        proposals.decline(school.store, school.head, school.pupils[0], proposal, "reden")


Decide = Callable[[SampleSchool, Actor], object]


def _hold(school: SampleSchool, actor: Actor) -> object:
    return proposals.hold_talk(
        school.store, actor, school.pupils[0], proposed(school), school.clock.now, "Afspraken gemaakt."
    )


def _decline(school: SampleSchool, actor: Actor) -> object:
    return proposals.decline(school.store, actor, school.pupils[0], proposed(school), "Nu niet.")


@pytest.mark.parametrize("decide", [_hold, _decline])
def test_directie_alone_decides(school: SampleSchool, decide: Decide) -> None:
    time_out(school)
    time_out(school)
    for actor in (school.counsellor, school.teacher, command_line()):
        with pytest.raises(Refused):
            decide(school, actor)
    assert row_count(tables.ProposalTaken) == 0
    decide(school, school.head)
    assert row_count(tables.ProposalTaken) == 1


def test_what_is_missing_or_cannot_be_is_refused_and_nothing_is_kept(school: SampleSchool) -> None:
    time_out(school)
    time_out(school)
    pupil, proposal, now = school.pupils[0], proposed(school), school.clock.now
    with pytest.raises(Refused, match="Wat kwam eruit"):
        proposals.hold_talk(school.store, school.head, pupil, proposal, now, " ")
    with pytest.raises(Refused, match="toekomst"):
        proposals.hold_talk(school.store, school.head, pupil, proposal, now + timedelta(hours=1), "Afspraken.")
    with pytest.raises(Refused, match="reden"):
        proposals.decline(school.store, school.head, pupil, proposal, "\t")
    with pytest.raises(Refused, match="niet meer open"):
        proposals.decline(school.store, school.head, school.pupils[1], proposal, "reden")
    assert row_count(tables.ProposalTaken) == 0


def test_a_proposed_suspension_is_not_done_with_a_talk(school: SampleSchool) -> None:
    proposal = after_the_talk(school)
    with pytest.raises(Refused, match="Vul de schorsing in"):
        proposals.hold_talk(school.store, school.head, school.pupils[0], proposal, school.clock.now, "Gepraat.")


def test_of_a_pupil_who_left_nothing_is_proposed(school: SampleSchool) -> None:
    time_out(school)
    time_out(school)
    roll = sample_roll()
    key = tables.Pupil.get_by_id(school.pupils[0]).key
    stay = tuple(one for one in roll.pupils if one.key != key)
    enrolment.apply_roll(school.store, command_line(), Roll(roll.school_year, roll.groups, stay, roll.staff))
    assert proposals.open_proposals(school.store, school.head) == []


def test_what_was_decided_is_never_changed(school: SampleSchool) -> None:
    time_out(school)
    time_out(school)
    _decline(school, school.head)
    with pytest.raises(peewee.IntegrityError, match="insert-only"):
        tables.ProposalTaken.update(outcome="iets anders").execute()
    with pytest.raises(peewee.IntegrityError, match="insert-only"):
        tables.ProposalTaken.delete().execute()


def test_ten_pupils_cost_no_more_questions_than_one(school: SampleSchool, caplog: pytest.LogCaptureFixture) -> None:
    for pupils in (school.pupils[:1], school.pupils[1:10]):
        for _ in range(2):
            time_out(school, *pupils)
    head = school.head
    with caplog.at_level(logging.DEBUG, "peewee"):
        caplog.clear()
        assert len(proposals.open_proposals(school.store, head)) == 10
    assert len(caplog.records) == 5


def test_a_record_of_last_year_does_not_count_and_what_stayed_open_does(school: SampleSchool) -> None:
    time_out(school)
    school.clock.now = datetime(2027, 9, 6, 10, 0)
    time_out(school)
    assert proposals.open_proposals(school.store, school.head) == []
    time_out(school)
    school.clock.now = datetime(2028, 9, 4, 10, 0)
    (one,) = proposals.open_proposals(school.store, school.head)
    assert one == replace(one, proposal=proposed(school))
