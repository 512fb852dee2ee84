"""The supervisor, around a very small program instead of the kiosk, in a real terminal."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from kiosk.supervisor import LEFT_ON_PURPOSE

PROGRAM = """
import os, signal, sys, time
from pathlib import Path
from kiosk import supervisor
from kiosk.errors import KioskError

folder, ways = Path(sys.argv[1]), sys.argv[2].split(",")
starts, log = folder / "starts", folder / "kiosk.log"
supervisor.PAUSE = 0.02
supervisor.WITHIN = float(os.environ.get("WITHIN", "60"))


def run():
    with starts.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    way = ways[min(len(starts.read_text().split()), len(ways)) - 1]
    if way == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if way == "raises":
        raise ValueError("Ik schaamde me")
    if way == "refuses":
        raise KioskError("De opslag is leeg.", "Haal een reservekopie terug.")
    if way == "logs":
        with log.open("a") as file:
            file.write("2026-11-23 10:00:00,000 KeyError at /kiosk/app.py:7\\n")
        return 70
    if way == "waits":
        print("hier ben ik", flush=True)
        (folder / "saved").write_text(signal.sigwait([signal.SIGTERM, signal.SIGHUP]).name)
        return 0
    return int(way)


sys.exit(supervisor.supervise(run, log))
"""
TELLS_THE_WAY_ON = "Druk op Enter om het opnieuw te proberen."


class Supervised:
    """A supervisor at work; `starts` are the process ids of what it started so far."""

    def __init__(self, folder: Path, ways: str, within: str = "60") -> None:
        self.folder = folder
        self.process = pexpect.spawn(
            sys.executable,
            ["-c", PROGRAM, str(folder), ways],
            env={**os.environ, "WITHIN": within},
            cwd=str(Path(__file__).parents[1]),
            timeout=60,
            encoding="utf-8",
        )

    @property
    def starts(self) -> list[int]:
        listed = self.folder / "starts"
        return [int(pid) for pid in listed.read_text().split()] if listed.exists() else []

    def wait_until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < end, self.starts
            time.sleep(0.01)

    def ended(self) -> int:
        self.process.expect(pexpect.EOF)
        self.process.close()
        assert self.process.signalstatus is None
        return int(self.process.exitstatus)


@pytest.fixture
def supervised(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Supervised]:
    """Make one; it is gone after the test."""

    def make(ways: str, within: str = "60") -> Supervised:
        made = Supervised(tmp_path, ways, within)
        request.addfinalizer(lambda: made.process.close(force=True))
        return made

    return make


def test_what_staff_closed_stays_closed(supervised: Callable[..., Supervised]) -> None:
    one = supervised("10")
    assert one.ended() == LEFT_ON_PURPOSE
    assert len(one.starts) == 1


@pytest.mark.parametrize("way", ["0", "1", "70", "killed", "raises", "refuses"])
def test_however_else_it_ends_it_starts_again(way: str, supervised: Callable[..., Supervised]) -> None:
    one = supervised(f"{way},{way},10")
    assert one.ended() == LEFT_ON_PURPOSE
    assert len(set(one.starts)) == 3


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        ("0", "gestopt met code 0"),
        ("killed", "gestopt door signaal 9"),
        ("raises", r"ValueError at <string>:\d+"),
        ("refuses", "De opslag is leeg. Haal een reservekopie terug."),
        ("logs", "KeyError at /kiosk/app.py:7"),
    ],
)
def test_after_three_quick_ends_a_plain_screen_tells_why_and_waits(
    way: str, reason: str, supervised: Callable[..., Supervised]
) -> None:
    one = supervised(f"{way},{way},{way},10")
    one.process.expect("De kiosk stopt steeds meteen weer")
    one.process.expect(f"Wat er misging: {reason}")
    one.process.expect(TELLS_THE_WAY_ON)
    time.sleep(0.3)
    assert len(one.starts) == 3
    assert "schaamde" not in (one.process.before or "")
    one.process.send("abc\x03\x1a\x1c\x04\x13\xff")  # no key but Enter does anything
    time.sleep(0.2)
    assert one.process.isalive()
    assert len(one.starts) == 3
    one.process.send("\r")
    assert one.ended() == LEFT_ON_PURPOSE
    assert len(one.starts) == 4


def test_ends_that_are_far_apart_never_bring_that_screen(supervised: Callable[..., Supervised]) -> None:
    one = supervised("0,0,0,0,0,10", within="0.01")
    assert one.ended() == LEFT_ON_PURPOSE
    assert len(one.starts) == 6


def test_the_old_reason_of_another_day_is_not_told_again(tmp_path: Path, supervised: Callable[..., Supervised]) -> None:
    (tmp_path / "kiosk.log").write_text("2026-11-20 10:00:00,000 OSError at /kiosk/old.py:1\n")
    one = supervised("70")
    one.process.expect("Wat er misging: gestopt met code 70")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_machine_going_down_reaches_the_kiosk_and_both_end(
    number: signal.Signals, tmp_path: Path, supervised: Callable[..., Supervised]
) -> None:
    one = supervised("waits")
    one.process.expect("hier ben ik")
    os.kill(one.process.pid, number)
    assert one.ended() == 0
    assert (tmp_path / "saved").read_text() == number.name
    assert len(one.starts) == 1


def test_an_end_that_reaches_only_the_kiosk_starts_another(
    tmp_path: Path, supervised: Callable[..., Supervised]
) -> None:
    one = supervised("waits,10")
    one.process.expect("hier ben ik")
    os.kill(one.starts[0], signal.SIGTERM)
    assert one.ended() == LEFT_ON_PURPOSE
    assert len(one.starts) == 2


def test_the_machine_may_go_down_while_the_plain_screen_stands(supervised: Callable[..., Supervised]) -> None:
    one = supervised("0")
    one.process.expect(TELLS_THE_WAY_ON)
    os.kill(one.process.pid, signal.SIGTERM)
    assert one.ended() == 0
    assert len(one.starts) == 3


@pytest.mark.parametrize("name", ["SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGUSR1", "SIGUSR2", "SIGALRM"])
def test_no_other_signal_stops_or_ends_it(name: str, supervised: Callable[..., Supervised]) -> None:
    one = supervised("waits,10")
    one.process.expect("hier ben ik")
    for pid in (one.process.pid, one.starts[0]):
        os.kill(pid, signal.Signals[name])
    time.sleep(0.1)
    state = Path(f"/proc/{one.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    assert state == "S"  # it waits; it is neither stopped ("T") nor gone
    assert one.starts == [one.starts[0]]
    os.kill(one.process.pid, signal.SIGTERM)
    assert one.ended() == 0


def test_keys_struck_between_two_kiosks_make_no_signal_and_do_not_show(supervised: Callable[..., Supervised]) -> None:
    one = supervised("waits")
    one.process.expect("hier ben ik")
    one.process.send("geheim\x03\x1a\x1c")
    time.sleep(0.1)
    os.kill(one.process.pid, signal.SIGTERM)
    assert one.ended() == 0
    assert "geheim" not in (one.process.before or "")


def test_a_kiosk_that_was_killed_leaves_the_terminal_empty_and_calm(supervised: Callable[..., Supervised]) -> None:
    one = supervised("killed,10")
    assert one.ended() == LEFT_ON_PURPOSE
    written = one.process.before or ""
    for sign in ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1003l", "\x1b[?2004l", "\x1b[2J", "\x1b[3J"):
        assert sign in written
