"""The talk: recorded once and whole, who told the parents, and what is added later."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kiosk.db import facts, tables
from kiosk.errors import Refused
from kiosk.rules.form import Fact, FactKind, Stage, stage
from tests.db.school import SampleSchool, everything_stored


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
