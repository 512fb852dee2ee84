"""What a suspension cannot be without: a last chance, days within the law, who was heard, and what the child does."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kiosk.errors import Refused
from kiosk.rules.policy import OutOfGroup
from kiosk.rules.suspension import Duty, DutyDone, LastChance, Suspension
from kiosk.rules.suspension_checks import WrongField, check_request, check_task, check_withdraw, clean_request
from tests.rules.builders import HEAD, at, day
from tests.rules.suspension_builders import CALENDAR, CONFERENCE, DECIDED, TUESDAY, request, suspension

OTHER_CONFERENCE = 99


def check(*days: str, others: tuple[Suspension, ...] = (), numbers: OutOfGroup | None = None, **other: Any) -> None:
    """Check a request of these first and last days with these fields, as the verb does."""
    asked = clean_request(replace(request(*map(day, days)), **other))
    check_request(
        asked, CALENDAR, numbers or OutOfGroup(), DECIDED, conference_ids={CONFERENCE, OTHER_CONFERENCE}, others=others
    )


def wrong(*days: str, **other: Any) -> tuple[str, str]:
    """Which field is refused, and in which sentence."""
    with pytest.raises(WrongField) as refused:
        check(*days, **other)
    return refused.value.field, refused.value.message


def test_with_everything_in_it_one_day_and_a_whole_week_pass() -> None:
    check()
    check("2026-11-23")  # today: the parents come and fetch the child
    check("2026-11-26", "2026-12-02")


# -- the last chance (par. 10) -----------------------------------------------------------------------------------------


def test_the_conference_was_held_with_this_child() -> None:
    check(conference_id=OTHER_CONFERENCE)
    for unknown in (None, 5):
        assert wrong(conference_id=unknown) == ("last_chance", "Er is geen herstelgesprek met dit kind.")


@pytest.mark.parametrize("chance", [LastChance.IMPOSSIBLE, LastChance.OPEN])
def test_without_one_it_is_said_why(chance: LastChance) -> None:
    check(last_chance=chance, last_chance_why="De ouders willen niet komen.")
    assert wrong(last_chance=chance, last_chance_why=" \n")[0] == "last_chance_why"


def test_of_the_last_chance_only_what_belongs_to_the_choice_is_kept() -> None:
    held = clean_request(request(last_chance_why="oud"))
    assert (held.conference_id, held.last_chance_why) == (CONFERENCE, "")
    open_still = clean_request(request(last_chance=LastChance.OPEN, last_chance_why=" onveilig "))
    assert (open_still.conference_id, open_still.last_chance_why) == (None, "onveilig")


# -- days (WPO article 40c) --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "field", "sentence"),
    [
        ("2026-11-20", "2026-11-20", "first_day", "Vrijdag 20 november 2026 is al geweest."),
        ("2027-03-01", "2027-03-01", "first_day", "Maandag 1 maart 2027 is te ver weg."),
        ("2026-11-28", "2026-11-30", "first_day", "Zaterdag 28 november 2026 is geen schooldag."),
        ("2026-11-27", "2026-11-29", "last_day", "Zondag 29 november 2026 is geen schooldag."),
        ("2026-11-25", "2026-11-24", "last_day", "De laatste dag ligt voor de eerste."),
        ("2026-11-24", "2026-12-01", "last_day", "Dit zijn 6 schooldagen."),
        ("2026-12-18", "2027-01-04", "last_day", "Een schorsing duurt volgens de wet ten hoogste een week."),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(first: str, last: str, field: str, sentence: str) -> None:
    assert wrong(first, last) == (field, sentence)


def test_the_week_ends_on_its_seventh_day() -> None:
    numbers = OutOfGroup(most_days=9)
    check("2026-11-24", "2026-11-30", numbers=numbers)
    assert wrong("2026-11-24", "2026-12-01", numbers=numbers)[1].startswith("Een schorsing duurt volgens de wet")


def test_the_most_days_are_the_schools_own_setting() -> None:
    assert wrong("2026-11-24", "2026-11-25", numbers=OutOfGroup(most_days=1))[1] == "Dit zijn 2 schooldagen."


def test_the_child_is_back_on_the_first_school_day_after_because_a_day_between_is_one_too() -> None:
    a_day_more = at("2026-11-26 08:30")
    assert wrong(return_at=a_day_more) == ("return_at", "Het kind komt terug op woensdag 25 november 2026.")
    assert wrong(return_at=at("2026-11-24 13:00"))[0] == "return_at"
    check("2026-12-18", return_at=at("2027-01-04 08:30"))


def test_two_suspensions_of_one_child_do_not_overlap_and_a_withdrawn_one_is_no_hindrance() -> None:
    other = suspension(day("2026-11-25"), day("2026-11-26"))
    refused = wrong("2026-11-24", "2026-11-25", others=(other,))
    assert refused == ("first_day", "Er is al een schorsing: wo 25 nov tot en met do 26 nov.")
    check("2026-11-24", others=(other,))
    check("2026-11-27", others=(other,))
    check("2026-11-24", "2026-11-25", others=(replace(other, withdrawn_at=DECIDED),))


# -- what is written ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["reason", "heard", "schoolwork", "contact"])
def test_nothing_of_what_the_letter_needs_stays_empty(field: str) -> None:
    assert wrong(**{field: " \n"})[0] == field


def test_the_child_and_the_parents_were_heard_before_the_decision() -> None:
    check(heard_on=DECIDED.date() - timedelta(days=3))
    assert wrong(heard_on=TUESDAY) == ("heard_on", "Deze dag ligt in de toekomst.")


# -- afterwards --------------------------------------------------------------------------------------------------------

IN_DECEMBER = day("2026-12-01")


def test_a_task_is_done_between_the_decision_and_today_once() -> None:
    made = suspension()
    check_task(made, Duty.BOARD, DECIDED.date(), CALENDAR, IN_DECEMBER)
    check_task(made, Duty.BOARD, IN_DECEMBER, CALENDAR, IN_DECEMBER)
    with pytest.raises(Refused, match="toekomst"):
        check_task(made, Duty.BOARD, day("2026-12-02"), CALENDAR, IN_DECEMBER)
    with pytest.raises(Refused, match="nog niet besloten"):
        check_task(made, Duty.BOARD, day("2026-11-20"), CALENDAR, IN_DECEMBER)
    told = replace(made, done={Duty.BOARD: DutyDone(TUESDAY, DECIDED, HEAD)})
    with pytest.raises(Refused, match="al gedaan op di 24 nov"):
        check_task(told, Duty.BOARD, IN_DECEMBER, CALENDAR, IN_DECEMBER)


def test_of_one_day_the_inspectorate_is_no_task_and_of_a_withdrawn_one_nothing_is() -> None:
    with pytest.raises(Refused, match="hoort niet bij"):
        check_task(suspension(), Duty.INSPECTORATE, TUESDAY, CALENDAR, IN_DECEMBER)
    with pytest.raises(Refused, match="ingetrokken"):
        check_task(suspension(withdrawn_at=DECIDED), Duty.BOARD, TUESDAY, CALENDAR, IN_DECEMBER)


def test_it_is_withdrawn_once_and_with_a_reason() -> None:
    check_withdraw(suspension(), "Het bezwaar is gegrond.")
    with pytest.raises(Refused, match="Waarom"):
        check_withdraw(suspension(), "")
    with pytest.raises(Refused, match="al ingetrokken"):
        check_withdraw(suspension(withdrawn_at=DECIDED), "Nog een keer.")


def test_two_suspensions_without_a_day_at_school_between_are_no_longer_than_a_week_together() -> None:
    week = suspension(day("2026-11-26"), day("2026-12-02"), id=8)
    for days in (("2026-12-03",), ("2026-11-24", "2026-11-25")):
        field, message = wrong(*days, others=(week,))
        assert (field, message) == ("first_day", "Samen met die van do 26 nov tot en met wo 2 dec duurt dit te lang.")
    check("2026-12-04", others=(week,))  # the child was at school on the third
    check("2026-12-03", others=(replace(week, withdrawn_at=DECIDED),))
    check("2026-12-03", others=(replace(week, first_day=day("2026-12-01")),))  # three days in all
