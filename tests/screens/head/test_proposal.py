"""One proposal of par. 11: read it, carry it out, or not now."""

from datetime import datetime

import pytest
from textual.screen import Screen

from kiosk.db import proposals
from kiosk.db.store import Store
from kiosk.rules.out_of_group import OutOfGroupLine, ProposalKind
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, TellDialog
from kiosk.screens.head.letter import LetterScreen
from kiosk.screens.head.proposal import ProposalScreen
from kiosk.screens.head.suspend import SuspendScreen
from kiosk.screens.head.suspension import SuspensionScreen
from tests.school import School, actor
from tests.screens.head.par11 import conference, luuk, open_proposal, time_outs
from tests.screens.head.scenes import keys_shown, rows, told, words
from tests.screens.roads.scenes import press


def line_of(store: Store) -> OutOfGroupLine:
    return proposals.out_of_group_of(store, actor(store, "Joost"), luuk(store))


async def test_the_time_outs_that_led_to_it_stand_there_and_each_can_be_read(school: School) -> None:
    time_outs(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await open_proposal(pilot)
        assert rows(pilot) == ["di 3 nov Gooide een stoel. hele dag", "di 10 nov Gooide een stoel. hele dag"]
        assert "◆ gesprek met ouders · 2 keer buiten de groep" in words(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, TellDialog)
        assert "Buiten de groep, di 10 nov" in words(pilot)


async def test_the_talk_was_held_closes_it_with_moment_and_outcome(school: School) -> None:
    time_outs(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_proposal(pilot)
        await press(pilot, "k", ["vrijdag 15:00"], "enter", ["Elke dag een startgesprek."], "enter")
        assert told(pilot) == "Opgeschreven. Dit voorstel is gesloten."
        assert not isinstance(pilot.app.screen, ProposalScreen)
        (taken,) = line_of(store).taken
        assert (taken.held_at, taken.outcome) == (datetime(2026, 11, 20, 15, 0), "Elke dag een startgesprek.")
        assert line_of(store).open is None


async def test_a_moment_that_cannot_be_is_asked_again_and_an_odd_one_twice(school: School) -> None:
    time_outs(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_proposal(pilot)
        await press(pilot, "k", ["ooit"], "enter")
        assert "Dit moment kan ik niet lezen." in words(pilot)
        await press(pilot, ["zondag 15:00"], "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AskDialog)
        await press(pilot, ["9-11 15:00"], "enter", ["Afspraken."], "enter")  # before the second time-out
        assert "Toen was het kind nog niet zo vaak buiten de groep." in told(pilot)
        assert isinstance(pilot.app.screen, ProposalScreen)
        assert line_of(store).taken == ()


async def test_not_now_keeps_the_reason_and_esc_keeps_nothing(school: School) -> None:
    time_outs(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_proposal(pilot)
        await press(pilot, "n", "escape", "k", "escape")
        assert line_of(store).taken == ()
        await press(pilot, "n", ["Het was een misverstand."], "enter")
        (taken,) = line_of(store).taken
        assert (taken.carried_out, taken.outcome) == (False, "Het was een misverstand.")


async def test_a_day_at_home_opens_the_suspension_with_one_day_filled_in_and_then_its_tasks(school: School) -> None:
    time_outs(school, 3, talked=True)
    conference(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_proposal(pilot)
        assert "◆ schorsing van één dag · 1 keer buiten de groep na het gesprek" in words(pilot)
        assert "Elke dag thuis is een schorsing" in words(pilot)
        await press(pilot, "k")
        assert isinstance(pilot.app.screen, SuspendScreen)
        assert "1 schooldag, terug op wo 25 nov." in words(pilot)
        await press(pilot, "f6")
        assert "Gesprek met ouders, do 12 nov, Anneke de Groot:\nElke dag even bellen." in words(pilot)
        await press(pilot, "escape", "1", *["tab"] * 3, ["Luuk en moeder"], "tab", "tab", ["Sloeg."], "tab", ["Taal."])
        await press(pilot, "f8", "left", "enter")
        assert isinstance(pilot.app.screen, SuspensionScreen)
        taken = line_of(store).taken[-1]
        assert (taken.kind, taken.carried_out, taken.outcome) == (ProposalKind.ONE_DAY, True, "Geschorst: di 24 nov.")
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, ProposalScreen)


@pytest.mark.parametrize(("talked", "opens"), [(False, LetterScreen), (True, ProposalScreen)])
async def test_a_talk_has_a_letter_that_invites_and_a_suspension_none_before_it_is_decided(
    school: School, talked: bool, opens: type[Screen[object]]
) -> None:
    time_outs(school, 3, talked=talked)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await open_proposal(pilot)
        await press(pilot, "b")
        assert isinstance(pilot.app.screen, opens)


async def test_the_counsellor_reads_and_is_told_that_directie_decides(school: School) -> None:
    time_outs(school, 3, talked=True)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await open_proposal(pilot, "Joost")
        assert "Dit besluit de directie." in words(pilot)
        assert keys_shown(pilot) == ["lezen", "hele lijn", "terug"]
        for key in ("k", "n"):
            await press(pilot, key)
            assert told(pilot) == "Dit besluit de directie. Je kunt wel alles lezen."
            assert isinstance(pilot.app.screen, ProposalScreen)
        assert line_of(store).open is not None
