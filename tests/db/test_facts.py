"""A form after it was issued, with the rows that tell it: in order, by whom it may, until it is void."""

from datetime import datetime

import pytest

from kiosk.db import answers, facts, forms, tables
from kiosk.errors import Refused
from kiosk.rules.answer import Words
from kiosk.rules.form import FactKind, Outcome, Stage, stage
from tests.db.school import ASKED, SampleSchool, everything_stored, kinds, stored_kinds


def test_a_whole_life_from_issue_to_parnasys(school: SampleSchool) -> None:
    form_id = school.handed_in()
    school.clock.pass_time(minutes=30)
    held = school.talk(
        agreement_if="ik boos word",
        agreement_then="loop ik weg",
        teacher_remark="Goed gepraat.",
        harmed_side="Wil niet.",
    )
    form = facts.record_talk(school.store, school.teacher, form_id, held, school.clock.now, "telefoon")
    assert stage(form) is Stage.TALKED
    assert stage(facts.record_printed(school.store, school.teacher, form_id)) is Stage.PRINTED
    assert stage(facts.record_taken_home(school.store, school.teacher, form_id)) is Stage.AT_HOME
    school.clock.move_to("2026-11-24 08:30")
    form = facts.record_return(school.store, school.teacher, form_id, Outcome.AGREED, "Wij praten thuis ook.")
    assert stage(form) is Stage.RETURNED
    school.clock.move_to("2026-11-24 15:30")
    form = facts.file_form(school.store, school.teacher, form_id, "Map 2026.")
    assert stage(form) is Stage.FILED
    assert stored_kinds(form_id) == [
        "first_word",
        "handed_in",
        "back_in_class",
        "parents_informed",
        "printed",
        "taken_home",
        "returned",
    ]
    assert facts.talk_of(school.store, school.teacher, form_id) == held
    returned = tables.FormFact.get(tables.FormFact.kind == FactKind.RETURNED)
    assert (returned.outcome, returned.note, returned.by_id) == (
        "agreed",
        "Wij praten thuis ook.",
        school.teacher.staff_id,
    )
    row = tables.Form.get_by_id(form_id)
    assert (row.filed_at, row.filed_by_id) == (datetime(2026, 11, 24, 15, 30), school.teacher.staff_id)
    assert (row.filed_note, row.voided_at) == ("Map 2026.", None)
    assert forms.read_form(school.store, school.head, form_id) == form


def test_facts_of_one_second_are_read_in_the_order_in_which_they_follow_each_other(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    answers.hand_in(school.store, form_id, [Words(form_id, 1, ASKED, "Ik duwde hem.", 1)])
    facts.send_back(school.store, school.teacher, form_id, "Vraag 2 nog.")
    answers.hand_in(school.store, form_id, [])
    form = facts.record_talk(school.store, school.teacher, form_id, school.talk(), school.clock.now, "gebeld")
    facts.record_printed(school.store, school.teacher, form_id)
    form = facts.void_form(school.store, school.head, form_id, "Het was een ander.")
    assert len({fact.at for fact in form.facts}) == 1
    assert kinds(form) == [
        FactKind.FIRST_WORD,
        FactKind.HANDED_IN,
        FactKind.SENT_BACK,
        FactKind.HANDED_IN,
        FactKind.TALK,
        FactKind.BACK_IN_CLASS,
        FactKind.PARENTS_INFORMED,
        FactKind.PRINTED,
        FactKind.VOIDED,
    ]


def test_steps_out_of_order_are_refused_and_change_nothing(school: SampleSchool) -> None:
    form_id = school.handed_in()
    before = everything_stored()
    for verb in (facts.record_printed, facts.record_taken_home, facts.file_form):
        with pytest.raises(Refused):
            verb(school.store, school.teacher, form_id)
    with pytest.raises(Refused):
        facts.record_return(school.store, school.teacher, form_id, Outcome.SEEN)
    assert everything_stored() == before


def test_a_teacher_voids_an_own_form_before_the_talk_and_only_directie_after_it(school: SampleSchool) -> None:
    early = school.handed_in()
    form = facts.void_form(school.store, school.teacher, early, "Verkeerde leerling.")
    assert stage(form) is Stage.VOIDED
    late = school.talked()
    before = everything_stored()
    with pytest.raises(Refused, match="Na het gesprek maak je een formulier niet meer ongeldig"):
        facts.void_form(school.store, school.teacher, late, "Toch niet.")
    assert everything_stored() == before
    facts.void_form(school.store, school.head, late, "Het was een ander.")
    row = tables.Form.get_by_id(late)
    assert (row.voided_at, row.voided_by_id, row.voided_why) == (
        school.clock.now,
        school.head.staff_id,
        "Het was een ander.",
    )


def test_a_void_needs_a_reason_and_ends_everything(school: SampleSchool) -> None:
    issued = school.issue()
    with pytest.raises(Refused, match="Hier hoort een reden bij"):
        facts.void_form(school.store, school.head, issued.form.id, "")
    facts.void_form(school.store, school.head, issued.form.id, "Vergissing.")
    with pytest.raises(Refused, match="Dit formulier is ongeldig gemaakt"):
        facts.void_form(school.store, school.head, issued.form.id, "Nog eens.")
    with pytest.raises(Refused, match="Dit formulier is ongeldig gemaakt"):
        forms.new_code(school.store, school.head, issued.form.id)
    with pytest.raises(Refused):
        school.write(issued.form.id)
    assert tables.Answer.select().count() == 0


def test_the_parallel_classs_teacher_holds_the_talk_but_does_not_print(school: SampleSchool) -> None:
    form_id = school.handed_in()
    talk = school.talk(school.host)
    form = facts.record_talk(school.store, school.host, form_id, talk, school.clock.now, "aan de deur")
    assert form.has(FactKind.TALK)
    before = everything_stored()
    with pytest.raises(Refused, match="Dit formulier is niet van jou"):
        facts.record_printed(school.store, school.host, form_id)
    with pytest.raises(Refused):  # with the talk the pupil went back: the form is no longer with the host
        facts.talk_of(school.store, school.host, form_id)
    assert everything_stored() == before
    facts.record_printed(school.store, school.teacher, form_id)


def test_a_teacher_of_another_group_can_do_nothing_with_the_form(school: SampleSchool) -> None:
    form_id = school.handed_in()
    before = everything_stored()
    store, stranger = school.store, school.stranger
    for deed in (
        lambda: facts.record_talk(store, stranger, form_id, school.talk(stranger), school.clock.now, ""),
        lambda: facts.send_back(store, stranger, form_id, "Nog eens."),
        lambda: facts.void_form(store, stranger, form_id, "Weg ermee."),
        lambda: forms.read_form(store, stranger, form_id),
        lambda: answers.answers(store, stranger, form_id),
    ):
        with pytest.raises(Refused, match="Dit formulier is niet van jou"):
            deed()
    assert everything_stored() == before
