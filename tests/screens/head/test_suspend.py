"""Filling in a suspension: the last chance first, days counted while one types, and one careful question at the end."""

from datetime import date, datetime

import pytest

from kiosk.db import suspensions
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.suspension import Ground, LastChance, Suspension
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.head.suspend import SuspendScreen
from kiosk.screens.head.suspension import SuspensionScreen
from tests.school import School, actor, issue
from tests.screens.head.par11 import FILLED, conference, luuk, open_suspend, start
from tests.screens.head.scenes import earlier, kiosk, told, words
from tests.screens.roads.scenes import press
from tests.screens.roads.test_write import fields_focused


def kept(store: Store) -> list[Suspension]:
    return suspensions.suspensions_of(store, actor(store, "Joost"), luuk(store))


async def test_everything_is_filled_in_by_keys_and_one_question_stands_before_the_decision(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_suspend(pilot)
        assert "Afgeweken, ma 23 nov: Dreigde met een mes." in words(pilot)
        await press(pilot, *FILLED, "f8")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        summary = words(pilot)
        assert "2 schooldagen: di 24 nov tot en met wo 25 nov.\nTerug op do 26 nov, 8.30 uur." in summary
        assert "bericht aan leerplicht, bericht aan de inspectie." in summary
        assert "Bezwaar bij het schoolbestuur kan tot en met ma 30 nov." in summary
        await press(pilot, "enter")  # no has the focus
        assert isinstance(pilot.app.screen, SuspendScreen)
        assert kept(store) == []
        await press(pilot, "f8", "left", "enter")
        (one,) = kept(store)
        assert (one.first_day, one.last_day) == (date(2026, 11, 24), date(2026, 11, 25))
        assert (one.return_at, one.heard_on) == (datetime(2026, 11, 26, 8, 30), date(2026, 11, 23))
        assert (one.last_chance, one.last_chance_why) == (LastChance.IMPOSSIBLE, "Ouders willen niet.")
        assert (one.reason, one.heard) == ("Sloeg op het plein.", "Luuk en moeder")
        assert (one.schoolwork, one.contact) == ("Rekenen en taal.", "Anneke de Groot, 0320 123 456")
        assert told(pilot) == "Besloten en opgeschreven: di 24 nov tot en met wo 25 nov."


async def test_a_conference_that_was_held_is_the_first_choice_and_asks_no_why(school: School) -> None:
    conference(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_suspend(pilot)
        await press(pilot, "1")
        assert fields_focused(pilot) == "Eerste dag thuis"
        await press(pilot, "tab", ["25-11"], "tab", "tab", ["Luuk"], "tab", "tab", ["Sloeg."], "tab", ["Taal."], "f8")
        await press(pilot, "left", "enter")
        (one,) = kept(store)
        assert one.last_chance is LastChance.HELD
        assert one.conference_id is not None


async def test_a_chance_that_is_still_open_is_a_deviation_with_a_reason(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_suspend(pilot)
        await press(pilot, "2")
        assert fields_focused(pilot) == "Waarom kun je er niet op wachten?"
        await press(pilot, *FILLED[2:], "f8")
        assert "Waarom kun je er niet op wachten?" in told(pilot)
        assert fields_focused(pilot) == "Waarom kun je er niet op wachten?"
        await press(pilot, ["Te gevaarlijk."], "f8", "left", "enter")
        assert [one.last_chance for one in kept(store)] == [LastChance.OPEN]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Kies de laatste dag. Elke dag thuis is een schorsing"),
        ("24-11", "1 schooldag, terug op wo 25 nov."),
        ("30-11", "5 schooldagen, terug op di 1 dec."),
        ("1-12", "Dit zijn 6 schooldagen. Het mogen er ten hoogste 5 zijn."),
        ("28-11", "Zaterdag 28 november 2026 is geen schooldag."),
        ("ooit", "Bij “Laatste dag thuis”: Deze dag kan ik niet lezen."),
    ],
)
async def test_the_days_are_counted_while_one_types(school: School, typed: str, sentence: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await open_suspend(pilot)
        await press(pilot, "1", "tab", "tab", [typed])
        assert sentence in words(pilot)


BACK = "Terug op wo 25 nov, om"


@pytest.mark.parametrize(
    ("keys", "field", "sentence"),
    [
        (["f8"], "Laatste kans: het herstelgesprek", "Kies eerst wat er met de laatste kans is."),
        (["1", "f8"], "Laatste dag thuis", "Bij “Laatste dag thuis”: Deze dag kan ik niet lezen."),
        (
            ["1", ["x"], "tab", "tab", ["24-11"], "tab", ["laat"], "f8"],
            BACK,
            "Bij “Terugkeergesprek”: Deze tijd kan ik niet",
        ),
        (["1", ["x"], "tab", "tab", ["24-11"], "tab", ["8-12"], "f8"], BACK, "niet lezen. Typ bijvoorbeeld 8:30."),
        (["enter", "2"], "Waarom kun je er niet op wachten?", ""),
        (["1", ["x"], "tab", "tab", ["24-11"], "f8"], "Reden", "Wat is de reden?"),
        (["1", ["x"], "tab", "tab", ["3-12"], "f8"], "Laatste dag thuis", "Dit zijn 8 schooldagen."),
    ],
)
async def test_what_is_missing_is_said_and_gets_the_focus_and_nothing_is_decided(
    school: School, keys: list[str | list[str]], field: str, sentence: str
) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_suspend(pilot)
        await press(pilot, *keys)
        assert sentence in told(pilot)
        assert fields_focused(pilot) == field
        assert kept(store) == []


async def test_escape_asks_only_when_something_was_filled_in(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await open_suspend(pilot)
        await press(pilot, "1", "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, SuspendScreen)
        await press(pilot, "escape", "left", "enter")
        assert not isinstance(pilot.app.screen, SuspendScreen)
        await open_suspend(pilot)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, SuspendScreen)


async def test_the_forms_of_the_round_can_be_read_while_filling_in(school: School) -> None:
    for n in range(7):
        with earlier(school, f"2026-11-{n + 9:02d} 10:00") as store:
            form_id = issue(store).form.id
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_suspend(pilot, Ground(form_id=form_id))
        assert "7e formulier, zo 15 nov: lichamelijk geweld, plein" in words(pilot)
        await press(pilot, "f6")
        assert words(pilot).count("e formulier, ") == 7
        await press(pilot, "f6", *FILLED, "f8", "left", "enter")  # the key that opened it closes it
        assert [one.form_id for one in kept(store)] == [form_id]


async def test_who_may_not_suspend_is_told_who_decides(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await start(pilot)
        with pytest.raises(Refused, match="Dit besluit de directie"):
            SuspendScreen(kiosk(pilot).desk, actor(store, "Joost"), luuk(store), Ground(form_id=1))


async def test_what_is_typed_is_shown_as_text_and_never_obeyed(school: School) -> None:
    odd = "[/x] [@click=app.quit]klik[/] [b"
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_suspend(pilot)
        filled = [[odd] if isinstance(keys, list) and keys != ["25-11"] else keys for keys in FILLED]
        await press(pilot, *filled, "f8", "left", "enter")
        (one,) = kept(store)
        assert one.reason == one.heard == one.schoolwork == one.last_chance_why == odd
        await pilot.app.push_screen(SuspensionScreen(kiosk(pilot).desk, actor(store, "Anneke"), one.id))
        await press(pilot, "enter", "enter", [odd], "enter", "l")
        assert f"Reden:\n{odd}" in words(pilot)
        assert f"Brief aan de ouders: ma 23 nov, Anneke de Groot. {odd}" in words(pilot)
