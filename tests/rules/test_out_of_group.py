"""Par. 11, sentence by sentence: what follows when a child is out of the group time and again."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Refused
from kiosk.rules.out_of_group import (
    OutOfGroupLine,
    Proposal,
    ProposalKind,
    ProposalTaken,
    TimeOut,
    check_talk,
    proposals,
)
from kiosk.rules.policy import Counting, OutOfGroup, Policy
from kiosk.rules.suspension import Suspension
from tests.rules.builders import HEAD, at, school_policy
from tests.rules.suspension_builders import suspension

TALK, ONE_DAY, SEVERAL = ProposalKind.PARENTS_TALK, ProposalKind.ONE_DAY, ProposalKind.SEVERAL_DAYS
BY_YEAR, WHOLE_SCHOOL = school_policy(), school_policy(Counting.WHOLE_SCHOOL)
START = at("2026-09-07 10:00")


def in_week(n: int, hours: int = 0) -> datetime:
    """Week n of the school year, Monday at ten, and so many hours later."""
    return START + timedelta(weeks=n, hours=hours)


def outs(*weeks: int, voided: tuple[int, ...] = ()) -> list[TimeOut]:
    """A time-out in each of these weeks; its record has the week's number."""
    return [TimeOut(week, in_week(week), week in voided) for week in weeks]


def talk(week: int, hours: int = 24) -> ProposalTaken:
    """The talk about the time-out of that week, held a day later and written down in the evening."""
    held = in_week(week, hours)
    return ProposalTaken(week, TALK, week, held + timedelta(hours=8), HEAD, True, "Afspraken.", held)


def declined(kind: ProposalKind, week: int) -> ProposalTaken:
    return ProposalTaken(100 + week, kind, week, in_week(week, 24), HEAD, False, "Het was een misverstand.")


def suspended(kind: ProposalKind, week: int, **other: object) -> tuple[ProposalTaken, Suspension]:
    """A suspension for the time-out of that week, decided the same day, of the day after."""
    decided = in_week(week, 1)
    day = decided.date() + timedelta(days=1)
    its = suspension(first_day=day, last_day=day, decided_at=decided, road_id=week, **other)
    return ProposalTaken(200 + week, kind, week, decided, HEAD, True, "Geschorst."), its


def line_of(
    time_outs: list[TimeOut],
    *decided: ProposalTaken | tuple[ProposalTaken, Suspension],
    policy: Policy = BY_YEAR,
) -> OutOfGroupLine:
    taken = [one if isinstance(one, ProposalTaken) else one[0] for one in decided]
    suspensions = [one[1] for one in decided if not isinstance(one, ProposalTaken)]
    return proposals(time_outs, taken, suspensions, policy)


def asked(line: OutOfGroupLine) -> tuple[ProposalKind, int] | None:
    """What is proposed, and the week of the time-out that made it due."""
    return (line.open.kind, line.open.road_id) if line.open else None


def test_one_time_out_proposes_nothing_the_child_shows_itself_again_the_next_day() -> None:
    assert line_of([]) == OutOfGroupLine()
    assert line_of(outs(1)).open is None


def test_repeatedly_proposes_a_talk_between_school_and_parents() -> None:
    assert line_of(outs(1, 2)).open == Proposal(TALK, 2, in_week(2), (1, 2))


@pytest.mark.parametrize(("number", "due"), [(1, 1), (2, 2), (3, 3), (5, None)])
def test_how_many_is_repeatedly_is_the_schools_number(number: int, due: int | None) -> None:
    policy = replace(BY_YEAR, out_of_group=OutOfGroup(time_outs=number))
    assert asked(line_of(outs(1, 2, 3), policy=policy)) == (due and (TALK, due))


def test_while_the_talk_waits_another_time_out_joins_it_and_proposes_nothing_of_its_own() -> None:
    assert line_of(outs(1, 2, 3)).open == Proposal(TALK, 2, in_week(2), (1, 2, 3))


def test_after_the_talk_nothing_waits_until_it_happens_again() -> None:
    line = line_of(outs(1, 2), talk(2))
    assert line == OutOfGroupLine(None, (talk(2),), ())


def test_again_after_that_talk_proposes_a_suspension_of_one_day() -> None:
    assert line_of(outs(1, 2, 3), talk(2)).open == Proposal(ONE_DAY, 3, in_week(3), (3,))


def test_a_time_out_before_the_talk_was_held_is_not_one_after_it_also_when_written_down_later() -> None:
    late = TimeOut(9, in_week(2, 20))
    assert asked(line_of([*outs(1, 2), late], talk(2))) is None
    between_talk_and_pen = TimeOut(9, in_week(2, 25))
    assert asked(line_of([*outs(1, 2), between_talk_and_pen], talk(2))) == (ONE_DAY, 9)


def test_again_after_that_suspension_proposes_several_days_and_so_on() -> None:
    first, second = suspended(ONE_DAY, 3), suspended(SEVERAL, 4)
    assert asked(line_of(outs(1, 2, 3), talk(2), first)) is None
    assert asked(line_of(outs(1, 2, 3, 4), talk(2), first)) == (SEVERAL, 4)
    assert asked(line_of(outs(1, 2, 3, 4), talk(2), first, second)) is None
    assert asked(line_of(outs(1, 2, 3, 4, 5), talk(2), first, second)) == (SEVERAL, 5)


def test_a_time_out_between_the_decision_and_the_day_at_home_is_not_one_after_it() -> None:
    same_day = TimeOut(9, in_week(3, 3))
    assert asked(line_of([*outs(1, 2, 3), same_day], talk(2), suspended(ONE_DAY, 3))) is None


@pytest.mark.parametrize(
    ("before", "kind", "week"),
    [([], TALK, 2), ([talk(2)], ONE_DAY, 3), ([talk(2), suspended(ONE_DAY, 3)], SEVERAL, 4)],
    ids=["talk", "one day", "several days"],
)
def test_what_directie_did_not_do_is_proposed_again_by_the_next_time_out(
    before: list[ProposalTaken | tuple[ProposalTaken, Suspension]], kind: ProposalKind, week: int
) -> None:
    no = declined(kind, week)
    assert asked(line_of(outs(*range(1, week + 1)), *before, no)) is None
    assert asked(line_of(outs(*range(1, week + 2)), *before, no)) == (kind, week + 1)


def test_a_withdrawn_suspension_counts_as_one_that_was_not_decided() -> None:
    taken_back = suspended(ONE_DAY, 3, withdrawn_at=in_week(3, 48), withdrawn_by=HEAD, withdrawn_why="bezwaar")
    assert asked(line_of(outs(1, 2, 3), talk(2), taken_back)) is None
    assert asked(line_of(outs(1, 2, 3, 4), talk(2), taken_back)) == (ONE_DAY, 4)


def test_a_void_time_out_does_not_count() -> None:
    assert asked(line_of(outs(1, 2, voided=(1,)))) is None
    assert asked(line_of(outs(1, 2, 3, voided=(2,)))) == (TALK, 3)


def test_a_talk_that_was_held_stays_when_a_void_takes_its_ground_and_leads_to_nothing() -> None:
    line = line_of(outs(1, 2, 3, voided=(2,)), talk(2))
    assert (line.taken, line.groundless) == ((), (talk(2),))
    assert line.open is None  # two since that talk propose one again
    assert asked(line_of(outs(1, 2, 3, 4, voided=(2,)), talk(2))) == (TALK, 4)


def test_a_time_out_written_anew_after_a_void_gives_the_talk_its_ground_again() -> None:
    anew = TimeOut(9, in_week(2, 1))
    line = line_of([*outs(1, 2, 3, voided=(2,)), anew], talk(2))
    assert line.groundless == ()
    assert asked(line) == (ONE_DAY, 3)


def test_a_groundless_suspension_is_not_the_one_after_which_several_days_follow() -> None:
    day = suspended(ONE_DAY, 3)
    line = line_of(outs(1, 2, 3, 4, voided=(3,)), talk(2), day)
    assert (line.taken, line.groundless) == ((talk(2),), (day[0],))
    assert asked(line) == (ONE_DAY, 4)


def test_a_step_taken_stands_when_the_school_changes_its_number_afterwards() -> None:
    three = replace(BY_YEAR, out_of_group=OutOfGroup(time_outs=3))
    line = line_of(outs(1, 2, 3), talk(2), policy=three)
    assert line.groundless == ()
    assert asked(line) == (ONE_DAY, 3)


NEXT_YEAR = TimeOut(50, at("2027-09-06 10:00"))
AND_AGAIN = TimeOut(51, at("2027-09-13 10:00"))


def test_a_school_year_begins_anew_unless_the_school_counts_over_the_whole_school() -> None:
    rows = [*outs(1, 2), NEXT_YEAR]
    assert asked(line_of(rows, talk(2))) is None
    assert asked(line_of([*rows, AND_AGAIN], talk(2))) == (TALK, 51)
    assert asked(line_of(rows, talk(2), policy=WHOLE_SCHOOL)) == (ONE_DAY, 50)
    assert asked(line_of([*outs(1), NEXT_YEAR])) is None
    assert asked(line_of([*outs(1), NEXT_YEAR], policy=WHOLE_SCHOOL)) == (TALK, 50)


def test_the_first_of_august_is_another_school_year_than_the_last_of_july() -> None:
    july, august = TimeOut(1, at("2027-07-31 10:00")), TimeOut(2, at("2027-08-01 10:00"))
    assert asked(line_of([july, august])) is None
    assert asked(line_of([july, TimeOut(2, at("2027-07-31 11:00"))])) == (TALK, 2)


def test_what_is_open_in_summer_stays_open_and_takes_the_new_years_time_outs_along() -> None:
    line = line_of([*outs(1, 2), NEXT_YEAR, AND_AGAIN])
    assert line.open == Proposal(TALK, 2, in_week(2), (1, 2, 50, 51))


def test_closed_in_the_new_year_it_goes_on_from_the_talk_and_begins_anew_after_a_no() -> None:
    rows = [*outs(1, 2), NEXT_YEAR]
    held = at("2027-09-01 15:00")
    in_september = ProposalTaken(1, TALK, 2, held, HEAD, True, "Afspraken.", held)
    assert asked(line_of(rows, in_september)) == (ONE_DAY, 50)
    assert asked(line_of(rows, replace(in_september, carried_out=False, held_at=None))) is None


def test_the_talk_was_held_after_the_proposal_arose_and_something_came_of_it() -> None:
    proposal, now = Proposal(TALK, 2, in_week(2), (1, 2)), in_week(3)
    check_talk(proposal, in_week(2), "Elke dag een startgesprek.", now)
    with pytest.raises(Refused, match="toekomst"):
        check_talk(proposal, now + timedelta(minutes=1), "Afspraken.", now)
    with pytest.raises(Refused, match="nog niet zo vaak"):
        check_talk(proposal, in_week(2, -1), "Afspraken.", now)
    with pytest.raises(Refused, match="Wat kwam eruit"):
        check_talk(proposal, in_week(2), "", now)


# -- what holds for every history --------------------------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[TimeOut], list[ProposalTaken], list[Suspension], Policy]:
    """A line as it grows over two years, each open proposal decided or left; then some records are made void."""
    policy = replace(
        school_policy(draw(st.sampled_from(Counting))), out_of_group=OutOfGroup(time_outs=draw(st.integers(1, 3)))
    )
    time_outs: list[TimeOut] = []
    taken: list[ProposalTaken] = []
    suspensions: list[Suspension] = []
    now = START
    for number in range(1, draw(st.integers(0, 12)) + 1):
        now += timedelta(days=draw(st.integers(1, 90)))
        time_outs.append(TimeOut(number, now))
        proposal = proposals(time_outs, taken, suspensions, policy).open
        if proposal is None or draw(st.booleans()):
            continue
        now += timedelta(hours=1)
        carried_out = draw(st.booleans())
        held = now if carried_out and proposal.kind is TALK else None
        taken.append(ProposalTaken(number, proposal.kind, proposal.road_id, now, HEAD, carried_out, "Zo.", held))
        if carried_out and held is None:
            suspensions.append(suspension(decided_at=now, first_day=now.date(), road_id=proposal.road_id))
    gone = draw(st.sets(st.integers(1, 12)))
    return [replace(one, voided=one.road_id in gone) for one in time_outs], taken, suspensions, policy


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_does_not_matter(
    history: tuple[list[TimeOut], list[ProposalTaken], list[Suspension], Policy], random: Random
) -> None:
    time_outs, taken, suspensions, policy = history
    line = proposals(time_outs, taken, suspensions, policy)
    for rows in (time_outs, taken, suspensions):
        random.shuffle(rows)
    assert proposals(time_outs, taken, suspensions, policy) == line


@given(histories())
def test_every_decision_stands_or_is_groundless_and_what_is_open_rests_on_what_counts(
    history: tuple[list[TimeOut], list[ProposalTaken], list[Suspension], Policy],
) -> None:
    time_outs, taken, _, policy = history
    line = proposals(*history)
    assert sorted([*line.taken, *line.groundless], key=lambda one: one.id) == taken
    assert all(one.carried_out for one in line.groundless)
    voided = {one.road_id for one in time_outs if one.voided}
    if not voided:
        assert line.groundless == ()
    if line.open:
        assert line.open.road_id in line.open.road_ids
        assert not voided & set(line.open.road_ids)
        assert line.open.kind is not TALK or len(line.open.road_ids) >= policy.out_of_group.time_outs


@given(histories())
def test_nothing_is_open_and_nothing_stands_once_every_record_is_void(
    history: tuple[list[TimeOut], list[ProposalTaken], list[Suspension], Policy],
) -> None:
    time_outs, taken, suspensions, policy = history
    line = proposals([replace(one, voided=True) for one in time_outs], taken, suspensions, policy)
    assert line.open is None
    assert [one.id for one in line.groundless] == [one.id for one in taken if one.carried_out]
