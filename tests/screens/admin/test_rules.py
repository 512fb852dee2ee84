"""Beheer changes the other numbers: what that does is told before it is saved."""

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db.store import Store
from kiosk.rules.retention import Terms
from kiosk.screens.admin import rules
from kiosk.screens.admin.changes_dialog import ChangesDialog
from kiosk.screens.admin.rules import RulesScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.theme import DARK
from kiosk.settings import Look, PupilScreens
from tests.school import School, actor
from tests.screens.head.scenes import kiosk, told, words


async def come_in(pilot: Pilot[None], given_name: str = "Tess") -> Store:
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(RulesScreen(app.desk, actor(app.desk.store, given_name)))
    await pilot.pause()
    return app.desk.store


async def type_number(pilot: Pilot[None], field: str, typed: str) -> None:
    pilot.app.screen.query_one(f"#{field}", Input).focus()
    await pilot.press("end", "backspace", "backspace", *typed)
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_what_was_filled_in_is_told_and_then_holds_in_the_file_and_on_the_screen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        assert all(one.region.bottom <= 21 for one in pilot.app.screen.query(Input)), "all of it is to be seen"
        for field, typed in (
            ("due_days", "3"),
            ("objection_days", "10"),
            ("school_years", "1"),
            ("cover_minutes", "9"),
        ):
            await type_number(pilot, field, typed)
        await press(pilot, "tab", "right")
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, ChangesDialog)
        said = words(pilot)
        assert "Het papier moet terug zijn 3 schooldagen nadat het meeging (nu: 1)." in said
        assert "Het scherm van een kind gaat dicht na 9 minuten (nu: 5)." in said
        assert "De kiosk wordt donker (nu: licht)." in said
        await press(pilot, "enter")
        assert "Bewaard." in told(pilot)
        saved = settings.load(school.home)
        assert store.settings == saved
        assert (saved.policy.due_days, saved.policy.out_of_group.objection_days) == (3, 10)
        assert (saved.retention, saved.pupil) == (Terms(1, 2), PupilScreens(9, Look.DARK))
        assert pilot.app.theme == DARK.name
        assert "# Zoveel schooldagen" in school.home.settings.read_text(encoding="utf-8")


@pytest.mark.parametrize(("given_name", "said"), [("Tess", "minder dan 5 formulieren"), ("Anneke", "2 formulieren")])
async def test_only_directie_reads_how_many_forms_a_shorter_term_brings_up(
    school: School, monkeypatch: pytest.MonkeyPatch, given_name: str, said: str
) -> None:
    monkeypatch.setattr(rules, "names_past", lambda _store, terms=None: (3, 1) if terms else (1, 1))
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, given_name)
        await type_number(pilot, "school_years", "1")
        await press(pilot, "f8")
        assert f"Voorbij de termijn zijn dan ook {said}. Er gaat" in " ".join(words(pilot).split())


async def test_a_wrong_number_is_told_at_its_field_and_nothing_typed_is_lost(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = store.settings
        await type_number(pilot, "due_days", "6")
        await type_number(pilot, "cover_minutes", "7")
        await press(pilot, "f8")
        assert "▲ Typ een getal van 1 tot en met 5." in words(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#due_days")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#cover_minutes", Input).value == "7"
        await type_number(pilot, "due_days", "1")
        await type_number(pilot, "cover_minutes", "5")
        await press(pilot, "f8")
        assert not isinstance(pilot.app.screen, RulesScreen)  # nothing changed: nothing asked
        assert store.settings is before
