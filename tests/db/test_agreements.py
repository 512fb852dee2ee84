"""The agreements of talks: who is asked about which one, and that it is answered once."""

import pytest

from kiosk.db import agreements, facts
from kiosk.errors import Refused
from kiosk.rules.form import FactKind, Outcome
from kiosk.rules.permissions import Actor
from tests.db.school import SampleSchool, log_rows


def agreed(school: SampleSchool) -> int:
    """A form with an agreement, talked over now."""
    form_id = school.handed_in()
    talk = school.talk(agreement_if="ik boos word", agreement_then="loop ik weg")
    facts.record_talk(school.store, school.teacher, form_id, talk, school.clock.now, "gebeld")
    return form_id


def asked(school: SampleSchool, actor: Actor) -> list[int]:
    return [form.id for form, _talk in agreements.agreements_to_check(school.store, actor)]


def test_ten_school_days_after_the_talk_its_teacher_is_asked_and_no_other(school: SampleSchool) -> None:
    form_id = agreed(school)
    school.clock.pass_time(days=13)
    assert asked(school, school.teacher) == []
    school.clock.pass_time(days=1)
    assert asked(school, school.teacher) == [form_id]
    assert asked(school, school.head) == [form_id]
    assert asked(school, school.host) == []


def test_a_talk_without_an_agreement_is_not_asked_about(school: SampleSchool) -> None:
    school.talked()
    school.clock.pass_time(days=20)
    assert asked(school, school.teacher) == []


def test_also_when_the_form_hangs_in_parnasys_and_not_when_it_is_void(school: SampleSchool) -> None:
    filed, voided = agreed(school), agreed(school)
    for verb in (facts.record_printed, facts.record_taken_home):
        verb(school.store, school.teacher, filed)
    facts.record_return(school.store, school.teacher, filed, Outcome.SEEN)
    facts.file_form(school.store, school.teacher, filed)
    facts.void_form(school.store, school.head, voided, "verkeerd kind")
    school.clock.pass_time(days=14)
    assert asked(school, school.teacher) == [filed]


def test_what_was_left_lying_before_the_summer_is_let_go(school: SampleSchool) -> None:
    agreed(school)
    school.clock.pass_time(days=300)
    assert asked(school, school.teacher) == []


def test_the_agreement_of_a_talk_just_before_the_summer_is_asked_about_after_it(school: SampleSchool) -> None:
    school.clock.move_to("2027-07-01 10:00")
    form_id = agreed(school)
    school.clock.move_to("2027-08-25 09:00")
    assert asked(school, school.teacher) == []
    school.clock.move_to("2027-08-26 09:00")
    assert asked(school, school.teacher) == [form_id]


def test_how_it_went_is_kept_once_with_name_and_note_and_logged(school: SampleSchool) -> None:
    form_id = agreed(school)
    school.clock.pass_time(days=14)
    form = agreements.check_agreement(school.store, school.teacher, form_id, Outcome.PARTLY_KEPT, "in de gym niet")
    checked = form.first(FactKind.AGREEMENT_CHECKED)
    assert checked is not None
    assert (checked.outcome, checked.note, checked.by) == (
        Outcome.PARTLY_KEPT,
        "in de gym niet",
        school.teacher.staff_id,
    )
    assert log_rows()[-1][1:] == ("check_agreement", f"form {form_id}")
    assert asked(school, school.teacher) == []
    with pytest.raises(Refused):
        agreements.check_agreement(school.store, school.teacher, form_id, Outcome.KEPT)


def test_without_a_talk_an_agreement_or_the_right_answer_nothing_is_kept(school: SampleSchool) -> None:
    talked, written = school.talked(), school.handed_in()
    for form_id, outcome in ((talked, Outcome.KEPT), (written, Outcome.KEPT), (agreed(school), Outcome.SEEN)):
        before = len(log_rows())
        with pytest.raises(Refused):
            agreements.check_agreement(school.store, school.teacher, form_id, outcome)
        assert len(log_rows()) == before


def test_another_teacher_is_refused(school: SampleSchool) -> None:
    form_id = agreed(school)
    with pytest.raises(Refused):
        agreements.check_agreement(school.store, school.host, form_id, Outcome.KEPT)


def test_directie_sees_an_agreement_that_was_not_kept_until_they_write_what_is_done_about_it(
    school: SampleSchool,
) -> None:
    form_id, kept = agreed(school), agreed(school)
    school.clock.move_to("2026-12-08 09:00")
    agreements.check_agreement(school.store, school.teacher, form_id, Outcome.NOT_KEPT, "Hij werd boos.")
    agreements.check_agreement(school.store, school.teacher, kept, Outcome.KEPT)
    assert [one.id for one in agreements.not_kept(school.store, school.counsellor)] == [form_id]
    with pytest.raises(Refused):
        agreements.not_kept(school.store, school.teacher)
    for actor in (school.teacher, school.counsellor):
        with pytest.raises(Refused):
            facts.follow_up(school.store, actor, form_id, "Samen een plan gemaakt.")
    with pytest.raises(Refused, match="niet gelukt"):
        facts.follow_up(school.store, school.head, kept, "Samen een plan gemaakt.")
    facts.follow_up(school.store, school.head, form_id, "Samen een plan gemaakt.")
    assert agreements.not_kept(school.store, school.head) == []


def test_what_was_not_kept_last_school_year_or_on_a_void_form_waits_for_nobody(school: SampleSchool) -> None:
    old, void = agreed(school), agreed(school)
    school.clock.move_to("2026-12-08 09:00")
    for form_id in (old, void):
        agreements.check_agreement(school.store, school.teacher, form_id, Outcome.NOT_KEPT)
    facts.void_form(school.store, school.head, void, "Het was een ander.")
    assert [one.id for one in agreements.not_kept(school.store, school.head)] == [old]
    school.clock.move_to("2027-08-01 09:00")
    assert agreements.not_kept(school.store, school.head) == []


def test_a_teacher_is_asked_about_the_pupils_of_the_own_group_whoever_gave_the_form(school: SampleSchool) -> None:
    form_id = school.handed_in(actor=school.stranger)
    talk = school.talk(agreement_if="ik boos word", agreement_then="loop ik weg")
    facts.record_talk(school.store, school.head, form_id, talk, school.clock.now, "gebeld")
    school.clock.pass_time(days=14)
    assert asked(school, school.teacher) == asked(school, school.stranger) == asked(school, school.head) == [form_id]
    assert asked(school, school.host) == []
