"""Beheer says hints and starters in the school's own words, and can go back to the program's."""

from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db.store import Store
from kiosk.screens.admin.questions import QuestionScreen, QuestionsScreen
from kiosk.screens.dialogs import ConfirmDialog
from tests.school import School, actor
from tests.screens.head.scenes import kiosk, rows, told


async def come_in(pilot: Pilot[None]) -> Store:
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(QuestionsScreen(app.desk, actor(app.desk.store, "Tess")))
    await pilot.pause()
    return app.desk.store


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def field(pilot: Pilot[None], name: str) -> str:
    return pilot.app.screen.query_one(f"#{name}", Input).value


async def test_own_words_are_saved_and_the_programs_come_back(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        base = store.settings.policy.questions[1]
        await press(pilot, "down", "enter")
        assert field(pilot, "hint") == base.hint
        await press(pilot, *" [/x]", "tab", "tab", *["backspace"] * 60, "f8")
        assert "Bewaard." in told(pilot)
        own = store.settings.policy.questions[1]
        assert (own.hint, own.starters) == (f"{base.hint} [/x]", base.starters[1:])
        assert store.settings == settings.load(school.home)
        assert rows(pilot)[1] == "2 Wat dacht je? eigen woorden"
        await press(pilot, "enter", "f4", "f8")
        assert store.settings.policy.questions[1] == base
        assert "[[question]]\n" not in school.home.settings.read_text(encoding="utf-8").replace("# [[question]]\n", "")


async def test_without_a_hint_it_is_not_saved_and_what_was_typed_is_asked_about(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = store.settings
        await press(pilot, "enter", "f8")
        assert "Er is niets veranderd." in told(pilot)
        await press(pilot, "enter", *["backspace"] * 60, "f8")
        assert "Bij een vraag hoort een hint" in told(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, QuestionScreen)
        assert store.settings is before
