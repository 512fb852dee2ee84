"""New words: for the eyes of one person, typed back before they count, and told or kept nowhere."""

from typing import Any

import pytest
from textual.pilot import Pilot

from kiosk.screens.base import LONGEST_IDLE
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog
from kiosk.screens.keys.list import KeysScreen
from kiosk.screens.keys.words import ShowWords, TypeBack
from kiosk.screens.lock import LockScreen
from tests.school import PIN, School
from tests.screens.keys.hands import at_keys

pytestmark = pytest.mark.usefixtures("cheap_slots", "own_words")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Er staat nog niets."),
        ("aap noot mies", "Dit zijn 3 woorden."),
        ("aap noot mies appelflap", "Woord 4 staat niet in de lijst."),
        ("hok hok hok hok", "Dat zijn niet de woorden van zonet: woord 1 is anders."),
    ],
)
async def test_other_words_than_those_shown_are_not_taken(
    school: School, monkeypatch: pytest.MonkeyPatch, typed: str, sentence: str
) -> None:
    monkeypatch.setattr("kiosk.screens.keys.words.generate", lambda _kind: "aap noot mies wim")
    async with at_keys(school) as here:
        await here.words_of_the_first()
        await here.press("enter")
        await here.until(TypeBack)
        await here.type_back(typed)
        await here.until(TypeBack)
        assert sentence in here.says()
        await here.type_back("AAP, noot  mies-Wim")
        await here.until(ConfirmDialog)
        assert "Laat Youssef Benali zelf" in here.says()


async def test_an_opener_s_words_are_hidden_while_they_are_typed_until_f4(school: School) -> None:
    async with at_keys(school) as here:
        await here.words_of_the_first()
        await here.press("enter")
        await here.until(TypeBack)
        await here.press(*"aap")
        assert "aap" not in drawn(here.pilot)
        assert "1 van de 4 woorden" in here.says()
        await here.press("f4")
        assert "aap" in drawn(here.pilot)


async def test_enter_after_each_word_of_a_sheet_goes_on_to_the_next_line(school: School) -> None:
    async with at_keys(school) as here:
        words = await here.begin_to_copy_a_sheet()
        for word in words.split():
            await here.press(*word, "enter")
        await here.until(ChooseDialog)
        assert "Herstelblad 2 van 2" in here.says()


async def test_a_sheet_that_was_copied_is_thrown_away_only_after_a_question(school: School) -> None:
    async with at_keys(school) as here:
        words = await here.begin_to_copy_a_sheet()
        await here.press("escape")  # perhaps to look at the words again
        await here.until(ChooseDialog)
        await here.press("escape")
        await here.until(ConfirmDialog)
        assert " weggooien?" in here.says()
        await here.press("enter")  # no
        await here.until(TypeBack)
        await here.type_back(words)
        await here.until(ChooseDialog)
        assert "Herstelblad 2 van 2" in here.says()


async def test_a_lock_takes_words_off_the_screen_and_asks_again_who_sits_there(school: School) -> None:
    async with at_keys(school) as here:
        await here.begin_anew()
        await here.choose_two()
        await here.take_opener_s_words()
        await here.until(ConfirmDialog)
        await here.press("enter")
        await here.until(ShowWords)
        shown = here.app.screen
        words = here.words_shown()
        here.app._last_touch -= LONGEST_IDLE - 1
        await here.app._look_for_idle()
        await here.until(LockScreen)
        assert not any(word in str(label.render()) for label in shown.query("Label") for word in words.split())
        await here.press(*PIN)
        await here.until(ConfirmDialog)
        assert "Youssef Benali" in here.says()


async def test_no_word_is_ever_told_or_logged(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_keys(school) as here:
        said: list[str] = []
        notify = here.app.notify

        def hear(message: str, **how: Any) -> None:
            said.append(message)
            notify(message, **how)

        monkeypatch.setattr(here.app, "notify", hear)
        await here.begin_anew()
        await here.choose_two()
        words = [await here.take_opener_s_words() for _ in range(2)]
        words += [await here.copy_sheet() for _ in range(2)]
        await here.let_it_hold()
        await here.press("enter")
        await here.until(KeysScreen)
        kept = b"".join(file.read_bytes() for file in school.home.folder.rglob("*") if file.is_file())
        for phrase in words:
            assert phrase not in " ".join(said)
            assert phrase.encode() not in kept
            assert phrase not in repr(here.app.screen_stack)


def drawn(pilot: Pilot[None]) -> str:
    """Every cell of the screen."""
    return "\n".join("".join(cell.text for cell in line) for line in pilot.app.screen._compositor.render_strips())
