"""All new: step by step, each word typed back, and nothing counts before the last step."""

import asyncio

import pytest

from kiosk.db.keys import key_state
from kiosk.errors import KioskError
from kiosk.rules.keys import Holding, mark_of
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.keys.dialogs import OpenersDialog, WaitDialog, waited
from kiosk.screens.keys.list import KeysScreen
from kiosk.screens.keys.renew import RenewScreen
from kiosk.screens.keys.words import ShowWords, TypeBack
from kiosk.screens.lock import LockScreen
from kiosk.supervisor import BROKEN
from tests.school import PIN, School, actor
from tests.screens.keys.hands import at_keys

pytestmark = pytest.mark.usefixtures("cheap_slots", "own_words")


async def test_two_people_and_two_sheets_hold_a_new_key(school: School) -> None:
    async with at_keys(school) as here:
        old_key = here.app.desk.store.key
        await here.begin_anew()
        await here.choose_two()
        people = [await here.take_opener_s_words() for _ in range(2)]
        sheets = [await here.copy_sheet() for _ in range(2)]
        assert here.app.desk.store.key == old_key
        await here.let_it_hold()
        assert "met de woorden van Fenna ter Beek of Youssef Benali" in here.says()
        await here.press("enter")
        await here.until(KeysScreen)

        assert [len(words.split()) for words in (*people, *sheets)] == [4, 4, 12, 12]
        assert all(here.opens(words) for words in (*people, *sheets))
        assert here.app.desk.store.key != old_key
        assert not school.home.key.exists()
        assert "Dagsleutel" in here.says()
        day = "van maandag 23 november 2026"
        assert here.rows()[:2] == [f"● Fenna ter Beek {day}", f"● Youssef Benali {day}"]
        state = key_state(here.app.desk.store, actor(here.app.desk.store, "Anneke"))
        assert here.rows()[2:] == [f"□ herstelblad {mark_of(one.slot_id)} {day}" for one in state.sheets]


async def test_the_key_on_this_computer_asks_nobody_and_has_sheets_too(school: School) -> None:
    async with at_keys(school) as here:
        await here.begin_anew()
        await here.until(ChooseDialog)
        assert "Wie de computer meeneemt, kan met wat kennis alles lezen" in here.says().replace("\n", " ")
        await here.press("down", "enter")
        sheets = [await here.copy_sheet() for _ in range(2)]
        await here.let_it_hold()
        await here.press("enter")
        await here.until(KeysScreen)

        state = key_state(here.app.desk.store, actor(here.app.desk.store, "Anneke"))
        assert state.holding is Holding.HERE
        assert (len(state.openers), len(state.sheets)) == (0, 2)
        assert all(here.opens(words) for words in sheets)
        assert school.home.key.read_text().strip() == here.app.desk.store.key


async def test_escape_goes_one_step_back_and_what_was_done_stays(school: School) -> None:
    async with at_keys(school) as here:
        await here.words_of_the_first()
        words = here.words_shown()
        await here.press("enter")
        await here.until(TypeBack)
        await here.press("escape")
        await here.until(ShowWords)
        assert here.words_shown() == words
        await here.press("escape")
        await here.until(ConfirmDialog)
        await here.press("escape")
        await here.until(RenewScreen)

        assert here.rows()[:3] == [
            "● Hoe gaat hij open? dagsleutel",
            "● Wie openen hem? 2 mensen",
            "○ Woorden van Fenna ter Beek nog niet",
        ]
        await here.press("enter")
        await here.until(ConfirmDialog)
        assert "Laat Fenna ter Beek zelf voor het scherm zitten." in here.says()


async def test_who_leaves_with_words_made_is_asked_once_and_nothing_has_changed(school: School) -> None:
    async with at_keys(school) as here:
        key = school.home.key.read_text()
        await here.begin_anew()
        await here.until(ChooseDialog)
        await here.press("down", "enter")
        await here.copy_sheet()
        await here.until(ChooseDialog)
        await here.press("escape")
        await here.until(RenewScreen)
        await here.press("escape")
        await here.until(ConfirmDialog)
        assert "gaan dan niet gelden" in here.says()
        await here.press("escape")
        await here.until(RenewScreen)
        await here.press("escape", "left", "enter")
        await here.until(KeysScreen)

        assert school.home.key.read_text() == key
        assert not school.home.slots.exists()


async def test_who_leaves_before_any_word_was_made_is_not_asked(school: School) -> None:
    async with at_keys(school) as here:
        await here.begin_anew()
        await here.until(ChooseDialog)
        await here.press("escape", "escape")
        await here.until(KeysScreen)


async def test_a_later_step_waits_for_those_above_it(school: School) -> None:
    async with at_keys(school) as here:
        await here.press("a", "down", "enter")
        assert "Eerst de stappen hierboven. Begin met: Hoe gaat hij open?" in here.told()


async def test_one_person_alone_cannot_have_a_day_key(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.db import people

    async with at_keys(school) as here:
        only = people.staff(here.app.desk.store)[:1]
        monkeypatch.setattr(people, "staff", lambda _store: only)
        await here.begin_anew()
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(RenewScreen)
        assert "Voor de dagsleutel zijn er 2 mensen nodig" in here.told()


async def test_fewer_than_two_or_more_than_four_people_are_refused_in_the_dialog(school: School) -> None:
    async with at_keys(school) as here:
        await here.begin_anew()
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(OpenersDialog)
        await here.press("enter", "f8")
        assert "▲ De kiosk gaat open met de woorden van 2 tot 4 mensen." in here.says()
        await here.press(*["down", "enter"] * 4)
        assert "5 gekozen." in here.says()
        await here.press("f8")
        await here.until(OpenersDialog)
        await here.press("enter", "f8")
        await here.until(ConfirmDialog)


async def test_when_the_last_step_fails_it_is_told_and_can_be_tried_again(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(*_: object) -> None:
        raise KioskError("De schijf is vol.", "Maak ruimte.")

    async with at_keys(school) as here:
        await here.begin_anew()
        await here.until(ChooseDialog)
        await here.press("down", "enter")
        sheets = [await here.copy_sheet() for _ in range(2)]
        with monkeypatch.context() as patch:
            patch.setattr(Desk, "renew_key", refuses)
            await here.until(ConfirmDialog)
            await here.press("enter")
            await here.until(RenewScreen)
        assert "De schijf is vol. Maak ruimte." in here.told()
        assert not school.home.slots.exists()
        await here.press("enter")
        await here.let_it_hold()
        assert all(here.opens(words) for words in sheets)


async def test_the_last_card_tells_what_became_of_earlier_copies(school: School) -> None:
    async with at_keys(school) as here:
        for of_then in ("Er is net een nieuwe gemaakt", "de woorden van toen"):
            await here.begin_anew()
            await here.until(ChooseDialog)
            await here.press("down", "enter")
            for _ in range(2):
                await here.copy_sheet()
            await here.let_it_hold()
            assert isinstance(here.app.screen, TellDialog)
            assert of_then in here.says().replace("\n", " ")
            await here.press("enter")
            await here.until(KeysScreen)


async def test_words_of_a_child_that_are_not_in_the_store_yet_put_off_the_new_key(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_keys(school) as here:
        desk = here.app.desk
        store, who = desk.store, actor(desk.store, "Anneke")
        monkeypatch.setattr(desk, "flush", lambda: False)
        with pytest.raises(KioskError, match="niet alle woorden"):
            await desk.renew_key(who, Holding.HERE, [])
        assert desk.store is store


async def test_a_store_that_does_not_open_again_ends_the_kiosk_which_then_starts_afresh(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise KioskError("De opslag gaat niet open.", "Doe iets.")

    async with at_keys(school) as here:
        await here.begin_anew()
        await here.until(ChooseDialog)
        await here.press("down", "enter")
        for _ in range(2):
            await here.copy_sheet()
        monkeypatch.setattr(Desk, "open", refuses)
        await here.until(ConfirmDialog)
        await here.press("enter")
        await here.wait_until(lambda: here.app.return_code is not None)
        assert here.app.return_code == BROKEN


async def test_a_lock_over_please_wait_does_not_leave_it_there(school: School) -> None:
    async with at_keys(school) as here:
        ended, keys_screen = asyncio.Event(), here.app.screen
        assert isinstance(keys_screen, KeysScreen)

        async def work() -> None:
            await ended.wait()

        waiting = asyncio.create_task(waited(keys_screen, "Heel even.", work()))
        await here.until(WaitDialog)
        here.app._lock(actor(here.app.desk.store, "Anneke"))
        await here.until(LockScreen)
        ended.set()
        await waiting
        await here.until(LockScreen)
        await here.press(*PIN)
        await here.until(KeysScreen)
