"""The talk after a form: read the answers, fill in what came of it, keep it; by keys alone."""

from datetime import timedelta
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, Label, TextArea

from kiosk.app import KioskApp
from kiosk.db import agreements, facts, forms
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.form import FactKind, Form, HarmedPart, Outcome, Stage, stage
from kiosk.screens.dialogs import AskDialog, ConfirmDialog
from kiosk.screens.fields import WordsField
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.talk import TalkScreen
from tests.school import MONDAY, School, actor, hand_in, issue
from tests.school import talk as hold_talk

Kiosk = Pilot[None]
WRITTEN = "Ik was boos. [@click=app.quit] [/x] 🙂"
NARROW, WIDE = (80, 24), (120, 40)


async def begin(pilot: Kiosk, school: School, by: str = "Fenna") -> tuple[Store, Form, list[bool | None]]:
    """A form handed in at 10:31:42, and at 10:45 the screen for its talk."""
    await pilot.pause()
    app = cast(KioskApp, pilot.app)
    app.animation_level = "none"
    store = app.desk.store
    form = issue(store).form
    school.clock.forward(minutes=31, seconds=42)
    hand_in(store, form, WRITTEN)
    school.clock.now = MONDAY + timedelta(minutes=45)
    returned: list[bool | None] = []
    app.push_screen(TalkScreen(app.desk, actor(store, by), form.id), returned.append)
    await pilot.pause()
    return store, form, returned


async def press(pilot: Kiosk, *keys: str) -> None:
    """Press keys: letters of a word follow each other, the screen settles after any other key."""
    for key in keys:
        if len(key) == 1:
            pilot.app.post_message(events.Key(key, key))
        else:
            await pilot.pause()
            await pilot.press(key)
    await pilot.pause()


def in_sight(pilot: Kiosk) -> bool:
    """Whether the whole field with the focus is to be seen."""
    focused = pilot.app.focused
    assert focused is not None
    return pilot.app.screen.query_one("#fields").region.contains_region(focused.region)


def shown(pilot: Kiosk) -> str:
    return "\n".join(str(label.content) for label in pilot.app.screen.query(Label))


async def test_the_answers_stand_there_as_they_were_written(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        await begin(pilot, school)
        assert shown(pilot).count(WRITTEN) == 8
        assert "Gezien: Duwde een ander kind van het klimrek." in shown(pilot)


async def test_a_whole_talk_is_kept(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school)
        await press(pilot, "enter", *"Sorry.")
        await press(pilot, "tab", *"Als ik boos word,", "tab", *"dan loop ik weg.", "tab", *"Fijn.", "tab", *"Pauze")
        await press(pilot, "tab", "1")
        await press(pilot, "tab", "tab", *"Rust", "tab", "3", "f8")  # when and by whom have a default
        talk = facts.talk_of(store, actor(store, "Fenna"), form.id)
        assert talk is not None
        assert returned == [True]
        assert (talk.outcome, talk.missed_time, talk.teacher_remark) == ("Sorry.", "Pauze", "Fijn.")
        assert talk.agreement == "Als ik boos word, dan loop ik weg."
        assert (talk.harmed_side, talk.harmed_part) == ("Rust", HarmedPart.DECLINED)
        assert talk.present.startswith("leerkracht en ")
        assert talk.held_at == school.clock()
        after = forms.read_form(store, actor(store, "Fenna"), form.id)
        told = after.first(FactKind.PARENTS_INFORMED)
        assert told is not None
        assert (told.note, told.at, told.person) == ("gebeld", school.clock(), "")
        assert after.has(FactKind.BACK_IN_CLASS)


async def test_parents_told_earlier_and_by_someone_else_are_kept_so(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school)
        await press(pilot, "f6", *"Sorry.", "tab", "tab", "tab", "tab", "tab", "2")
        await press(pilot, *"9:59", "f8")  # before the form was given
        assert returned == []
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "9:59"
        await press(pilot, "home", *["delete"] * 4, *"10:20", "tab", "home", *["delete"] * 20, *"IB'er Karin", "f8")
        told = forms.read_form(store, actor(store, "Fenna"), form.id).first(FactKind.PARENTS_INFORMED)
        assert told is not None
        assert (told.note, told.at, told.person) == ("gesproken", MONDAY + timedelta(minutes=20), "IB'er Karin")


async def test_when_and_by_whom_are_asked_only_when_parents_were_told(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        await begin(pilot, school)
        assert not pilot.app.screen.query_one("#told").display
        await press(pilot, "f6", *["tab"] * 5, "1")
        assert pilot.app.screen.query_one("#told").display
        await press(pilot, "shift+tab", "4")
        assert not pilot.app.screen.query_one("#told").display


async def test_a_talk_on_a_day_off_is_asked_about(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school)
        school.clock.forward(days=7)
        await press(pilot, "f6", *"Sorry.", "shift+tab", "shift+tab", "shift+tab", *"zo 12:00", "f8")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Zondag 29 november 2026 is geen schooldag." in shown(pilot)
        await press(pilot, "escape")
        assert returned == []
        await press(pilot, "f8", "enter")
        assert returned == [True]
        assert facts.talk_of(store, actor(store, "Fenna"), form.id) is not None


# -- the agreement of an earlier form --------------------------------------------------------------------------------


async def test_an_earlier_agreement_stands_with_the_answers_and_so_does_how_it_went(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        await pilot.pause()
        desk = cast(KioskApp, pilot.app).desk
        earlier = issue(desk.store).form
        hand_in(desk.store, earlier)
        hold_talk(desk.store, earlier)
        school.clock.forward(days=14)
        now = issue(desk.store).form
        hand_in(desk.store, now)
        fenna = actor(desk.store, "Fenna")
        pilot.app.push_screen(TalkScreen(desk, fenna, now.id))
        await pilot.pause()
        plan = "Eerdere afspraak, ma 23 nov: Als ik boos word, dan loop ik weg. Lukte dat?"
        assert f"{plan} Nog niet nagekeken." in shown(pilot)
        agreements.check_agreement(desk.store, fenna, earlier.id, Outcome.PARTLY_KEPT, "Twee keer wel.")
        pilot.app.push_screen(TalkScreen(desk, fenna, now.id))
        await pilot.pause()
        assert f"{plan} Voor een deel gelukt. Twee keer wel." in shown(pilot)


async def test_without_an_earlier_agreement_nothing_is_said_of_one(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        await begin(pilot, school)
        assert "Eerdere afspraak" not in shown(pilot)


async def test_parents_not_told_yet_are_still_to_be_told(school: School) -> None:
    async with school.app().run_test(size=WIDE) as pilot:
        store, form, _ = await begin(pilot, school)
        await press(pilot, "f6", *"Sorry.", "f8")
        after = forms.read_form(store, actor(store, "Fenna"), form.id)
        assert stage(after) is Stage.TALKED
        assert not after.has(FactKind.PARENTS_INFORMED)


async def test_what_is_missing_gets_the_cursor_and_nothing_is_kept(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school)
        await press(pilot, "f8")
        assert isinstance(pilot.app.focused, WordsField)
        assert in_sight(pilot)
        await press(pilot, *"Sorry.", "tab", *"ik boos word", *["tab"] * 5)
        await press(pilot, "f6", "f8")  # from the answers, with the fields left far below
        assert isinstance(pilot.app.focused, Input)
        assert in_sight(pilot)
        await press(pilot, *"loop ik weg", "f8")
        assert returned == [True]
        talk = facts.talk_of(store, actor(store, "Fenna"), form.id)
        assert talk is not None
        assert talk.agreement == "Als ik boos word, dan loop ik weg."


@pytest.mark.parametrize("wrong", ["10:30", "10:46", "straks", "[/x]"])
async def test_a_wrong_moment_is_told_and_every_word_stays(school: School, wrong: str) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school)
        await press(pilot, "f6", *"Sorry.", "shift+tab", "shift+tab", "shift+tab", *wrong, "f8")
        assert returned == []
        focused = pilot.app.focused
        assert isinstance(focused, Input)
        assert focused.value == wrong
        assert pilot.app.screen.query(TextArea).first().text == "Sorry."
        assert facts.talk_of(store, actor(store, "Fenna"), form.id) is None


async def test_a_talk_in_the_minute_of_the_hand_in_is_right(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, _ = await begin(pilot, school)
        await press(pilot, "f6", *"Sorry.", "shift+tab", "shift+tab", "shift+tab", *"10:31", "tab", *"10:31", "f8")
        talk = facts.talk_of(store, actor(store, "Fenna"), form.id)
        assert talk is not None
        assert talk.held_at == MONDAY + timedelta(minutes=31, seconds=42)


async def test_back_in_class_before_the_talk_is_refused(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        _, _, returned = await begin(pilot, school)
        await press(pilot, "f6", *"Sorry.", "shift+tab", "shift+tab", "shift+tab", *"10:40", "tab", *"10:35", "f8")
        assert returned == []
        assert isinstance(pilot.app.focused, Input)
        assert pilot.app.focused.value == "10:35"


async def test_the_key_f6_goes_to_the_answers_and_back_to_the_same_field(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        await begin(pilot, school)
        await press(pilot, "f6", "tab", "tab")
        field = pilot.app.focused
        await press(pilot, "f6")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "answers"
        await press(pilot, "enter")
        assert pilot.app.focused is field


async def test_escape_asks_before_typed_words_go(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        _, _, returned = await begin(pilot, school)
        await press(pilot, "f6", *"Sorry.", "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert pilot.app.screen.query(TextArea).first().text == "Sorry."
        await press(pilot, "escape", "enter")  # the focus stands on going on
        assert returned == []
        await press(pilot, "escape", "left", "enter")
        assert returned == [False]


async def test_escape_leaves_at_once_when_nothing_was_typed(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        _, _, returned = await begin(pilot, school)
        await press(pilot, "escape")
        assert returned == [False]


async def test_giving_back_asks_why_and_shows_the_new_code(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school)
        await press(pilot, "f4")
        assert isinstance(pilot.app.screen, AskDialog)
        await press(pilot, "escape", "f4", *"Vertel meer", "enter")
        assert isinstance(pilot.app.screen, CodeScreen)
        await press(pilot, "enter")
        assert returned == [True]
        back = forms.read_form(store, actor(store, "Fenna"), form.id).last(FactKind.SENT_BACK)
        assert back is not None
        assert back.note == "Vertel meer"


async def test_the_colleague_next_door_holds_the_talk_but_does_not_give_back(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school, by="Ruud")
        await press(pilot, "f4")
        assert isinstance(pilot.app.screen, TalkScreen)  # and types no reason in vain
        await press(pilot, "f6", *"Sorry.", "f8")
        assert returned == [True]
        talk = facts.talk_of(store, actor(store, "Fenna"), form.id)
        assert talk is not None
        assert talk.held_by == actor(store, "Ruud").staff_id


async def test_a_save_that_fails_keeps_every_word(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, returned = await begin(pilot, school)
        facts.void_form(store, actor(store, "Anneke"), form.id, "verkeerde leerling")
        await press(pilot, "f6", *"Sorry.", "f8")
        assert returned == []
        assert pilot.app.screen.query(TextArea).first().text == "Sorry."


async def test_no_key_wipes_what_stands_in_a_field(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        await begin(pilot, school)
        await press(pilot, "f6", *"Sorry.")
        await press(pilot, "f1", "escape", *(f"f{n}" for n in (2, 3, 5, 7, 9, 10, 11, 12)))
        await pilot.press(*(f"ctrl+{letter}" for letter in "abdefgklnoprtuvwx"))
        assert pilot.app.screen.query(TextArea).first().text == "Sorry."


async def test_pasted_escape_signs_never_reach_the_field(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        await begin(pilot, school)
        await press(pilot, "f6", "shift+tab")
        pilot.app.screen.post_message(events.Paste("\x1b[2Jrood\u202e"))
        await press(pilot, "tab")
        pilot.app.screen.post_message(events.Paste("\x1b[2Jrood\u202e" + "x" * 2000))
        await pilot.pause()
        assert "\x1b" not in pilot.app.screen.query(Input).last().value
        words = pilot.app.screen.query(TextArea).first().text
        assert words.startswith("[2Jroodxx")
        assert len(words) == 1000


async def test_someone_elses_form_does_not_open(school: School) -> None:
    async with school.app().run_test(size=NARROW) as pilot:
        store, form, _ = await begin(pilot, school)
        with pytest.raises(Refused):
            TalkScreen(cast(KioskApp, pilot.app).desk, actor(store, "Tess"), form.id)
