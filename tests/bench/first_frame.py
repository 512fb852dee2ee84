"""From the start of a process in a pseudo-terminal to its first frame, and the memory it then has.

Beside a bare Textual app with one label; and with 100,000 forms in the store beside a store without any.
"""

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pexpect

from tests.bench.table import median, row
from tests.school import School, make_school

ROUNDS = 21
MEMORY_ROUNDS = 5
AT_REST = 4.0
"""Seconds after the first frame when memory is read: start then has brought in what the next screens need."""
ABOUT = (
    f"first frame, first frame 100k: medians of {ROUNDS} starts each; reference: a bare Textual app with one label; "
    "the kiosk with a store without forms\n"
    f"memory: medians of {MEMORY_ROUNDS} starts, resident {AT_REST:.0f} s after the first frame; reference: the same "
    "bare app"
)
_BARE = Path(__file__).with_name("bare_label.py")


@dataclass(frozen=True)
class _Program:
    """What is started: a command, the kiosk's folder, and what its first frame shows."""

    command: tuple[str, ...]
    home: Path
    shows: str


def first_frame(folder: Path, big: School) -> None:
    """Measure and print the rows; an empty school is made in `folder`."""
    empty = make_school(folder, datetime.now().replace(microsecond=0)).home.folder  # noqa: DTZ005  (wall-clock time)
    kiosk = _Program((sys.executable, "-m", "kiosk"), empty, "Heb je een briefje")
    bare = _Program((sys.executable, str(_BARE)), empty, "Een label.")
    large = _Program(kiosk.command, big.home.folder, kiosk.shows)
    row("first frame", *(median(took) for took in _alternated(kiosk, bare)))
    row("first frame 100k", *(median(took) for took in _alternated(large, kiosk)))
    ours, theirs = ([_memory(one) for _ in range(MEMORY_ROUNDS)] for one in (kiosk, bare))
    row("memory", median(ours, "MiB"), median(theirs, "MiB"))


def _alternated(*programs: _Program) -> Sequence[list[float]]:
    """The milliseconds of each start of each program, by turns."""
    took: dict[_Program, list[float]] = {one: [] for one in programs}
    for number in range(ROUNDS + 1):
        for one in programs[:: 1 if number % 2 else -1]:
            process, milliseconds = _started(one)
            process.close(force=True)
            if number:  # the first round warms the disk's cache
                took[one].append(milliseconds)
    return list(took.values())


def _started(program: _Program) -> tuple[pexpect.spawn, float]:
    """A process that has painted its first frame, and the milliseconds that took."""
    environment = {
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "KIOSK_HOME": str(program.home),
    }
    began = time.perf_counter()
    process = pexpect.spawn(
        program.command[0], list(program.command[1:]), env=environment, dimensions=(24, 80), timeout=20
    )
    process.expect_exact(program.shows)
    return process, (time.perf_counter() - began) * 1000


def _memory(program: _Program) -> float:
    """MiB of memory that the process holds at rest (Linux tells)."""
    process, _ = _started(program)
    end = time.monotonic() + AT_REST
    while time.monotonic() < end:
        try:
            process.read_nonblocking(65536, timeout=0.1)
        except pexpect.TIMEOUT:
            continue
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    process.close(force=True)
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
