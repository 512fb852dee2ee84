"""The kiosk comes up, and goes down, in a real terminal."""

import signal

import pytest

from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School


@pytest.mark.parametrize("term", ["xterm-256color", "linux"])
def test_start_shows_a_code_field_and_no_one(school: School, term: str) -> None:
    with Terminal(school.home.folder, MONDAY, term=term) as kiosk:
        screen = kiosk.wait_for("Heb je een briefje met een code?", "Personeel", "maandag 23 november  10:00")
        assert "Egels" not in screen


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_machine_may_end_the_kiosk_at_any_time(school: School, number: int) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.process.kill(number)
        assert kiosk.ended() == 0


def test_no_key_and_no_signal_ends_it(school: School) -> None:
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGUSR1):
            kiosk.process.kill(number)
        kiosk.press("\x11", "\x03", "\x1a", "\x1c", "\x10", "\x04", "esc", "\xff")
        kiosk.process.send(b"\xff\xe9")
        kiosk.press("1", "2", "3", "4", "5", "6")
        kiosk.wait_for("Deze code ken ik niet.")
        assert kiosk.process.isalive()


def test_a_second_kiosk_is_told_so(school: School) -> None:
    with Terminal(school.home.folder, MONDAY) as first:
        first.wait_for("Heb je een briefje")
        with Terminal(school.home.folder, MONDAY) as second:
            assert second.ended() == 1
            assert "De kiosk staat al open op deze computer." in second.text
        first.wait_for("Heb je een briefje")
