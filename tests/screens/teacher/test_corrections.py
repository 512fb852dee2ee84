"""Beside the next step: a new code, handing in for the child, giving back, making void, and m that lists them."""

from textual.widgets import Label

from kiosk.db import answers, facts
from kiosk.db.store import Store
from kiosk.rules.form import FactKind
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor, issue
from tests.screens.teacher.today_screen import AtToday, at_today, handed_in, talked, talked_untold


def shown_code(here: AtToday) -> str:
    """The code on the screen that every new code is shown on."""
    assert isinstance(here.screen, CodeScreen)
    sentence = str(here.screen.query_one("#whose", Label).render())
    return "".join(sign for sign in sentence if sign.isdigit())


async def test_c_makes_a_new_code_and_the_old_one_opens_nothing_any_more(school: School) -> None:
    codes: list[str] = []
    async with at_today(school, lambda store: codes.append(issue(store).code)) as here:
        await here.press("c", "down", "enter")
        new = shown_code(here)
        assert answers.open_with_code(here.store, new).words == ()
        assert new != codes[0]


async def test_enter_on_a_waiting_child_shows_the_same_code_and_takes_none_away(school: School) -> None:
    codes: list[str] = []
    async with at_today(school, lambda store: codes.append(issue(store).code)) as here:
        await here.press("enter", "enter")
        assert shown_code(here) == codes[0]
        assert answers.open_with_code(here.store, codes[0]).words == ()


async def test_an_adult_hands_in_for_the_child_with_a_reason(school: School) -> None:
    async with at_today(school, issue) as here:
        await here.press("enter", "end", "enter")
        assert isinstance(here.screen, AskDialog)
        await here.press("enter")
        assert isinstance(here.screen, AskDialog)  # without a reason it asks on
        await here.press("escape")
        assert isinstance(here.screen, ChooseDialog)  # one step back
        await here.press("end", "enter")
        await here.write("weg")
        fact = here.form(1).last(FactKind.HANDED_IN)
        assert fact is not None
        assert fact.note == "weg"
        assert fact.by == actor(here.store, "Fenna").staff_id
        assert "gesprek voeren" in here.rows()[0]


async def test_g_gives_the_form_back_and_shows_a_new_code(school: School) -> None:
    async with at_today(school, handed_in) as here:
        await here.press("g")
        await here.write("Wie?")
        code = shown_code(here)
        assert answers.open_with_code(here.store, code).reason == "Wie?"
        await here.press("enter")
        assert here.rows()[0].startswith("◉ nu")


async def test_v_makes_void_after_a_reason_and_a_yes(school: School) -> None:
    async with at_today(school, handed_in) as here:
        await here.press("v")
        await here.write("fout")
        assert "telt dan niet meer mee" in here.says()
        await here.press("shift+tab", "enter")  # the focus stands on no
        assert here.form(1).voided
        assert here.rows() == ["Niets te doen. Met n geef je een formulier."]


async def test_void_tells_that_the_step_it_set_off_loses_its_ground(school: School) -> None:
    def three(store: Store) -> None:
        for _ in range(2):
            facts.void_form(store, actor(store, "Fenna"), issue(store).form.id, "fout")
        for _ in range(3):
            handed_in(store)

    async with at_today(school, three) as here:
        await here.press("end", "v")
        await here.write("fout")
        assert "gesprek leerling-ouders-directie" in here.says()
        await here.press("enter")  # the focus stands on no
        assert not here.form(5).voided


async def test_a_teacher_does_not_void_after_the_talk_and_types_no_reason_in_vain(school: School) -> None:
    async with at_today(school, talked) as here:
        await here.press("v")
        assert isinstance(here.screen, TodayScreen)
        assert not here.form(1).voided


async def test_directie_voids_after_the_talk_too(school: School) -> None:
    async with at_today(school, talked, who="Anneke") as here:
        await here.press("v")
        await here.write("fout")
        await here.press("shift+tab", "enter")
        assert here.form(1).voided


async def test_m_lists_what_else_can_be_done_with_this_form_and_does_it(school: School) -> None:
    def out_and_untold(store: Store) -> None:
        facts.record_printed(store, actor(store, "Fenna"), talked_untold(store).id)

    async with at_today(school, out_and_untold) as here:
        await here.press("m")
        keys = [row.split()[0] for row in here.rows()]
        assert {"p", "o"} <= set(keys)
        assert not {"c", "g"} & set(keys)  # the child is done
        assert "v" not in keys  # after the talk that is not hers any more
        for _ in range(keys.index("o")):
            await here.press("down")
        await here.press("enter")
        assert "ingelicht" in here.says()
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)


async def test_a_letter_of_that_list_does_it_at_once(school: School) -> None:
    async with at_today(school, talked) as here:
        await here.press("m", "t")
        assert isinstance(here.screen, LineScreen)
        await here.press("escape")
        assert isinstance(here.screen, TodayScreen)
