"""People who look after the kiosk say who has which role and which group writes where."""

from functools import partial

import pytest

from kiosk.db import forms, logins, people, tables
from kiosk.errors import KioskError, Refused
from kiosk.rules.permissions import Role, command_line
from tests.db.school import SampleSchool, everything_stored


def test_the_last_directie_cannot_be_removed(school: SampleSchool) -> None:
    head = school.head.staff_id
    assert head is not None
    with pytest.raises(Refused, match="niemand van directie over"):
        people.give_roles(school.store, school.head, head, [Role.TEACHER])
    assert school.head.roles == {Role.HEAD}
    people.give_roles(school.store, school.head, school.counsellor.staff_id or 0, [Role.HEAD])
    people.give_roles(school.store, school.head, head, [])
    assert school.head.roles == frozenset()
    assert school.counsellor.roles == {Role.HEAD}


def test_a_directie_without_a_pin_cannot_be_the_one_who_stays(school: SampleSchool) -> None:
    head, successor = school.head.staff_id or 0, school.counsellor.staff_id or 0
    logins.set_pin(school.store, school.head, head, "a hash")
    people.give_roles(school.store, school.head, successor, [Role.HEAD])
    for take_away in (
        partial(people.give_roles, school.store, school.head, head, []),
        partial(people.staff_left, school.store, command_line(), head),
    ):
        with pytest.raises(Refused, match="niemand van directie met een pincode over"):
            take_away()
    logins.set_pin(school.store, school.head, successor, "a hash")
    people.staff_left(school.store, command_line(), head)
    assert [one.id for one in people.staff(school.store) if Role.HEAD in one.roles] == [successor]


def test_the_last_directie_cannot_leave_and_nobody_sends_themselves_away(school: SampleSchool) -> None:
    head = school.head.staff_id or 0
    before = everything_stored()
    with pytest.raises(Refused, match="niemand van directie over"):
        people.staff_left(school.store, command_line(), head)
    with pytest.raises(Refused, match="Je kunt jezelf niet van school halen"):
        people.staff_left(school.store, school.head, head)
    assert everything_stored() == before


def test_who_leaves_cannot_log_in_and_stays_named_on_what_they_did(school: SampleSchool) -> None:
    teacher, form = school.teacher, school.issue().form
    gone = teacher.staff_id or 0
    logins.set_pin(school.store, school.head, gone, "a hash")
    assert people.look_at_leaving(school.store, school.head, gone) == 1
    people.staff_left(school.store, school.head, gone)
    (left,) = people.former_staff(school.store)
    assert (left.id, left.roles, left.group_ids, left.has_pin) == (gone, frozenset(), frozenset(), False)
    assert people.staff_names(school.store)[forms.read_form(school.store, school.head, form.id).issued_by] == left.name
    for again in (
        partial(logins.finish_login, school.store, gone),
        partial(people.give_roles, school.store, school.head, gone, [Role.TEACHER]),
        partial(people.give_groups, school.store, school.head, gone, []),
        partial(people.staff_left, school.store, school.head, gone),
    ):
        with pytest.raises(Refused, match=r"niet \(meer\) op school"):
            again()


def test_who_comes_back_begins_without_role_pin_or_group(school: SampleSchool) -> None:
    gone = school.teacher.staff_id or 0
    people.staff_left(school.store, school.head, gone)
    people.staff_back(school.store, school.head, gone)
    (back,) = [one for one in people.staff(school.store) if one.id == gone]
    assert (back.roles, back.group_ids, back.has_pin) == (frozenset(), frozenset(), False)
    assert people.former_staff(school.store) == []


def test_a_once_code_and_wrong_tries_of_who_left_are_gone_with_them(school: SampleSchool) -> None:
    gone = school.teacher.staff_id or 0
    logins.set_pin(school.store, school.head, gone, "a hash")
    logins.begin_login(school.store, gone)
    logins.give_once_code(school.store, school.host, gone, "a hash")
    people.staff_left(school.store, school.head, gone)
    people.staff_back(school.store, school.head, gone)
    people.give_roles(school.store, school.head, gone, [Role.TEACHER])
    with pytest.raises(Refused, match="Er is geen code van een collega voor jou"):
        logins.take_new_pin(school.store, gone, "another hash")
    assert not tables.Tries.select().where(tables.Tries.who == f"staff {gone}").exists()


@pytest.mark.parametrize("who", ["at school", "nobody"])
def test_who_did_not_leave_does_not_come_back(school: SampleSchool, who: str) -> None:
    before = everything_stored()
    with pytest.raises(Refused, match="Deze collega is niet weg van school"):
        people.staff_back(school.store, school.head, (school.teacher.staff_id or 0) if who == "at school" else 4242)
    assert everything_stored() == before


def test_roles_for_several_are_given_to_all_or_to_nobody(school: SampleSchool) -> None:
    teacher, head = school.teacher.staff_id or 0, school.head.staff_id or 0
    before = everything_stored()
    for other, roles, said in ((head, [Role.ADMIN], "niemand van directie over"), (4242, [], "op school")):
        with pytest.raises(Refused, match=said):
            people.give_roles_to_several(school.store, school.head, {teacher: [Role.ADMIN], other: roles})
        assert everything_stored() == before
    people.give_roles_to_several(school.store, school.head, {teacher: [Role.HEAD], head: [Role.ADMIN]})
    assert school.teacher.roles == {Role.HEAD}
    assert school.head.roles == {Role.ADMIN}


def test_parallel_groups_for_several_are_chosen_for_all_or_for_none(school: SampleSchool) -> None:
    one, other = school.group("MB1"), school.group("MB2")
    before = everything_stored()
    for wrong in ({other: other}, {other: 4242}, {4242: other}):
        with pytest.raises(Refused):
            people.choose_hosts(school.store, school.head, {one: other, **wrong})
        assert everything_stored() == before
    people.choose_hosts(school.store, school.head, {one: other, other: one})
    hosts = {group.id: group.host_id for group in people.groups(school.store)}
    assert (hosts[one], hosts[other]) == (other, one)


def test_beheer_is_not_told_what_a_leaver_has_open(school: SampleSchool) -> None:
    school.issue()
    assert people.look_at_leaving(school.store, command_line(), school.teacher.staff_id or 0) is None


def test_a_teacher_has_several_groups_and_a_group_several_teachers(school: SampleSchool) -> None:
    groups = {school.group("MB1"), school.group("MB2")}
    people.give_groups(school.store, school.head, school.host.staff_id or 0, groups)
    assert school.host.group_ids == groups
    assert school.teacher.group_ids == {school.group("MB1")}


def test_a_group_that_is_gone_is_nobodys_and_hosts_nobody(school: SampleSchool) -> None:
    gone = school.group("OB1")
    tables.HomeGroup.update(active=False).where(tables.HomeGroup.id == gone).execute()
    for choose in (
        partial(people.give_groups, school.store, school.head, school.host.staff_id or 0, [gone]),
        partial(people.choose_host, school.store, school.head, school.group("MB1"), gone),
        partial(people.choose_host, school.store, school.head, gone, school.group("MB1")),
        partial(people.choose_host, school.store, school.head, gone, None),
    ):
        with pytest.raises(Refused, match="Deze groep is niet meer in gebruik"):
            choose()


def test_directie_and_ib_are_those_to_consult(school: SampleSchool) -> None:
    assert [one.name for one in people.consultants(school.store)] == [
        "Anneke de Groot",
        "Samira el Idrissi",
        "Joost Wiersma",
    ]


def test_a_group_is_not_its_own_parallel_group(school: SampleSchool) -> None:
    group = school.group("OB1")
    with pytest.raises(Refused, match="niet haar eigen parallelgroep"):
        people.choose_host(school.store, school.head, group, group)
    with pytest.raises(Refused, match="Dit mag je niet doen"):
        people.choose_host(school.store, school.teacher, group, group)


def test_a_pupil_who_is_not_there_is_told_plainly(school: SampleSchool) -> None:
    with pytest.raises(KioskError, match="Deze leerling bestaat niet"):
        people.pupil(school.store, 4242)
