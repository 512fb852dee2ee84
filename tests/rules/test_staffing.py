"""Who of the staff must stay, and which roles the school's file makes likely."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Role
from kiosk.rules.staffing import check_directie_stays, proposed_roles, waiting_for_pin

ANNEKE = Staff(1, "Anneke", "de", "Groot", "DIR", frozenset({Role.HEAD}), frozenset(), has_pin=True)
JOOST = Staff(2, "Joost", "", "Wiersma", "IB", frozenset({Role.HEAD, Role.COUNSELLOR}), frozenset(), has_pin=False)
FENNA = Staff(3, "Fenna", "ter", "Beek", "LRK", frozenset({Role.TEACHER}), frozenset({7}), has_pin=True)
NOBODY = frozenset[str]()


def test_the_last_directie_stays_whatever_takes_them_away() -> None:
    for without in (replace(ANNEKE, roles=frozenset({Role.TEACHER})), replace(ANNEKE, active=False)):
        with pytest.raises(Refused, match=r"niemand van directie over\. Geef eerst iemand anders"):
            check_directie_stays([ANNEKE, FENNA], [without, FENNA])
    with pytest.raises(Refused, match="niemand van directie over"):
        check_directie_stays([ANNEKE, FENNA], [FENNA])


def test_a_directie_who_cannot_log_in_is_not_enough_to_stay_behind() -> None:
    with pytest.raises(Refused, match="met een pincode over"):
        check_directie_stays([ANNEKE, JOOST], [replace(ANNEKE, roles=NOBODY), JOOST])
    check_directie_stays([ANNEKE, JOOST], [ANNEKE, replace(JOOST, roles=NOBODY)])
    check_directie_stays([ANNEKE, JOOST], [replace(ANNEKE, roles=NOBODY), replace(JOOST, has_pin=True)])


def test_while_nobody_of_directie_has_a_pin_one_of_them_is_enough() -> None:
    newly_made = replace(ANNEKE, has_pin=False)
    check_directie_stays([newly_made, JOOST], [replace(newly_made, active=False), JOOST])
    check_directie_stays([FENNA], [FENNA])


def test_who_has_a_role_and_no_pin_waits_for_one() -> None:
    assert waiting_for_pin([ANNEKE, JOOST, replace(FENNA, roles=NOBODY, has_pin=False)]) == [JOOST]


@pytest.mark.parametrize(
    ("hint", "role"),
    [
        ("DIR", Role.HEAD),
        ("Adjunct-directeur", Role.HEAD),
        ("ib'er", Role.COUNSELLOR),
        ("Kwaliteitscoördinator", Role.COUNSELLOR),
        ("LRK", Role.TEACHER),
        ("", Role.TEACHER),
        ("conciërge", None),
    ],
)
def test_the_files_word_makes_a_role_likely_and_no_word_the_group(hint: str, role: Role | None) -> None:
    member = replace(FENNA, roles=NOBODY, role_hint=hint)
    assert proposed_roles([member]) == ({member.id: role} if role else {})


def test_who_has_a_role_who_left_and_who_has_neither_word_nor_group_gets_no_proposal() -> None:
    without = replace(FENNA, roles=NOBODY)
    assert proposed_roles([FENNA, replace(without, active=False)]) == {}
    assert proposed_roles([replace(without, role_hint="", group_ids=frozenset())]) == {}
