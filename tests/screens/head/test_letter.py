"""Directie writes a letter: fields and the whole letter, printed or saved, and only then kept."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.widgets import Input

from kiosk.db import letters, lines, people
from kiosk.db.chosen_printer import choose_printer
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.letters import About, Letter, LetterKind
from kiosk.rules.policy import StepKind
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.head.letter import LetterScreen
from kiosk.screens.head.letter_kept import KeptLetterScreen
from kiosk.screens.teacher.masking import MaskingScreen
from tests.school import School, actor, issue
from tests.screens.teacher.printers import Printers
from tests.screens.under_pilot import UnderPilot

Subject = Callable[[Store], About]


@dataclass
class AtLetter(UnderPilot):
    """The screen on which a letter is written."""

    about: About
    screen: LetterScreen
    results: list[int | None]

    async def write(self, text: str) -> None:
        await self.press(*("space" if sign == " " else sign for sign in text))

    async def save_in(self, folder: Path) -> None:
        """From the letter onto the stick."""
        await self.press("f8")
        await self.until(ChooseDialog)
        await self.press("enter")
        await self.until(AskDialog)
        self.app.screen.query_one(Input).value = str(folder)
        await self.press("enter")

    @property
    def kept(self) -> list[Letter]:
        store = self.app.desk.store
        return letters.letters_of(store, actor(store, "Anneke"), self.about.pupil_id)


def third_form(store: Store) -> About:
    for _ in range(3):
        form = issue(store).form
    assert form.pupil_id is not None
    return About(form.pupil_id, form_id=form.id)


def deviation(store: Store) -> About:
    """A warning out of order, whose reason names another child twice."""
    pupil = next(one for one in people.pupils(store) if one.given_name == "Luuk")
    reason = "Luuk bedreigde Zofia. Zofia is bang."
    line = lines.deviate(store, actor(store, "Anneke"), pupil.id, StepKind.OFFICIAL_WARNING, reason)
    return About(pupil.id, turn_id=line.open_steps[0].turn_id)


@asynccontextmanager
async def at_letter(
    school: School,
    subject: Subject = third_form,
    kind: LetterKind = LetterKind.INVITATION,
    size: tuple[int, int] = (80, 24),
    usual: str = "",
) -> AsyncIterator[AtLetter]:
    app = school.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        store = app.desk.store
        about = subject(store)
        head = actor(store, "Anneke")
        if usual:
            choose_printer(store, head, usual)
        screen = LetterScreen(app.desk, head, kind, about)
        results: list[int | None] = []
        app.push_screen(screen, results.append)
        await pilot.pause()
        yield AtLetter(pilot, app, about, screen, results)


async def test_an_invitation_is_typed_read_printed_and_then_kept(school: School, printers: Printers) -> None:
    async with at_letter(school, usual="team") as here:
        await here.write("morgen 15:30")
        await here.press("f8")
        assert "Wanneer: dinsdag 24 november 2026 om 15.30 uur" in here.says()
        await here.press("enter")
        await here.until(ChooseDialog)
        assert "De brief over Luuk printen" in here.says()
        await here.press("enter")
        await here.until(ConfirmDialog)
        assert here.kept == []  # sent is not printed
        assert "Luuk" not in printers.said
        await here.press("enter")
        (kept,) = here.kept
        assert here.results == [kept.id]
        assert "Wanneer: dinsdag 24 november 2026 om 15.30 uur" in kept.text
        assert kept.form_id == here.about.form_id


async def test_a_letter_on_a_stick_is_kept_too(school: School, no_printers: Path) -> None:
    async with at_letter(school) as here:
        await here.write("morgen 15:30")
        await here.press("f8")
        await here.save_in(no_printers)
        await here.pilot.pause()
        assert [path.name for path in no_printers.iterdir()] == ["brief-20261123-100000.pdf"]
        assert len(here.kept) == 1


async def test_no_paper_no_letter(school: School, printers: Printers) -> None:
    async with at_letter(school, usual="team") as here:
        await here.write("morgen 15:30")
        await here.press("f8", "f8")
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(ConfirmDialog)
        await here.press("escape")
        await here.until(LetterScreen)
        assert here.kept == []
        assert here.results == []


async def test_what_is_missing_is_said_with_the_cursor_there_and_nothing_is_lost(school: School) -> None:
    async with at_letter(school) as here:
        await here.press("f8")
        assert "Vul nog in: wanneer is het gesprek." in here.told()
        await here.write("morgen 15:30")
        await here.press("enter")
        await here.press("end", *["backspace"] * 20)
        await here.press("f8")
        assert "Vul nog in: waar." in here.told()
        field = here.screen.focused
        assert isinstance(field, Input)
        assert field.border_title == "Waar"
        assert here.screen.query(Input).first().value == "morgen 15:30"


async def test_a_moment_that_has_been_is_refused(school: School) -> None:
    async with at_letter(school) as here:
        await here.write("gisteren 9:00")
        await here.press("f8")
        assert "Dit moment is al geweest." in here.told()


async def test_another_child_is_masked_and_an_adult_decides_before_it_prints(school: School, no_printers: Path) -> None:
    async with at_letter(school, deviation, LetterKind.OFFICIAL_WARNING) as here:
        await here.write("Rust.")
        await here.press("tab")
        await here.write("Hulp.")
        await here.press("f8")
        assert "Luuk bedreigde (naam). (naam) is bang." in here.says()
        assert "Namen van andere kinderen afgeschermd: 2." in here.says()
        await here.press("f8")
        await here.until(ChooseDialog)
        await here.press("enter")
        await here.until(MaskingScreen)
        await here.press("space", "f8")  # the first one stays
        await here.until(AskDialog)
        here.app.screen.query_one(Input).value = str(no_printers)
        await here.press("enter")
        await here.wait_until(lambda: here.kept)
        (kept,) = here.kept
        assert "Luuk bedreigde Zofia. (naam) is bang." in kept.text


async def test_typed_words_are_asked_about_before_they_are_lost(school: School) -> None:
    async with at_letter(school) as here:
        await here.write("morgen")
        await here.press("escape")
        assert isinstance(here.app.screen, ConfirmDialog)
        await here.press("escape")
        await here.until(LetterScreen)
        await here.press("escape", "left", "enter")
        assert here.results == [None]


async def test_without_a_word_typed_escape_goes_back(school: School) -> None:
    async with at_letter(school) as here:
        await here.press("escape")
        assert here.results == [None]


async def test_fields_and_letter_stand_side_by_side_where_there_is_room(school: School) -> None:
    async with at_letter(school, size=(120, 40)) as here:
        await here.write("morgen 15:30")
        assert "Wanneer: dinsdag 24 november 2026 om 15.30 uur" in here.says()
        assert all(side.display for side in (here.screen.query_one("#fields"), here.screen.query_one("#letter")))


async def test_on_a_small_screen_f6_goes_from_the_fields_to_the_letter_and_back(school: School) -> None:
    async with at_letter(school) as here:
        assert not here.screen.query_one("#letter").display
        await here.press("f6")
        assert not here.screen.query_one("#fields").display
        await here.press("f6")
        assert here.screen.query_one("#fields").display


async def test_words_that_look_like_markup_are_shown_as_they_are(school: School) -> None:
    async with at_letter(school, size=(120, 40)) as here:
        await here.press("tab", "end")
        await here.write(" [@click=app.quit]x[/x]")
        assert "op school [@click=app.quit]x[/x]" in here.says()


@pytest.mark.parametrize("who", ["Joost", "Fenna"])
async def test_who_is_not_directie_is_told_at_once(school: School, who: str) -> None:
    app = school.app()
    async with app.run_test() as pilot:
        await pilot.pause()
        about = third_form(app.desk.store)
        with pytest.raises(Refused, match="Een brief schrijft de directie"):
            LetterScreen(app.desk, actor(app.desk.store, who), LetterKind.INVITATION, about)


async def test_a_kept_letter_is_read_by_ib_and_printed_again_by_directie(school: School, no_printers: Path) -> None:
    async with at_letter(school) as here:
        await here.write("morgen 15:30")
        await here.press("f8")
        await here.save_in(no_printers)
        await here.pilot.pause()
        (kept,) = here.kept
        store = here.app.desk.store
        for who, prints in (("Joost", False), ("Anneke", True)):
            here.app.push_screen(KeptLetterScreen(here.app.desk, actor(store, who), kept))
            await here.pilot.pause()
            assert "Uitnodiging · Luuk" in here.says()
            assert "Wanneer: dinsdag 24 november 2026 om 15.30 uur" in here.says()
            await here.press("p")
            if prints:
                await here.until(ChooseDialog)
                await here.press("escape")
            assert isinstance(here.app.screen, KeptLetterScreen)
            await here.press("escape")
        assert len(here.kept) == 1
