"""Logging in to the kiosk on a pseudo-terminal, and how long it then takes until a first row is painted."""

import os
import time

from tests.bench.marked_kiosk import MARK
from tests.bench.painted import read_on, read_until
from tests.journeys.terminal import KEYS, Terminal
from tests.school import MONDAY, PIN, School

LOGINS = 7
"""Log-ins in one round, the first of them to a kiosk that nobody came in to yet."""


def log_ins(school: School, name: str, first: str) -> list[float]:
    """Milliseconds from the acceptance of this person's PIN until `first` is painted, for each of `LOGINS`."""
    took = []
    with Terminal(school.home.folder, MONDAY, program="tests.bench.marked_kiosk") as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.settle(2)
        terminal: int = kiosk.process.child_fd
        for _ in range(LOGINS):
            took.append(log_in(terminal, name, first))
            os.write(terminal, KEYS["esc"].encode())
            read_until(terminal, b"Heb je een briefje")
    return took


def log_in(terminal: int, name: str, first: str) -> float:
    """Milliseconds from the acceptance of this person's PIN until `first` is painted; start is on the screen."""
    for keys, answer in ((KEYS["f2"], "Wie ben je?"), (name[:2].lower(), name), (KEYS["enter"], "pincode?")):
        os.write(terminal, keys.encode())
        read_until(terminal, answer.encode())
    os.write(terminal, PIN[:-1].encode())
    read_on(terminal, time.perf_counter() + 0.3)  # what those five painted is over
    os.write(terminal, PIN[-1:].encode())
    right, painted = read_until(terminal, MARK, first.encode())
    read_on(terminal, time.perf_counter() + 0.5)
    return (painted - right) * 1000
