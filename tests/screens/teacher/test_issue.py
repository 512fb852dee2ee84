"""Issuing a form by keys alone, from the name to the code on the note."""

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Label

from kiosk.app import KioskApp
from kiosk.db import answers, forms, people
from kiosk.db.store import Store
from kiosk.rules.form import Form
from kiosk.rules.ladder import Mark
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import command_line
from kiosk.rules.policy import Counting, StepKind
from kiosk.rules.roll import RollPupil
from kiosk.rules.way import Way
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.large_signs import in_threes, large
from kiosk.screens.pupil.cool_down import CoolDownScreen
from kiosk.screens.start import StartScreen
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.issue import IssueScreen
from kiosk.screens.teacher.issue_draft import count_sentence, outlook_sentence
from tests.school import MONDAY, School, actor, issue

Kiosk = Pilot[None]
STRANGE = "[@click=app.quit]x[/x] \x1b[31m🙂"


async def begin(pilot: Kiosk, by: str = "Fenna") -> list[int | None]:
    """Open the screen as a teacher who came in; what it returns ends up in the list."""
    await pilot.pause()
    app = cast(KioskApp, pilot.app)
    app.animation_level = "none"
    returned: list[int | None] = []
    app.push_screen(IssueScreen(app.desk, actor(app.desk.store, by)), returned.append)
    await pilot.pause()
    return returned


def shown(pilot: Kiosk) -> str:
    """All text of the labels that are in sight."""
    labels = [label for label in pilot.app.screen.query(Label) if label.display]
    return "\n".join(str(label.content) for label in labels)


async def press(pilot: Kiosk, *keys: str) -> None:
    """Press keys as fast as a person: letters of a word follow each other, the screen settles after any other key."""
    for key in keys:
        if len(key) == 1:
            pilot.app.post_message(events.Key(key, key))
        else:
            await pilot.pause()
            await pilot.press(key)
    await pilot.pause()


async def up_to_check(pilot: Kiosk, name: str = "roos", what: str = "5") -> None:
    """From the name to the last question, everything else as it is proposed."""
    await press(pilot, *name, "enter")
    await press(pilot, what, "enter")
    await press(pilot, "1")
    await press(pilot, "enter")
    await press(pilot, *"Duwde.", "f8")
    await press(pilot, "enter")
    await press(pilot, "enter")


def store_of(pilot: Kiosk) -> Store:
    return cast(KioskApp, pilot.app).desk.store


def only_form(store: Store) -> Form:
    (form,) = forms.open_forms(store, actor(store, "Anneke"))
    return form


def pupil_called(store: Store, given_name: str) -> Pupil:
    return next(one for one in people.pupils(store) if one.given_name == given_name and one.group_name == "De Egels")


async def test_a_form_is_issued_with_few_keys_and_its_code_is_shown(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        returned = await begin(pilot)
        await up_to_check(pilot)
        await press(pilot, "enter")
        store = store_of(pilot)
        form = only_form(store)
        assert isinstance(pilot.app.screen, CodeScreen)
        roos = pupil_called(store, "Roos")
        assert (form.pupil_id, form.main, form.behaviours) == (roos.id, "violence", ("violence",))
        assert (form.place, form.happened_at, form.what_was_seen) == ("playground", MONDAY, "Duwde.")
        assert form.consulted_id == actor(store, "Anneke").staff_id
        assert {group.id: group.name for group in people.groups(store)}[form.host_id or 0] == "De Uilen"
        assert "briefje voor Roos" in shown(pilot)
        await press(pilot, "enter")
        assert returned == [form.id]
        assert isinstance(pilot.app.screen, StartScreen)


async def test_the_first_behaviour_chosen_is_the_main_one_and_a_second_press_takes_it_back(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "3", "5", "a", "5", "7", "enter")
        assert "pesten (ook: anders, namelijk …, stelen)" in shown(pilot)


async def test_nothing_chosen_goes_nowhere(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"xqxq", "enter")
        assert "stap 1 van 8" in shown(pilot)
        await press(pilot, *["backspace"] * 4, *"roos", "enter", "enter", "z", "f5")
        assert "stap 2 van 8" in shown(pilot)
        await press(pilot, "space", "enter", "enter")
        assert "stap 3 van 8" in shown(pilot)
        await press(pilot, "down", "enter", "enter", "f8")
        assert "stap 5 van 8" in shown(pilot)
        await press(pilot, "space", "tab", "enter")
        assert "stap 5 van 8" in shown(pilot)


async def test_own_groups_come_first_and_someone_without_a_group_is_found_too(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, "enter")
        assert "stap 1 van 8" in shown(pilot)  # nobody is chosen by an Enter too many
        await press(pilot, "down", "enter")
        assert "De Egels" in shown(pilot)
        await press(pilot, "escape")
        without = next(one for one in people.pupils(store_of(pilot)) if one.group_id is None)
        await press(pilot, *without.given_name.lower(), "enter")
        assert f"{without.name} · zonder groep" in shown(pilot)


async def test_the_third_form_shows_the_talk_with_parents_before_it_is_issued(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        store = store_of(pilot)
        egels = [one.id for one in people.pupils(store) if one.group_name == "De Egels"]
        for main in ("theft", "bullying"):
            issue(store, pupil=egels.index(pupil_called(store, "Roos").id), main=main)
        await up_to_check(pilot)
        assert "● ● ◉" in shown(pilot)
        assert "Dit is het derde formulier dit schooljaar." in shown(pilot)
        assert "Er volgt een gesprek met Roos, de ouders en de directie." in shown(pilot)
        assert len(forms.open_forms(store, actor(store, "Anneke"))) == 2


@pytest.mark.parametrize(
    ("sets_off", "sentence"),
    [
        (None, "Er volgt geen extra stap."),
        (StepKind.OFFICIAL_WARNING, "Er volgt een officiële waarschuwing van de directie."),
        (StepKind.SUSPENSION_REVIEW, "De directie kijkt of een schorsing nodig is."),
    ],
)
def test_a_suspension_never_follows(sets_off: StepKind | None, sentence: str) -> None:
    assert outlook_sentence(Mark(1, 7, 1, 1, StepKind.SUSPENSION_REVIEW, sets_off), "Daan") == sentence


def test_who_counts_the_whole_school_time_is_not_told_of_a_school_year() -> None:
    mark = Mark(1, 21, 1, 1, StepKind.SUSPENSION_REVIEW, None)
    assert count_sentence(mark, Counting.WHOLE_SCHOOL) == "Dit is het 21e formulier tot nu toe."


async def test_the_same_thing_twice_on_a_day_is_asked_about_and_not_refused(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        store = store_of(pilot)
        egels = [one.id for one in people.pupils(store) if one.group_name == "De Egels"]
        issue(store, pupil=egels.index(pupil_called(store, "Roos").id))
        await up_to_check(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, IssueScreen)
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, CodeScreen)
        assert len(forms.open_forms(store, actor(store, "Anneke"))) == 2


async def to_when(pilot: Kiosk) -> None:
    await press(pilot, *"roos", "enter", "5", "enter")
    await press(pilot, "1")


async def test_a_wrong_moment_is_told_and_stays_in_the_field(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, *"10:01", "enter")
        assert "stap 4 van 8" in shown(pilot)
        await press(pilot, *["backspace"] * 5, *"straks", "enter")
        assert "stap 4 van 8" in shown(pilot)
        assert pilot.app._notifications
        await press(pilot, *["backspace"] * 6, *"9:30", "enter")
        assert "vandaag 9.30 uur" in shown(pilot)
        assert not pilot.app._notifications  # what was wrong is right now


async def test_a_sunday_is_asked_about(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, *"gisteren", "space", *"14:00", "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Zondag 22 november 2026 is geen schooldag." in shown(pilot)
        await press(pilot, "escape")
        assert "stap 4 van 8" in shown(pilot)
        await press(pilot, "enter", "enter")
        assert "stap 5 van 8" in shown(pilot)


async def test_escape_goes_back_a_step_and_keeps_what_was_chosen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        returned = await begin(pilot)
        await to_when(pilot)
        for step in (3, 2, 1):
            await press(pilot, "escape")
            assert f"stap {step} van 8" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape", "enter", "enter")
        assert "lichamelijk geweld" in shown(pilot)
        assert "stap 3 van 8" in shown(pilot)
        await press(pilot, "escape", "escape", "escape", "enter")
        assert returned == [None]
        assert forms.open_forms(store_of(pilot), actor(store_of(pilot), "Anneke")) == []


async def test_nothing_filled_in_is_left_without_a_question(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        returned = await begin(pilot)
        await press(pilot, "escape")
        assert returned == [None]


async def test_another_pupil_gets_the_parallel_group_of_their_own_group(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        assert "De Uilen" in shown(pilot)
        await press(pilot, *["escape"] * 7)
        other = next(one for one in people.pupils(store_of(pilot)) if one.group_name == "De Uilen")
        await press(pilot, *["backspace"] * 4, *other.given_name.lower(), "space", *other.surname.lower(), "enter")
        await press(pilot, "enter", "enter", "enter", "f8", "enter", "enter")
        assert other.name in shown(pilot)
        assert "De Egels · typen" in shown(pilot)


WAY_AND_MEANING = {
    "eva": ("typen", Way.TYPING),  # groep 5
    "roos": ("kiezen", Way.CHOOSING),  # groep 4
}


@pytest.mark.parametrize("name", WAY_AND_MEANING)
async def test_the_way_of_answering_is_proposed_by_year_group(school: School, name: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot, name=name)
        word, way = WAY_AND_MEANING[name]
        assert f"De Uilen · {word}" in shown(pilot)
        await press(pilot, "enter")
        assert only_form(store_of(pilot)).way is way


async def test_the_adult_may_choose_another_way(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        await press(pilot, "escape", "tab", "down", "enter")
        assert "De Uilen · samen" in shown(pilot)
        await press(pilot, "enter")
        assert only_form(store_of(pilot)).way is Way.TOGETHER


async def test_together_begins_here_at_once_with_the_adult_who_issued(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        await press(pilot, "escape", "tab", "down", "enter", "enter", "b")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, CoolDownScreen)
        assert screen.session.together_line == "Jij vertelt. Fenna ter Beek typt."


async def test_unwanted_intimacy_reminds_of_the_reporting_code(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot, what="9")
        assert "Denk aan de meldcode en de vertrouwenspersoon." in shown(pilot)


async def test_who_is_directie_consults_themself_first(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot, by="Joost")
        await up_to_check(pilot)
        assert "Joost Wiersma, vandaag 10.00 uur" in shown(pilot)


async def test_strange_words_are_shown_as_they_are(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        store = store_of(pilot)
        give_strange_name(store)
        pilot.app.screen.dismiss(None)
        await pilot.pause()
        await begin(pilot, by="Anneke")
        await press(pilot, "[", "enter")
        assert "[@click=app.quit] [/x] 🙂" in shown(pilot)
        await press(pilot, "5", "enter", "1", "enter")
        pilot.app.screen.post_message(events.Paste(STRANGE))
        await press(pilot, "f8", "enter", "enter")
        assert "[@click=app.quit]x[/x] [31m🙂" in shown(pilot)
        await press(pilot, "enter")
        assert only_form(store).what_was_seen == "[@click=app.quit]x[/x] [31m🙂"


def give_strange_name(store: Store) -> None:
    """Someone came to school whose name is written to do harm."""
    now = people.roll_now(store)
    strange = RollPupil("strange", "[@click=app.quit]", "", "[/x] 🙂", 5, now.groups[0].key)
    people.apply_roll(store, command_line(), replace(now, pupils=(*now.pupils, strange)))


async def test_the_pupil_begins_at_once_and_no_staff_screen_lies_under_it(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        floor = len(pilot.app.screen_stack)
        await begin(pilot)
        await up_to_check(pilot)
        await press(pilot, "enter")
        form = only_form(store_of(pilot))
        await press(pilot, "b")
        await pilot.pause()
        assert [type(screen) for screen in pilot.app.screen_stack][-2:] == [StartScreen, CoolDownScreen]
        assert len(pilot.app.screen_stack) == floor + 1
        assert answers.pupil_form(store_of(pilot), form.id).given_name == "Roos"


def test_the_code_is_drawn_digit_by_digit() -> None:
    assert in_threes("123456") == "123 456"
    assert {len(line) for line in large(in_threes("089417")).split("\n")} == {6 * 6 + 4 + 6 * 4}
    assert len({large(digit) for digit in "0123456789"}) == 10


async def test_the_moment_of_the_consultation_can_be_earlier(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await to_when(pilot)
        await press(pilot, "enter", *"Duwde.", "f8", "tab", *"9:55", "enter", "enter", "enter")
        assert only_form(store_of(pilot)).consulted_at == datetime(2026, 11, 23, 9, 55)


def twice(pilot: Kiosk, key: str) -> None:
    """The same key two times before the kiosk could answer the first."""
    for _ in range(2):
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))


async def test_a_key_pressed_twice_answers_no_question_that_was_not_seen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "5", "enter")
        assert "stap 3 van 8" in shown(pilot)
        twice(pilot, "2")
        await pilot.pause()
        assert "stap 4 van 8" in shown(pilot)  # and not 5: nobody said when it was


@pytest.mark.parametrize("key", ["enter", "f8"])
async def test_a_double_press_on_the_way_never_issues_unseen(school: School, key: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await press(pilot, *"roos", "enter", "5", "enter", "1", "enter", *"Duwde.", "f8", "enter")
        assert "stap 7 van 8" in shown(pilot)
        twice(pilot, key)
        await pilot.pause()
        assert "stap 8 van 8" in shown(pilot)
        assert forms.open_forms(store_of(pilot), actor(store_of(pilot), "Anneke")) == []
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CodeScreen)


async def test_a_double_press_on_the_check_issues_one_form(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await begin(pilot)
        await up_to_check(pilot)
        twice(pilot, "f8")
        await pilot.pause()
        assert len(forms.open_forms(store_of(pilot), actor(store_of(pilot), "Anneke"))) == 1
