"""Taking over the school's export: who is where since when, and nothing that the kiosk must not keep."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.db import enrolment, logins, people, tables
from kiosk.errors import Refused
from kiosk.paths import asset
from kiosk.rules.permissions import Actor, Role, command_line
from kiosk.rules.roll import Roll, RollChanges
from tests.db.school import SampleSchool, every_cell, everything_stored, row_count, sample_roll

SAMPLE = asset("demo/voorbeeldschool.edexml.xml").read_text(encoding="utf-8")


def take_over(school: SampleSchool, roll: Roll) -> RollChanges:
    return enrolment.apply_roll(school.store, command_line(), roll)


def with_pupil(key: str, **changes: Any) -> Roll:
    """The sample roll, but pupil `key` with `changes`."""
    roll = sample_roll()
    return replace(roll, pupils=tuple(replace(p, **changes) if p.key == key else p for p in roll.pupils))


def pupil_id(key: str) -> int:
    return int(tables.Pupil.get(tables.Pupil.key == key).id)


def stays_of(pupil: int) -> list[tuple[str | None, date, date | None]]:
    """Where a pupil was: (group key, first day, last day) in order."""
    member = tables.Membership
    keys = {row.id: row.key for row in tables.HomeGroup.select()}
    return [
        (keys.get(row.group_id or 0), row.first_day, row.last_day)
        for row in member.select().where(member.pupil == pupil).order_by(member.id)
    ]


def test_the_sample_export_brings_its_pupils_groups_and_staff(school: SampleSchool) -> None:
    assert len(people.pupils(school.store)) == 229
    assert [group.name for group in people.groups(school.store)][:2] == ["De Bijen", "De Dassen"]
    assert len(people.staff(school.store)) == 18
    assert [one.name for one in people.pupils(school.store) if one.group_id is None] == ["Nieuw"]
    assert people.pupil(school.store, pupil_id("L0001")).name == "René el Amrani"
    assert row_count(tables.Membership) == 229


def test_the_same_export_again_changes_nothing_but_the_log(school: SampleSchool) -> None:
    before = [cell for cell in every_cell() if not cell[0].startswith("log_")]
    school.clock.pass_time(days=3)
    changes = take_over(school, sample_roll())
    assert [str(one) for one in (changes.pupils, changes.groups, changes.staff)] == ["0 nieuw, 0 gewijzigd, 0 weg"] * 3
    assert [cell for cell in every_cell() if not cell[0].startswith("log_")] == before
    assert enrolment.roll_now(school.store).pupils == sample_roll().pupils


def test_a_pupil_who_moves_keeps_where_they_were_and_their_form_its_group_of_then(school: SampleSchool) -> None:
    pupil = pupil_id("L0001")
    form_id = school.issue(school.stranger, pupil_id=pupil).form.id
    school.clock.move_to("2027-01-11 08:00")
    changes = take_over(school, with_pupil("L0001", group_key="MB1", year_group=3))
    assert str(changes.pupils) == "0 nieuw, 1 gewijzigd, 0 weg"
    assert stays_of(pupil) == [
        ("OB1", date(2026, 11, 23), date(2027, 1, 10)),
        ("MB1", date(2027, 1, 11), None),
    ]
    moved = people.pupil(school.store, pupil)
    assert (moved.group_name, moved.year_group) == ("De Egels", 3)
    form = tables.Form.get_by_id(form_id)
    assert (form.home_group_id, form.year_group) == (school.group("OB1"), 1)


def test_who_came_today_and_moves_today_never_was_in_the_first_group(school: SampleSchool) -> None:
    take_over(school, with_pupil("L0001", group_key="MB1"))
    assert stays_of(pupil_id("L0001")) == [("MB1", date(2026, 11, 23), None)]


def test_a_new_name_keeps_the_pupil_and_makes_no_new_stay(school: SampleSchool) -> None:
    pupil = pupil_id("L0001")
    school.clock.pass_time(days=1)
    take_over(school, with_pupil("L0001", surname="Nieuwenhuis", prefix=""))
    assert people.pupil(school.store, pupil).name == "René Nieuwenhuis"
    assert len(stays_of(pupil)) == 1


def test_a_pupil_who_is_gone_becomes_inactive_and_can_come_back(school: SampleSchool) -> None:
    pupil = pupil_id("L0001")
    roll = sample_roll()
    school.clock.move_to("2026-12-01 08:00")
    changes = take_over(school, replace(roll, pupils=roll.pupils[1:]))
    assert [one.key for one in changes.pupils.gone] == ["L0001"]
    assert pupil not in [one.id for one in people.pupils(school.store)]
    assert tables.Pupil.get_by_id(pupil).left_on == date(2026, 12, 1)
    assert stays_of(pupil) == [("OB1", date(2026, 11, 23), date(2026, 11, 30))]
    assert not people.pupil(school.store, pupil).active

    school.clock.move_to("2027-03-01 08:00")
    changes = take_over(school, roll)
    assert [one.key for one in changes.pupils.new] == ["L0001"]
    assert people.pupil(school.store, pupil).active
    assert tables.Pupil.get_by_id(pupil).left_on is None
    assert stays_of(pupil) == [
        ("OB1", date(2026, 11, 23), date(2026, 11, 30)),
        ("OB1", date(2027, 3, 1), None),
    ]
    assert row_count(tables.Pupil) == 229


def test_a_renamed_group_keeps_its_pupils_and_its_parallel_group(school: SampleSchool) -> None:
    people.choose_host(school.store, school.head, school.group("OB1"), school.group("OB2"))
    roll = sample_roll()
    changes = take_over(school, replace(roll, groups=(replace(roll.groups[0], name="De Vlinders"), *roll.groups[1:])))
    assert str(changes.groups) == "0 nieuw, 1 gewijzigd, 0 weg"
    (renamed,) = [group for group in people.groups(school.store) if group.name == "De Vlinders"]
    assert (renamed.id, renamed.host_id) == (school.group("OB1"), school.group("OB2"))
    assert people.pupil(school.store, pupil_id("L0001")).group_name == "De Vlinders"


def test_a_group_that_is_gone_is_no_longer_offered_but_stays_for_old_forms(school: SampleSchool) -> None:
    form = school.issue(school.stranger, pupil_id=pupil_id("L0001")).form
    roll = sample_roll()
    without = replace(
        roll,
        groups=roll.groups[1:],
        pupils=tuple(pupil for pupil in roll.pupils if pupil.group_key != "OB1"),
        staff=tuple(replace(one, group_keys=tuple(k for k in one.group_keys if k != "OB1")) for one in roll.staff),
    )
    changes = take_over(school, without)
    assert str(changes.groups) == "0 nieuw, 0 gewijzigd, 1 weg"
    assert "De Rupsen" not in [group.name for group in people.groups(school.store)]
    assert tables.HomeGroup.get_by_id(form.group_id).name == "De Rupsen"


def test_an_export_is_taken_over_wholly_or_not_at_all(school: SampleSchool) -> None:
    before = everything_stored()
    with pytest.raises(KeyError):
        take_over(school, with_pupil("L0200", group_key="a group that the export does not have"))
    assert everything_stored() == before


def test_what_the_file_says_about_a_role_grants_nothing(school: SampleSchool) -> None:
    roll = sample_roll()
    newcomer = replace(roll.staff[0], key="M99", given_name="Nieuwe", surname="Directeur", role_hint="DIR")
    take_over(school, replace(roll, staff=(*roll.staff, newcomer)))
    actor = school.actor("M99")
    assert actor.roles == frozenset()
    with pytest.raises(Refused):
        people.give_roles(school.store, actor, actor.staff_id or 0, [Role.HEAD])
    take_over(school, replace(roll, staff=(replace(roll.staff[3], role_hint="DIR"), *roll.staff[4:], *roll.staff[:3])))
    assert school.stranger.roles == {Role.TEACHER}


def test_who_may_not_import_changes_nothing(school: SampleSchool) -> None:
    before = everything_stored()
    for actor in (school.teacher, school.counsellor):
        with pytest.raises(Refused):
            enrolment.apply_roll(school.store, actor, Roll())
    assert everything_stored() == before


def test_a_directie_who_left_the_school_does_not_count_as_one(school: SampleSchool) -> None:
    successor = school.counsellor.staff_id or 0
    people.give_roles(school.store, school.head, successor, [Role.HEAD])
    roll = sample_roll()
    take_over(school, replace(roll, staff=roll.staff[1:]))
    with pytest.raises(Refused, match="niemand van directie over"):
        people.give_roles(school.store, school.counsellor, successor, [Role.TEACHER])


def test_who_left_and_comes_back_begins_without_role_pin_or_group(school: SampleSchool) -> None:
    roll, teacher = sample_roll(), school.teacher.staff_id or 0
    logins.set_pin(school.store, school.head, teacher, "a hash")
    take_over(school, replace(roll, staff=tuple(one for one in roll.staff if one.key != "M13")))
    assert tables.Staff.get_by_id(teacher).pin_hash == ""
    assert not tables.StaffRole.select().where(tables.StaffRole.staff == teacher).exists()
    with pytest.raises(Refused, match=r"Deze medewerker is niet \(meer\) op school"):
        logins.finish_login(school.store, teacher)
    take_over(school, roll)
    (back,) = [one for one in people.staff(school.store) if one.id == teacher]
    assert (back.roles, back.has_pin, back.group_ids) == (frozenset(), False, frozenset({school.group("MB1")}))


def test_an_export_without_pupils_is_refused_whichever_reader_brought_it(school: SampleSchool) -> None:
    before = everything_stored()
    with pytest.raises(Refused, match="In dit bestand staan geen leerlingen"):
        take_over(school, replace(sample_roll(), pupils=()))
    assert everything_stored() == before


def test_names_are_kept_clean_whichever_way_they_came_in(school: SampleSchool) -> None:
    take_over(school, with_pupil("L0001", surname=" Nieuwen\x1bhuis\n", prefix=""))
    assert people.pupil(school.store, pupil_id("L0001")).name == "René Nieuwenhuis"
    added = people.add_staff(school.store, school.head, " Quirijn\u202e ", "van\nder", "Quispel")
    assert added.name == "Quirijn van der Quispel"


def test_somebody_added_by_hand_has_no_role_and_survives_an_import(school: SampleSchool) -> None:
    added = people.add_staff(school.store, school.head, "Quirijn", "", "Quispel")
    assert (added.roles, added.has_pin) == (frozenset(), False)
    take_over(school, sample_roll())
    assert added.id in [one.id for one in people.staff(school.store)]
    with pytest.raises(Refused, match="Een medewerker heeft een naam"):
        people.add_staff(school.store, school.head, "", "", "Quispel")


def test_no_citizen_number_and_no_birth_date_reaches_the_store(school: SampleSchool) -> None:
    secrets = re.findall(r"<bsn>(\d+)</bsn>", SAMPLE)
    birth_dates = re.findall(r"<geboortedatum>([\d-]+)</geboortedatum>", SAMPLE)
    assert len(secrets) > 200
    assert len(birth_dates) > 200
    secrets += birth_dates + [day.replace("-", "") for day in birth_dates]
    school.talked()
    stored = "\n".join(cell for _table, cell in every_cell())
    assert "Timmermans" in stored
    assert [secret for secret in secrets if secret in stored] == []


def test_the_store_has_no_room_for_birth_date_sex_or_citizen_number(school: SampleSchool) -> None:
    assert [field.name for field in tables.Pupil._meta.sorted_fields] == [
        "id",
        "key",
        "given_name",
        "prefix",
        "surname",
        "left_on",
    ]


def test_a_file_without_staff_says_nothing_about_staff(school: SampleSchool) -> None:
    before = people.staff(school.store)
    changes = take_over(school, replace(sample_roll(), staff=()))
    assert str(changes.staff) == "0 nieuw, 0 gewijzigd, 0 weg"
    assert people.staff(school.store) == before


def test_an_import_never_leaves_the_school_without_directie(school: SampleSchool) -> None:
    before = everything_stored()
    roll = sample_roll()
    with pytest.raises(Refused, match="niemand van directie over"):
        take_over(school, replace(roll, staff=roll.staff[1:]))
    assert everything_stored() == before


def test_an_import_never_leaves_only_a_directie_who_cannot_log_in(school: SampleSchool) -> None:
    logins.set_pin(school.store, school.head, school.head.staff_id or 0, "a hash")
    people.give_roles(school.store, school.head, school.counsellor.staff_id or 0, [Role.HEAD])
    with pytest.raises(Refused, match="niemand van directie met een pincode over"):
        take_over(school, replace(sample_roll(), staff=sample_roll().staff[1:]))


def test_groups_given_by_hand_stand_until_a_file_with_staff_says_otherwise(school: SampleSchool) -> None:
    by_hand = people.add_staff(school.store, school.head, "Quirijn", "", "Quispel")
    for member in (school.host.staff_id or 0, by_hand.id):
        people.give_groups(school.store, school.head, member, [school.group("OB1")])
    take_over(school, replace(sample_roll(), staff=()))
    assert school.host.group_ids == {school.group("OB1")}
    (part,) = enrolment.preview(school.store, school.head, sample_roll()).parts
    assert (part.title, part.lines[0].what) == ("Medewerker gewijzigd", "De Uilen")
    take_over(school, sample_roll())
    assert school.host.group_ids == {school.group("MB2")}
    (kept,) = [one for one in people.staff(school.store) if one.id == by_hand.id]
    assert kept.group_ids == {school.group("OB1")}


def test_who_left_by_hand_comes_back_with_the_next_file_without_role_or_pin(school: SampleSchool) -> None:
    gone = school.host.staff_id or 0
    people.staff_left(school.store, school.head, gone)
    assert str(take_over(school, sample_roll()).staff) == "1 nieuw, 0 gewijzigd, 0 weg"
    assert (school.host.staff_id, school.host.roles) == (gone, frozenset())


def test_a_group_that_is_gone_is_no_groups_parallel_group_any_more(school: SampleSchool) -> None:
    people.choose_host(school.store, school.head, school.group("MB1"), school.group("OB1"))
    people.choose_host(school.store, school.head, school.group("MB2"), school.group("MB1"))
    roll = sample_roll()
    take_over(
        school,
        replace(
            roll,
            groups=roll.groups[1:],
            pupils=tuple(one for one in roll.pupils if one.group_key != "OB1"),
            staff=tuple(replace(one, group_keys=tuple(k for k in one.group_keys if k != "OB1")) for one in roll.staff),
        ),
    )
    hosts = {group.name: group.host_id for group in people.groups(school.store)}
    assert (hosts["De Egels"], hosts["De Uilen"]) == (None, school.group("MB1"))


def test_only_who_sees_escalations_is_told_of_forms_that_are_not_finished(school: SampleSchool) -> None:
    school.issue(pupil_id=school.pupils[0])
    key = tables.Pupil.get_by_id(school.pupils[0]).key
    roll = sample_roll()
    without = replace(roll, pupils=tuple(one for one in roll.pupils if one.key != key))

    def told(actor: Actor) -> bool:
        return "1 formulier nog niet klaar" in enrolment.preview(school.store, actor, without).parts[0].lines[0].what

    people.give_roles(school.store, school.head, school.stranger.staff_id or 0, [Role.ADMIN])
    assert told(school.head)
    assert not told(school.stranger)


def test_a_preview_is_for_who_may_import_and_changes_nothing(school: SampleSchool) -> None:
    before = everything_stored()
    enrolment.preview(school.store, school.head, with_pupil("L0001", given_name="Iets"))
    with pytest.raises(Refused):
        enrolment.preview(school.store, school.teacher, sample_roll())
    assert everything_stored() == before
