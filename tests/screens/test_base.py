"""What all staff screens share: one quiet line for what is said, help behind F1, and what closes with what."""

from typing import Any

import pytest
from textual.events import Key
from textual.widgets import Footer, Label
from textual.widgets._toast import Toast

from kiosk.rules.people import Pupil
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, Dialog, TellDialog
from kiosk.screens.teacher.correct_dialogs import KeyedDialog, PupilDialog
from kiosk.screens.teacher.return_dialog import ReturnDialog
from kiosk.screens.teacher.talk import TalkScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor, hand_in, issue


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_said_stands_in_the_empty_line_above_the_keys(school: School, size: tuple[int, int]) -> None:
    app = school.app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        issue(app.desk.store)
        screen = TodayScreen(app.desk, actor(app.desk.store, "Fenna"))
        await app.push_screen(screen)
        screen.tell("Papier van Kaan: akkoord. Hang het nu in ParnaSys en zet daarna een vinkje.")
        await pilot.pause()
        said = screen.query_one(Toast).region
        assert said.height == 1
        assert said.bottom == screen.query_one(Footer).region.y
        beneath = [one for one in screen.query("#rows, #why, #facts") if one.region.overlaps(said)]
        assert not beneath


async def test_what_is_said_twice_in_one_turn_stands_there_once(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        screen = TodayScreen(app.desk, actor(app.desk.store, "Fenna"))
        await app.push_screen(screen)
        screen.tell("Bewaard.")
        screen.tell("Maak nu de pincodes.")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["Maak nu de pincodes."]


async def test_a_long_name_at_the_top_ends_before_the_day(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = TodayScreen(app.desk, actor(app.desk.store, "Fenna"))
        screen.who = "voorbeeldschool-leerlingen-met-een-lange-naam.csv"
        await app.push_screen(screen)
        await pilot.pause()
        line = "".join(part.text for part in screen._compositor.render_strips()[0])
        assert "…  maandag 23 november" in line
        assert line.rstrip().endswith("10:00")


async def test_a_long_sentence_is_read_whole(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        screen = TodayScreen(app.desk, actor(app.desk.store, "Fenna"))
        await app.push_screen(screen)
        screen.tell("Zet de printer aan. " * 8, trouble=True)
        await pilot.pause()
        assert screen.query_one(Toast).region.height == 3


async def test_letters_struck_right_after_tab_land_in_the_next_field(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        form = issue(app.desk.store).form
        hand_in(app.desk.store, form)
        screen = TalkScreen(app.desk, actor(app.desk.store, "Fenna"), form.id)
        await app.push_screen(screen)
        await pilot.press("f6", "shift+tab")
        for key in ("a", "tab", "b", "c", "tab", "d", "shift+tab", "e"):  # faster than any of them is handled
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        texts = screen._fields.texts()
        assert (texts["present"], texts["outcome"], texts["agreement_if"]) == ("a", "bce", "d")


@pytest.mark.parametrize(
    "dialog",
    [
        AskDialog("Waarom?", must=False),
        ConfirmDialog("Zeker?"),
        KeyedDialog("Waar?", [("hall", "gang"), ("yard", "plein")], ()),
        PupilDialog("Wie?", [Pupil(1, "Luuk", "", "Bos", 5, 1, "De Egels")]),
        ReturnDialog("Door wie?"),
    ],
    ids=lambda dialog: type(dialog).__name__,
)
async def test_a_key_struck_twice_closes_a_dialog_and_not_the_screen_below(school: School, dialog: Dialog[Any]) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = TodayScreen(app.desk, actor(app.desk.store, "Fenna"))
        await app.push_screen(screen)
        await app.push_screen(dialog)
        await pilot.press("down" if isinstance(dialog, KeyedDialog | PupilDialog) else "tab")
        for _ in range(3):  # faster than any of them is handled
            app.post_message(Key("enter", "\r"))
        for _ in range(10):
            await pilot.pause(0.01)
        assert app.screen is screen


async def test_a_screen_that_closes_late_takes_nothing_away_that_lies_above_it(school: School) -> None:
    app = school.app()
    async with app.run_test() as pilot:
        await pilot.pause()
        below = AskDialog("Vraag", "Wat?")
        above = ConfirmDialog("Zeker?")
        await app.push_screen(below)
        await app.push_screen(above)
        await below.dismiss(None)
        await pilot.pause()
        assert app.screen is above


async def test_what_was_said_of_one_child_does_not_stand_over_the_next_screen(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        who = actor(app.desk.store, "Anneke")
        today = TodayScreen(app.desk, who)
        await app.push_screen(today)
        today.tell("De code voor Roos: 217 113")
        await pilot.pause()
        assert app._notifications
        await app.push_screen(TodayScreen(app.desk, who))
        await pilot.pause()
        assert not app._notifications


async def test_trouble_goes_when_its_screen_closes_and_what_was_done_stays(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        who = actor(app.desk.store, "Anneke")
        await app.push_screen(TodayScreen(app.desk, who))
        for trouble, left in ((True, []), (False, ["Bewaard."])):
            screen = TodayScreen(app.desk, who)
            await app.push_screen(screen)
            await pilot.pause()
            screen.tell("Bewaard.", trouble=trouble)
            await pilot.pause()
            await screen.dismiss(None)
            await pilot.pause()
            assert [note.message for note in app._notifications] == left


async def test_trouble_goes_when_somebody_mends_it_in_a_field(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = TodayScreen(app.desk, actor(app.desk.store, "Anneke"))
        await app.push_screen(screen)
        await pilot.press("slash")
        screen.tell("Dit nummer ken ik niet.", trouble=True)
        await pilot.pause()
        assert app._notifications
        await pilot.press("4")
        assert not app._notifications


class Bare(StaffScreen[None]):
    """Without a text of its own."""

    BINDINGS = [("f2", "one", "naar de een"), ("f3", "one", "ook zo"), ("escape", "back", "terug")]


async def test_f1_on_a_screen_without_a_text_of_its_own_tells_the_keys_that_work_there(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        bare = Bare(app.desk, actor(app.desk.store, "Anneke"))
        await app.push_screen(bare)
        await pilot.press("f1")
        assert type(app.screen) is TellDialog
        told = [str(label.render()) for label in app.screen.query(Label)]
        assert "f2      naar de een\nf3      ook zo\nesc     terug" in "\n".join(told).lower()
        await pilot.press("f1")
        assert bare.is_active
