"""The school changes its ladder: who is touched is told first, and the new one holds at once and at the next start."""

from dataclasses import replace

import peewee
import pytest

from kiosk import settings
from kiosk.db import ladder, lines, tables
from kiosk.errors import KioskError, Refused
from kiosk.rules.calendar import school_year
from kiosk.rules.ladder_change import Change, if_ladder
from kiosk.rules.permissions import Role, command_line
from kiosk.rules.policy import Counting, EarlierLadder, Policy, Restart, StepKind
from kiosk.rules.policy_change import changed_in
from tests.db.school import SETTINGS, SampleSchool, everything_stored
from tests.db.test_candidates import PUPILS, Year

TALK = StepKind.PARENTS_TALK


@pytest.fixture
def written(school: SampleSchool) -> SampleSchool:
    """The school with the file of its settings."""
    settings.save_school(school.home, SETTINGS.school, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    return school


def with_forms(policy: Policy, *numbers: int) -> Policy:
    steps = (replace(step, forms=forms) for step, forms in zip(policy.steps, numbers, strict=True))
    return replace(policy, steps=tuple(steps))


def issue_many(school: SampleSchool, count: int, pupil: int) -> None:
    for _ in range(count):
        school.issue(pupil_id=school.pupils[pupil])
        school.clock.pass_time(hours=1)


def test_only_pupils_whose_steps_change_are_told_and_directie_reads_who(school: SampleSchool) -> None:
    issue_many(school, 2, pupil=1)
    issue_many(school, 1, pupil=2)
    issue_many(school, 3, pupil=3)
    new = with_forms(school.store.settings.policy, 2, 3, 1)
    (one,) = ladder.ladder_changes(school.store, school.head, new)
    assert one.pupil is not None
    assert (one.pupil.id, one.change) == (school.pupils[1], Change(2, 2, "2026-2027", opens=(TALK,)))
    assert ladder.ladder_changes(school.store, school.head, school.store.settings.policy) == []


def test_beheer_reads_how_many_and_nobody_else_anything(school: SampleSchool) -> None:
    issue_many(school, 2, pupil=1)
    new = with_forms(school.store.settings.policy, 2, 3, 1)
    admin = replace(school.stranger, roles=frozenset({Role.ADMIN}))
    for actor in (admin, command_line()):
        (one,) = ladder.ladder_changes(school.store, actor, new)
        assert (one.pupil, one.change.opens) == (None, (TALK,))
    before = everything_stored()
    for actor in (school.teacher, school.counsellor):
        with pytest.raises(Refused, match="Dit mag je niet doen"):
            ladder.ladder_changes(school.store, actor, new)
        with pytest.raises(Refused, match="Dit mag je niet doen"):
            ladder.change_ladder(school.store, actor, new)
    assert everything_stored() == before
    assert not school.home.settings.exists()


def test_the_new_ladder_holds_at_once_and_steps_taken_stand(written: SampleSchool) -> None:
    school = written
    issue_many(school, 3, pupil=0)
    issue_many(school, 2, pupil=1)
    (step,) = lines.line_of(school.store, school.pupils[0]).open_steps
    lines.take_step(school.store, school.head, school.pupils[0], step, "Gesproken.")
    new = with_forms(school.store.settings.policy, 2, 3, 1)
    ladder.change_ladder(school.store, school.head, new)
    in_force = school.store.settings.policy
    assert (in_force.steps, in_force) == (new.steps, settings.load(school.home).policy)
    assert [one.kind for one in lines.line_of(school.store, school.pupils[1]).open_steps] == [TALK]
    stands = lines.line_of(school.store, school.pupils[0])
    assert (stands.open_steps, stands.groundless) == ((), ())
    longer = with_forms(new, 4, 3, 1)
    ladder.change_ladder(school.store, school.head, longer)
    assert [one.kind for one in lines.line_of(school.store, school.pupils[0]).groundless] == [TALK]
    newest = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).get()
    assert (newest.action, newest.subject) == ("manage_policy", "ladder")


def test_a_year_that_is_over_is_not_counted_again(written: SampleSchool) -> None:
    school = written
    issue_many(school, 2, pupil=0)
    school.clock.move_to("2027-09-06 10:00")
    issue_many(school, 2, pupil=1)
    new = with_forms(school.store.settings.policy, 2, 3, 1)
    (one,) = ladder.ladder_changes(school.store, school.head, new)
    assert one.pupil is not None
    assert (one.pupil.id, one.change.opens) == (school.pupils[1], (TALK,))
    ladder.change_ladder(school.store, school.head, new)
    assert lines.line_of(school.store, school.pupils[0]).open_steps == ()
    assert [pupil.id for pupil, _ in lines.open_lines(school.store, school.head)] == [school.pupils[1]]


def test_a_ladder_that_cannot_be_written_is_not_in_force(written: SampleSchool) -> None:
    school, before = written, everything_stored()
    policy, file = school.store.settings.policy, school.home.settings.read_bytes()
    with pytest.raises(KioskError, match="forms"):
        ladder.change_ladder(school.store, school.head, with_forms(policy, 0, 3, 1))
    assert school.home.settings.read_bytes() == file
    school.home.settings.write_text("[school", encoding="utf-8")
    with pytest.raises(KioskError, match="schrijffout"):
        ladder.change_ladder(school.store, school.head, with_forms(policy, 2, 3, 1))
    assert school.store.settings.policy == policy
    assert everything_stored() == before


def test_a_ladder_that_the_log_could_not_keep_is_not_in_the_file_either(
    written: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    school, before = written, everything_stored()
    policy, file = school.store.settings.policy, school.home.settings.read_bytes()

    def full(*_row: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr("kiosk.db.log.append", full)
    with pytest.raises(KioskError, match="vol"):
        ladder.change_ladder(school.store, school.head, with_forms(policy, 2, 3, 1))
    assert school.home.settings.read_bytes() == file
    assert [one.name for one in school.home.settings.parent.iterdir() if one.name.startswith(".school")] == []
    assert (school.store.settings.policy, everything_stored()) == (policy, before)


@pytest.mark.parametrize("seed", range(2))
def test_everybody_whose_steps_change_is_found_whatever_happened(school: SampleSchool, seed: int) -> None:
    policy, year = school.store.settings.policy, Year(school, seed)
    for _ in range(40):
        year.deed()
    policy = replace(
        policy, earlier=(EarlierLadder("2026-2027", Restart.AFTER_TALK, with_forms(policy, 2, 2, 2).steps),)
    )
    school.store.settings = replace(school.store.settings, policy=policy)
    this_year = school_year(school.clock.now.date())
    everybody = lines.facts_of(school.pupils[:PUPILS])
    some = False
    for counting in Counting:
        for restart in Restart:
            for numbers in ((2, 3, 1), (4, 3, 1), (1, 1, 2)):
                new = replace(with_forms(policy, *numbers), counting=counting, restart=restart)
                after = changed_in(policy, new, this_year)
                naive = {one: if_ladder(*its, policy, after, this_year) for one, its in everybody.items()}
                told = {
                    one.pupil.id: one.change
                    for one in ladder.ladder_changes(school.store, school.head, new)
                    if one.pupil
                }
                assert told == {one: change for one, change in naive.items() if change.touches_steps}
                some = some or bool(told)
    assert some
