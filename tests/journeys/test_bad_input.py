"""What no keyboard should send: floods, broken bytes, a window of one cell. The kiosk goes on and keeps every word."""

import random
import signal

import pytest

from kiosk.rules.answer import MAX_LENGTH
from tests.journeys.people_at_work import Given, give, kept
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School

WORDS = "Ik pakte de bal af omdat ik ook wilde meedoen."
FULL = "Dit antwoord is vol."
PASTED = MAX_LENGTH * 4 // 15  # of what repeats three letters: four fifths of an answer
CAN_STAND_THERE = (
    "Vraag",
    "Klopt het zo?",
    "Wil je inleveren?",
    "Steek je hand op.",
    "Wie ben je?",
    "Heb je een brief",
)


@pytest.fixture
def given(school: School) -> Given:
    """A form that was given this morning."""
    return give(school)


def end_in_good_order(kiosk: Terminal) -> None:
    """The machine goes down; the kiosk says goodbye."""
    assert kiosk.runs
    kiosk.process.kill(signal.SIGTERM)
    assert kiosk.ended() == 0


def comes_in_order(words: str, text: str) -> bool:
    """Whether every sign of `words` stands in `text`, in this order, whatever came in between."""
    signs = iter(text)
    return all(sign in signs for sign in words)


def test_a_paste_of_a_megabyte_fills_the_answer_and_the_kiosk_goes_on(school: School, given: Given) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.type("Begin. ")
        kiosk.paste("lange zin " * 100_000)
        kiosk.wait_for(FULL)
        kiosk.press("f8")
        kiosk.wait_for("Vraag 2 van 8")
        kiosk.type(WORDS)
        kiosk.wait_for(WORDS)
        end_in_good_order(kiosk)
    stored = kept(school, given.form_id)
    assert stored[1] == ("Begin. " + "lange zin " * 600)[:MAX_LENGTH].strip()
    assert stored[2] == WORDS


def test_a_key_that_hangs_fills_the_answer_and_the_kiosk_goes_on(school: School, given: Given) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.paste("ja " * PASTED)  # key by key, a busy machine would take minutes
        kiosk.send(b"ja " * (MAX_LENGTH // 3 - PASTED) + b"nee nee nee")
        kiosk.wait_for(FULL)
        kiosk.press("f8")
        kiosk.wait_for("Vraag 2 van 8")
        end_in_good_order(kiosk)
    assert kept(school, given.form_id)[1] == ("ja " * (MAX_LENGTH // 3) + "nee nee nee")[:MAX_LENGTH].strip()


def test_a_byte_that_is_no_letter_takes_no_letter_along(school: School, given: Given) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.send(b"Ik was bo\xffos in het caf\xe9 hoor.")  # not UTF-8; and e with an accent as Latin-1 has it
        kiosk.wait_for("Ik was bo\ufffdos in het caf\ufffd hoor.")
        end_in_good_order(kiosk)
    assert kept(school, given.form_id)[1] == "Ik was bo\ufffdos in het caf\ufffd hoor."


def test_the_window_shrinks_to_one_cell_and_grows_again_while_a_child_types(school: School, given: Given) -> None:
    sizes = ((1, 1), (80, 24), (200, 60), (2, 5), (20, 6), (80, 24))
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(given.code)
        for place, size in enumerate(sizes):
            kiosk.type(f"stuk{place} ")
            kiosk.resize(*size)
            if size in ((80, 24), (200, 60)):
                kiosk.wait_for("Vraag 1 van 8", *(f"stuk{before}" for before in range(place + 1)))
        kiosk.type("einde.")
        kiosk.wait_for("stuk0 stuk1 stuk2 stuk3 stuk4 stuk5 einde.")
        end_in_good_order(kiosk)
    assert kept(school, given.form_id)[1] == "stuk0 stuk1 stuk2 stuk3 stuk4 stuk5 einde."


def test_the_machine_goes_down_mid_word_after_odd_input_and_keeps_every_letter(school: School, given: Given) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.paste("[@click=app.quit]klik[/] [/x] 😀 \x1b]52;c;eA==\x07\x9b2J ")
        for column, line in ((500, 500), (1, 1), (0, 0), (40, 20)):
            kiosk.click(column, line)
        kiosk.send(b"\x1b[<64;10;10M\x1b[<65;10;10M\x1b[<35;900;2M\x00\x1c\x03\x11")
        kiosk.press("end")
        kiosk.type("\rtoen la")
        kiosk.wait_for("[@click=app.quit]klik[/] [/x]", "toen la")
        end_in_good_order(kiosk)
    stored = kept(school, given.form_id)[1]
    assert "[@click=app.quit]klik[/] [/x] 😀 " in stored
    assert stored.endswith("\ntoen la")
    assert "\x1b" not in stored
    assert "\x9b" not in stored


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_a_burst_of_random_bytes_takes_no_word_away(school: School, given: Given, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  (not a secret: the same bytes each time)
    # No digit: that could be a code. Nothing that takes away a letter or a change: the words are counted afterwards.
    allowed = bytes(set(range(256)) - set(b"0123456789\x08\x7f\x17\x19\x1a"))
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.type(WORDS)
        kiosk.wait_for(WORDS)
        kiosk.send(bytes(chance.choices(allowed, k=2000)))
        kiosk.send(b"\x07zzzz")  # ends what looked like the beginning of a sequence
        screen = kiosk.text
        assert any(sign in screen for sign in CAN_STAND_THERE), screen
        kiosk.press("f2")
        kiosk.wait_for("Wie ben je?")
        kiosk.press("esc")
        assert "bal" not in kiosk.wait_for("Heb je een briefje")
        end_in_good_order(kiosk)
    assert comes_in_order(WORDS, kept(school, given.form_id)[1])
