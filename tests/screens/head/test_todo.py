"""Te doen: what waits, why, and that directie decides."""

import pytest
from textual.widgets import Footer, Label

from kiosk.db import facts, forms, lines, people, tables
from kiosk.db.history import pupil_history
from kiosk.db.waiting import waiting
from kiosk.rules.form import FactKind, Outcome
from kiosk.rules.waiting import WaitingKind
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.guide import GuideScreen
from kiosk.screens.head.decision import DecisionScreen
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.roads.list import RoadsScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor, issue
from tests.screens.head.scenes import come_in, earlier, keys_shown, kiosk, paper_at_home, rows, three_forms, told, words


async def test_an_empty_list_says_so_and_what_to_do_next(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)

        assert "Er wacht niets op een besluit." in rows(pilot)[0]
        assert "Nog geen formulieren dit schooljaar." in words(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, TodoScreen)


async def test_the_third_form_waits_with_its_reason_and_the_counts_stand_below(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)

        assert rows(pilot) == ["◆ Luuk d'Ancona gesprek met ouders 3e formulier, do 19 nov"]
        shown = words(pilot)
        assert "De Egels 3 · andere groepen 0" in shown
        assert "dit jaar 3" in shown
        assert "volgt" not in shown
        assert "straf" not in shown


async def test_directie_writes_down_the_outcome_and_the_step_is_closed(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("enter")
        assert [row.split()[1] for row in rows(pilot)] == ["1e", "2e", "3e"]
        await pilot.press("k", "f8", *"Afspraak [/x]", "f8")
        await pilot.pause()

        assert isinstance(pilot.app.screen, TodoScreen)
        assert "Er wacht niets" in rows(pilot)[0]
        store = kiosk(pilot).desk.store
        pupil = next(one for one in people.pupils(store) if one.name == "Luuk d'Ancona")
        history = pupil_history(store, actor(store, "Anneke"), pupil.id)
        assert [one.words for one in history.outcomes.values()] == ["Afspraak [/x]"]


async def test_what_was_said_about_one_pupil_is_gone_where_another_one_stands(school: School) -> None:
    three_forms(school)
    three_forms(school, pupil=1)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("enter", "k", *"Klaar.", "f8")
        await pilot.pause()
        assert "Deze stap is gesloten." in told(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, DecisionScreen)
        assert not told(pilot)


async def test_what_to_do_is_read_to_its_end_on_eighty_columns(school: School) -> None:
    three_forms(school)
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("end")
        await pilot.pause()
        reason = pilot.app.screen.query_one("#reason", Label)
        assert "De Egels · Geef de officiële waarschuwing, en schrijf op wat je" in str(reason.render())
        shown = [reason.render_line(y).text.strip() for y in range(reason.size.height)]
        assert " ".join(shown).rstrip().endswith("wat je hebt besproken.")


async def test_escape_from_the_question_leaves_the_step_open(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("enter", "k", *"half", "escape", "left", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DecisionScreen)
        await pilot.press("escape")

        assert len(rows(pilot)) == 1


async def test_a_counsellor_reads_all_of_it_and_is_told_who_decides(school: School) -> None:
    three_forms(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Joost")
        assert "brief" not in keys_shown(pilot)
        await pilot.press("enter")
        assert "Dit besluit de directie." in words(pilot)
        assert "Druk op k" not in words(pilot)
        assert keys_shown(pilot) == ["formulier lezen", "hele lijn", "terug"]
        await pilot.press("k")
        assert "Dit besluit de directie." in told(pilot)
        assert isinstance(pilot.app.screen, DecisionScreen)
        await pilot.press("t")
        await pilot.pause()
        assert keys_shown(pilot) == ["lezen", "terug"]
        for key in ("f", "a"):
            kiosk(pilot).clear_notifications()
            await pilot.press(key)
            assert "Dit besluit de directie." in told(pilot)
            assert isinstance(pilot.app.screen, LineScreen)
        store = kiosk(pilot).desk.store
        assert len(waiting(store, actor(store, "Joost"))) == 1


async def test_a_paper_reminded_twice_is_closed_without_a_signature_and_with_a_reason(school: School) -> None:
    with earlier(school, "2026-11-16 10:00") as store:
        form = paper_at_home(store)
        for days in (2, 1):
            school.clock.forward(days=days)
            facts.remind(store, actor(store, "Fenna"), form.id, "gebeld")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "niet ondertekend terug 2x aangedrongen, vr 20 nov" in rows(pilot)[0]
        await pilot.press("enter", "k", "down", "enter", "enter", *"Ouders komen niet.", "enter")
        await pilot.pause()

        assert "Er wacht niets" in rows(pilot)[0]
        store = kiosk(pilot).desk.store
        closed = forms.read_form(store, actor(store, "Anneke"), form.id).first(FactKind.CLOSED)
        assert closed is not None
        assert (closed.outcome, closed.note) == (Outcome.WITHOUT_SIGNATURE, "Ouders komen niet.")


async def test_a_reminder_left_lying_can_be_given_by_the_counsellor(school: School) -> None:
    with earlier(school, "2026-11-11 10:00") as store:
        form = paper_at_home(store)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Joost")
        assert "○ Nena van den Berg aandringen blijft liggen sinds vr 13 nov" in rows(pilot)
        await pilot.press("enter", "k", "down", "enter")
        await pilot.pause()

        store = kiosk(pilot).desk.store
        given = forms.read_form(store, actor(store, "Joost"), form.id).all(FactKind.REMINDED)
        assert [fact.note for fact in given] == ["gesproken"]


async def test_the_open_paper_of_a_leaver_waits_for_directie(school: School) -> None:
    with earlier(school, "2026-11-19 10:00") as store:
        form = paper_at_home(store)
        tables.Pupil.update(left_on="2026-11-20").where(tables.Pupil.id == form.pupil_id).execute()
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "papier nog open sinds vr 20 nov" in rows(pilot)[0]
        await pilot.press("enter", "k", "enter", "enter")  # alsnog getekend; no note is asked for
        await pilot.pause()

        assert "Er wacht niets" in rows(pilot)[0]


async def test_a_step_whose_form_was_voided_stays_in_view(school: School) -> None:
    ids = three_forms(school)
    with earlier(school, "2026-11-20 10:00") as store:
        head = actor(store, "Anneke")
        pupil_id = forms.read_form(store, head, ids[0]).pupil_id
        assert pupil_id is not None
        lines.take_step(store, head, pupil_id, lines.line_of(store, pupil_id).open_steps[0], "Gepraat.")
        facts.void_form(store, head, ids[2], "verkeerde leerling")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert rows(pilot) == ["× Luuk d'Ancona grondslag vervallen gezet op vr 20 nov"]
        await pilot.press("enter", "k")

        assert isinstance(pilot.app.screen, DecisionScreen)
        assert "Hier hoef je niets te doen." in told(pilot)


async def test_markup_in_names_and_words_is_text(school: School) -> None:
    ids = three_forms(school)
    with earlier(school, "2026-11-20 10:00"):
        tables.Pupil.update(given_name="[@click=app.quit]Km[/x] 😀").execute()
        tables.Form.update(what_was_seen="[/x] [bold]").where(tables.Form.id == ids[2]).execute()
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "[@click=app.quit]" in rows(pilot)[0]
        await pilot.press("enter", "enter")
        assert isinstance(pilot.app.screen, TellDialog)
        assert "Fenna ter Beek zag: [/x] [bold]" in words(pilot)
        await pilot.press("escape", "t", "escape", "escape", "l", "enter", "enter")

        assert isinstance(pilot.app.screen, TellDialog)


@pytest.mark.parametrize(
    ("key", "screen"),
    [("v", TodayScreen), ("e", AdminScreen), ("question_mark", TellDialog), ("h", GuideScreen), ("w", RoadsScreen)],
)
async def test_a_key_leads_where_it_says(school: School, key: str, screen: type[KioskScreen[None]]) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press(key)
        await pilot.pause()

        assert isinstance(pilot.app.screen, screen)


async def test_from_vandaag_escape_goes_back_to_te_doen_and_only_there_locks(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        begun = await come_in(pilot)
        for back in ("escape", "d"):
            await pilot.press("v")
            await pilot.pause()
            assert isinstance(pilot.app.screen, TodayScreen)
            assert "terug" in keys_shown(pilot)
            await pilot.press(back)
            await pilot.pause()
            assert pilot.app.screen_stack[-1] is begun


async def test_beheer_is_not_for_the_counsellor(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Joost")
        await pilot.press("e")

        assert isinstance(pilot.app.screen, TodoScreen)


async def test_the_kiosk_closes_only_after_yes(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("q")
        assert isinstance(app.screen, ConfirmDialog)
        await pilot.press("escape")
        assert isinstance(app.screen, TodoScreen)
        assert app._exit is False
        await pilot.press("q", "enter")
        await pilot.pause()

        assert app._exit is True


async def test_escape_goes_back_to_start(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("escape")
        await pilot.pause()

        screen = pilot.app.screen
        assert isinstance(screen, KioskScreen)
        assert screen.FLOOR


async def test_all_keys_fit_on_eighty_columns(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)

        assert pilot.app.screen.query_one(Footer).virtual_size.width <= 80


async def test_steps_come_before_papers_and_the_oldest_first(school: School) -> None:
    with earlier(school, "2026-11-11 10:00") as store:
        paper_at_home(store)
    three_forms(school, pupil=2)
    with earlier(school, "2026-11-18 10:00") as store:
        for _ in range(3):
            issue(store, pupil=3)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        store = kiosk(pilot).desk.store
        found = waiting(store, actor(store, "Anneke"))

        assert [(one.kind, one.since.day) for one in found] == [
            (WaitingKind.STEP, 18),
            (WaitingKind.STEP, 19),
            (WaitingKind.REMINDER, 13),
        ]


async def test_no_line_of_the_figures_ends_within_a_groups_name(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        store = kiosk(pilot).desk.store
        names = [group.name for group in people.groups(store)]
        for group in people.groups(store):
            tables.Form.update(home_group=group.id).where(tables.Form.id == issue(store).form.id).execute()
        await come_in(pilot)
        lines_shown = str(pilot.app.screen.query_one("#figures", Label).render()).split("\n")
        assert len(lines_shown) > 2
        assert all(any(f"{name} 1" in line for line in lines_shown) for name in names)
        assert all(len(line) <= 76 for line in lines_shown)
        assert pilot.app.screen.query_one("#figures", Label).size.height == len(lines_shown)
