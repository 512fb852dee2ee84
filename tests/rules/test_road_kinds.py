"""Each kind of other road (par. 8, 10 and 11): what its record asks and what not, in the policy's own words."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.rules.permissions import Action
from kiosk.rules.road_kinds import FIELDS, MEANINGS, NAMES, RoadKind, action_of
from kiosk.rules.roads import RoadState, check_road, clean_road, first_missing, state
from tests.rules.road_builders import CALENDAR, NOW, TODAY, request, road


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


def test_only_a_support_group_is_another_action() -> None:
    assert {kind for kind in RoadKind if action_of(kind) is Action.SUPPORT_GROUP} == {RoadKind.SUPPORT_GROUP}
