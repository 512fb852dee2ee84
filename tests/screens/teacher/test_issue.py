"""Issuing a form by keys alone, from the name to the code on the note: what the check tells, how the child begins."""

from dataclasses import replace

import pytest
from textual import events

from kiosk.db import answers, enrolment, forms, people
from kiosk.db.store import Store
from kiosk.rules.ladder import Mark
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
from kiosk.screens.teacher.issue_draft import count_sentence, outlook_sentence, pointer
from kiosk.settings.pupil import Contact, ContactRole
from tests.school import MONDAY, School, actor, issue
from tests.screens.teacher.issue_screen import begin, only_form, press, pupil_called, shown, store_of, up_to_check

STRANGE = "[@click=app.quit]x[/x] \x1b[31m🙂"


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
    now = enrolment.roll_now(store)
    strange = RollPupil("strange", "[@click=app.quit]", "", "[/x] 🙂", 5, now.groups[0].key)
    enrolment.apply_roll(store, command_line(), replace(now, pupils=(*now.pupils, strange)))


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


@pytest.mark.parametrize(
    ("contacts", "said"),
    [
        ([], "Denk aan de meldcode en de vertrouwenspersoon."),
        ([ContactRole.ANTI_BULLYING_COORDINATOR], "Denk aan de meldcode en de vertrouwenspersoon."),
        ([ContactRole.CONFIDENTIAL_ADVISER], "Denk aan de meldcode en de vertrouwenspersoon (Noor Bos, kamer 4)."),
    ],
)
def test_the_pointer_names_the_confidential_adviser_of_the_school(contacts: list[ContactRole], said: str) -> None:
    assert pointer([Contact(role, "Noor Bos", "kamer 4") for role in contacts]) == said
