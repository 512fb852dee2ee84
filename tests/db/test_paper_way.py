"""The paper's way home and back: on the day it happened, reminders, two households, and what lies with directie."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kiosk.db import enrolment, facts, tables
from kiosk.db.waiting import waiting
from kiosk.errors import Refused
from kiosk.rules.form import Fact, FactKind, Outcome, Stage, stage
from kiosk.rules.permissions import command_line
from kiosk.rules.slip import due_day
from kiosk.rules.waiting import WaitingKind
from tests.db.school import SampleSchool, everything_stored, kinds, sample_roll, stored_kinds


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


def test_a_school_that_gives_three_days_reminds_and_closes_from_then_on(school: SampleSchool) -> None:
    settings = school.store.settings
    school.store.settings = replace(settings, policy=replace(settings.policy, due_days=3, reminders=1))
    form_id = school.at_home()  # Monday; due on Thursday
    school.clock.move_to("2026-11-26 09:00")
    with pytest.raises(Refused, match="Aandringen kan nog niet"):
        facts.remind(school.store, school.teacher, form_id, "telefoon")
    school.clock.move_to("2026-12-01 09:00")
    assert waiting(school.store, school.head) == [], "a reminder is not late yet"
    school.clock.move_to("2026-12-02 09:00")
    assert [one.kind for one in waiting(school.store, school.head)] == [WaitingKind.REMINDER]
    facts.remind(school.store, school.teacher, form_id, "telefoon")
    with pytest.raises(Refused, match="nog niet bij de directie"):
        facts.close_unsigned(school.store, school.head, form_id, Outcome.SIGNED_LATER, "")
    school.clock.move_to("2026-12-03 09:00")
    facts.close_unsigned(school.store, school.head, form_id, Outcome.SIGNED_LATER, "")


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
    (one,) = waiting(school.store, school.head)
    assert (one.kind, one.form_id) == (WaitingKind.PAPER_OF_LEAVER, form_id)
    facts.close_unsigned(school.store, school.head, form_id, Outcome.WITHOUT_SIGNATURE, "Verhuisd.")
    with pytest.raises(Refused):
        school.write(form_id, "Nog meer.", rev=2)
    assert waiting(school.store, school.head) == []
    assert stage(facts.file_form(school.store, school.head, form_id)) is Stage.FILED


def leave(school: SampleSchool, pupil: int) -> None:
    """The newest export knows this pupil no more."""
    key, roll = tables.Pupil.get_by_id(pupil).key, sample_roll()
    stayed = tuple(one for one in roll.pupils if one.key != key)
    enrolment.apply_roll(school.store, command_line(), replace(roll, pupils=stayed))


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
