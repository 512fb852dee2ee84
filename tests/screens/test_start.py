"""Start: a code opens one form, and nothing else is told."""

from threading import Event

import pytest
from textual.widgets import Input, Label

from kiosk.app import KioskApp
from kiosk.db import answers
from kiosk.rules.answer import Words
from kiosk.screens.base import KioskScreen
from kiosk.screens.start import WAIT, StartScreen
from kiosk.screens.theme import DARK
from kiosk.vault.pins import Waits
from tests.school import School, hand_in, issue
from tests.screens.pupil.sitting import on_screen
from tests.screens.under_pilot import wait_until

SENTENCE = "Deze code ken ik niet.\nKijk nog eens op je briefje. Heb je al ingeleverd? Dan ben je klaar."


def waited(release: Event) -> None:
    release.wait(5)


def said(screen: StartScreen) -> str:
    return str(screen.query_one("#sentence", Label).content)


async def test_a_right_code_opens_the_childs_own_form(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        issued = issue(app.desk.store)
        await pilot.press(*issued.code)
        await pilot.pause()
        assert type(app.screen).__name__ == "CoolDownScreen"


async def test_every_code_that_opens_nothing_gets_the_same_sentence(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        handed_in = issue(app.desk.store)
        hand_in(app.desk.store, handed_in.form)
        yesterdays = issue(app.desk.store, pupil=1)
        school.clock.forward(days=1)
        never = next(code for code in ("000000", "111111") if code not in (handed_in.code, yesterdays.code))
        for code in (never, handed_in.code, yesterdays.code):
            await pilot.press(*code)
            await pilot.pause()
            assert isinstance(app.screen, StartScreen)
            assert said(app.screen) == SENTENCE


async def test_five_wrong_codes_wait_half_a_minute_and_then_a_right_one_opens(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.desk.store.waits = Waits(lambda: school.clock.now.timestamp())
        issued = issue(app.desk.store)
        wrong = "000000" if issued.code != "000000" else "111111"
        for _ in range(5):
            await pilot.press(*wrong)
            await pilot.pause()
        await pilot.press(*issued.code)
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert said(app.screen) == f"{WAIT}\nOver een minuut mag je het nog eens proberen."
        school.clock.forward(seconds=31)
        await pilot.press(*issued.code)
        await pilot.pause()
        assert not isinstance(app.screen, StartScreen)


@pytest.mark.parametrize("keys", ["abcdef", "[/x]", "------"])
async def test_only_digits_get_into_the_field(school: School, keys: str) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        assert app.screen.query_one("#code", Input).value == ""


async def test_a_short_code_is_told_kindly(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1", "2", "enter")
        assert isinstance(app.screen, StartScreen)
        assert said(app.screen) == "Een code heeft 6 cijfers."


async def test_who_can_help_is_one_key_away_and_back(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert not isinstance(app.screen, StartScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


async def test_who_can_help_is_told_by_name_and_place(school: School) -> None:
    with school.home.settings.open("a", encoding="utf-8") as file:
        file.write(
            '\n[[contact]]\nrole = "confidential_adviser"\nname = "Mila [b]Bakker"\nplace = "naast de bibliotheek"\n'
            '[[contact]]\nrole = "anti_bullying_coordinator"\nname = "Sem Kok"\nplace = "kamer 3"\n'
        )
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "enter")
        await pilot.pause()
        seen = on_screen(app)
        for line in (
            "Mila [b]Bakker, vertrouwenspersoon",
            "naast de bibliotheek",
            "Sem Kok, antipestcoördinator",
            "kamer 3",
        ):
            assert line in seen
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)


async def test_everything_on_start_is_reached_with_tab(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("tab", "tab", "enter")
        await pilot.pause()
        assert type(app.screen).__name__ == "LoginScreen"


async def test_the_school_may_choose_the_dark_look(school: School) -> None:
    settings = school.home.settings.read_text(encoding="utf-8")
    school.home.settings.write_text(settings.replace('look = "light"', 'look = "dark"'), encoding="utf-8")
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.theme == DARK.name


async def test_a_child_who_comes_back_finds_the_same_words(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        issued = issue(app.desk.store)
        asked = app.desk.store.settings.policy.questions[3].text
        answers.save_answer(app.desk.store, Words(issued.form.id, 4, asked, "Ik pakte de bal.", 7))
        await pilot.press(*issued.code)
        await pilot.pause()
        assert type(app.screen).__name__ == "WordsScreen"
        assert answers.pupil_form(app.desk.store, issued.form.id).current == 4


async def test_who_is_quicker_than_the_store_is_served_once_it_is_open(school: School) -> None:
    release = Event()
    app = KioskApp(school.desk(), prepare=lambda: waited(release), calm_crash=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert said(app.screen) == "De kiosk start nog op. Heel even …"
        release.set()
        await wait_until(pilot, lambda: not isinstance(app.screen, StartScreen))
        assert type(app.screen).__name__ == "LoginScreen"


async def test_no_sentence_of_the_former_person_stays_on_start(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, KioskScreen)
        app.screen.tell("De code voor Luuk: 123 456")
        await pilot.pause()
        assert "Luuk" in app.export_screenshot()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StartScreen)
        assert "Luuk" not in app.export_screenshot()


async def test_many_people_to_go_to_can_all_be_read_from_the_first(school: School) -> None:
    with school.home.settings.open("a", encoding="utf-8") as file:
        for letter in "ABCDEFG":
            file.write(f'\n[[contact]]\nrole = "confidential_adviser"\nname = "Mens {letter}"\nplace = "kamer"\n')
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("f1")
        await pilot.pause()
        assert "Wie kan mij helpen?" in on_screen(app)
        await pilot.press(*["down"] * 12)
        await pilot.pause()
        assert "Mens G" in on_screen(app)
