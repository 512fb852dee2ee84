"""What happens to a form after it was issued, with the rows that tell it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kiosk.db import agreements, answers, decisions, facts, forms, people, tables
from kiosk.db.answers import Words
from kiosk.errors import Refused
from kiosk.rules.form import Fact, FactKind, Outcome, Stage, stage
from kiosk.rules.permissions import command_line
from kiosk.rules.slip import due_day
from kiosk.rules.talk import EarlierAgreement
from kiosk.rules.waiting import WaitingKind
from tests.db.school import ASKED, SampleSchool, everything_stored, kinds, sample_roll, stored_kinds


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


def test_a_talk_is_recorded_once_and_whole_or_not_at_all(school: SampleSchool) -> None:
    form_id = school.handed_in()
    before = everything_stored()
    for talk in (school.talk(present=" "), school.talk(outcome="")):
        with pytest.raises(Refused, match="Het gesprek is nog niet compleet"):
            facts.record_talk(school.store, school.teacher, form_id, talk, school.clock.now, "")
    tomorrow = datetime(2026, 11, 24, 9, 0)
    with pytest.raises(Refused, match="Dit moment ligt in de toekomst"):
        facts.record_talk(school.store, school.teacher, form_id, school.talk(), tomorrow, "")
    assert everything_stored() == before
    facts.record_talk(school.store, school.teacher, form_id, school.talk(), school.clock.now, "")
    with pytest.raises(Refused, match="wordt één keer vastgelegd"):
        facts.record_talk(school.store, school.teacher, form_id, school.talk(), school.clock.now, "")


def test_parents_who_were_not_told_yet_are_still_to_be_told(school: SampleSchool) -> None:
    form_id = school.handed_in()
    form = facts.record_talk(school.store, school.teacher, form_id, school.talk(), school.clock.now, "")
    assert not form.has(FactKind.PARENTS_INFORMED)
    assert form.has(FactKind.BACK_IN_CLASS)


def test_parents_are_told_once_with_how_by_who_has_the_form(school: SampleSchool) -> None:
    form_id = school.handed_in()
    facts.record_talk(school.store, school.teacher, form_id, school.talk(), school.clock.now, " ")
    school.clock.pass_time(hours=3)
    before = everything_stored()
    with pytest.raises(Refused, match="Hoe hoorden de ouders het"):
        facts.record_parents_informed(school.store, school.teacher, form_id, " ")
    with pytest.raises(Refused, match="Dit formulier is niet van jou"):
        facts.record_parents_informed(school.store, school.stranger, form_id, "gebeld")
    assert everything_stored() == before
    form = facts.record_parents_informed(school.store, school.teacher, form_id, " gebeld\x1b ")
    told = form.last(FactKind.PARENTS_INFORMED)
    assert told == Fact(FactKind.PARENTS_INFORMED, school.clock.now, school.teacher.staff_id, "gebeld")
    assert stage(form) is Stage.TALKED
    with pytest.raises(Refused, match="Dit staat er al"):
        facts.record_parents_informed(school.store, school.teacher, form_id, "nog eens gebeld")


def test_who_told_the_parents_and_when_are_kept_with_the_talk_or_later(school: SampleSchool) -> None:
    store, teacher = school.store, school.teacher
    form_id = school.handed_in()
    called = school.clock.now
    school.clock.pass_time(minutes=30)
    talk, now = school.talk(), school.clock.now
    form = facts.record_talk(
        store, teacher, form_id, talk, now, "gebeld", informed_at=called, informed_by=" IB'er\x1b Karin "
    )
    told = Fact(FactKind.PARENTS_INFORMED, called, teacher.staff_id, "gebeld", person="IB'er Karin")
    assert form.first(FactKind.PARENTS_INFORMED) == told
    later = school.handed_in()
    with pytest.raises(Refused, match="in de toekomst"):
        facts.record_parents_informed(store, teacher, later, "gebeld", at=school.clock.now + timedelta(hours=1))
    with pytest.raises(Refused, match="voor de vorige stap"):  # before the form was given
        facts.record_parents_informed(store, teacher, later, "gebeld", at=school.clock.now - timedelta(hours=1))
    form = facts.record_parents_informed(store, teacher, later, "gebeld", at=school.clock.now, person="Karin")
    told = Fact(FactKind.PARENTS_INFORMED, school.clock.now, teacher.staff_id, "gebeld", person="Karin")
    assert form.first(FactKind.PARENTS_INFORMED) == told


def test_after_the_talk_only_additions_come_each_with_name_and_date(school: SampleSchool) -> None:
    form_id = school.handed_in()
    with pytest.raises(Refused, match="nadat het gesprek is vastgelegd"):
        facts.add_note(school.store, school.teacher, form_id, "Te vroeg.")
    held = school.talk()
    facts.record_talk(school.store, school.teacher, form_id, held, school.clock.now, "")
    before = everything_stored()
    with pytest.raises(Refused, match="De aanvulling is nog leeg"):
        facts.add_note(school.store, school.teacher, form_id, " \n")
    with pytest.raises(Refused, match="Dit formulier is niet van jou"):
        facts.add_note(school.store, school.stranger, form_id, "Ik ook.")
    assert everything_stored() == before
    first = school.clock.now
    facts.add_note(school.store, school.teacher, form_id, " Moeder\x1b[2J belde. ")
    school.clock.pass_time(days=1)
    form = facts.add_note(school.store, school.counsellor, form_id, "Het gaat goed.")
    assert form.all(FactKind.ADDED) == (
        Fact(FactKind.ADDED, first, school.teacher.staff_id, "Moeder[2J belde."),
        Fact(FactKind.ADDED, school.clock.now, school.counsellor.staff_id, "Het gaat goed."),
    )
    assert stage(form) is Stage.TALKED
    assert facts.talk_of(school.store, school.teacher, form_id) == held


# -- the agreement of an earlier form --------------------------------------------------------------------------------


def agreed(school: SampleSchool, plan: str = "vraag ik hulp", **other: Any) -> int:
    """A form with a talk in which this was agreed."""
    form_id = school.handed_in(**other)
    held = school.talk(agreement_if="ik boos word", agreement_then=plan)
    facts.record_talk(school.store, school.teacher, form_id, held, school.clock.now, "")
    school.clock.pass_time(days=7)
    return form_id


def test_the_newest_agreement_before_this_form_is_found_and_how_it_went(school: SampleSchool) -> None:
    agreed(school, "tel ik tot tien")
    second = agreed(school)
    now = school.handed_in()
    agreed(school, "van later")
    assert facts.earlier_agreement(school.store, school.teacher, now) == EarlierAgreement(
        date(2026, 11, 30), "Als ik boos word, dan vraag ik hulp."
    )
    agreements.check_agreement(school.store, school.teacher, second, Outcome.KEPT, "Twee keer.")
    earlier = facts.earlier_agreement(school.store, school.teacher, now)
    assert earlier is not None
    assert (earlier.outcome, earlier.note) == (Outcome.KEPT, "Twee keer.")


def test_a_void_form_one_without_an_agreement_and_one_of_another_pupil_or_year_are_no_earlier_one(
    school: SampleSchool,
) -> None:
    facts.void_form(school.store, school.head, agreed(school), "Een ander.")
    agreed(school, pupil_id=school.pupils[1])
    school.talked()
    assert facts.earlier_agreement(school.store, school.teacher, school.handed_in()) is None
    agreed(school)
    school.clock.move_to("2027-08-24 10:00")
    assert facts.earlier_agreement(school.store, school.teacher, school.handed_in()) is None


def test_forms_of_which_nobody_knows_the_pupil_any_more_tell_nothing_of_each_other(school: SampleSchool) -> None:
    agreed(school)
    of_another = school.handed_in(pupil_id=school.pupils[1])
    tables.Form.update(pupil=None).execute()
    assert facts.earlier_agreement(school.store, school.head, of_another) is None


def test_who_may_read_this_form_reads_the_agreement_before_it_and_nobody_else(school: SampleSchool) -> None:
    agreed(school)
    form_id = school.issue().form.id
    assert facts.earlier_agreement(school.store, school.host, form_id) is not None  # the child sits there now
    with pytest.raises(Refused, match="Dit formulier is niet van jou"):
        facts.earlier_agreement(school.store, school.stranger, form_id)


# -- what happened on an earlier day ---------------------------------------------------------------------------------


def test_what_happened_yesterday_is_written_today_and_the_paper_was_due_from_then_on(school: SampleSchool) -> None:
    form_id = school.talked()
    facts.record_printed(school.store, school.teacher, form_id)  # Monday morning
    school.clock.move_to("2026-11-25 09:00")
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    form = facts.record_taken_home(school.store, school.teacher, form_id, on=monday)
    assert due_day(form, school.store.settings.calendar) == tuesday
    form = facts.record_return(
        school.store, school.teacher, form_id, Outcome.UNSIGNED, "Later.", person=" vader\x1b ", on=tuesday
    )
    returned = form.last(FactKind.RETURNED)
    assert returned == Fact(
        FactKind.RETURNED, datetime(2026, 11, 24, 12, 0), school.teacher.staff_id, "Later.", Outcome.UNSIGNED, "vader"
    )


def test_a_reminder_of_yesterday_is_checked_on_that_day(school: SampleSchool) -> None:
    form_id = school.at_home()  # Monday; due on Tuesday
    school.clock.move_to("2026-11-26 09:00")
    with pytest.raises(Refused, match="Aandringen kan nog niet"):
        facts.remind(school.store, school.teacher, form_id, "gebeld", on=date(2026, 11, 24))
    facts.remind(school.store, school.teacher, form_id, "gebeld", on=date(2026, 11, 25))
    form = facts.remind(school.store, school.teacher, form_id, "gebeld")  # the second, a school day later
    assert [fact.at.day for fact in form.all(FactKind.REMINDED)] == [25, 26]


def test_a_day_to_come_or_before_the_step_before_is_refused_and_nothing_is_stored(school: SampleSchool) -> None:
    form_id = school.at_home()
    before = everything_stored()
    for day, said in ((date(2026, 11, 24), "in de toekomst"), (date(2026, 11, 20), "voor de vorige stap")):
        with pytest.raises(Refused, match=said):
            facts.record_return(school.store, school.teacher, form_id, Outcome.SEEN, on=day)
    assert everything_stored() == before


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


def test_who_records_the_talk_held_it_and_every_text_is_kept_clean(school: SampleSchool) -> None:
    form_id = school.handed_in()
    claimed = replace(school.talk(), held_by=school.head.staff_id or 0, outcome=" Een hand\x1b[2J gegeven.\n")
    with pytest.raises(Refused, match="De afspraak is nog niet compleet"):
        facts.record_talk(
            school.store, school.teacher, form_id, replace(claimed, agreement_if="ik boos word"), school.clock.now, ""
        )
    facts.record_talk(school.store, school.teacher, form_id, claimed, school.clock.now, "")
    held = facts.talk_of(school.store, school.teacher, form_id)
    assert held is not None
    assert (held.held_by, held.outcome) == (school.teacher.staff_id, "Een hand[2J gegeven.")
    facts.void_form(school.store, school.head, form_id, " Een\u202e ander. ")
    assert tables.Form.get_by_id(form_id).voided_why == "Een ander."


def test_a_talk_cannot_be_held_before_the_words_are_handed_in(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    with pytest.raises(Refused, match="Een gesprek kan na het inleveren"):
        facts.record_talk(school.store, school.teacher, form_id, school.talk(), school.clock.now, "")
    assert tables.Talk.select().count() == 0


def test_steps_out_of_order_are_refused_and_change_nothing(school: SampleSchool) -> None:
    form_id = school.handed_in()
    before = everything_stored()
    for verb in (facts.record_printed, facts.record_taken_home, facts.file_form):
        with pytest.raises(Refused):
            verb(school.store, school.teacher, form_id)
    with pytest.raises(Refused):
        facts.record_return(school.store, school.teacher, form_id, Outcome.SEEN)
    assert everything_stored() == before


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


def test_a_reminder_waits_for_the_school_day_after_the_due_day(school: SampleSchool) -> None:
    form_id = school.at_home()  # Monday; due on Tuesday
    for too_early in ("2026-11-23 15:00", "2026-11-24 16:00"):
        school.clock.move_to(too_early)
        with pytest.raises(Refused, match="Aandringen kan nog niet"):
            facts.remind(school.store, school.teacher, form_id, "telefoon")
    assert "reminded" not in stored_kinds(form_id)
    school.clock.move_to("2026-11-25 09:00")
    with pytest.raises(Refused, match="Hoe hoorden de ouders het"):
        facts.remind(school.store, school.teacher, form_id, " ")
    facts.remind(school.store, school.teacher, form_id, "telefoon")
    with pytest.raises(Refused, match="Aandringen kan nog niet"):
        facts.remind(school.store, school.teacher, form_id, "telefoon")
    school.clock.move_to("2026-11-26 09:00")
    facts.remind(school.store, school.teacher, form_id, "briefje")
    school.clock.move_to("2026-11-27 09:00")
    with pytest.raises(Refused, match="Er is genoeg aangedrongen"):
        facts.remind(school.store, school.teacher, form_id, "briefje")
    assert stored_kinds(form_id)[-2:] == ["reminded", "reminded"]


def test_directie_closes_a_paper_only_once_it_lies_with_directie(school: SampleSchool) -> None:
    form_id = school.at_home()
    with pytest.raises(Refused, match="Dit papier ligt nog niet bij de directie"):
        facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "")
    for day in ("2026-11-25 09:00", "2026-11-26 09:00"):
        school.clock.move_to(day)
        facts.remind(school.store, school.teacher, form_id, "telefoon")
    school.clock.move_to("2026-11-27 09:00")
    for actor in (school.teacher, school.counsellor):
        with pytest.raises(Refused, match="Dit formulier is niet van jou"):
            facts.close_unsigned(school.store, actor, form_id, Outcome.WITHOUT_SIGNATURE, "")
    with pytest.raises(Refused, match="Zo sluit directie geen papier af"):
        facts.close_unsigned(school.store, school.head, form_id, Outcome.AGREED, "")
    with pytest.raises(Refused, match="vraagt een reden"):
        facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "")
    form = facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "Ouders verhuisd.")
    assert stage(form) is Stage.RETURNED
    assert stage(facts.file_form(school.store, school.teacher, form_id)) is Stage.FILED


def test_after_a_refusal_the_teacher_may_bring_the_paper_to_directie_at_once(school: SampleSchool) -> None:
    form_id = school.at_home()
    school.clock.pass_time(days=1)
    with pytest.raises(Refused, match="als ouders weigeren te tekenen"):
        facts.escalate(school.store, school.teacher, form_id, "Ik zie het al.")
    form = facts.record_return(school.store, school.teacher, form_id, Outcome.REFUSED, "Niet eerlijk.")
    assert stage(form) is Stage.AT_HOME
    with pytest.raises(Refused, match="Hier hoort een reden bij"):
        facts.escalate(school.store, school.teacher, form_id, "")
    facts.escalate(school.store, school.teacher, form_id, "Vader wil de directie spreken.")
    form = facts.close_unsigned(school.store, school.head, form_id, Outcome.SIGNED_LATER, "Na gesprek.")
    assert kinds(form)[-3:] == [FactKind.RETURNED, FactKind.ESCALATED, FactKind.CLOSED]


def test_the_open_paper_of_a_pupil_who_left_goes_to_directie(school: SampleSchool) -> None:
    form_id = school.talked()
    leave(school, school.pupils[0])
    form = facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "Van school.")
    assert stage(form) is Stage.RETURNED


def test_the_form_of_a_pupil_who_left_before_the_talk_is_closed_by_directie_and_takes_no_more_words(
    school: SampleSchool,
) -> None:
    form_id = school.issue().form.id
    school.write(form_id, "Ik was begonnen.")
    with pytest.raises(Refused, match="Dit papier ligt nog niet bij de directie"):
        facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "Verhuisd.")
    leave(school, school.pupils[0])
    (waiting,) = decisions.waiting(school.store, school.head)
    assert (waiting.kind, waiting.form_id) == (WaitingKind.PAPER_OF_LEAVER, form_id)
    facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "Verhuisd.")
    with pytest.raises(Refused):
        school.write(form_id, "Nog meer.", rev=2)
    assert decisions.waiting(school.store, school.head) == []
    assert stage(facts.file_form(school.store, school.head, form_id)) is Stage.FILED


def leave(school: SampleSchool, pupil: int) -> None:
    """The newest export knows this pupil no more."""
    key, roll = tables.Pupil.get_by_id(pupil).key, sample_roll()
    stayed = tuple(one for one in roll.pupils if one.key != key)
    people.apply_roll(school.store, command_line(), replace(roll, pupils=stayed))


def test_a_paper_comes_back_in_four_ways_only(school: SampleSchool) -> None:
    form_id = school.at_home()
    with pytest.raises(Refused, match="Zo komt een papier niet terug"):
        facts.record_return(school.store, school.teacher, form_id, Outcome.SIGNED_LATER)


def test_the_first_households_signature_closes_and_the_second_is_added(school: SampleSchool) -> None:
    form_id = school.signed()
    school.clock.pass_time(hours=2)
    form = facts.record_return(school.store, school.teacher, form_id, Outcome.SEEN, "Vader.")
    signature = form.signature
    assert signature is not None
    assert signature.outcome is Outcome.AGREED
    assert [fact.outcome for fact in form.all(FactKind.RETURNED)] == [Outcome.AGREED, Outcome.SEEN]
    facts.file_form(school.store, school.teacher, form_id)
    with pytest.raises(Refused, match="tot het in ParnaSys hangt"):
        facts.record_return(school.store, school.teacher, form_id, Outcome.SEEN)


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
