"""The other roads, kept: who writes and reads which, what is due when, and that nothing is ever taken away."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import peewee
import pytest

from kiosk.db import enrolment, people, roads, tables
from kiosk.errors import KioskError, Refused
from kiosk.rules.permissions import Actor, Role, command_line
from kiosk.rules.road_kinds import FIELDS, Asks, RoadKind
from kiosk.rules.roads import Road, RoadRequest
from kiosk.rules.roll import Roll
from tests.db.school import SampleSchool, everything_stored, log_rows, row_count, sample_roll

IN_TWO_WEEKS = date(2026, 12, 7)


def request(school: SampleSchool, kind: RoadKind = RoadKind.GROUP_TALK, **other: Any) -> RoadRequest:
    """A record of now about a pupil of MB1 (a support group: for that pupil, with six others)."""
    texts = {one.key: f"over {one.key}" for one in FIELDS[kind]}
    texts |= {one.key: one.words[0] for one in FIELDS[kind] if one.asks is Asks.CHOICE}
    texts |= {one.key: "2026-11-24" for one in FIELDS[kind] if one.asks is Asks.DAY}
    pupils = tuple(school.pupils[: 7 if kind is RoadKind.SUPPORT_GROUP else 1])
    return replace(RoadRequest(kind, school.clock.now, pupils, texts, IN_TWO_WEEKS), **other)


def write(school: SampleSchool, kind: RoadKind = RoadKind.GROUP_TALK, by: Actor | None = None, **other: Any) -> Road:
    return roads.write_road(school.store, by or school.teacher, request(school, kind, **other))


def kiva(school: SampleSchool) -> Actor:
    return Actor("KiVa", frozenset({Role.KIVA_TEAM}), school.stranger.staff_id)


def pupil_elsewhere(school: SampleSchool) -> int:
    """A pupil of another group than those of the teacher and the stranger."""
    theirs = school.teacher.group_ids | school.stranger.group_ids
    return next(one.id for one in people.pupils(school.store) if one.group_id and one.group_id not in theirs)


def ids(found: list[Road]) -> list[int]:
    return [road.id for road in found]


@pytest.mark.parametrize("kind", RoadKind)
def test_a_record_of_each_kind_comes_back_as_it_was_written(school: SampleSchool, kind: RoadKind) -> None:
    asked = request(school, kind)
    kept = roads.write_road(school.store, school.counsellor, asked)

    assert roads.roads(school.store, school.head) == [kept]
    assert (kept.kind, kept.held_at, kept.pupils, kept.texts) == (kind, asked.held_at, asked.pupils, asked.texts)
    assert (kept.evaluate_on, kept.group_id, kept.reviews) == (IN_TWO_WEEKS, school.group("MB1"), ())
    assert (kept.written_by, kept.written_at) == (school.counsellor.staff_id, school.clock.now)


def test_a_support_group_names_first_the_pupil_it_is_for(school: SampleSchool) -> None:
    for_whom, *others = school.pupils[:7]
    kept = write(school, RoadKind.SUPPORT_GROUP, school.counsellor, pupils=(*reversed(others), for_whom))
    assert kept.pupils == (*reversed(others), for_whom)


def test_what_the_rules_refuse_is_not_kept(school: SampleSchool) -> None:
    with pytest.raises(Refused, match="6 tot 8"):
        write(school, RoadKind.SUPPORT_GROUP, school.counsellor, pupils=tuple(school.pupils[:6]))
    with pytest.raises(Refused, match="Waar ging het over"):
        write(school, texts={"people": "groep"})
    assert row_count(tables.Road) == row_count(tables.RoadPupil) == 0
    assert "other_roads" not in {action for _, action, _ in log_rows()}


def test_an_unknown_pupil_and_one_who_left_are_refused(school: SampleSchool) -> None:
    with pytest.raises(KioskError, match="bestaat niet"):
        write(school, pupils=(school.pupils[0], 99999))
    gone, roll = school.pupils[1], sample_roll()
    key = tables.Pupil.get_by_id(gone).key
    stay = tuple(one for one in roll.pupils if one.key != key)
    enrolment.apply_roll(school.store, command_line(), Roll(roll.school_year, roll.groups, stay, roll.staff))
    with pytest.raises(Refused, match="niet meer op school"):
        write(school, pupils=(school.pupils[0], gone))
    assert row_count(tables.RoadPupil) == 0


def test_what_was_before_a_pupil_came_is_refused(school: SampleSchool) -> None:
    school.clock.pass_time(days=7)  # Monday 30 November
    roll = sample_roll()
    newcomer = replace(roll.pupils[0], key="newcomer", given_name="Noor")
    enrolment.apply_roll(school.store, command_line(), replace(roll, pupils=(*roll.pupils, newcomer)))
    both = (school.pupils[0], tables.Pupil.get(tables.Pupil.key == "newcomer").id)
    with pytest.raises(Refused, match="Noor is pas sinds maandag 30 november 2026 op school"):
        write(school, pupils=both, held_at=datetime(2026, 11, 27, 14, 0))
    assert row_count(tables.Road) == row_count(tables.RoadPupil) == 0
    assert write(school, pupils=both).pupils == both


def test_a_teacher_and_the_machines_keeper_write_no_support_group_and_the_kiva_team_does(school: SampleSchool) -> None:
    for actor in (school.teacher, command_line(), Actor("beheer", frozenset({Role.ADMIN}), 1)):
        with pytest.raises(Refused):
            write(school, RoadKind.SUPPORT_GROUP, actor)
    assert write(school, RoadKind.SUPPORT_GROUP, kiva(school)).written_by == school.stranger.staff_id


def test_a_teacher_sees_the_own_groups_and_what_they_wrote_and_the_others_everything(school: SampleSchool) -> None:
    by_teacher = write(school)
    by_stranger = write(school, RoadKind.TIME_OUT, school.stranger)
    support = write(school, RoadKind.SUPPORT_GROUP, school.counsellor)
    elsewhere = pupil_elsewhere(school)
    of_others = write(school, RoadKind.CONFERENCE, school.counsellor, pupils=(elsewhere,))

    assert set(ids(roads.roads(school.store, school.teacher))) == {by_teacher.id, by_stranger.id}
    assert ids(roads.roads(school.store, school.stranger)) == [by_stranger.id]
    for actor in (school.counsellor, school.head, kiva(school)):
        assert len(roads.roads(school.store, actor)) == 4
    assert roads.roads(school.store, command_line()) == []
    pupil = school.pupils[0]
    assert ids(roads.roads_of(school.store, school.teacher, pupil)) == [by_teacher.id, by_stranger.id]
    assert ids(roads.roads_of(school.store, kiva(school), pupil)) == [by_teacher.id, by_stranger.id, support.id]
    assert ids(roads.roads_of(school.store, school.head, elsewhere)) == [of_others.id]


def test_one_pupil_of_the_own_group_makes_it_the_teachers_too(school: SampleSchool) -> None:
    elsewhere = pupil_elsewhere(school)
    both = write(school, RoadKind.CONFERENCE, school.counsellor, pupils=(elsewhere, school.pupils[0]))
    assert ids(roads.roads(school.store, school.teacher)) == [both.id]
    assert both.group_id != school.group("MB1")
    roads.review_road(school.store, school.teacher, both.id, "Het gaat goed.")


@pytest.mark.parametrize("kind", [RoadKind.SUPPORT_GROUP, RoadKind.TIME_OUT])
def test_who_may_not_see_it_neither_looks_back_on_it_nor_voids_it(school: SampleSchool, kind: RoadKind) -> None:
    kept = write(school, kind, school.counsellor)
    actor = school.teacher if kind is RoadKind.SUPPORT_GROUP else school.stranger
    with pytest.raises(Refused, match="mag je niet"):
        roads.review_road(school.store, actor, kept.id, "Beter.")
    with pytest.raises(Refused, match="mag je niet"):
        roads.void_road(school.store, actor, kept.id, "dubbel")
    assert roads.roads(school.store, school.head) == [kept]


def test_a_look_back_finishes_a_road_or_names_the_next_day(school: SampleSchool) -> None:
    kept = write(school, RoadKind.REPAIR_PLAN)
    school.clock.move_to("2026-12-07 09:00")
    again = roads.review_road(school.store, school.teacher, kept.id, " Beter.\x1b ", date(2026, 12, 14))
    school.clock.move_to("2026-12-14 09:00")
    done = roads.review_road(school.store, school.counsellor, kept.id, "Opgelost.")

    assert (again.due_on, done.due_on) == (date(2026, 12, 14), None)
    assert [(one.outcome, one.by) for one in done.reviews] == [
        ("Beter.", school.teacher.staff_id),
        ("Opgelost.", school.counsellor.staff_id),
    ]
    assert roads.roads(school.store, school.teacher) == [done]
    with pytest.raises(Refused, match="klaar"):
        roads.review_road(school.store, school.teacher, kept.id, "Nog iets.")


@pytest.mark.parametrize(("outcome", "next_on"), [("", None), ("Beter.", date(2026, 12, 12))])
def test_a_look_back_that_is_refused_leaves_the_road_open(
    school: SampleSchool, outcome: str, next_on: date | None
) -> None:
    kept = write(school)
    with pytest.raises(Refused):
        roads.review_road(school.store, school.teacher, kept.id, outcome, next_on)
    assert roads.roads(school.store, school.teacher) == [kept]


def test_what_is_due_is_what_waits_today_or_waited_before(school: SampleSchool) -> None:
    today = write(school, evaluate_on=date(2026, 11, 23))
    tomorrow = write(school, evaluate_on=date(2026, 11, 24))
    finished = write(school, evaluate_on=None)
    void = write(school, evaluate_on=date(2026, 11, 23))
    roads.void_road(school.store, school.teacher, void.id, "dubbel")
    support = write(school, RoadKind.SUPPORT_GROUP, school.counsellor, evaluate_on=date(2026, 11, 23))
    again = write(school, evaluate_on=date(2026, 11, 23))
    roads.review_road(school.store, school.teacher, again.id, "Nog niet.", date(2026, 11, 25))

    assert ids(roads.due_roads(school.store, school.teacher)) == [today.id]
    assert set(ids(roads.due_roads(school.store, school.counsellor))) == {today.id, support.id}
    assert roads.due_roads(school.store, school.stranger) == []
    school.clock.move_to("2026-11-25 08:00")
    assert ids(roads.due_roads(school.store, school.teacher)) == [today.id, tomorrow.id, again.id]
    roads.review_road(school.store, school.teacher, again.id, "Beter.")
    assert ids(roads.due_roads(school.store, school.teacher)) == [today.id, tomorrow.id]
    assert finished.id not in ids(roads.due_roads(school.store, school.head))


def test_what_is_due_by_sql_is_what_the_rules_call_due(school: SampleSchool) -> None:
    for day, reviews in (
        (date(2026, 11, 23), ()),
        (None, ()),
        (date(2026, 11, 23), (date(2026, 11, 24), date(2026, 12, 1))),
        (date(2026, 11, 23), (date(2026, 12, 1), date(2026, 11, 24))),
        (date(2026, 12, 1), (None,)),
    ):
        kept = write(school, evaluate_on=day)
        for next_on in reviews:
            roads.review_road(school.store, school.teacher, kept.id, "Zo gaat het.", next_on)
    for moment in ("2026-11-23 09:00", "2026-11-24 09:00", "2026-11-30 09:00", "2026-12-01 09:00"):
        school.clock.move_to(moment)
        today = school.clock.now.date()
        everything = roads.roads(school.store, school.teacher)
        assert roads.due_roads(school.store, school.teacher) == [
            road for road in everything if road.due_on and road.due_on <= today
        ]


def test_a_void_record_stays_with_who_when_and_why(school: SampleSchool) -> None:
    kept = write(school)
    void = roads.void_road(school.store, school.teacher, kept.id, " verkeerde\nleerling ")
    assert roads.roads_of(school.store, school.teacher, school.pupils[0]) == [void]
    assert (void.voided_why, void.voided_by, void.voided_at) == (
        "verkeerde leerling",
        school.teacher.staff_id,
        school.clock.now,
    )
    for reason in ("", "nog eens"):
        with pytest.raises(Refused):
            roads.void_road(school.store, school.teacher, kept.id, reason)


def test_what_is_not_there_is_told_in_a_sentence(school: SampleSchool) -> None:
    for verb in (roads.review_road, roads.void_road):
        with pytest.raises(KioskError, match="Dit is er niet"):
            verb(school.store, school.head, 77, "x")


def test_the_log_names_ids_and_never_a_word(school: SampleSchool) -> None:
    kept = write(school, RoadKind.SUPPORT_GROUP, school.counsellor)
    roads.review_road(school.store, school.counsellor, kept.id, "Sem durft weer.", date(2026, 12, 8))
    roads.void_road(school.store, school.head, kept.id, "verkeerd kind")
    ours = [row for row in log_rows() if row[1] in ("other_roads", "support_group")]
    assert ours == [
        (f"staff {school.counsellor.staff_id}", "support_group", f"road {kept.id}"),
        (f"staff {school.counsellor.staff_id}", "support_group", f"road {kept.id} review 1"),
        (f"staff {school.head.staff_id}", "support_group", f"road {kept.id} voided"),
    ]
    assert school.store.first_fault() == ""
    assert not [cell for table, cell in everything_stored() if table == "log_row" and "Sem" in cell]


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ("UPDATE road_review SET outcome = 'anders'", "road_review is insert-only"),
        ("DELETE FROM road_review", "road_review is insert-only"),
        ("UPDATE road_pupil SET pupil_id = pupil_id + 1", "road_pupil is insert-only"),
        ("DELETE FROM road_pupil", "road_pupil is insert-only"),
        ("DELETE FROM road", "road is kept as it is"),
        *(
            (f"UPDATE road SET {field.column_name} = NULL", "road is kept as it is")  # noqa: S608  (our own names)
            for field in tables.Road._meta.sorted_fields
            if not (field.primary_key or field.name.startswith("voided"))
        ),
    ],
)
def test_the_store_itself_lets_nobody_change_a_record_its_pupils_or_a_look_back(
    school: SampleSchool, change: str, guard: str
) -> None:
    kept = write(school, RoadKind.REPAIR_PLAN)
    roads.review_road(school.store, school.teacher, kept.id, "Beter.", date(2026, 12, 8))
    before = everything_stored()
    with pytest.raises(peewee.IntegrityError, match=guard):
        tables.database.execute_sql(change)
    assert everything_stored() == before


@pytest.mark.parametrize(
    "change", ["voided_at = NULL", "voided_at = '2027-01-01'", "voided_by_id = 1", "voided_why = 'x'"]
)
def test_a_void_with_its_name_and_reason_is_written_once(school: SampleSchool, change: str) -> None:
    kept = write(school)
    roads.void_road(school.store, school.teacher, kept.id, "dubbel")
    with pytest.raises(peewee.IntegrityError, match="road is frozen"):
        tables.database.execute_sql(f"UPDATE road SET {change}")  # noqa: S608  (our own words)
