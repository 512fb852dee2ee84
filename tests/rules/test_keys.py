"""Who holds the key: two to four people or nobody, always two sheets, and nobody is taken out whom the rest need."""

from datetime import datetime

import pytest

from kiosk.errors import Refused
from kiosk.rules.keys import (
    Holder,
    Holding,
    KeyState,
    SlotKind,
    check_addition,
    check_holders,
    check_removal,
    check_replacement,
    mark_of,
)

MADE = datetime(2026, 11, 23, 10, 0)


def opener(slot_id: str, staff_id: int | None) -> Holder:
    return Holder(slot_id, SlotKind.OPENER, staff_id, MADE if staff_id else None)


SHEETS = (Holder("s1", SlotKind.SHEET, None, MADE), Holder("s2", SlotKind.SHEET, None, MADE))


def held_by(*openers: Holder, holding: Holding = Holding.DAY) -> KeyState:
    return KeyState(holding, (*openers, *SHEETS))


@pytest.mark.parametrize("people", [(1, 2), (1, 2, 3), (4, 3, 2, 1)])
def test_two_three_or_four_people_open_the_kiosk_with_a_dagsleutel(people: tuple[int, ...]) -> None:
    check_holders(Holding.DAY, people, 2)


@pytest.mark.parametrize("people", [(), (1,), (1, 2, 3, 4, 5)])
def test_one_person_is_too_few_and_five_know_no_secret(people: tuple[int, ...]) -> None:
    with pytest.raises(Refused, match=r"met de woorden van 2 tot 4 mensen\. Kies wie er 's morgens zijn"):
        check_holders(Holding.DAY, people, 2)


def test_the_same_person_twice_is_one_person() -> None:
    with pytest.raises(Refused, match=r"twee keer bij\. Kies verschillende mensen"):
        check_holders(Holding.DAY, (1, 1), 2)


@pytest.mark.parametrize("holding", Holding)
@pytest.mark.parametrize("sheets", [0, 1, 3])
def test_there_are_always_two_recovery_sheets(holding: Holding, sheets: int) -> None:
    with pytest.raises(Refused, match=r"2 herstelbladen te zijn\. Maak ze allebei"):
        check_holders(holding, (1, 2) if holding is Holding.DAY else (), sheets)


def test_with_the_key_on_this_computer_nobody_opens_it() -> None:
    check_holders(Holding.HERE, (), 2)
    with pytest.raises(Refused, match="opent niemand de kiosk"):
        check_holders(Holding.HERE, (1,), 2)


def test_openers_and_sheets_are_told_apart() -> None:
    one = opener("a", 1)
    assert (held_by(one).openers, held_by(one).sheets) == ((one,), SHEETS)


def test_a_third_opener_can_be_missed_and_a_second_not() -> None:
    one, two, three = (opener(str(number), number) for number in (1, 2, 3))
    check_removal(held_by(one, two, three), three)
    with pytest.raises(Refused, match=r"Er moeten 2 mensen kunnen openen\. Geef eerst iemand anders woorden"):
        check_removal(held_by(one, two), two)


def test_who_has_two_slots_counts_as_one_person() -> None:
    once, twice, other = opener("a", 1), opener("b", 1), opener("c", 2)
    check_removal(held_by(once, twice, other), twice)
    with pytest.raises(Refused, match="2 mensen"):
        check_removal(held_by(once, twice, other), other)


def test_words_of_who_knows_whom_can_go_and_count_as_somebodys_until_then() -> None:
    stranger, one, two = opener("x", None), opener("a", 1), opener("b", 2)
    check_removal(held_by(stranger, one, two), stranger)
    check_removal(held_by(stranger, one, two), two)


def test_a_sheet_is_only_replaced() -> None:
    with pytest.raises(Refused, match=r"gaat niet weg\. Maak er een nieuw voor in de plaats"):
        check_removal(held_by(opener("a", 1), opener("b", 2), opener("c", 3)), SHEETS[0])


def test_with_the_key_on_this_computer_leftover_words_may_all_go() -> None:
    check_removal(held_by(opener("a", 1), holding=Holding.HERE), opener("a", 1))


def test_a_fifth_person_gets_no_words_and_who_has_some_gets_others() -> None:
    four = held_by(*(opener(str(number), number) for number in (1, 2, 3, 4)))
    check_addition(four, 4)
    with pytest.raises(Refused, match=r"Er zijn al 4 mensen die openen\. Haal eerst iemand weg"):
        check_addition(four, 5)


def test_with_the_key_on_this_computer_nobody_gets_words() -> None:
    with pytest.raises(Refused, match=r"niemand hoeft te openen\. Kies eerst de dagsleutel"):
        check_addition(held_by(holding=Holding.HERE), 1)


def test_words_are_replaced_where_it_is_known_whose_they_are() -> None:
    check_replacement(opener("a", 1))
    check_replacement(SHEETS[0])
    with pytest.raises(Refused, match=r"is niet bekend\. Haal ze weg, en geef iemand nieuwe"):
        check_replacement(opener("x", None))


def test_a_sheet_bears_the_beginning_of_its_slots_id() -> None:
    assert mark_of("3fa94c01") == "3FA9"
