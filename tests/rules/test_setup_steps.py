"""Setting up: a step is done when what it is for is there, and what is missing is said in a few words."""

from dataclasses import replace

import pytest

from kiosk.rules.keys import Holding
from kiosk.rules.people import Group, Staff
from kiosk.rules.setup_steps import SetupFacts, Step, setup_steps
from kiosk.settings import default_policy

HEAD = Staff(1, "Anneke", "de", "Groot", "", frozenset({"head"}), frozenset(), has_pin=True)
TEACHER = Staff(2, "Fenna", "", "Bos", "", frozenset({"teacher"}), frozenset({1}), has_pin=True)
NOBODY = Staff(3, "Koos", "", "Vos", "conciërge", frozenset(), frozenset(), has_pin=False)

FRESH = SetupFacts(
    addressed=False,
    timetabled=False,
    looked_at=frozenset(),
    pupils=0,
    groups=(),
    staff=(HEAD,),
    policy=default_policy(),
    holding=Holding.HERE,
    sheets=0,
    printer="",
    second_backup=False,
    contacts=0,
)
DONE = replace(
    FRESH,
    addressed=True,
    timetabled=True,
    looked_at=frozenset({"calendar", "ladder", "backup"}),
    pupils=229,
    groups=(Group(1, "Egels", 2), Group(2, "Uilen", 1)),
    staff=(HEAD, TEACHER, NOBODY),
    sheets=2,
    printer="HP",
    contacts=2,
)


def of(facts: SetupFacts, step: Step) -> tuple[bool, str]:
    (state,) = (one for one in setup_steps(facts) if one.step is step)
    return state.done, state.words


def test_a_new_kiosk_has_every_step_to_do_in_the_order_of_a_school() -> None:
    assert [one.step for one in setup_steps(FRESH)] == list(Step)
    assert not any(one.done for one in setup_steps(FRESH))


def test_a_school_that_did_all_has_nothing_left() -> None:
    assert all(one.done for one in setup_steps(DONE))


@pytest.mark.parametrize(
    ("facts", "step", "words"),
    [
        (replace(DONE, addressed=False), Step.SCHOOL, "adres of bestuur ontbreekt"),
        (replace(DONE, timetabled=False), Step.CALENDAR, "wanneer gaat de school uit?"),
        (replace(DONE, looked_at=frozenset({"ladder", "backup"})), Step.CALENDAR, "kijk de vrije dagen na"),
        (replace(DONE, pupils=0), Step.PUPILS, "nog geen leerlingen"),
        (
            replace(DONE, groups=(Group(1, "Egels", 2), Group(2, "Uilen"))),
            Step.GROUPS,
            "2 groepen, 1 zonder parallelgroep",
        ),
        (replace(DONE, staff=(HEAD, replace(TEACHER, has_pin=False))), Step.STAFF, "2 collega's, 1 zonder pincode"),
        (replace(DONE, staff=(HEAD, NOBODY)), Step.STAFF, "2 collega's, nog geen leerkracht"),
        (replace(DONE, looked_at=frozenset({"calendar", "backup"})), Step.LADDER, "kijk na hoe formulieren tellen"),
        (replace(DONE, sheets=1), Step.KEYS, "nog geen herstelbladen"),
        (replace(DONE, sheets=None), Step.KEYS, "beschadigd: maak alles nieuw"),
        (replace(DONE, printer=""), Step.PRINTER, "nog niet gekozen"),
        (replace(DONE, looked_at=frozenset({"calendar", "ladder"})), Step.BACKUP, "nog geen stick of tweede map"),
        (replace(DONE, contacts=0), Step.CONTACTS, "nog niemand: wie helpt een kind?"),
    ],
)
def test_what_is_missing_is_said(facts: SetupFacts, step: Step, words: str) -> None:
    assert of(facts, step) == (False, words)
    assert sum(not one.done for one in setup_steps(facts)) == 1


def test_who_needs_no_role_needs_no_pin() -> None:
    assert of(DONE, Step.STAFF) == (True, "3 collega's, 2 met rol en pincode")


def test_a_school_of_one_group_has_no_parallel_class_to_choose() -> None:
    assert of(replace(DONE, groups=(Group(1, "Egels"),)), Step.GROUPS) == (True, "1 groep")


def test_the_ladder_is_told_by_its_first_step() -> None:
    assert of(DONE, Step.LADDER) == (True, "na 3: gesprek met ouders")


def test_how_the_key_is_held_is_told() -> None:
    assert of(DONE, Step.KEYS) == (True, "op deze computer, 2 herstelbladen")
    assert of(replace(DONE, holding=Holding.DAY), Step.KEYS) == (True, "dagsleutel, 2 herstelbladen")


def test_a_second_place_for_backups_counts_by_itself() -> None:
    facts = replace(DONE, second_backup=True, looked_at=frozenset({"calendar", "ladder"}))
    assert of(facts, Step.BACKUP) == (True, "ook op een tweede plek")


def test_who_said_that_there_is_no_printer_is_done() -> None:
    facts = replace(DONE, printer="", looked_at=DONE.looked_at | {"printer"})
    assert of(facts, Step.PRINTER) == (True, "geen: naar een stick")
