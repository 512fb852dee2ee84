"""Letters in the store: kept word for word by directie, read along by IB, and never changed."""

import peewee
import pytest

from kiosk.db import facts, letters, lines, tables
from kiosk.errors import KioskError, Refused
from kiosk.rules.letters import About, Letter, LetterKind
from kiosk.rules.policy import StepKind
from tests.db import par11
from tests.db.school import SampleSchool, row_count

TEXT = "De Regenboog\n\n= Uitnodiging\n\nKomt u met Daan?"


def keep(school: SampleSchool, about: About | None = None, text: str = TEXT) -> Letter:
    about = about or About(school.pupils[0])
    return letters.keep_letter(school.store, school.head, LetterKind.INVITATION, about, text)


def test_a_letter_is_kept_with_its_words_who_signed_and_what_it_is_about(school: SampleSchool) -> None:
    form = school.issue().form
    kept = keep(school, About(school.pupils[0], form_id=form.id))
    assert (kept.text, kept.by, kept.at, kept.form_id) == (TEXT, school.head.staff_id, school.clock.now, form.id)
    assert letters.letters_of(school.store, school.counsellor, school.pupils[0]) == [kept]
    assert letters.letters_of(school.store, school.head, school.pupils[1]) == []


def test_only_directie_keeps_letters_and_teachers_do_not_read_them(school: SampleSchool) -> None:
    about = About(school.pupils[0])
    for person in (school.counsellor, school.teacher):
        with pytest.raises(Refused, match="Een brief schrijft de directie"):
            letters.keep_letter(school.store, person, LetterKind.INVITATION, about, TEXT)
        with pytest.raises(Refused, match="Een brief schrijft de directie"):
            letters.ground_of(school.store, person, about)
    with pytest.raises(Refused):
        letters.letters_of(school.store, school.teacher, school.pupils[0])
    assert row_count(tables.Letter) == 0


def test_an_empty_letter_or_one_about_nobody_is_not_kept(school: SampleSchool) -> None:
    with pytest.raises(Refused, match="leeg"):
        keep(school, text=" \n ")
    with pytest.raises(KioskError, match="Deze leerling bestaat niet"):
        keep(school, About(999_999))
    assert row_count(tables.Letter) == 0


def test_a_letter_that_was_sent_cannot_be_changed(school: SampleSchool) -> None:
    keep(school)
    with pytest.raises(peewee.IntegrityError):
        tables.Letter.update(text="anders").execute()
    with pytest.raises(peewee.IntegrityError):
        tables.Letter.delete().execute()


def test_the_forms_of_the_round_are_the_ground_of_a_step_s_letter(school: SampleSchool) -> None:
    given = [school.issue().form.id for _ in range(3)]
    ground = letters.ground_of(school.store, school.head, About(school.pupils[0], form_id=given[2]))
    assert [form.id for form in ground.forms] == given
    assert (ground.reason, ground.parents_talks, ground.evaluate_on) == ("", (), None)


def test_a_voided_form_is_no_ground(school: SampleSchool) -> None:
    given = [school.issue().form.id for _ in range(3)]
    facts.void_form(school.store, school.head, given[1], "dubbel")
    ground = letters.ground_of(school.store, school.head, About(school.pupils[0], form_id=given[2]))
    assert [form.id for form in ground.forms] == [given[0], given[2]]
    assert letters.ground_of(school.store, school.head, About(school.pupils[0], form_id=given[1])).forms == ()


def test_the_talk_with_parents_that_was_held_stands_in_the_warning(school: SampleSchool) -> None:
    for _ in range(3):
        school.issue()
    (step,) = lines.line_of(school.store, school.pupils[0]).open_steps
    lines.take_step(school.store, school.head, school.pupils[0], step, "Goed gesprek.")
    given = [school.issue().form.id for _ in range(3)]
    ground = letters.ground_of(school.store, school.head, About(school.pupils[0], form_id=given[2]))
    assert len(ground.forms) == 6
    assert ground.parents_talks == (school.clock.now.date(),)


def test_a_deviation_s_reason_is_the_ground_of_its_letter(school: SampleSchool) -> None:
    line = lines.deviate(school.store, school.head, school.pupils[0], StepKind.OFFICIAL_WARNING, "Onveilig.")
    about = About(school.pupils[0], turn_id=line.open_steps[0].turn_id)
    ground = letters.ground_of(school.store, school.head, about)
    assert (ground.forms, ground.reason) == ((), "Onveilig.")
    other = About(school.pupils[1], turn_id=about.turn_id)
    assert letters.ground_of(school.store, school.head, other).reason == ""  # no other pupil's


def test_a_record_is_the_ground_for_its_own_pupils_only(school: SampleSchool) -> None:
    first, second = par11.time_out(school), par11.time_out(school)
    ground = letters.ground_of(school.store, school.head, About(second.pupils[0], road_id=second.id))
    assert ground.road == second
    assert [one.id for one in ground.time_outs] == [first.id, second.id]
    earlier = letters.ground_of(school.store, school.head, About(first.pupils[0], road_id=first.id))
    assert [one.id for one in earlier.time_outs] == [first.id]
    with pytest.raises(Refused, match="niet over deze leerling"):
        letters.ground_of(school.store, school.head, About(school.pupils[3], road_id=first.id))


def test_talks_of_an_earlier_school_year_stand_in_no_letter(school: SampleSchool) -> None:
    for _ in range(3):
        school.issue()
    (step,) = lines.line_of(school.store, school.pupils[0]).open_steps
    lines.take_step(school.store, school.head, school.pupils[0], step, "Goed gesprek.")
    school.clock.move_to("2027-09-06 10:00")
    form = school.issue().form
    line = lines.deviate(school.store, school.head, school.pupils[0], StepKind.OFFICIAL_WARNING, "Onveilig.")
    about = About(school.pupils[0], turn_id=line.open_steps[0].turn_id)
    ground = letters.ground_of(school.store, school.head, about)
    assert ([one.id for one in ground.forms], ground.parents_talks) == ([form.id], ())
