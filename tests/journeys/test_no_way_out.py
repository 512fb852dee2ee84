"""Everything in the lock-down table: no key, sequence, signal or variable is a way out, from the first moment on."""

import io
import os
import signal
import string
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from kiosk.supervisor import GUARDED, LEFT_ON_PURPOSE
from tests.journeys.people_at_work import Given, come_in, give, kept
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School

REAL = "kiosk"
"""The program itself, on the machine's own clock: the other journeys' launcher imports Textual before it starts."""
WORDS = "Ik pakte de bal af."

# As a terminal sends them that tells keys apart by the kitty protocol: ctrl and super with q, c, p, z, \ and d.
KITTY = [f"\x1b[{ord(letter)};{modifier}u".encode() for letter in "qcpz\\d" for modifier in (5, 9)]
# F1 to F12 bare, and with Shift, Alt (Alt+F4!), Ctrl, and all three.
FUNCTION = [f"\x1bO{letter}".encode() for letter in "PQRS"]
FUNCTION += [f"\x1b[{number}~".encode() for number in (15, 17, 18, 19, 20, 21, 23, 24)]
FUNCTION += [f"\x1b[1;{modifier}{letter}".encode() for letter in "PQRS" for modifier in (2, 3, 5, 8)]
FUNCTION += [f"\x1b[{number};{modifier}~".encode() for number in range(15, 25) for modifier in (2, 3, 5, 8)]
CONTROL = [bytes([number]) for number in range(32)] + [f"\x1b{letter}".encode() for letter in string.ascii_lowercase]
MOUSE = [b"\x1b[<0;99999;99999M", b"\x1b[<0;1;1M\x1b[<32;40;10M\x1b[<0;40;10m", b"\x1b[<1;2;2M", b"\x1b[<64;1;1M"]
BYTES = [b"\xff", b"\xe9", b"\xc3", b"\x80\x80", b"\x00\x07"]


def state(pid: int, field: str) -> str:
    """What Linux says of a process, of /proc/PID/status; empty when it is gone."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return line.split(":", 1)[1].strip()
    return ""


def wait_until_held(pid: int) -> None:
    """Until the kiosk has Linux keep an end for it: its first lines have run, and Textual is not imported yet."""
    end = time.monotonic() + 60
    while not int(state(pid, "SigBlk") or "0", 16) >> (signal.SIGTERM - 1) & 1:
        assert time.monotonic() < end


def child(pid: int) -> int:
    """The kiosk that this supervisor started."""
    end = time.monotonic() + 60
    while True:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        if children:
            return int(children[0])
        assert time.monotonic() < end


@contextmanager
def deaf() -> Iterator[None]:
    """What is started here ignores what a key could send from its first instruction: `trap ''` in kiosk.service."""
    before = {name: signal.signal(signal.Signals[name], signal.SIG_IGN) for name in ("SIGINT", "SIGQUIT", "SIGTSTP")}
    try:
        yield
    finally:
        for name, answer in before.items():
            signal.signal(signal.Signals[name], answer)


def end_in_good_order(kiosk: Terminal) -> None:
    """The machine goes down."""
    kiosk.process.kill(signal.SIGTERM)
    assert kiosk.ended() == 0


# -- from the first moment ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [(), ("--supervise",)])
def test_keys_and_bad_bytes_from_before_the_first_frame_do_nothing(school: School, arguments: tuple[str, ...]) -> None:
    with deaf(), Terminal(school.home.folder, MONDAY, *arguments, program=REAL) as kiosk:
        for _ in range(40):
            kiosk.send(b"\x03\x1a\x1c\x04\x11\x10\xff\xe9\x13")
            kiosk.settle(0.02)
        kiosk.wait_for("Heb je een briefje")
        kiosk.type("123456")
        kiosk.wait_for("Deze code ken ik niet.")
        end_in_good_order(kiosk)
    assert not school.home.log.exists()


def test_signals_from_before_textual_is_there_do_nothing(school: School) -> None:
    with deaf(), Terminal(school.home.folder, MONDAY, program=REAL) as kiosk:
        wait_until_held(kiosk.process.pid)
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            for name in GUARDED:
                kiosk.process.kill(signal.Signals[name])
            kiosk.settle(0.01)
            assert not state(kiosk.process.pid, "State").startswith("T")
        kiosk.wait_for("Heb je een briefje")
        end_in_good_order(kiosk)


@pytest.mark.parametrize(
    ("after", "name"),
    [
        (0.0, "SIGTERM"),
        pytest.param(0.05, "SIGHUP", marks=pytest.mark.long),
        pytest.param(0.1, "SIGTERM", marks=pytest.mark.long),
        (0.15, "SIGHUP"),
        pytest.param(0.25, "SIGTERM", marks=pytest.mark.long),
    ],
)
def test_the_machine_may_go_down_at_any_moment_of_the_start(school: School, name: str, after: float) -> None:
    with Terminal(school.home.folder, MONDAY, program=REAL) as kiosk:
        wait_until_held(kiosk.process.pid)
        kiosk.settle(after)
        kiosk.process.kill(signal.Signals[name])
        kiosk.process.kill(signal.SIGTERM)  # and again, while it is ending
        assert kiosk.ended() == 0
    with Terminal(school.home.folder, MONDAY, program=REAL) as kiosk:
        kiosk.wait_for("Heb je een briefje")


def test_no_variable_of_textual_opens_a_door(school: School, tmp_path: Path) -> None:
    doors = {
        "TEXTUAL_PRESS": "ctrl+q",
        "TEXTUAL_ALLOW_SIGNALS": "1",
        "TEXTUAL_LOG": str(tmp_path / "textual.log"),
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_SCREENSHOT_LOCATION": str(tmp_path),
    }
    with Terminal(school.home.folder, MONDAY, also=doors, program=REAL) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.press("\x03", "\x1a", "\x1c", "\x11")
        kiosk.type("123456")
        kiosk.wait_for("Deze code ken ik niet.")
        kiosk.settle(1)
        end_in_good_order(kiosk)
    assert not [one for one in tmp_path.iterdir() if one.suffix in (".log", ".svg")]


# -- while it stands there ---------------------------------------------------------------------------------------------


def test_no_chord_key_click_or_byte_leaves_start(school: School) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        for sent in [*KITTY, *FUNCTION, *CONTROL, *MOUSE, *BYTES, b"\x1b\x1b", b"\x03\x03"]:
            kiosk.send(sent)
            kiosk.settle(0.002)
        kiosk.send(b"\x1b")
        kiosk.settle(0.3)
        for _ in range(3):  # F1 and F2 lead to a card and to who logs in, and Esc back
            kiosk.press("esc")
            kiosk.settle(0.3)
        kiosk.wait_for("Heb je een briefje")
        kiosk.press(*["backspace"] * 6)
        kiosk.type("123456")
        kiosk.wait_for("Deze code ken ik niet.")
        end_in_good_order(kiosk)
    assert not school.home.log.exists()


def test_no_chord_takes_a_word_away_or_out_of_the_kiosk(school: School) -> None:
    given = give(school)
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.process.logfile_read = io.BytesIO()
        kiosk.begin_to_answer(given.code)
        kiosk.type(WORDS)
        kiosk.wait_for(WORDS)
        letters = [one for one in CONTROL if one not in (b"\x08", b"\x17", b"\x19", b"\x1a", b"\t", b"\n", b"\r")]
        for sent in [*KITTY, *letters, *MOUSE, b"\x03\x03", b"\x1b[99;9u"]:
            if sent not in (b"\x1b[122;5u",):  # Ctrl+Z takes back what was typed: that is what it is for
                kiosk.send(sent)
                kiosk.settle(0.002)
        kiosk.wait_for("Ik pakte de bal")
        assert b"\x1b]52" not in kiosk.process.logfile_read.getvalue()  # no clipboard of the terminal
        end_in_good_order(kiosk)
    assert WORDS in kept(school, given.form_id)[1]


def test_a_sequence_that_says_the_window_is_one_cell_is_not_believed(school: School) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.send(b"\x1b[48;1;1;1;1t")
        kiosk.settle(0.5)
        kiosk.type("123456")
        kiosk.wait_for("Heb je een briefje", "Deze code ken ik niet.")
        kiosk.resize(120, 40)
        kiosk.wait_for("Personeel")
        end_in_good_order(kiosk)


def test_a_console_that_has_only_one_screen_is_empty_after_the_end(school: School) -> None:
    given = give(school)
    with Terminal(school.home.folder, MONDAY, term="linux") as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.type(WORDS)
        kiosk.wait_for(WORDS)
        end_in_good_order(kiosk)
        assert not kiosk.text.strip()


# -- under its supervisor ----------------------------------------------------------------------------------------------


@pytest.fixture
def given(school: School) -> Given:
    """A form that was given this morning."""
    return give(school)


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_a_killed_kiosk_stands_there_again_without_a_word_and_with_all_of_them(
    school: School, given: Given, term: str
) -> None:
    with Terminal(school.home.folder, MONDAY, "--supervise", term=term) as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.type(WORDS)
        kiosk.wait_for(WORDS, "Bewaard.")
        first = child(kiosk.process.pid)
        os.kill(first, signal.SIGKILL)
        end = time.monotonic() + 60
        while state(first, "State") and time.monotonic() < end:
            kiosk.settle(0.02)
        assert "bal" not in kiosk.wait_for("Heb je een briefje")
        kiosk.type(given.code)
        kiosk.wait_for("Welkom terug", WORDS)
        kiosk.type(" Echt")
        kiosk.wait_for(f"{WORDS} Echt")
        end_in_good_order(kiosk)
    assert kept(school, given.form_id)[1] == f"{WORDS} Echt"


def test_staff_close_it_and_it_stays_closed(school: School) -> None:
    with Terminal(school.home.folder, MONDAY, "--supervise") as kiosk:
        kiosk.wait_for("Heb je een briefje")
        come_in(kiosk, "ann", "Esc slot")
        kiosk.press("q")
        kiosk.wait_for("De kiosk sluiten?")
        kiosk.press("enter")
        assert kiosk.ended() == LEFT_ON_PURPOSE


def test_a_store_that_will_not_open_is_told_on_the_plain_screen(school: School) -> None:
    whole = school.home.store.read_bytes()
    school.home.store.write_bytes(b"")
    with Terminal(school.home.folder, MONDAY, "--supervise") as kiosk:
        kiosk.wait_for("De kiosk stopt steeds meteen weer.", "De opslag is leeg. Haal een reservekopie terug")
        school.home.store.write_bytes(whole)
        kiosk.press("enter")
        kiosk.wait_for("Heb je een briefje")
        end_in_good_order(kiosk)


def test_when_the_supervisor_itself_is_killed_the_words_are_kept_and_the_store_is_free(
    school: School, given: Given
) -> None:
    with Terminal(school.home.folder, MONDAY, "--supervise") as kiosk:
        kiosk.begin_to_answer(given.code)
        kiosk.type(WORDS)
        kiosk.wait_for(WORDS)
        orphan = child(kiosk.process.pid)
        kiosk.process.kill(signal.SIGKILL)  # it leads the session: Linux tells all others of it that the terminal went
        end = time.monotonic() + 60
        while state(orphan, "State") and time.monotonic() < end:
            time.sleep(0.02)
    assert kept(school, given.form_id)[1] == WORDS
