"""An exception of every kind, everywhere: a calm screen, no word lost, and a log line of type and place alone."""

import asyncio
import re
from collections.abc import Callable

import pytest
from textual import on
from textual.app import ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.db import answers
from kiosk.screens.crash import CrashScreen
from kiosk.screens.dialogs import TellDialog
from kiosk.screens.pupil.answer_area import AnswerArea
from kiosk.screens.start import StartScreen
from tests.school import PIN, School, issue

SECRET = f"Ik schaamde me voor {PIN}"
TYPED = "Ik pakte de bal"
LINE = re.compile(r"^\w+ at \S+\.py:\d+$")


def fail() -> None:
    words = SECRET  # a local variable, as a child's words are
    raise ValueError(words)


class BadRender(Label):
    def render(self) -> Visual | str:
        fail()
        return ""


class BadMarkup(Label):
    def __init__(self) -> None:
        super().__init__(f"{SECRET} [/x]")


class BadCompose(Widget):
    def compose(self) -> ComposeResult:
        fail()
        yield Label("")


class BadMount(Widget):
    def on_mount(self) -> None:
        fail()


class BadHeight(Widget):
    DEFAULT_CSS = "BadHeight { height: auto; }"

    def get_content_height(self, *_sizes: object) -> int:
        fail()
        return 1


class BadCss(ModalScreen[None]):
    CSS = "BadCss { color: van schaamte; }"


class BadDialog(ModalScreen[None]):
    def compose(self) -> ComposeResult:
        yield BadCompose()


class BadKey(Widget, can_focus=True):
    def on_key(self) -> None:
        fail()


class BadHandler(Widget):
    class Told(Message):
        """Something."""

    @on(Told)
    def _told(self) -> None:
        fail()


class BadWatch(Widget):
    told = reactive(0)

    def watch_told(self) -> None:
        if self.told:
            fail()


async def fail_soon() -> None:
    fail()


def in_call_from_thread(screen: Screen[object]) -> None:
    screen.run_worker(lambda: screen.app.call_from_thread(fail), thread=True)


def in_watch(screen: Screen[object]) -> None:
    watched = BadWatch()
    screen.mount(watched)
    screen.call_later(lambda: setattr(watched, "told", 1))


async def in_a_key(screen: Screen[object]) -> None:
    field = BadKey()
    await screen.mount(field)
    field.focus()
    screen.app.simulate_key("x")


async def in_a_handler(screen: Screen[object]) -> None:
    told = BadHandler()
    await screen.mount(told)
    told.post_message(BadHandler.Told())


def in_dialogs_answer(screen: Screen[object]) -> None:
    screen.app.push_screen(TellDialog("Let op", "Iets"), lambda _none: fail())
    screen.call_later(lambda: screen.app.screen.dismiss())


WAYS: dict[str, Callable[[Screen[object]], object]] = {
    "a key": lambda screen: screen.call_later(in_a_key, screen),
    "a handler": lambda screen: screen.call_later(in_a_handler, screen),
    "a call": lambda screen: screen.call_later(fail),
    "after the next frame": lambda screen: screen.call_after_refresh(fail),
    "a timer": lambda screen: screen.set_timer(0.01, fail),
    "a timer of the app": lambda screen: screen.app.set_timer(0.01, fail),
    "an async worker": lambda screen: screen.run_worker(fail_soon()),
    "a thread": lambda screen: screen.run_worker(fail, thread=True),
    "a thread that asks the app": in_call_from_thread,
    "a thread that is waited for": lambda screen: screen.run_worker(asyncio.to_thread(fail)),
    "a drawn widget": lambda screen: screen.mount(BadRender()),
    "markup": lambda screen: screen.mount(BadMarkup()),
    "compose": lambda screen: screen.mount(BadCompose()),
    "on_mount": lambda screen: screen.mount(BadMount()),
    "the layout": lambda screen: screen.mount(BadHeight()),
    "a watcher": in_watch,
    "a screen's style sheet": lambda screen: screen.call_later(screen.app.push_screen, BadCss()),
    "a dialog's compose": lambda screen: screen.app.push_screen(BadDialog()),
    "what a dialog answered": in_dialogs_answer,
}

FEWER = ("a key", "a thread", "compose")
FEW = ("a key", "a timer of the app", "an async worker", "a thread", "a drawn widget", "compose", "a dialog's compose")
"""Where else it may break: at least one of each kind."""


async def until_calm(app: KioskApp, after: CrashScreen | None = None) -> CrashScreen:
    """Wait for the calm screen (another one than `after`), drawn; nothing of the secret stands on it."""
    async with asyncio.timeout(60):
        while app.screen is after or app._crashing or not (isinstance(app.screen, CrashScreen) and app.screen.stands):
            await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    assert isinstance(app.screen, CrashScreen)
    shown = app.export_screenshot().replace("&#160;", " ")
    assert "Even opnieuw." in shown
    assert "schaam" not in shown
    assert TYPED not in shown
    return app.screen


async def type_some_words(app: KioskApp, pilot: Pilot[None]) -> tuple[int, str]:
    """A child comes to its first question and types; the form's id and code."""
    await pilot.pause()
    issued = issue(app.desk.store)
    await pilot.press(*issued.code)
    await pilot.pause()
    await pilot.press("enter", "enter")
    await pilot.pause()
    await pilot.press(*TYPED)
    return issued.form.id, issued.code


def assert_says_only_type_and_place(caplog: pytest.LogCaptureFixture) -> None:
    lines = [record.getMessage() for record in caplog.records]
    assert lines
    for line in lines:
        assert LINE.match(line), line
    assert "schaam" not in caplog.text
    assert PIN not in caplog.text


@pytest.mark.parametrize("way", [pytest.param(way, marks=() if way in FEW else pytest.mark.long) for way in WAYS])
async def test_wherever_it_breaks_the_words_are_kept_and_the_kiosk_goes_on(
    way: str, school: School, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        form, code = await type_some_words(app, pilot)
        assert isinstance(app.focused, AnswerArea)
        WAYS[way](app.screen)
        await until_calm(app)
        assert answers.pupil_form(app.desk.store, form).words[0].text == TYPED
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        await pilot.press(*code)
        await pilot.pause()
        assert app.screen.query_one(AnswerArea).text == TYPED
    assert_says_only_type_and_place(caplog)
    said = capfd.readouterr()
    assert "schaam" not in said.out + said.err


@pytest.mark.parametrize("way", [pytest.param(way, marks=() if way in FEWER else pytest.mark.long) for way in FEW])
async def test_it_may_break_on_start_too(way: str, school: School, caplog: pytest.LogCaptureFixture) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        WAYS[way](app.screen)
        await until_calm(app)
        await pilot.press("enter")
        await pilot.pause()
        issued = issue(app.desk.store)
        await pilot.press(*issued.code)
        await pilot.pause()
        assert not isinstance(app.screen, StartScreen)
    assert_says_only_type_and_place(caplog)


@pytest.mark.parametrize("way", [pytest.param(way, marks=() if way in FEWER else pytest.mark.long) for way in FEW])
async def test_it_may_break_in_a_dialog(way: str, school: School) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        form, _ = await type_some_words(app, pilot)
        await app.push_screen(TellDialog("Let op", SECRET))
        WAYS[way](app.screen)
        await until_calm(app)
        assert answers.pupil_form(app.desk.store, form).words[0].text == TYPED
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


@pytest.mark.parametrize("way", [pytest.param(way, marks=() if way in FEWER else pytest.mark.long) for way in FEW])
async def test_it_may_break_while_the_calm_screen_of_another_fault_stands(way: str, school: School) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.call_later(fail)
        first = await until_calm(app)
        WAYS[way](app.screen)
        await until_calm(app, after=first)
        assert len(app.screen_stack) == 3  # the blank floor, start, and one calm screen
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


async def test_many_faults_at_once_end_in_one_calm_screen(school: School) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for _ in range(50):
            app.screen.call_later(fail)
            app.call_later(fail)
        await until_calm(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


async def test_a_fault_that_never_stops_ends_the_kiosk_for_its_supervisor(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.screens.calm_app.LONGEST_RECOVERY", 0.5)
    monkeypatch.setattr(CrashScreen, "body", lambda _screen: BadCompose().compose())
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.call_later(fail)
        async with asyncio.timeout(60):
            while app._return_code is None:
                await asyncio.sleep(0.01)
    assert app.return_code == 70


async def test_what_nobody_waited_for_is_logged_by_type_and_place(
    school: School, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    app = KioskApp(school.desk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        asyncio.get_running_loop().create_task(fail_soon())
        asyncio.get_running_loop().call_soon(fail)
        await pilot.pause(0.1)
        import gc

        gc.collect()
        await pilot.pause(0.1)
        assert isinstance(app.screen, StartScreen)
    assert [one.getMessage().split(" at ")[0] for one in caplog.records] == ["asyncio: ValueError"] * 2
    said = capfd.readouterr()
    assert "schaam" not in caplog.text + said.out + said.err
