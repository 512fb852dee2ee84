"""Setting a form right by keys: what it does is told before it happens, and a reason is asked."""

import pytest

from kiosk.db import answers, facts, lines, people
from kiosk.db.store import Store
from kiosk.rules.answer import Words
from kiosk.rules.form import FactKind, HarmedPart, Talk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher import corrections, talk_record
from kiosk.screens.teacher.case import Case
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.correct import correct
from kiosk.screens.teacher.correct_dialogs import KeyedDialog, PupilDialog
from kiosk.screens.teacher.next_steps import Conversation
from kiosk.screens.teacher.talk_record import TalkRecordScreen
from kiosk.screens.teacher.today import TodayScreen
from kiosk.screens.teacher.today_rows import row_of
from tests.school import School, actor, issue
from tests.screens.teacher.today_screen import AtToday, at_today, handed_in, printed, talked


async def begin(here: AtToday, conversation: Conversation = correct, form_id: int = 1) -> None:
    """Begin a conversation about a form, as a key of Vandaag does."""
    screen = here.screen
    assert isinstance(screen, TodayScreen)
    case = Case(screen, screen.actor, row_of(here.store, here.form(form_id)))

    async def converse() -> None:
        with screen.told():
            await conversation(case)

    screen.run_worker(converse())
    await here.pilot.pause()
    await here.pilot.pause()


def note(here: AtToday, form_id: int = 1) -> str:
    fact = here.form(form_id).last(FactKind.CORRECTED)
    assert fact is not None
    return fact.note


async def test_the_behaviours_are_set_right_with_their_keys_and_a_reason(school: School) -> None:
    async with at_today(school, issue) as here:
        await begin(here)
        assert here.rows()[0] == "wat er gebeurde (nu: lichamelijk geweld)"
        await here.press("enter")
        assert isinstance(here.screen, KeyedDialog)
        await here.press("5", "7", "3", "enter")  # no violence; theft, and bullying too
        assert "lichamelijk geweld → stelen (ook: pesten)" in here.says()
        assert "De telling verandert niet." in here.says()
        assert "print" not in here.says().casefold()
        await here.write("fout")
        assert here.form(1).behaviours == ("theft", "bullying")
        assert note(here) == "gedrag: lichamelijk geweld → stelen (ook: pesten). Reden: fout"


async def test_unwanted_intimacy_says_whom_to_think_of(school: School) -> None:
    async with at_today(school, issue) as here:
        await begin(here)
        await here.press("enter", "5", "9", "enter")
        assert "Denk aan de meldcode en de vertrouwenspersoon" in here.says()


async def test_the_place_is_set_right_and_a_printed_form_is_to_be_printed_again(school: School) -> None:
    async with at_today(school, printed) as here:
        before = here.form(1).place
        await begin(here)
        await here.press("down", "enter", "2")
        assert isinstance(here.screen, AskDialog)
        assert "Print het formulier opnieuw" in here.says()
        await here.write("[/x]")
        assert here.form(1).place != before
        assert note(here).endswith("Reden: [/x]")


async def test_what_is_chosen_again_changes_nothing_and_asks_on(school: School) -> None:
    async with at_today(school, issue) as here:
        await begin(here)
        for place in ("home", "down"):
            await here.press(place, "enter", "enter")
            assert isinstance(here.screen, KeyedDialog)
            assert "ga terug met Esc" in here.told()
            await here.press("escape")  # one step back each
            assert isinstance(here.screen, ChooseDialog)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert not here.form(1).has(FactKind.CORRECTED)


async def test_another_pupil_is_found_by_letters_and_both_ladders_are_told_first(school: School) -> None:
    def three(store: Store) -> None:
        for _ in range(3):
            issue(store)
        issue(store, pupil=1)

    async with at_today(school, three) as here:
        old, other = here.form(3), here.form(4)
        assert old.pupil_id is not None
        assert other.pupil_id is not None
        await begin(here, form_id=3)
        await here.press("end", "enter", "enter")
        assert isinstance(here.screen, PupilDialog)  # before a letter was typed, Enter chooses no child
        name = people.pupil(here.store, other.pupil_id).name
        await here.write(name)
        await here.write("fout")
        assert isinstance(here.screen, ConfirmDialog)
        assert "heeft dan 2 formulieren dit schooljaar. Nu: 3." in here.says()
        assert "Deze stap vervalt: gesprek leerling-ouders-directie." in here.says()
        assert "heeft dan 2 formulieren dit schooljaar. Nu: 1. Aan de stappen verandert niets." in here.says()
        await here.press("enter")  # the focus stands on no
        assert here.form(3).pupil_id == old.pupil_id
        await here.press("end", "enter")
        await here.write(name)
        await here.write("fout")
        await here.press("left", "enter")
        assert isinstance(here.screen, CodeScreen)
        assert here.form(3).pupil_id == other.pupil_id
        assert lines.line_of(here.store, old.pupil_id).open_steps == ()


async def test_after_the_first_word_the_pupil_stays_and_the_way_out_is_told(school: School) -> None:
    def begun(store: Store) -> None:
        form = issue(store).form
        answers.save_answer(store, Words(form.id, 1, "Wat gebeurde er?", "Ik", 1))

    async with at_today(school, begun) as here:
        await begin(here)
        assert not any("de leerling" in row for row in here.rows())  # nobody is asked for a pupil in vain
        assert "Ongeldig maken doe je met v op Vandaag." in here.says()
        assert not here.form(1).has(FactKind.CORRECTED)


@pytest.mark.parametrize(("who", "told"), [("Fenna", False), ("Anneke", True)])
async def test_after_the_talk_only_who_may_void_is_told_of_it(school: School, who: str, told: bool) -> None:
    async with at_today(school, talked, who=who) as here:
        await begin(here)
        assert "er is al op geschreven." in here.says()
        assert ("Ongeldig maken" in here.says()) is told


async def test_a_void_tells_what_it_does_to_the_ladder(school: School) -> None:
    async with at_today(school, handed_in) as here:
        await begin(here, corrections.void)
        await here.write("fout")
        assert "heeft dan geen formulier dit schooljaar. Nu: 1." in here.says()
        assert "Aan de stappen verandert niets." in here.says()


async def test_handing_in_for_a_child_says_that_the_count_stays(school: School) -> None:
    async with at_today(school, issue) as here:
        await begin(here, corrections.code)
        await here.press("end", "enter")
        assert "De telling verandert niet." in here.says()


# -- a talk that was recorded ----------------------------------------------------------------------------------------


async def test_a_recorded_talk_is_read_and_only_added_to(school: School) -> None:
    async with at_today(school, talked) as here:
        await begin(here, talk_record.read_talk)
        assert isinstance(here.screen, TalkRecordScreen)
        for part in ("juf en kind", "Sorry gezegd.", "Als ik boos word, dan loop ik weg.", "Goed gesprek.", "gebeld"):
            assert part in here.says()
        assert "Ik was boos." in here.says()  # the child's own words stand there too
        assert "Nog geen." in here.says()
        school.clock.forward(days=1)
        await here.press("a")
        await here.write("Moeder [/x] belde.")
        assert "vandaag 10.00 uur, Fenna ter Beek:\nMoeder [/x] belde." in here.says()
        assert "Nog geen." not in here.says()
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
        assert [fact.note for fact in here.form(1).all(FactKind.ADDED)] == ["Moeder [/x] belde."]


async def test_an_addition_is_one_line_and_comes_on_no_paper(school: School) -> None:
    async with at_today(school, talked) as here:
        await begin(here, talk_record.read_talk)
        await here.press("a")
        assert "Het komt niet op papier." in here.says()
        await here.press("enter")
        assert isinstance(here.screen, AskDialog)  # nothing is no addition
        await here.press("escape")
        assert not here.form(1).has(FactKind.ADDED)


async def test_without_a_recorded_talk_there_is_nothing_to_read_or_add_to(school: School) -> None:
    async with at_today(school, handed_in) as here:
        await begin(here, talk_record.read_talk)
        assert isinstance(here.screen, TodayScreen)


async def test_the_harmed_childs_part_stands_there_for_staff(school: School) -> None:
    def with_the_other_child(store: Store) -> None:
        form, fenna = handed_in(store), actor(store, "Fenna")
        assert fenna.staff_id is not None
        held = Talk(store.clock(), fenna.staff_id, "juf", "Hand.", harmed_side="Rust", harmed_part=HarmedPart.NOT_ASKED)
        facts.record_talk(store, fenna, form.id, held, store.clock(), "")

    async with at_today(school, with_the_other_child) as here:
        await begin(here, talk_record.read_talk)
        assert "Praatte het andere kind mee? Alleen voor personeel.\nNiet gevraagd" in here.says()
        assert "nog niet" in here.says()  # the parents were not told
