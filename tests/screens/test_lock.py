"""The idle lock: words of staff stay, covered, for the same person; and start says only what is true."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.db import answers, facts
from kiosk.db.writer import AnswerWriter
from kiosk.screens.base import IDLE_LIMIT, LONGEST_IDLE, NOT_KEPT
from kiosk.screens.crash import CrashScreen
from kiosk.screens.dialogs import AskDialog, ConfirmDialog
from kiosk.screens.idle_app import DAY_OVER, GIVEN_UP
from kiosk.screens.lock import LockScreen
from kiosk.screens.start import StartScreen
from kiosk.screens.teacher.talk import TalkScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import PIN, School, actor, hand_in, issue
from tests.screens.under_pilot import wait_until

SECRET = "Sorry"
TALK = ("f6", *SECRET)


@asynccontextmanager
async def at_the_talk(school: School, *typed: str) -> AsyncIterator[tuple[Pilot[None], KioskApp]]:
    """Fenna on the talk's screen above Vandaag, with these keys typed; then nobody touches the kiosk."""
    app = school.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        store = app.desk.store
        form = issue(store).form
        hand_in(store, form, "Ik was boos.")
        fenna = actor(store, "Fenna")
        await app.push_screen(TodayScreen(app.desk, fenna))
        await app.push_screen(TalkScreen(app.desk, fenna, form.id))
        await pilot.press(*typed)
        await idle(pilot, app, IDLE_LIMIT + 1)
        yield pilot, app


async def idle(pilot: Pilot[None], app: KioskApp, seconds: float) -> None:
    """So long ago was the last key."""
    app._last_touch -= seconds
    app.call_later(app._look_for_idle)  # in the app's own turn, as its timer does
    await pilot.pause()


async def check_pin(pilot: Pilot[None], app: KioskApp, pin: str) -> None:
    """Type a PIN, and wait until the lock has answered: it is gone, or says something (and not of the try before)."""
    app.screen.query_one("#sentence", Label).update("")
    await pilot.press(*pin)

    def answered() -> bool:
        return not isinstance(app.screen, LockScreen) or bool(app.screen.query_one("#sentence", Label).content)

    await wait_until(pilot, answered)


def said(app: KioskApp) -> str:
    return "\n".join(str(label.render()) for label in app.screen.query(Label))


async def test_typed_words_are_covered_and_the_same_person_goes_on(school: School) -> None:
    async with at_the_talk(school, *TALK) as (pilot, app):
        assert isinstance(app.screen, LockScreen)
        assert "Fenna ter Beek, typ je pincode." in said(app)
        picture = app.export_screenshot()
        assert SECRET not in picture
        assert "boos" not in picture
        await idle(pilot, app, IDLE_LIMIT + 1)  # and only one lock
        await check_pin(pilot, app, "111111")
        assert "Deze pincode klopt niet. De code van een leerling werkt hier niet." in said(app)
        assert "Ben je een leerling met een code? Dat kan hier nu niet. Haal Fenna ter Beek" in said(app)
        await check_pin(pilot, app, PIN)
        assert isinstance(app.screen, TalkScreen)
        await pilot.press(*", hand", "f8")
        assert isinstance(app.screen, TodayScreen)
        talk = facts.talk_of(app.desk.store, actor(app.desk.store, "Fenna"), 1)
        assert talk is not None
        assert talk.outcome == f"{SECRET}, hand"


async def test_without_typed_words_an_idle_staff_screen_goes_back_to_start(school: School) -> None:
    async with at_the_talk(school) as (_, app):
        assert isinstance(app.screen, StartScreen)
        assert "Even pauze. Alles is bewaard." in said(app)


async def test_somebody_else_hears_first_what_is_lost(school: School) -> None:
    async with at_the_talk(school, *TALK) as (pilot, app):
        for key in ("f2", "escape"):
            await pilot.press(key)
            assert isinstance(app.screen, ConfirmDialog)
            assert "Wat Fenna ter Beek typte, is niet bewaard." in said(app)
            await pilot.press("enter")  # the focus stands on no
            assert isinstance(app.screen, LockScreen)
        await pilot.press("f2", "shift+tab", "enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert len([screen for screen in app.screen_stack if isinstance(screen, TalkScreen)]) == 0


async def test_after_an_hour_the_lock_gives_up_and_says_so(school: School) -> None:
    async with at_the_talk(school, *TALK) as (pilot, app):
        await idle(pilot, app, LONGEST_IDLE)
        assert isinstance(app.screen, StartScreen)
        assert GIVEN_UP in said(app)
        assert "Fenna" not in said(app)


async def test_a_reason_typed_in_a_dialog_is_kept_too(school: School) -> None:
    async with at_the_talk(school, "f4", *"Vertel") as (pilot, app):
        assert isinstance(app.screen, LockScreen)
        await check_pin(pilot, app, PIN)
        assert isinstance(app.screen, AskDialog)
        assert app.screen.unsaved()


async def test_no_sentence_of_before_stays_over_the_lock(school: School) -> None:
    async with at_the_talk(school, *TALK, "escape", "escape") as (pilot, app):
        await check_pin(pilot, app, PIN)
        assert isinstance(app.screen, TalkScreen)
        app.screen.tell("De code voor Luuk: 123 456")
        await pilot.pause()
        await idle(pilot, app, IDLE_LIMIT + 1)
        assert isinstance(app.screen, LockScreen)
        assert "Luuk" not in app.export_screenshot()


async def test_start_says_that_saving_does_not_work_when_it_does_not(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        issued = issue(app.desk.store)
        await pilot.press(*issued.code)
        await pilot.pause()
        await pilot.press("enter", "enter")
        assert answers.pupil_form(app.desk.store, issued.form.id)
        monkeypatch.setattr(AnswerWriter, "flush", lambda _writer: False)
        await idle(pilot, app, IDLE_LIMIT + 1)
        assert isinstance(app.screen, StartScreen)
        assert NOT_KEPT in said(app)
        assert "Alles is bewaard" not in said(app)


@pytest.mark.parametrize(
    ("typed", "kept", "sentence"),
    [
        ((), True, "Even opnieuw. Alles wat je schreef is bewaard."),
        (TALK, True, "Even opnieuw. Wat je net typte, is niet bewaard."),
        ((), False, f"Even opnieuw. {NOT_KEPT}"),
    ],
)
async def test_the_calm_screen_says_no_more_than_is_true(
    school: School, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], kept: bool, sentence: str
) -> None:
    async with at_the_talk(school, *TALK) as (pilot, app):
        await check_pin(pilot, app, PIN)
        if not typed:
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("left", "enter")  # the focus stands on going on
            await pilot.pause()
            assert isinstance(app.screen, TodayScreen)
        monkeypatch.setattr(AnswerWriter, "flush", lambda _writer: kept)
        app.call_later(app._recover)
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, CrashScreen)
        assert sentence in said(app)


# -- the end of the day ------------------------------------------------------------------------------------------------


async def day_passes(pilot: Pilot[None], app: KioskApp, school: School, *moments: str) -> None:
    """The kiosk looks at the clock at each of these times of Monday 23 November or later."""
    for moment in moments:
        school.clock.now = datetime.fromisoformat(f"2026-11-{moment}")
        app.call_later(app._look_for_day_end)  # in the app's own turn, as its timer does
        await pilot.pause()


async def test_at_days_end_and_at_midnight_a_staff_screen_goes_to_start_however_busy_it_is(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        fenna = actor(app.desk.store, "Fenna")
        await app.push_screen(TodayScreen(app.desk, fenna))
        await day_passes(pilot, app, school, "23 10:00", "23 17:59")
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("down")
        gone = list(app.screen.walk_children())
        await day_passes(pilot, app, school, "23 18:00")
        assert isinstance(app.screen, StartScreen)
        assert DAY_OVER in said(app)
        assert not any(widget.is_attached for widget in gone)
        await app.push_screen(TodayScreen(app.desk, fenna))  # who comes in later works on
        await day_passes(pilot, app, school, "23 18:01", "23 20:00", "23 23:59")
        assert isinstance(app.screen, TodayScreen)
        await day_passes(pilot, app, school, "24 00:00")
        assert isinstance(app.screen, StartScreen)


async def test_at_days_end_typed_words_of_staff_are_covered_and_stay(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        form = issue(app.desk.store).form
        hand_in(app.desk.store, form, "Ik was boos.")
        fenna = actor(app.desk.store, "Fenna")
        await app.push_screen(TodayScreen(app.desk, fenna))
        await app.push_screen(TalkScreen(app.desk, fenna, form.id))
        await pilot.press(*TALK)
        await day_passes(pilot, app, school, "23 17:00", "23 18:30", "24 00:30")
        assert isinstance(app.screen, LockScreen)
        assert SECRET not in app.export_screenshot()
        assert sum(isinstance(screen, LockScreen) for screen in app.screen_stack) == 1
        await check_pin(pilot, app, PIN)
        assert isinstance(app.screen, TalkScreen)


async def test_who_comes_in_between_two_looks_at_the_clock_is_not_sent_away_for_the_one_before(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.push_screen(TodayScreen(app.desk, actor(app.desk.store, "Fenna")))
        await day_passes(pilot, app, school, "23 17:59")
        await app.pop_screen()
        await app.push_screen(TodayScreen(app.desk, actor(app.desk.store, "Fenna")))
        await day_passes(pilot, app, school, "23 18:01")
        assert isinstance(app.screen, TodayScreen)


async def test_at_days_end_nothing_happens_to_a_child_or_before_anybody_is_in(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await day_passes(pilot, app, school, "23 17:00", "23 19:00")
        assert isinstance(app.screen, StartScreen)
        assert DAY_OVER not in said(app)
