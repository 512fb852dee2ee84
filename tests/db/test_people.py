"""People who look after the kiosk say who has which role and which group writes where."""

import pytest

from kiosk.db import people
from kiosk.errors import KioskError, Refused
from kiosk.rules.permissions import Role
from tests.db.school import SampleSchool


def test_the_last_directie_cannot_be_removed(school: SampleSchool) -> None:
    head = school.head.staff_id
    assert head is not None
    with pytest.raises(Refused, match="Dit is de laatste directie"):
        people.give_roles(school.store, school.head, head, [Role.TEACHER])
    assert school.head.roles == {Role.HEAD}
    people.give_roles(school.store, school.head, school.counsellor.staff_id or 0, [Role.HEAD])
    people.give_roles(school.store, school.head, head, [])
    assert school.head.roles == frozenset()
    assert school.counsellor.roles == {Role.HEAD}


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


def test_a_pupil_who_is_not_there_is_told_plainly(school: SampleSchool) -> None:
    with pytest.raises(KioskError, match="Deze leerling bestaat niet"):
        people.pupil(school.store, 4242)
