"""What directie reads: only for directie and IB, and the same as the ladder says."""

import pytest

from kiosk.db import decisions, lines
from kiosk.errors import Refused
from kiosk.rules.permissions import Actor, Role
from kiosk.rules.waiting import WaitingKind
from tests.db.school import SampleSchool


def test_a_teacher_and_admin_are_refused_everything_here(school: SampleSchool) -> None:
    admin = Actor("beheer", frozenset({Role.ADMIN}), staff_id=1)
    for actor in (school.teacher, admin):
        with pytest.raises(Refused):
            decisions.waiting(school.store, actor)
        with pytest.raises(Refused):
            decisions.pupil_history(school.store, actor, school.pupils[0])
        with pytest.raises(Refused):
            decisions.pupil_places(school.store, actor)
    with pytest.raises(Refused):
        decisions.forms_per_group(school.store, admin)


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
    history = decisions.pupil_history(school.store, school.counsellor, pupil_id)

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
    (one,) = decisions.waiting(school.store, school.head)
    (place,) = decisions.pupil_places(school.store, school.head)

    assert (one.kind, one.nth) == (WaitingKind.STEP, 3)
    assert (place.pupil.id, place.this_year, place.coming.nth) == (one.pupil.id, 3, 4)
    counts = decisions.forms_per_group(school.store, school.head)
    assert sum(counts.values()) == 3
    assert len(counts) > 1
