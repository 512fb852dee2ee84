"""A record of another road: what holds for every kind, when it is made void, who may see it."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.rules.permissions import Role
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.roads import check_road, check_void, clean_road, first_missing, in_order, kinds_for, may_for_road
from tests.rules.builders import HOME_GROUP, OTHER_GROUP, TEACHER, at, day
from tests.rules.road_builders import CALENDAR, NOW, request, road, staff


def test_a_record_is_about_at_least_one_pupil() -> None:
    with pytest.raises(Refused, match="ten minste een leerling"):
        check_road(request(pupils=()), CALENDAR, NOW)


def test_a_record_lies_not_in_the_future() -> None:
    with pytest.raises(Refused, match="toekomst"):
        check_road(request(held_at=at("2026-11-23 10:01")), CALENDAR, NOW)


@pytest.mark.parametrize(
    ("evaluate_on", "why"),
    [
        ("2026-12-05", "Zaterdag 5 december 2026 is geen schooldag. De eerste schooldag daarna is ma 7 dec."),
        ("2026-12-22", "Dinsdag 22 december 2026 is geen schooldag. De eerste schooldag daarna is ma 4 jan."),
        ("2026-11-20", "te vroeg"),
        ("2027-11-24", "te ver weg"),
    ],
)
def test_the_day_to_look_back_is_a_school_day_from_the_record_on(evaluate_on: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_road(request(evaluate_on=day(evaluate_on)), CALENDAR, NOW)


def test_texts_are_cleaned_and_only_those_that_the_kind_asks_are_kept() -> None:
    asked = request(RoadKind.GROUP_TALK)
    dirty = replace(
        asked, texts={"subject": " Ruzie\n\x1b[2J over\u202e de bal ", "people": " de\n groep ", "part": "ochtend"}
    )
    assert clean_road(dirty).texts == {"subject": "Ruzie\n[2J over de bal", "people": "de groep"}


def test_only_white_space_is_nothing() -> None:
    asked = clean_road(replace(request(), texts={**request().texts, "goal": " \n\x1b "}))
    missing = first_missing(asked)
    assert missing
    assert missing.label == "Doel"


def test_a_void_has_a_reason_and_happens_once() -> None:
    head = staff(Role.HEAD)
    check_void(road(), head, "dubbel")
    with pytest.raises(Refused, match="reden"):
        check_void(road(), head, "")
    with pytest.raises(Refused, match="al ongeldig"):
        check_void(road(voided_at=NOW), head, "dubbel")


def test_a_teacher_makes_void_what_they_wrote_and_not_what_a_colleague_wrote_about_their_pupil() -> None:
    mine = road()
    check_void(mine, staff(Role.TEACHER, staff_id=mine.written_by), "dubbel")
    with pytest.raises(Refused, match="collega"):
        check_void(mine, staff(Role.TEACHER, staff_id=mine.written_by + 1, groups=(1,)), "dubbel")
    check_void(mine, staff(Role.KIVA_TEAM, staff_id=mine.written_by + 1), "dubbel")


def test_what_is_due_stands_first_and_then_the_newest() -> None:
    late, soon = road(id=1, evaluate_on=day("2026-11-20")), road(id=2, evaluate_on=day("2026-12-01"))
    old = road(RoadKind.TIME_OUT, id=3, evaluate_on=None, held_at=at("2026-09-01 10:00"))
    new = road(RoadKind.TIME_OUT, id=4, voided_at=NOW, held_at=at("2026-11-02 10:00"))
    assert [one.id for one in in_order([old, soon, new, late])] == [1, 2, 4, 3]


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.HEAD, Role.KIVA_TEAM])
@pytest.mark.parametrize("kind", RoadKind)
def test_the_counsellor_directie_and_the_kiva_team_see_every_record(role: Role, kind: RoadKind) -> None:
    assert may_for_road(staff(role), road(kind), [OTHER_GROUP])
    assert kind in kinds_for(staff(role))


@pytest.mark.parametrize("kind", RoadKind)
def test_a_teacher_sees_what_is_about_a_pupil_of_the_own_group_but_never_a_support_group(kind: RoadKind) -> None:
    own = staff(Role.TEACHER, groups=(HOME_GROUP,))
    assert may_for_road(own, road(kind), [OTHER_GROUP, HOME_GROUP]) is (kind is not RoadKind.SUPPORT_GROUP)
    assert not may_for_road(own, road(kind), [OTHER_GROUP, None])
    assert (kind in kinds_for(own)) is (kind is not RoadKind.SUPPORT_GROUP)


def test_a_teacher_sees_what_they_wrote_themselves_but_never_a_support_group() -> None:
    writer = staff(Role.TEACHER, staff_id=TEACHER)
    assert may_for_road(writer, road(), [OTHER_GROUP])
    assert not may_for_road(writer, road(RoadKind.SUPPORT_GROUP), [OTHER_GROUP])


def test_who_looks_after_the_machine_sees_none() -> None:
    admin = staff(Role.ADMIN, staff_id=TEACHER, groups=(HOME_GROUP,))
    assert not may_for_road(admin, road(), [HOME_GROUP])
    assert kinds_for(admin) == ()
