"""The policy's other roads (par. 8, 10 and 11): what a record must say, when it is looked back on, who may see it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.errors import Refused
from kiosk.rules.permissions import Action, Actor, Role
from kiosk.rules.road_kinds import FIELDS, MEANINGS, NAMES, Asks, RoadKind, action_of
from kiosk.rules.roads import (
    Road,
    RoadRequest,
    RoadReview,
    RoadState,
    check_review,
    check_road,
    check_void,
    clean_road,
    due_words,
    first_missing,
    in_order,
    kinds_for,
    may_for_road,
    state,
)
from tests.rules.builders import COUNSELLOR, HOME_GROUP, OTHER_GROUP, TEACHER, at, day, school_calendar

CALENDAR = school_calendar()
NOW = at("2026-11-23 10:00")
TODAY = NOW.date()
IN_TWO_WEEKS = day("2026-12-07")


def request(kind: RoadKind = RoadKind.REPAIR_PLAN, supporters: int = 6, **other: Any) -> RoadRequest:
    """A record of today with everything in it that its kind asks; `other` replaces fields."""
    texts = {one.key: "woorden" for one in FIELDS[kind]}
    texts |= {one.key: one.words[0] for one in FIELDS[kind] if one.asks is Asks.CHOICE}
    texts |= {one.key: "2026-11-24" for one in FIELDS[kind] if one.asks is Asks.DAY}
    pupils = tuple(range(1, supporters + 2)) if kind is RoadKind.SUPPORT_GROUP else (1,)
    made = RoadRequest(kind, NOW, pupils, texts, IN_TWO_WEEKS)
    return replace(made, **other)


def road(kind: RoadKind = RoadKind.REPAIR_PLAN, *reviews: RoadReview, **other: Any) -> Road:
    """The same, as it was kept by a teacher."""
    asked = request(kind)
    fields: dict[str, Any] = {
        "kind": kind,
        "held_at": asked.held_at,
        "pupils": asked.pupils,
        "texts": asked.texts,
        "evaluate_on": asked.evaluate_on,
        "id": 5,
        "group_id": HOME_GROUP,
        "written_at": NOW,
        "written_by": TEACHER,
        "reviews": reviews,
    }
    return Road(**(fields | other))


def review(
    outcome: str = "Het gaat beter.", next_on: date | None = None, moment: str = "2026-12-07 09:00"
) -> RoadReview:
    return RoadReview(at(moment), COUNSELLOR, outcome, next_on)


def staff(*roles: Role, staff_id: int = 99, groups: tuple[int, ...] = ()) -> Actor:
    return Actor("Eva Bos", frozenset(roles), staff_id, frozenset(groups))


# -- what must be there ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", RoadKind)
def test_a_whole_record_of_each_kind_is_kept(kind: RoadKind) -> None:
    check_road(request(kind), CALENDAR, NOW)


@pytest.mark.parametrize("kind", RoadKind)
def test_each_kind_has_a_name_people_and_agreements(kind: RoadKind) -> None:
    keys = [one.key for one in FIELDS[kind]]
    assert len(keys) == len(set(keys))
    assert {"people", "agreements"} <= set(keys)
    assert NAMES[kind]
    assert MEANINGS[kind]


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, one.key) for kind in RoadKind for one in FIELDS[kind] if one.required]
)
def test_without_something_that_its_kind_asks_a_record_is_refused(kind: RoadKind, key: str) -> None:
    asked = request(kind)
    without = replace(asked, texts={**asked.texts, key: ""})
    missing = first_missing(without)
    assert missing
    assert missing.key == key
    with pytest.raises(Refused) as refused:
        check_road(without, CALENDAR, NOW)
    assert missing.label in refused.value.message


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, one.key) for kind in RoadKind for one in FIELDS[kind] if not one.required]
)
def test_what_may_be_left_out_may_be_left_out(kind: RoadKind, key: str) -> None:
    asked = request(kind)
    check_road(replace(asked, texts={**asked.texts, key: ""}), CALENDAR, NOW)


def test_a_conference_asks_the_six_basic_questions_in_the_policys_own_words() -> None:
    labels = [one.label for one in FIELDS[RoadKind.CONFERENCE] if one.key.startswith("question_")]
    assert labels == [
        "Wat is er gebeurd?",
        "Wat dacht je op dat moment en hoe denk je er nu over?",
        "Wie is er door het gebeurde beschadigd, benadeeld, en hoe?",
        "Hoe zorgen we ervoor dat iedere betrokkene zijn kant van het verhaal kan laten horen?",
        "Wat is nodig om te herstellen wat er is gebeurd?",
        "Wat leren we hierover voor de toekomst?",
    ]


def test_a_time_out_says_who_spoke_the_parents_and_the_child_and_that_directie_knows() -> None:
    required = {one.key for one in FIELDS[RoadKind.TIME_OUT] if one.required}
    assert {"part", "where", "parents_by", "pupil_by", "head_by", "back_on"} <= required


def test_a_time_out_is_a_day_or_a_part_of_it() -> None:
    asked = request(RoadKind.TIME_OUT)
    for part in ("hele dag", "ochtend", "middag"):
        check_road(replace(asked, texts={**asked.texts, "part": part}), CALENDAR, NOW)
    with pytest.raises(Refused, match="hele dag, ochtend, middag"):
        check_road(replace(asked, texts={**asked.texts, "part": "een week"}), CALENDAR, NOW)


@pytest.mark.parametrize(("back_on", "why"), [("2026-11-20", "te vroeg"), ("2026-11-28", "geen schooldag")])
def test_the_child_is_back_on_a_school_day_from_that_day_on(back_on: str, why: str) -> None:
    asked = request(RoadKind.TIME_OUT)
    with pytest.raises(Refused, match=why):
        check_road(replace(asked, texts={**asked.texts, "back_on": back_on}), CALENDAR, NOW)


def test_a_part_of_a_day_may_end_on_the_same_day() -> None:
    asked = request(RoadKind.TIME_OUT)
    check_road(replace(asked, texts={**asked.texts, "back_on": "2026-11-23"}), CALENDAR, NOW)


def test_a_day_that_is_no_day_is_refused() -> None:
    asked = request(RoadKind.TIME_OUT)
    with pytest.raises(Refused, match="bestaat niet"):
        check_road(replace(asked, texts={**asked.texts, "back_on": "morgen"}), CALENDAR, NOW)


@pytest.mark.parametrize(("supporters", "may"), [(0, False), (5, False), (6, True), (7, True), (8, True), (9, False)])
def test_a_support_group_has_six_to_eight_pupils_beside_the_one_it_is_for(supporters: int, may: bool) -> None:
    asked = request(RoadKind.SUPPORT_GROUP, supporters)
    if may:
        check_road(asked, CALENDAR, NOW)
    else:
        with pytest.raises(Refused, match=f"6 tot 8 leerlingen. Nu zijn het er {supporters}"):
            check_road(asked, CALENDAR, NOW)


def test_a_pupil_who_was_chosen_twice_counts_once() -> None:
    asked = clean_road(request(RoadKind.SUPPORT_GROUP, pupils=(1, 2, 3, 4, 5, 6, 6)))
    assert asked.pupils == (1, 2, 3, 4, 5, 6)
    with pytest.raises(Refused, match="Nu zijn het er 5"):
        check_road(asked, CALENDAR, NOW)


def test_a_record_is_about_at_least_one_pupil() -> None:
    with pytest.raises(Refused, match="ten minste een leerling"):
        check_road(request(pupils=()), CALENDAR, NOW)


def test_a_record_lies_not_in_the_future() -> None:
    with pytest.raises(Refused, match="toekomst"):
        check_road(request(held_at=at("2026-11-23 10:01")), CALENDAR, NOW)


@pytest.mark.parametrize("kind", [RoadKind.SUPPORT_GROUP, RoadKind.REPAIR_PLAN])
def test_a_support_group_and_a_repair_plan_are_looked_back_on(kind: RoadKind) -> None:
    with pytest.raises(Refused, match="terug te kijken"):
        check_road(request(kind, evaluate_on=None), CALENDAR, NOW)


@pytest.mark.parametrize("kind", [RoadKind.GROUP_TALK, RoadKind.CONFERENCE, RoadKind.TIME_OUT])
def test_the_others_may_be_finished_at_once(kind: RoadKind) -> None:
    check_road(request(kind, evaluate_on=None), CALENDAR, NOW)
    assert state(road(kind, evaluate_on=None), TODAY) is RoadState.DONE


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("part", "Hoe lang: kies een van de woorden. Dat zijn: hele dag, ochtend, middag."),
        ("where", "Vul nog in: Waar was het kind. Is er niets"),
        ("back_on", "Vul nog in: Terug in de groep op. Typ een dag zoals 8-12."),
    ],
)
def test_what_is_still_asked_is_told_in_whole_sentences(key: str, why: str) -> None:
    asked = request(RoadKind.TIME_OUT)
    with pytest.raises(Refused, match=why):
        check_road(replace(asked, texts={**asked.texts, key: ""}), CALENDAR, NOW)


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


# -- looking back ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "where", "words"),
    [
        ("2026-12-04", RoadState.OPEN, "ma 7 dec"),
        ("2026-12-07", RoadState.DUE, "vandaag"),
        ("2026-12-08", RoadState.DUE, "1 dag te laat"),
        ("2026-12-14", RoadState.DUE, "5 dagen te laat"),
    ],
)
def test_a_road_is_due_from_its_day_on_and_late_in_school_days(today: str, where: RoadState, words: str) -> None:
    assert state(road(), day(today)) is where
    assert due_words(road(), day(today), CALENDAR) == words


def test_a_day_in_another_year_is_written_with_its_year() -> None:
    assert due_words(road(evaluate_on=day("2027-01-05")), TODAY, CALENDAR) == "di 5 jan 2027"


def test_a_road_that_was_looked_back_on_is_finished() -> None:
    done = road(RoadKind.REPAIR_PLAN, review())
    assert not done.is_open
    assert state(done, day("2027-02-01")) is RoadState.DONE
    assert due_words(done, day("2027-02-01"), CALENDAR) == ""


def test_a_look_back_may_set_the_day_of_the_next_one() -> None:
    again = road(RoadKind.REPAIR_PLAN, review(next_on=day("2026-12-15")))
    assert again.due_on == day("2026-12-15")
    assert state(again, day("2026-12-14")) is RoadState.OPEN
    assert state(again, day("2026-12-15")) is RoadState.DUE


def test_a_void_road_waits_for_nobody() -> None:
    void = road(voided_at=NOW, voided_by=TEACHER, voided_why="dubbel")
    assert not void.is_open
    assert state(void, IN_TWO_WEEKS) is RoadState.VOIDED


def test_a_look_back_says_what_came_of_it() -> None:
    check_review(road(), review(), CALENDAR)
    with pytest.raises(Refused, match="Wat kwam eruit"):
        check_review(road(), review(outcome=""), CALENDAR)


@pytest.mark.parametrize(
    ("next_on", "why"), [("2026-12-07", "te vroeg"), ("2026-12-12", "geen schooldag"), ("2028-01-10", "te ver weg")]
)
def test_the_next_look_back_is_on_a_later_school_day(next_on: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_review(road(), review(next_on=day(next_on)), CALENDAR)


def test_there_is_no_look_back_on_what_is_finished_or_void() -> None:
    with pytest.raises(Refused, match="klaar"):
        check_review(road(RoadKind.REPAIR_PLAN, review()), review(), CALENDAR)
    with pytest.raises(Refused, match="ongeldig"):
        check_review(road(voided_at=NOW), review(), CALENDAR)


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


# -- who may see it --------------------------------------------------------------------------------------------------


def test_only_a_support_group_is_another_action() -> None:
    assert {kind for kind in RoadKind if action_of(kind) is Action.SUPPORT_GROUP} == {RoadKind.SUPPORT_GROUP}


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
