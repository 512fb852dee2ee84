"""A form that is handed in by an adult or given back to the child, and what the child wrote."""

import pytest

from kiosk.db import answers, facts, tables
from kiosk.errors import Refused
from kiosk.rules.form import FactKind
from tests.db.school import SampleSchool, stored_kinds


def test_sent_back_the_form_keeps_its_words_and_opens_with_a_new_code(school: SampleSchool) -> None:
    issued = school.issue()
    school.write(issued.form.id, "Ik duwde hem.", question=1, rev=3)
    answers.hand_in(school.store, issued.form.id, [])
    code = facts.send_back(school.store, school.teacher, issued.form.id, "Vertel nog wat je dacht.")
    opened = answers.open_with_code(school.store, code)
    assert (opened.form_id, opened.reason) == (issued.form.id, "Vertel nog wat je dacht.")
    assert [words.text for words in opened.words] == ["Ik duwde hem."]
    school.write(issued.form.id, "Ik dacht niet na.", question=2, rev=4)
    answers.hand_in(school.store, issued.form.id, [])
    assert stored_kinds(issued.form.id) == ["first_word", "handed_in", "sent_back", "handed_in"]
    texts = [words.text for words in answers.answers(school.store, school.teacher, issued.form.id)]
    assert texts == ["Ik duwde hem.", "Ik dacht niet na."]


def test_a_form_is_sent_back_only_with_a_reason_and_before_the_talk(school: SampleSchool) -> None:
    form_id = school.handed_in()
    with pytest.raises(Refused, match="Hier hoort een reden bij"):
        facts.send_back(school.store, school.teacher, form_id, "")
    assert tables.Code.select().count() == 0
    facts.record_talk(school.store, school.teacher, form_id, school.talk(), school.clock.now, "")
    with pytest.raises(Refused, match="voor het gesprek"):
        facts.send_back(school.store, school.teacher, form_id, "Te laat.")


def test_who_handed_in_nothing_and_got_the_form_back_can_write_after_all(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    answers.hand_in_for(school.store, school.host, form_id, "Liep weg.")
    facts.send_back(school.store, school.teacher, form_id, "Nu ben je rustig.")
    school.write(form_id, "Ik was boos.")
    school.write(form_id, "Ik was heel boos.", rev=2)
    assert [words.text for words in answers.pupil_form(school.store, form_id).words] == ["Ik was heel boos."]
    answers.hand_in(school.store, form_id, [])
    assert stored_kinds(form_id) == ["handed_in", "sent_back", "first_word", "handed_in"]


def test_an_adult_hands_in_for_a_child_only_with_a_reason(school: SampleSchool) -> None:
    issued = school.issue()
    with pytest.raises(Refused, match="vraagt een reden"):
        answers.hand_in_for(school.store, school.host, issued.form.id, "")
    answers.hand_in_for(school.store, school.host, issued.form.id, "Liep weg.")
    row = tables.FormFact.get(tables.FormFact.kind == FactKind.HANDED_IN)
    assert (row.by_id, row.note) == (school.host.staff_id, "Liep weg.")
    with pytest.raises(Refused, match="Deze code ken ik niet"):
        answers.open_with_code(school.store, issued.code)
