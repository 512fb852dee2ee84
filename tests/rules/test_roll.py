"""The roll: what a newer export of the school changes."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.rules.roll import (
    Roll,
    RollGroup,
    RollPupil,
    RollStaff,
    clean_roll,
    compare,
    doubt,
    in_known_groups,
    renewed_group_keys,
    with_group_keys,
)
from tests.rules.builders import day

RED, BLUE = RollGroup("g1", "Rood"), RollGroup("g2", "Blauw")
DAAN = RollPupil("p1", "Daan", "van der", "Berg", 5, "g1")
MINH = RollPupil("p2", "Minh", "", "", None, None)
SARA = RollPupil("p3", "Sara", "", "Smit", 6, "g2")
JUF = RollStaff("s1", "Eva", "", "Bos", "leerkracht", ("g1",))
ROLL = Roll("2026-2027", (RED, BLUE), (DAAN, MINH, SARA), (JUF,))


def test_the_same_export_twice_changes_nothing() -> None:
    changes = compare(ROLL, ROLL)
    for kind in (changes.groups, changes.pupils, changes.staff):
        assert (kind.new, kind.changed, kind.gone) == ((), (), ())
        assert str(kind) == "0 nieuw, 0 gewijzigd, 0 weg"


def test_everyone_is_new_to_an_empty_school() -> None:
    changes = compare(Roll(), ROLL)
    assert changes.pupils.new == ROLL.pupils
    assert str(changes.groups) == "2 nieuw, 0 gewijzigd, 0 weg"
    assert str(changes.staff) == "1 nieuw, 0 gewijzigd, 0 weg"


def test_a_pupil_in_another_group_is_changed_and_one_who_left_is_gone() -> None:
    moved, added = replace(DAAN, group_key="g2"), replace(SARA, key="p4", given_name="Sem")
    changes = compare(ROLL, replace(ROLL, pupils=(added, MINH, moved)))
    assert changes.pupils.new == (added,)
    assert changes.pupils.changed == (moved,)
    assert changes.pupils.gone == (SARA,)
    assert str(changes.pupils) == "1 nieuw, 1 gewijzigd, 1 weg"
    assert str(changes.groups) == "0 nieuw, 0 gewijzigd, 0 weg"


def test_a_pupil_is_known_by_key_and_not_by_name() -> None:
    namesake = replace(DAAN, key="p9")
    changes = compare(ROLL, replace(ROLL, pupils=(*ROLL.pupils, namesake)))
    assert changes.pupils.new == (namesake,)
    assert changes.pupils.gone == ()


def test_a_group_with_a_new_name_is_changed_and_a_teacher_with_another_group_too() -> None:
    renamed, moved = replace(RED, name="Rood en Geel"), replace(JUF, group_keys=("g1", "g2"))
    changes = compare(ROLL, replace(ROLL, groups=(renamed, BLUE), staff=(moved,)))
    assert changes.groups.changed == (renamed,)
    assert changes.staff.changed == (moved,)


@pytest.mark.parametrize("known", [Roll(), ROLL])
def test_an_export_without_pupils_sends_nobody_away_but_is_refused(known: Roll) -> None:
    with pytest.raises(Refused, match=r"In dit bestand staan geen leerlingen\."):
        compare(known, replace(ROLL, pupils=()))


def test_who_is_gone_is_named_in_the_old_order_and_a_new_year_changes_nobody() -> None:
    assert compare(ROLL, replace(ROLL, pupils=(MINH,))).pupils.gone == (DAAN, SARA)
    assert compare(ROLL, replace(ROLL, school_year="2027-2028")).pupils.changed == ()


@pytest.mark.parametrize(
    ("school_year", "said"),
    [
        ("2025-2026", "Let op: dit bestand is van schooljaar 2025-2026. Het is nu 2026-2027."),
        ("2026-2027", ""),
        ("2027-2028", ""),
        ("", ""),
    ],
)
def test_an_export_of_an_earlier_school_year_is_doubted(school_year: str, said: str) -> None:
    assert doubt(replace(ROLL, school_year=school_year), day("2026-08-03")) == said


def test_every_name_of_a_roll_is_kept_clean_and_on_one_line() -> None:
    odd = " Da\x1ban\n van "
    cleaned = clean_roll(
        replace(
            ROLL,
            groups=(replace(RED, name=odd),),
            pupils=(replace(DAAN, given_name=odd, prefix=odd, surname=odd),),
            staff=(replace(JUF, given_name=odd, prefix=odd, surname=odd, role_hint=odd),),
        )
    )
    (group,), (pupil,), (member,) = cleaned.groups, cleaned.pupils, cleaned.staff
    assert {group.name, pupil.given_name, pupil.prefix, pupil.surname} == {"Daan van"}
    assert {member.given_name, member.prefix, member.surname, member.role_hint} == {"Daan van"}
    assert (pupil.key, pupil.year_group, member.group_keys) == (DAAN.key, DAAN.year_group, JUF.group_keys)


LISTED = Roll(
    groups=(RollGroup("rood", "rood"), RollGroup("g2", "g2"), RollGroup("Geel", "Geel")),
    pupils=(replace(DAAN, group_key="rood"), replace(SARA, group_key="g2"), replace(MINH, group_key=None)),
    groups_by_name=True,
)


def test_a_list_that_names_groups_means_the_groups_that_are_called_so_or_have_that_key() -> None:
    changes = compare(replace(ROLL, groups=(replace(RED, name="Róód"), BLUE)), LISTED)
    assert (changes.groups.new, changes.groups.changed, changes.groups.gone) == ((RollGroup("Geel", "Geel"),), (), ())
    found = in_known_groups(replace(ROLL, groups=(replace(RED, name="Róód"), BLUE)), LISTED)
    assert [one.group_key for one in found.pupils] == ["g1", "g2", None]
    assert found.groups[:2] == (replace(RED, name="Róód"), BLUE)


def test_a_list_leaves_the_staff_and_their_groups_as_they_are() -> None:
    assert str(compare(ROLL, LISTED).staff) == "0 nieuw, 0 gewijzigd, 0 weg"


def test_two_groups_of_one_name_are_not_guessed_at() -> None:
    with pytest.raises(Refused, match="Twee groepen heten rood"):
        compare(replace(ROLL, groups=(replace(RED, name="Rood"), replace(BLUE, name="rood"))), LISTED)
    assert compare(replace(ROLL, groups=(replace(RED, name="x"), replace(BLUE, name="x"))), LISTED)


def test_a_group_with_its_old_name_under_another_key_is_the_same_group() -> None:
    newer = with_group_keys(ROLL, {"g1": "n1"})
    newer = replace(newer, groups=(replace(newer.groups[0], name="ROOD"), *newer.groups[1:]))
    assert renewed_group_keys(ROLL, newer) == {"g1": "n1"}
    changes = compare(with_group_keys(ROLL, {"g1": "n1"}), newer)
    assert [str(one) for one in (changes.groups, changes.pupils, changes.staff)] == [
        "0 nieuw, 1 gewijzigd, 0 weg",
        *["0 nieuw, 0 gewijzigd, 0 weg"] * 2,
    ]


def test_a_name_that_two_groups_have_or_a_key_that_was_anothers_renews_nothing() -> None:
    newer = with_group_keys(ROLL, {"g1": "n1"})
    twice = RollGroup("n2", "Rood")
    assert renewed_group_keys(ROLL, replace(newer, groups=(*newer.groups, twice))) == {}
    assert renewed_group_keys(replace(ROLL, groups=(RED, replace(BLUE, name="rood"))), newer) == {}
    assert renewed_group_keys(ROLL, newer, taken={"n1"}) == {}


def test_two_groups_that_swap_their_names_keep_their_keys_and_a_list_of_names_renews_none() -> None:
    swapped = replace(ROLL, groups=(replace(RED, name="Blauw"), replace(BLUE, name="Rood")))
    assert renewed_group_keys(ROLL, swapped) == {}
    by_name = replace(with_group_keys(ROLL, {"g1": "Rood"}), groups_by_name=True)
    assert renewed_group_keys(ROLL, by_name) == {}
