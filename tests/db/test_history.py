"""What directie reads: only for directie and IB, and the same as the ladder says."""

import pytest

from kiosk.db import agreements, facts, lines
from kiosk.db.history import pupil_history
from kiosk.db.waiting import waiting
from kiosk.errors import Refused
from kiosk.rules.form import FactKind, Outcome
from kiosk.rules.permissions import Actor, Role
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.waiting import WaitingKind
from tests.db.school import SampleSchool
from tests.db.test_roads import write


def test_a_stranger_and_admin_are_refused_everything_here(school: SampleSchool) -> None:
    admin = Actor("beheer", frozenset({Role.ADMIN}), staff_id=1, group_ids=school.teacher.group_ids)
    for actor in (school.stranger, admin):
        with pytest.raises(Refused):
            waiting(school.store, actor)
        with pytest.raises(Refused):
            pupil_history(school.store, actor, school.pupils[0])
        with pytest.raises(Refused):
            lines.places_this_year(school.store, actor)


def test_a_pupils_history_holds_forms_steps_and_what_was_written(school: SampleSchool) -> None:
    ids = []
    for _ in range(3):
        ids.append(school.issue().form.id)
        school.clock.pass_time(minutes=1)
    pupil_id = school.issue().form.pupil_id
    assert pupil_id is not None
    (step,) = lines.line_of(school.store, pupil_id).open_steps
    lines.take_step(school.store, school.head, pupil_id, step, "Gepraat.")
    school.clock.pass_time(minutes=1)
    lines.fresh_start(school.store, school.head, pupil_id, "nieuwe groep")
    history = pupil_history(school.store, school.counsellor, pupil_id)

    assert [form.id for form in history.forms][:3] == ids
    assert history.outcomes[ids[2], None].words == "Gepraat."
    assert [history.reasons[turn].words for turn in history.fresh_starts] == ["nieuwe groep"]
    assert (history.coming.nth, history.coming.position) == (5, 1)
    assert history.form(ids[0]) == history.forms[0]
    assert history.form(None) is None


def test_what_waits_and_where_pupils_stand_come_from_the_same_line(school: SampleSchool) -> None:
    for _ in range(3):
        school.issue()
        school.clock.pass_time(minutes=1)
    (one,) = waiting(school.store, school.head)
    (place,) = lines.places_this_year(school.store, school.head)

    assert (one.kind, one.nth) == (WaitingKind.STEP, 3)
    assert (place.pupil.id, place.this_year, place.coming.nth) == (one.pupil.id, 3, 4)


def test_a_teacher_reads_the_line_of_a_pupil_of_the_own_group_without_what_directie_wrote(school: SampleSchool) -> None:
    for _ in range(3):
        school.issue(school.counsellor)
        school.clock.pass_time(minutes=1)
    pupil_id = school.pupils[0]
    (step,) = lines.line_of(school.store, pupil_id).open_steps
    lines.take_step(school.store, school.head, pupil_id, step, "Gepraat.")
    lines.fresh_start(school.store, school.head, pupil_id, "nieuwe groep")
    history = pupil_history(school.store, school.teacher, pupil_id)

    assert len(history.forms) == 3
    assert [one.words for one in (*history.outcomes.values(), *history.reasons.values())] == ["", ""]
    with pytest.raises(Refused):
        waiting(school.store, school.teacher)
    untouched = school.pupils[3]
    assert pupil_history(school.store, school.teacher, untouched).forms == ()


def test_a_form_for_the_wrong_child_that_was_made_void_opens_that_childs_line_no_more(school: SampleSchool) -> None:
    form = school.issue(school.stranger)
    pupil_id = school.pupils[0]
    assert pupil_history(school.store, school.stranger, pupil_id).forms
    facts.void_form(school.store, school.stranger, form.form.id, "verkeerd kind")
    with pytest.raises(Refused):
        pupil_history(school.store, school.stranger, pupil_id)


def test_another_teacher_reads_of_the_line_only_the_forms_that_are_theirs_or_with_them_now(
    school: SampleSchool,
) -> None:
    by_stranger = school.issue(school.stranger).form.id
    hosted = school.issue(pupil_id=school.pupils[1]).form.id
    school.talked(pupil_id=school.pupils[1])

    def ids(actor: Actor, pupil: int) -> list[int]:
        return [form.id for form in pupil_history(school.store, actor, school.pupils[pupil]).forms]

    assert ids(school.stranger, 0) == [by_stranger]
    assert ids(school.host, 1) == [hosted]
    assert len(ids(school.teacher, 1)) == 2
    with pytest.raises(Refused):
        pupil_history(school.store, school.stranger, school.pupils[1])


def test_the_roads_on_a_pupils_line_are_those_that_the_actor_may_see(school: SampleSchool) -> None:
    support = write(school, RoadKind.SUPPORT_GROUP, school.counsellor)
    school.clock.pass_time(days=1)
    talk = write(school)

    def kinds(actor: Actor) -> list[int]:
        return [road.id for road in pupil_history(school.store, actor, school.pupils[0]).roads]

    assert kinds(school.counsellor) == [support.id, talk.id]
    assert kinds(school.teacher) == [talk.id]


def test_what_directie_wrote_about_a_paper_or_an_agreement_is_not_for_the_teacher(school: SampleSchool) -> None:
    form_id, plan = school.handed_in(), school.talk(agreement_if="ik boos word", agreement_then="loop ik weg")
    facts.record_talk(school.store, school.teacher, form_id, plan, school.clock.now, "telefoon")
    agreements.check_agreement(school.store, school.teacher, form_id, Outcome.NOT_KEPT, "Werd boos.")
    facts.follow_up(school.store, school.head, form_id, "Ouders gebeld.")

    def notes(actor: Actor) -> dict[FactKind, str]:
        (form,) = pupil_history(school.store, actor, school.pupils[0]).forms
        return {fact.kind: fact.note for fact in form.facts}

    assert notes(school.counsellor)[FactKind.FOLLOWED_UP] == "Ouders gebeld."
    assert notes(school.teacher)[FactKind.FOLLOWED_UP] == ""
    assert notes(school.teacher)[FactKind.AGREEMENT_CHECKED] == "Werd boos."
