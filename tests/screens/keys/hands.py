"""A person at the screens of the key: reads the words that are shown, and types them back."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.widgets import Input, Label, TextArea

from kiosk import settings
from kiosk.db import people
from kiosk.db.keys import NewHolder
from kiosk.db.store import open_store
from kiosk.jobs.renew_key import renew_key
from kiosk.rules.keys import Holding, SlotKind
from kiosk.rules.permissions import command_line
from kiosk.screens.dialogs import ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.keys.dialogs import OpenersDialog
from kiosk.screens.keys.list import KeysScreen
from kiosk.screens.keys.renew import RenewScreen
from kiosk.screens.keys.words import ShowWords, TypeBack
from kiosk.vault.slots import WrongWords, open_slots, read_slots
from tests.school import School, actor
from tests.screens.under_pilot import UnderPilot

WORDS = (
    *("aap", "noot", "mies", "wim", "zus", "jet", "teun", "vuur", "gijs", "lam"),
    *("kees", "bok", "weide", "hok", "duif", "schapen", "tafel", "regen", "fiets", "lepel"),
)
FENNA, NILS = "zus jet teun vuur", "gijs lam kees bok"
SHEET_1, SHEET_2 = " ".join(WORDS[:12]), " ".join(WORDS[8:])


@dataclass
class AtKeys(UnderPilot):
    """At the screens of the key."""

    school: School

    async def begin_anew(self) -> None:
        """From the list to the first step of all new."""
        await self.press("a")
        await self.until(RenewScreen)
        await self.press("enter")

    async def words_of_the_first(self) -> None:
        """From the list to the words that the first of two openers sees."""
        await self.begin_anew()
        await self.choose_two()
        await self.until(ConfirmDialog)
        await self.press("enter")
        await self.until(ShowWords)

    async def begin_to_copy_a_sheet(self) -> str:
        """From the list to the field for the words of the first sheet, with sheets alone; returns them."""
        await self.begin_anew()
        await self.until(ChooseDialog)
        await self.press("down", "enter")
        await self.until(ChooseDialog)
        await self.press("enter")
        return await self.see_words()

    async def ask_new_words(self) -> None:
        """New words for the chosen row: sure, and alone before the screen."""
        await self.press("n")
        await self.until(ConfirmDialog)
        await self.press("enter")
        await self.until(ConfirmDialog)
        await self.press("enter")
        await self.until(ShowWords)

    def words_shown(self) -> str:
        shown = str(self.app.screen.query_one("#new-words", Label).render())
        found = {int(number): word for number, word in re.findall(r"(\d+)  ([a-z]+)", shown)}
        return " ".join(found[number] for number in sorted(found))

    async def type_back(self, words: str) -> None:
        """All at once, as pasted, and Enter."""
        if self.app.screen.query(TextArea):
            self.app.screen.query_one(TextArea).text = words
        else:
            self.app.screen.query_one(Input).value = words
        await self.pilot.pause()
        await self.press("enter")

    async def take_opener_s_words(self) -> str:
        """From "Laat … zelf voor het scherm zitten" to the words typed back; returns them."""
        await self.until(ConfirmDialog)
        await self.press("enter")
        return await self.take_words()

    async def copy_sheet(self) -> str:
        """From the choice of a printer, which there is not, to the words typed back; returns them."""
        await self.until(ChooseDialog)
        await self.press("enter")
        return await self.take_words()

    async def see_words(self) -> str:
        """From words that are shown to the field for them; returns them."""
        await self.until(ShowWords)
        words = self.words_shown()
        await self.press("enter")
        await self.until(TypeBack)
        return words

    async def take_words(self) -> str:
        words = await self.see_words()
        await self.type_back(words)
        return words

    async def choose_two(self) -> None:
        """The day key for the first two of the list: Fenna ter Beek and Youssef Benali."""
        await self.until(ChooseDialog)
        await self.press("enter")
        await self.until(OpenersDialog)
        await self.press("enter", "down", "enter", "f8")

    async def let_it_hold(self) -> None:
        """Yes to the last question, and the last card read and closed."""
        await self.until(ConfirmDialog)
        await self.press("enter")
        await self.until(TellDialog)

    def opens(self, words: str) -> bool:
        """Whether these words give the key of the open store."""
        kind = SlotKind.SHEET if len(words.split()) == 12 else SlotKind.OPENER
        try:
            return open_slots(read_slots(self.school.home.slots), kind, words).key == self.app.desk.store.key
        except WrongWords:
            return False


@asynccontextmanager
async def at_keys(
    school: School, *, given_name: str = "Anneke", key: str | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[AtKeys]:
    """Sleutels for this person, on a kiosk without printers; `key` opens the store."""
    app = school.app()
    app.desk.never_print, app.desk.key = True, key
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.push_screen(KeysScreen(app.desk, actor(app.desk.store, given_name)))
        await pilot.pause()
        yield AtKeys(pilot, app, school)


def staff_id(school: School, given_name: str, key: str | None = None) -> int:
    store = open_store(school.home, settings.load(school.home), school.clock, key)
    try:
        return next(one.id for one in people.staff(store) if one.given_name == given_name)
    finally:
        store.close()


def held_by_two(school: School) -> str:
    """The day key of Fenna ter Beek and Nils Brand, with two sheets; returns the key."""
    holders = [
        NewHolder(staff_id(school, "Fenna"), FENNA),
        NewHolder(staff_id(school, "Nils"), NILS),
        NewHolder(None, SHEET_1, "0a0a0a0a"),
        NewHolder(None, SHEET_2, "0b0b0b0b"),
    ]
    return renew_key(school.home, school.clock, None, command_line(), Holding.DAY, holders)


def held_here(school: School) -> None:
    """The key on this computer, with two sheets."""
    sheets = [NewHolder(None, SHEET_1, "0a0a0a0a"), NewHolder(None, SHEET_2, "0b0b0b0b")]
    renew_key(school.home, school.clock, None, command_line(), Holding.HERE, sheets)
