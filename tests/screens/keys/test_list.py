"""Sleutels: how the key is held, whose words open the kiosk, and new ones for who lost theirs."""

import io

import pytest
from pypdf import PdfReader

from kiosk.db import people, tables
from kiosk.db.chosen_printer import choose_printer
from kiosk.db.keys import key_state
from kiosk.errors import Refused
from kiosk.rules.keys import mark_of
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.base import IDLE_LIMIT, KioskScreen
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.keys.dialogs import OpenersDialog
from kiosk.screens.keys.list import KeysScreen
from kiosk.screens.keys.words import ShowWords, TypeBack
from kiosk.screens.row_list import RowList
from tests.school import School, actor
from tests.screens.keys.hands import (
    FENNA,
    NILS,
    SHEET_1,
    SHEET_2,
    AtKeys,
    at_keys,
    held_by_two,
    held_here,
)
from tests.screens.teacher.printers import Printers

pytestmark = pytest.mark.usefixtures("cheap_slots", "own_words")

DAY = "van maandag 23 november 2026"
HELD = [f"● Fenna ter Beek {DAY}", f"● Nils Brand {DAY}", f"□ herstelblad 0A0A {DAY}", f"□ herstelblad 0B0B {DAY}"]


async def after_the_verb(here: AtKeys, told: str) -> None:
    """Until the thread that makes the slot is done."""
    await here.wait_until(lambda: told in here.told())


async def test_without_sheets_it_says_what_is_missing_and_how_to_begin(school: School) -> None:
    async with at_keys(school, given_name="Tess") as here:
        assert "Sleutel op deze computer: de kiosk start vanzelf." in here.says()
        assert "▲ Er zijn nog geen herstelbladen." in here.says()
        assert here.rows() == ["Nog niemand, en geen blad. Met a begin je."]
        await here.press("n", "t", "v")
        assert isinstance(here.app.screen, KeysScreen)


async def test_people_stand_by_name_and_the_sheets_below_them(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        assert here.rows() == HELD
        assert "herstelbladen" not in here.says()
        assert "Kwijt? Met n komen er nieuwe. Gezien door een ander? Kies a." in here.says()


@pytest.mark.parametrize("given_name", ["Fenna", "Joost"])
async def test_only_directie_and_beheer_see_it(school: School, given_name: str) -> None:
    async with school.app().run_test() as pilot:
        await pilot.pause()
        desk = school.desks[0]
        who = actor(desk.store, given_name)
        with pytest.raises(Refused):
            KeysScreen(desk, who)


async def test_new_words_for_a_person_take_the_place_of_the_old(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.press("n")
        await here.until(ConfirmDialog)
        assert "Nieuwe woorden voor Fenna ter Beek?" in here.says()
        await here.press("enter")
        words = await here.take_opener_s_words()
        await after_the_verb(here, "Bewaard. De oude woorden doen het niet meer.")

        assert here.opens(words)
        assert not here.opens(FENNA)
        assert here.opens(NILS)
        assert here.rows() == HELD


async def test_a_new_sheet_has_another_mark_in_the_list_and_on_paper(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.press("down", "down", "n")
        await here.until(ConfirmDialog)
        assert "Een nieuw blad voor herstelblad 0A0A?" in here.says()
        await here.press("enter")
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(ShowWords)
        paper = here.says()
        words = await here.take_words()
        await after_the_verb(here, "Vernietig herstelblad 0A0A.")

        state = key_state(here.app.desk.store, actor(here.app.desk.store, "Anneke"))
        (mark,) = {mark_of(one.slot_id) for one in state.sheets} - {"0B0B"}
        assert f"Herstelblad Oeps-kiosk {mark}, maandag 23 november 2026." in paper.replace("\n", " ")
        assert sorted(here.rows()[2:]) == sorted([HELD[3], f"□ herstelblad {mark} {DAY}"])
        assert here.opens(words)
        assert not here.opens(SHEET_1)
        assert here.opens(SHEET_2)


async def test_a_sheet_is_printed_once_and_on_no_stick_with_its_words_and_its_mark(
    school: School, printers: Printers
) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        here.app.desk.never_print = False
        choose_printer(here.app.desk.store, actor(here.app.desk.store, "Anneke"), "team")
        await here.press("end", "n")
        await here.until(ConfirmDialog)
        await here.press("enter")
        await here.until(ChooseDialog)
        assert here.rows() == ["printen op team", "andere printer", "overschrijven van het scherm"]
        await here.press("enter")
        await here.until(ConfirmDialog)
        await here.press("enter")
        await here.until(TypeBack)
        text = PdfReader(io.BytesIO((printers.folder / "paper").read_bytes())).pages[0].extract_text()
        asked = here.says()
        words = expected(here)
        await here.type_back(words)
        await after_the_verb(here, "Vernietig herstelblad 0B0B.")

        assert all(word in text for word in words.split())
        mark = next(sign for sign in asked.split() if len(sign) == 4 and f"blad {sign}" in text)
        assert f"-t herstelblad-{mark.lower()} -n 1 " in printers.said
        assert here.opens(words)


def expected(here: AtKeys) -> str:
    """The words that the dialog waits for: these are read from paper, not from the screen."""
    assert isinstance(here.app.screen, TypeBack)
    return here.app.screen._words


async def test_who_goes_back_keeps_the_old_words(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.ask_new_words()
        words = here.words_shown()
        await here.press("escape")
        await here.until(ConfirmDialog)
        await here.press("escape")
        await here.until(KeysScreen)
        assert here.opens(FENNA)
        assert not here.opens(words)


async def test_one_more_person_gets_words_of_their_own(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.press("t")
        await here.until(AskDialog)
        await here.press(*"gerda", "enter")
        words = await here.take_opener_s_words()
        await after_the_verb(here, "Bewaard. Gerda Kok kan de kiosk nu ook openen.")
        assert here.opens(words)
        assert here.rows()[:3] == [HELD[0], f"● Gerda Kok {DAY}", HELD[1]]


async def test_who_opens_today_is_marked_when_all_is_made_new(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.press("a", "enter")
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(OpenersDialog)
        marked = [str(row.prompt) for row in here.app.screen.query_one(RowList).options if "■" in str(row.prompt)]
        assert [one.split("■ ")[1].split("  ")[0] for one in marked] == ["Fenna ter Beek", "Nils Brand"]


@pytest.mark.parametrize(
    ("typed", "told"), [("fenna", "Fenna ter Beek opent de kiosk al."), ("xyz", "Niemand met deze naam.")]
)
async def test_who_opens_already_is_not_added_and_that_is_said(school: School, typed: str, told: str) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.press("t")
        await here.until(AskDialog)
        await here.press(*typed, "enter")
        assert isinstance(here.app.screen, AskDialog)  # asked again, with why
        assert told in here.says()
        await here.press("escape")
        assert isinstance(here.app.screen, KeysScreen)


async def test_four_people_is_enough_and_three_can_miss_one(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        for name in ("gerda", "ruud"):
            await here.press("t")
            await here.until(AskDialog)
            await here.press(*name, "enter")
            await here.take_opener_s_words()
            await here.until(KeysScreen)
            await after_the_verb(here, "kan de kiosk nu ook openen.")
        await here.press("t")
        assert "Er zijn al 4 mensen die openen." in here.told()
        await here.press("home", "v")
        await here.until(ConfirmDialog)
        await here.press("escape")
        assert here.opens(FENNA)
        await here.press("v", "left", "enter")
        await here.until(KeysScreen)
        assert not here.opens(FENNA)
        assert len(here.rows()) == 5


async def test_two_people_can_always_open_and_a_sheet_is_only_replaced(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.press("v")
        assert "Er moeten 2 mensen kunnen openen." in here.told()
        await here.press("end", "v")
        assert "Een herstelblad gaat niet weg." in here.told()
        assert here.rows() == HELD


async def test_who_left_the_school_is_marked_and_beheer_is_reminded(school: School) -> None:
    key = held_by_two(school)
    async with at_keys(school, key=key) as here:
        tables.Staff.update(active=False).where(tables.Staff.given_name == "Nils").execute()
        await here.press("escape")
        who = actor(here.app.desk.store, "Tess")
        here.app.push_screen(AdminScreen(here.app.desk, who))
        await here.pilot.pause()
        assert "▲ Nils Brand is van school en kan de kiosk nog openen. Regel het met s." in here.says()
        await here.press("s")
        await here.until(KeysScreen)
        assert here.rows()[1] == f"▲ Nils Brand {DAY}"
        await here.press("down")
        assert "Is niet meer op school." in here.says()


async def test_with_the_key_on_this_computer_nobody_is_added_or_taken_away(school: School) -> None:
    held_here(school)
    async with at_keys(school) as here:
        assert here.rows() == HELD[2:]
        await here.press("t", "v")
        assert isinstance(here.app.screen, KeysScreen)
        assert here.told() == ""


async def test_words_that_came_with_another_kiosk_s_copy_can_only_go(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        slot = tables.KeySlot.get(tables.KeySlot.staff == staff_of(here, "Fenna")).slot
        text = school.home.slots.read_text().replace(slot, "ffffffff")
        school.home.slots.write_text(text)
        await here.press("escape")
        here.app.push_screen(KeysScreen(here.app.desk, actor(here.app.desk.store, "Anneke")))
        await here.pilot.pause()
        assert "▲ woorden uit een andere kiosk dag onbekend" in here.rows()
        while "kwamen mee met een teruggezette kopie" not in here.says():
            await here.press("down")
        await here.press("n")
        assert "Van wie deze woorden zijn, is niet bekend." in here.told()


def staff_of(here: AtKeys, given_name: str) -> int:
    return next(one.id for one in people.staff(here.app.desk.store) if one.given_name == given_name)


async def test_damaged_slots_are_told_and_all_can_be_made_new_while_the_kiosk_is_open(school: School) -> None:
    key = held_by_two(school)
    school.home.slots.write_text("{")
    async with at_keys(school, key=key) as here:
        assert "▲ De sleutelgegevens zijn beschadigd. Maak alles nieuw, met a" in here.says()
        await here.press("a", "enter")
        await here.until(ChooseDialog)
        await here.press("down", "enter")
        sheets = [await here.copy_sheet() for _ in range(2)]
        await here.let_it_hold()
        assert all(here.opens(words) for words in sheets)


async def test_damaged_slots_are_one_sentence_on_beheer(school: School) -> None:
    key = held_by_two(school)
    school.home.slots.write_text("{")
    async with at_keys(school, key=key) as here:
        await here.press("escape")
        here.app.push_screen(AdminScreen(here.app.desk, actor(here.app.desk.store, "Tess")))
        await here.pilot.pause()
        assert "▲ De sleutelgegevens zijn beschadigd." in here.says()


async def test_te_doen_reminds_directie_of_the_sheets_and_ib_not(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = school.desks[0]
        for given_name, reminded in (("Anneke", True), ("Joost", False)):
            screen = TodoScreen(desk, actor(desk.store, given_name))
            await pilot.app.push_screen(screen)
            await pilot.pause()
            assert screen.query_one("#reminder").display is reminded
            await pilot.app.pop_screen()


async def test_once_there_are_sheets_nobody_is_reminded(school: School) -> None:
    held_here(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = school.desks[0]
        for screen in (TodoScreen(desk, actor(desk.store, "Anneke")), AdminScreen(desk, actor(desk.store, "Tess"))):
            await pilot.app.push_screen(screen)
            await pilot.pause()
            assert not screen.query_one("#reminder").display


async def test_markup_in_a_name_is_text(school: School) -> None:
    key = held_by_two(school)
    async with at_keys(school, key=key) as here:
        tables.Staff.update(given_name="[@click=app.quit]A[/x] 😀").where(tables.Staff.given_name == "Fenna").execute()
        await here.press("escape")
        here.app.push_screen(KeysScreen(here.app.desk, actor(here.app.desk.store, "Anneke")))
        await here.pilot.pause()
        await here.press("home", "down")
        assert "[@click=app.quit]A[/x]" in here.rows()[1]
        await here.press("n")
        await here.until(ConfirmDialog)
        assert "[@click=app.quit]A[/x]" in here.says()
        await here.press("enter")
        await here.until(ConfirmDialog)
        await here.press("enter")
        await here.until(ShowWords)


async def test_standing_idle_over_shown_words_goes_back_to_start(school: School) -> None:
    async with at_keys(school, key=held_by_two(school)) as here:
        await here.ask_new_words()
        here.app._last_touch -= IDLE_LIMIT + 1
        await here.app._look_for_idle()
        assert isinstance(here.app.screen, KioskScreen)
        assert here.app.screen.FLOOR
        assert here.opens(FENNA)
