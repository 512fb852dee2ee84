"""What the record puts into a letter, and when it says too little to hold up."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk.errors import Refused
from kiosk.rules.form import FactKind
from kiosk.rules.letter_facts import (
    FROM_RECORD,
    NEEDED,
    done_told,
    fields_of,
    forms_told,
    road_told,
    suspension_told,
    time_outs_told,
    town_of,
    written_in,
)
from kiosk.rules.letters import ASKED, LetterKind
from kiosk.rules.policy import OutOfGroup
from kiosk.rules.road_kinds import RoadKind
from kiosk.rules.suspension import LastChance
from tests.rules.builders import at, day, fact, form_with, school_calendar, school_policy
from tests.rules.road_builders import road
from tests.rules.suspension_builders import suspension

CALENDAR = school_calendar()


def told(**other: Any) -> dict[str, str]:
    return suspension_told(suspension(**other), CALENDAR, OutOfGroup())


def test_of_a_form_stands_when_where_and_what_and_never_what_was_seen() -> None:
    said = forms_told([form_with()], school_policy())
    assert said == "- maandag 23 november 2026, 8.40 uur, het plein: pesten (formulier 123\u00a026\u00a00042\u00a06)"


def test_forms_stand_in_order_of_time() -> None:
    said = forms_told([form_with(issued="2026-11-24 09:00"), form_with()], school_policy())
    assert said.index("23 november") < said.index("24 november")


def test_what_was_done_before_are_the_talks() -> None:
    held = form_with(fact(FactKind.TALK, "2026-11-23 11:00"))
    assert done_told([held, form_with()], [day("2026-11-25")], "Daan") == (
        "- maandag 23 november 2026: herstelgesprek\n"
        "- woensdag 25 november 2026: gesprek van Daan, de ouders en de directie"
    )


def test_one_day_at_home_is_told_as_one_and_without_the_inspectorate() -> None:
    said = told()
    assert said["periode"] == "op dinsdag 24 november 2026"
    assert said["dagen"] == "1 schooldag"
    assert said["terug"] == "woensdag 25 november 2026 om 8.30 uur"
    assert said["bericht"] == "het schoolbestuur en de afdeling leerplicht van de gemeente"


def test_of_more_days_the_inspectorate_is_told_too() -> None:
    said = told(last_day=day("2026-11-26"))
    assert said["periode"] == "van dinsdag 24 november 2026 tot en met donderdag 26 november 2026"
    assert said["dagen"] == "3 schooldagen"
    assert said["bericht"].endswith("en de Inspectie van het Onderwijs")


@pytest.mark.parametrize(
    ("decided", "until"),
    [
        ("2026-11-23", "maandag 30 november 2026"),
        ("2026-12-21", "dinsdag 29 december 2026"),
        ("2027-03-22", "woensdag 31 maart 2027"),
        ("2027-04-22", "vrijdag 30 april 2027"),
    ],
)
def test_the_last_day_to_object_is_five_working_days_after_the_decision(decided: str, until: str) -> None:
    assert told(decided_at=at(f"{decided} 10:00"))["bezwaar_tot"] == until


def test_the_term_is_the_setting_that_was_in_force() -> None:
    said = told(objection_days=10)
    assert (said["termijn"], said["bezwaar_tot"]) == ("10 werkdagen", "maandag 7 december 2026")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"last_day": day("2026-12-01")}, "duurt 6 schooldagen. Het mogen er 1 tot 5 zijn"),
        ({"reason": ""}, "geen reden"),
        ({"heard": ""}, "wie zijn gehoord"),
        ({"return_at": at("2026-11-24 08:30")}, "De dag van terugkomst klopt niet"),
        ({"withdrawn_at": at("2026-11-24 08:30")}, "ingetrokken"),
    ],
)
def test_a_decision_that_lacks_what_the_law_wants_does_not_go(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        told(**wrong)


def test_the_last_chance_stands_in_the_decision() -> None:
    assert told()["laatste_kans"] == "Er is een herstelgesprek gehouden om de situatie te herstellen."
    why = told(last_chance=LastChance.IMPOSSIBLE, last_chance_why="De ouders wilden niet.")["laatste_kans"]
    assert why == "Een herstelgesprek was niet mogelijk. De ouders wilden niet."


def test_what_was_typed_without_a_capital_and_an_end_is_a_sentence_in_the_decision() -> None:
    why = told(last_chance=LastChance.OPEN, last_chance_why="kind is te overstuur")["laatste_kans"]
    assert why == "Op een herstelgesprek kon de school nu niet wachten. Kind is te overstuur."


def test_minutes_without_the_six_answers_do_not_go() -> None:
    whole = road(RoadKind.CONFERENCE)
    assert road_told(LetterKind.CONFERENCE, whole)["antwoord_6"] == "woorden"
    with pytest.raises(Refused, match="De zes vragen zijn niet allemaal beantwoord"):
        road_told(LetterKind.CONFERENCE, replace(whole, texts=whole.texts | {"question_4": ""}))


def test_a_plan_without_a_goal_does_not_go() -> None:
    plan = road(RoadKind.REPAIR_PLAN)
    with pytest.raises(Refused, match="Er staat nog niet bij: doel"):
        road_told(LetterKind.REPAIR_PLAN, replace(plan, texts=plan.texts | {"goal": ""}))


def test_a_record_that_was_made_void_does_not_go() -> None:
    with pytest.raises(Refused, match="ongeldig"):
        road_told(LetterKind.REPAIR_PLAN, road(voided_at=at("2026-11-23 11:00")))


def test_a_time_out_says_how_long_and_when_the_child_is_back() -> None:
    said = road_told(LetterKind.TIME_OUT, road(RoadKind.TIME_OUT))
    assert (said["duur"], said["terug"]) == ("een hele dag", "dinsdag 24 november 2026")
    assert time_outs_told([road(RoadKind.TIME_OUT)]) == "- maandag 23 november 2026: een hele dag buiten de groep"


@pytest.mark.parametrize("kind", LetterKind)
def test_every_field_that_may_not_be_left_out_is_one_that_there_is(kind: LetterKind) -> None:
    assert set(NEEDED[kind]) <= set(fields_of(kind))
    assert {one.key for one in ASKED.get(kind, ())} <= set(fields_of(kind))
    assert set(written_in(kind)) <= set(fields_of(kind))


def test_what_is_asked_of_the_record_is_told() -> None:
    assert set(told()) | {"bestuursadres"} == set(FROM_RECORD[LetterKind.SUSPENSION])
    for kind, road_kind in ((LetterKind.CONFERENCE, RoadKind.CONFERENCE), (LetterKind.TIME_OUT, RoadKind.TIME_OUT)):
        assert set(road_told(kind, road(road_kind))) == set(FROM_RECORD[kind])


@pytest.mark.parametrize(
    ("address", "town"),
    [
        ("Kerkstraat 12, 8232 AB Lelystad", "Lelystad"),
        ("Dorpsweg 1, 1234AB, 's-Gravenhage", "'s-Gravenhage"),
        ("Kerkstraat 12", ""),
        ("", ""),
    ],
)
def test_the_town_comes_from_the_school_s_address(address: str, town: str) -> None:
    assert town_of(address) == town


def test_the_day_of_a_plan_s_look_back_is_the_next_one() -> None:
    assert road_told(LetterKind.REPAIR_PLAN, road(evaluate_on=date(2026, 12, 7)))["terugkijken"] == (
        "maandag 7 december 2026"
    )
