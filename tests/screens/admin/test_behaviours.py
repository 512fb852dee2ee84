"""Beheer changes what a form can name: told before it is saved, and old forms keep reading."""

from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db.store import Store
from kiosk.rules.own_list import offered
from kiosk.screens.admin.behaviours import BehavioursScreen
from kiosk.screens.dialogs import AskDialog, ConfirmDialog
from tests.school import School, actor
from tests.screens.head.scenes import kiosk, rows, told, words


async def come_in(pilot: Pilot[None]) -> Store:
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(BehavioursScreen(app.desk, actor(app.desk.store, "Tess")))
    await pilot.pause()
    return app.desk.store


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_one_is_added_one_renamed_one_off_one_moved_and_all_is_told_and_saved(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "enter")
        await press(pilot, *"!", "enter")
        await press(pilot, "down", "down", "u")
        await press(pilot, "n")
        await press(pilot, *"lawaai [/x]", "enter")
        assert rows(pilot)[-2:] == ["● lawaai [/x] nieuw", "● anders, namelijk …"]
        assert rows(pilot)[2] == "○ pesten staat uit"
        await press(pilot, "tab")
        assert "Plekken: waar het kan gebeuren" in words(pilot)
        await press(pilot, "down", "h")
        assert rows(pilot)[:2] == ["● klas", "● plein"]
        await press(pilot, "f8")
        said = words(pilot)
        assert "gebaren' heet nu 'schelden, vloeken, kwetsende taal of gebaren!', ook op" in said
        assert "Niet meer te kiezen: pesten." in said
        assert "Nieuw: lawaai [/x].\n- De volgorde is anders." in said
        await press(pilot, "enter")
        assert "Bewaard." in told(pilot)
        policy = settings.load(school.home).policy
        assert policy == store.settings.policy
        assert "bullying" not in [one.key for one in offered(policy.behaviours)]
        assert policy.behaviour_label("lawaai_x") == "lawaai [/x]"
        assert "# Drie cijfers" in school.home.settings.read_text(encoding="utf-8")


async def test_a_name_that_does_not_fit_is_told_and_stands_there_still(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "n")
        await press(pilot, *"pesten", "enter")
        assert isinstance(pilot.app.screen, AskDialog)
        assert "▲ Dit staat al in de lijst." in words(pilot)
        assert pilot.app.screen.query_one(Input).value == "pesten"
        await press(pilot, "escape")
        await press(pilot, "end", "u")
        assert "blijft altijd in de lijst" in told(pilot)
        await press(pilot, "f8")
        assert not isinstance(pilot.app.screen, BehavioursScreen)  # nothing changed: nothing asked


async def test_what_was_not_saved_is_asked_about_and_a_file_with_a_mistake_is_told(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = store.settings
        await press(pilot, "u")
        school.home.settings.write_text("[school", encoding="utf-8")
        await press(pilot, "f8")
        await press(pilot, "enter")
        assert "schrijffout op regel 1" in told(pilot)
        assert rows(pilot)[0].endswith("staat uit"), "nothing is lost"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "left", "enter")
        assert not isinstance(pilot.app.screen, BehavioursScreen | ConfirmDialog)
        assert store.settings is before
