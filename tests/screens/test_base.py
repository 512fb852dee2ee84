"""What all staff screens share: one quiet line for what is said, and Tab that does not lose letters."""

import pytest
from textual.events import Key
from textual.widgets import Footer
from textual.widgets._toast import Toast

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
        await pilot.press("f6", "tab", "tab")
        for key in ("a", "tab", "b", "c", "tab", "d", "shift+tab", "e"):  # faster than any of them is handled
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        texts = screen._fields.texts()
        assert (texts["present"], texts["outcome"], texts["agreement_if"]) == ("a", "bce", "d")
