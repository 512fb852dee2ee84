"""The field for a child's words: no key, paste or slip of the mouse takes anything away."""

import string

from textual import events
from textual.app import App, ComposeResult

from kiosk.rules.answer import MAX_LENGTH
from kiosk.screens.pupil.answer_area import AnswerArea
from tests.school import School
from tests.screens.pupil.sitting import kiosk, on_screen, sit_down

WORDS = "Ik was boos.\nToen liep ik weg."


class FieldApp(App[None]):
    """Nothing but the field."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.area = AnswerArea(text, empty="nog leeg", id="answer")
        self.times_full = 0

    def compose(self) -> ComposeResult:
        yield self.area

    def on_answer_area_full(self) -> None:
        self.times_full += 1


async def test_no_function_key_and_no_letter_with_ctrl_changes_a_word() -> None:
    app = FieldApp(WORDS)
    keys = [f"f{number}" for number in range(1, 13)]
    keys += [f"ctrl+{letter}" for letter in string.ascii_lowercase if letter not in "qcpzyim"]
    keys += [
        "ctrl+shift+k",
        "ctrl+backspace",
        "alt+backspace",
        "alt+delete",
        "super+backspace",
        "super+x",
        "shift+home",
    ]
    async with app.run_test() as pilot:
        await pilot.press("up")
        for key in keys:
            app.post_message(events.Key(key, None))
        await pilot.pause()
        assert app.area.text == WORDS


async def test_a_letter_after_any_choosing_key_adds_and_replaces_nothing() -> None:
    app = FieldApp("boos")
    async with app.run_test() as pilot:
        await pilot.press("f7", "ctrl+a", "f6", "shift+home", "shift+up", "ctrl+shift+left", "x")
        assert app.area.text == "boosx"


async def test_dragging_or_double_clicking_chooses_nothing() -> None:
    app = FieldApp("ik was boos")
    async with app.run_test() as pilot:
        await pilot.mouse_down(AnswerArea, offset=(3, 1))
        await pilot.hover(AnswerArea, offset=(9, 1))
        await pilot.mouse_up(AnswerArea, offset=(9, 1))
        await pilot.click(AnswerArea, offset=(5, 1), times=2)
        assert app.area.selection.is_empty
        await pilot.press("!")
        assert len(app.area.text) == len("ik was boos!")


async def test_undo_and_redo_work() -> None:
    app = FieldApp("")
    async with app.run_test() as pilot:
        await pilot.press(*"hallo", "ctrl+z")
        assert app.area.text == ""
        await pilot.press("ctrl+y")
        assert app.area.text == "hallo"


async def test_pasted_text_is_cleaned_and_cut_and_the_child_is_told() -> None:
    app = FieldApp("Ik ")
    async with app.run_test() as pilot:
        app.post_message(events.Paste("was\x1b[31m \u202eboos\r\n[/x] 😀"))
        await pilot.pause()
        assert app.area.text == "Ik was[31m boos\n[/x] 😀"
        assert app.times_full == 0
        app.post_message(events.Paste("a" * 3 * MAX_LENGTH))
        await pilot.pause()
        assert len(app.area.text) == MAX_LENGTH
        await pilot.press("b")
        assert len(app.area.text) == MAX_LENGTH
        assert app.area.text.endswith("a")
        assert app.times_full == 2


async def test_nothing_goes_to_the_clipboard() -> None:
    app = FieldApp("geheim")
    async with app.run_test() as pilot:
        await pilot.press("f7", "ctrl+c", "ctrl+x", "super+c")
        assert app.clipboard == ""


async def test_a_starter_comes_at_the_cursor_without_its_dots() -> None:
    app = FieldApp("Hoi.")
    async with app.run_test() as pilot:
        app.area.put_starter("Ik hoopte dat …")
        await pilot.press(*"het goed kwam")
        assert app.area.text == "Hoi. Ik hoopte dat het goed kwam"


async def test_an_untouched_starter_makes_way_for_the_next_one() -> None:
    app = FieldApp("")
    async with app.run_test() as pilot:
        app.area.put_starter("Ik was …")
        app.area.put_starter("Eerst …")
        assert app.area.text == "Eerst "
        await pilot.press("x")
        app.area.put_starter("Toen …")
        assert app.area.text == "Eerst x Toen "


async def test_the_letter_that_begins_a_new_line_at_the_foot_is_seen_at_once(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        area = app.screen.query_one(AnswerArea)
        area.insert("\n".join(["regel"] * area.size.height))
        await pilot.pause()
        await pilot.press("enter", "Q")
        await pilot.pause()
        assert "Q" in on_screen(app)
        await pilot.press(*("w" * 70), "Z")
        await pilot.pause()
        assert "Z" in on_screen(app)


async def test_undo_and_redo_past_the_first_screenful_are_no_fault(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        await sit_down(pilot, app)
        await pilot.press("enter")
        area = app.screen.query_one(AnswerArea)
        area.insert("x" + "\n" * 30)
        await pilot.pause()
        await pilot.press(*["ctrl+z"] * 3, *["ctrl+y"] * 3)
        await pilot.pause()
        assert area.text.startswith("x")
