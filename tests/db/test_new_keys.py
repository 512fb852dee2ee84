"""Who and what came back under another key of the administration: the same is known by name, or a person says so."""

from dataclasses import replace

import pytest

from kiosk.db import enrolment, logins, people, tables
from kiosk.errors import Refused
from kiosk.rules.permissions import Role, command_line
from kiosk.rules.roll import Roll, RollStaff, with_group_keys
from kiosk.rules.roll_preview import Lookalike
from tests.db.school import SampleSchool, everything_stored, sample_roll
from tests.db.test_enrolment import pupil_id, stays_of, take_over


def test_a_group_with_a_new_key_and_its_old_name_goes_on_with_all_that_is_its(school: SampleSchool) -> None:
    people.choose_host(school.store, school.head, school.group("MB1"), school.group("MB2"))
    people.choose_host(school.store, school.head, school.group("MB2"), school.group("MB1"))
    by_hand = people.add_staff(school.store, school.head, "Quirijn", "", "Quispel")
    people.give_groups(school.store, school.head, by_hand.id, [school.group("MB1")])
    before, teacher = people.groups(school.store), school.teacher
    renewed = with_group_keys(sample_roll(), {"MB1": "NEW1"})
    newer = replace(renewed, staff=(*renewed.staff, RollStaff("M77", "Quirijn", "", "Quispel", "LRK", ("NEW1",))))
    same = asked_about(school, newer)
    assert [one.known_is for one in same] == ["De Egels, met de hand toegevoegd"]
    changes = enrolment.apply_roll(school.store, command_line(), newer, same)
    assert [str(one) for one in (changes.groups, changes.pupils)] == ["0 nieuw, 0 gewijzigd, 0 weg"] * 2
    assert people.groups(school.store) == before
    assert school.teacher == teacher
    assert str(take_over(school, newer).staff) == "0 nieuw, 0 gewijzigd, 0 weg"


def rekeyed(key: str, new_key: str) -> Roll:
    """The sample roll, in which one pupil or staff member has another key."""
    roll = sample_roll()
    pupils = tuple(replace(one, key=new_key) if one.key == key else one for one in roll.pupils)
    return replace(
        roll, pupils=pupils, staff=tuple(replace(one, key=new_key) if one.key == key else one for one in roll.staff)
    )


def asked_about(school: SampleSchool, roll: Roll) -> list[Lookalike]:
    return list(enrolment.preview(school.store, command_line(), roll).alike)


def test_a_pupil_with_a_new_key_who_is_said_to_be_the_same_keeps_the_forms_and_the_place(school: SampleSchool) -> None:
    pupil, roll = pupil_id("L0001"), rekeyed("L0001", "X1")
    form = school.issue(school.stranger, pupil_id=pupil).form
    school.clock.pass_time(days=1)
    (same,) = asked_about(school, roll)
    assert (same.new.name, same.known_id) == ("René el Amrani", pupil)
    changes = enrolment.apply_roll(school.store, command_line(), roll, [same])
    assert str(changes.pupils) == "0 nieuw, 0 gewijzigd, 0 weg"
    assert pupil_id("X1") == pupil == tables.Form.get_by_id(form.id).pupil_id
    assert len(stays_of(pupil)) == 1
    assert str(take_over(school, roll).pupils) == "0 nieuw, 0 gewijzigd, 0 weg"


def test_a_pupil_with_a_new_key_of_whom_nobody_says_so_is_another(school: SampleSchool) -> None:
    pupil = pupil_id("L0001")
    take_over(school, rekeyed("L0001", "X1"))
    assert pupil_id("X1") != pupil
    assert not people.pupil(school.store, pupil).active


def test_a_teacher_with_a_new_key_keeps_role_and_pin_when_it_is_the_same_person(school: SampleSchool) -> None:
    teacher, roll = school.teacher.staff_id or 0, rekeyed("M13", "N13")
    logins.set_pin(school.store, school.head, teacher, "a hash")
    enrolment.apply_roll(school.store, command_line(), roll, asked_about(school, roll))
    (same,) = [one for one in people.staff(school.store) if one.id == teacher]
    assert (same.roles, same.has_pin) == (frozenset({Role.TEACHER}), True)
    assert same.group_ids == {school.group("MB1")}
    assert len(people.staff(school.store)) == 18


def test_staff_added_by_hand_before_the_first_import_are_asked_about_and_keep_their_role(school: SampleSchool) -> None:
    by_hand = people.add_staff(school.store, school.head, "Zoë", "", "Nieuw")
    people.give_roles(school.store, school.head, by_hand.id, [Role.ADMIN])
    roll = sample_roll()
    newer = replace(roll, staff=(*roll.staff, RollStaff("M77", "Zoë", "", "Nieuw", "OOP", ("OB1",))))
    (same,) = asked_about(school, newer)
    assert same.known_is == "zonder groep, met de hand toegevoegd"
    preview = enrolment.preview(school.store, command_line(), newer, [same])
    assert [str(part) for part in preview.parts] == ["Medewerker gewijzigd: 1"]
    changes = enrolment.apply_roll(school.store, command_line(), newer, [same])
    assert str(changes.staff) == "0 nieuw, 1 gewijzigd, 0 weg"
    (kept,) = [one for one in people.staff(school.store) if one.surname == "Nieuw"]
    assert (kept.id, kept.roles) == (by_hand.id, frozenset({Role.ADMIN}))
    assert kept.group_ids == {school.group("OB1")}


def test_who_had_that_key_before_is_nobody_new(school: SampleSchool) -> None:
    roll = sample_roll()
    take_over(school, replace(roll, pupils=roll.pupils[1:]))
    back = replace(roll.pupils[0], given_name="Nina", prefix="", surname="Fernández")
    assert roll.pupils[1].name == back.name
    assert asked_about(school, replace(roll, pupils=(back, *roll.pupils[2:]))) == []


def test_what_was_said_of_another_export_is_refused_and_changes_nothing(school: SampleSchool) -> None:
    roll = rekeyed("L0001", "X1")
    (same,) = asked_about(school, roll)
    before = everything_stored()
    for other, said in ((sample_roll(), [same]), (roll, [same, same])):
        with pytest.raises(Refused, match="intussen veranderd"):
            enrolment.apply_roll(school.store, command_line(), other, said)
    assert everything_stored() == before
