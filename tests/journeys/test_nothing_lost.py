"""The plug is pulled while a child types: every word that was told to be kept is there, and none is shown before."""

import signal

import pytest

from kiosk import settings
from kiosk.db import answers
from kiosk.db.store import open_store
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School, issue

WORDS = "Ik pakte de bal af omdat ik ook wilde meedoen."


@pytest.fixture
def code(school: School) -> str:
    """The code of a form that was issued this morning."""
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        return issue(store).code
    finally:
        store.close()


def stored_words(school: School) -> dict[int, str]:
    """What the store holds of the one form there is."""
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        return {words.question: words.text for words in answers.pupil_form(store, 1).words}
    finally:
        store.close()


def go_to_question_4(kiosk: Terminal, code: str) -> None:
    kiosk.begin_to_answer(code)
    for sign in ("Vraag 2 van 8", "boos", "Wil je er nog iets bij vertellen?", "Vraag 4 van 8"):
        kiosk.press("f8")
        kiosk.wait_for(sign)


def until_kept(kiosk: Terminal, words: str) -> None:
    """Wait until the screen says that these words are kept (and not still the ones before them)."""
    kiosk.wait_for(words)
    kiosk.settle()
    kiosk.wait_for(words, "Bewaard.")


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_kill_9_in_the_middle_of_question_4_loses_nothing(school: School, code: str, term: str) -> None:
    with Terminal(school.home.folder, MONDAY, term=term) as kiosk:
        go_to_question_4(kiosk, code)
        kiosk.type(WORDS)
        until_kept(kiosk, WORDS)
        kiosk.process.kill(signal.SIGKILL)
        kiosk.ended()
    with Terminal(school.home.folder, MONDAY, term=term) as kiosk:
        screen = kiosk.wait_for("Heb je een briefje")
        assert "bal" not in screen
        kiosk.type(code)
        screen = kiosk.wait_for("Vraag 4 van 8", WORDS)
        assert "Wat deed je en waarom?" in screen


def test_kill_9_between_two_keys_keeps_all_but_the_last_second(school: School, code: str) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        go_to_question_4(kiosk, code)
        kiosk.type(WORDS)
        until_kept(kiosk, WORDS)
        kiosk.type(" En toen")
        kiosk.process.kill(signal.SIGKILL)
        kiosk.ended()
    kept = stored_words(school)[4]
    assert kept.startswith(WORDS)
    assert (WORDS + " En toen").startswith(kept)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_machine_going_down_mid_word_keeps_every_letter(school: School, code: str, number: int) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        go_to_question_4(kiosk, code)
        kiosk.type(WORDS + " En toen la")
        kiosk.wait_for("En toen la")
        kiosk.process.kill(number)
        assert kiosk.ended() == 0
    assert stored_words(school)[4] == WORDS + " En toen la"


def test_two_children_take_turns_and_each_finds_only_their_own_words(school: School, code: str) -> None:
    store = open_store(school.home, settings.load(school.home), school.clock)
    other = issue(store, pupil=1).code
    store.close()
    with Terminal(school.home.folder, MONDAY) as kiosk:
        go_to_question_4(kiosk, code)
        kiosk.type(WORDS)
        until_kept(kiosk, WORDS)
        kiosk.press("f2")
        kiosk.wait_for("Wie ben je?")
        kiosk.press("esc")
        kiosk.wait_for("Heb je een briefje")
        kiosk.begin_to_answer(other)
        assert "bal" not in kiosk.text
        kiosk.type("Ik was de tweede.")
        until_kept(kiosk, "Ik was de tweede.")
        kiosk.press("f2")
        kiosk.wait_for("Wie ben je?")
        kiosk.press("esc")
        kiosk.wait_for("Heb je een briefje")
        kiosk.type(code)
        assert "tweede" not in kiosk.wait_for(WORDS)
