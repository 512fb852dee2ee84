"""Opening a pupil's whole file: one deed, in the log, for directie."""

import pytest

from kiosk.db import facts
from kiosk.db.subject_access import open_pupil_file
from kiosk.errors import KioskError, Refused
from kiosk.rules.form import HarmedPart
from tests.db.school import SampleSchool, log_rows


def test_each_opening_is_in_the_log_with_the_pupil_s_id(school: SampleSchool) -> None:
    pupil_id = school.pupils[0]
    open_pupil_file(school.store, school.head, pupil_id)
    open_pupil_file(school.store, school.head, pupil_id)
    opened = [row for row in log_rows() if row[1] == "subject_access"]
    assert opened == [(f"staff {school.head.staff_id}", "subject_access", f"pupil {pupil_id}")] * 2


def test_who_may_not_open_it_leaves_no_row_and_gets_nothing(school: SampleSchool) -> None:
    before = log_rows()
    for who in (school.counsellor, school.teacher):
        with pytest.raises(Refused, match="Dit mag je niet doen"):
            open_pupil_file(school.store, who, school.pupils[0])
    assert log_rows() == before


def test_a_pupil_who_does_not_exist_is_told_in_a_sentence(school: SampleSchool) -> None:
    before = log_rows()
    with pytest.raises(KioskError, match="Deze leerling bestaat niet"):
        open_pupil_file(school.store, school.head, 99999)
    assert log_rows() == before


def test_only_this_pupil_s_forms_are_in_it_and_nothing_about_the_harmed_child(school: SampleSchool) -> None:
    form_id = school.handed_in()
    talk = school.talk(harmed_side="Wil hem niet meer zien.", harmed_part=HarmedPart.JOINED)
    facts.record_talk(school.store, school.teacher, form_id, talk, school.clock.now, "telefoon")
    school.issue(pupil_id=school.pupils[1])
    opened = open_pupil_file(school.store, school.head, school.pupils[0]).history
    assert [form.id for form in opened.forms] == [form_id]
    assert [words.said for words in opened.words[form_id]] == ["Ik duwde hem."]
    assert opened.talks[form_id].outcome == "Ze gaven een hand."
    assert (opened.talks[form_id].harmed_side, opened.talks[form_id].harmed_part) == ("", HarmedPart.NONE)
