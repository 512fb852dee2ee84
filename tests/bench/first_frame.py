"""From the start of a process in a pseudo-terminal to its first frame, beside a bare Textual app with one label."""

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import pexpect

from tests.bench.table import median, row
from tests.school import make_school

ROUNDS = 21
ABOUT = f"first frame: medians of {ROUNDS} starts each; reference: a bare Textual app with one label"
_BARE = Path(__file__).with_name("bare_label.py")


def first_frame(folder: Path) -> None:
    """Measure and print `first frame`; the school is made in `folder`."""
    home = make_school(folder, datetime.now().replace(microsecond=0)).home  # noqa: DTZ005  (wall-clock time)
    ours_command = [sys.executable, "-m", "kiosk"]
    bare_command = [sys.executable, str(_BARE)]
    ours: list[float] = []
    bare: list[float] = []
    for number in range(ROUNDS + 1):
        pairs = [(ours, ours_command, "Heb je een briefje"), (bare, bare_command, "Een label.")]
        for kept, command, wanted in pairs if number % 2 else reversed(pairs):
            took = _until_painted(command, wanted, home.folder)
            if number:  # the first round warms the disk's cache
                kept.append(took)
    row("first frame", median(ours), median(bare))


def _until_painted(command: list[str], wanted: str, home: Path) -> float:
    """Milliseconds from the start of a process to the frame in which `wanted` is painted."""
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "KIOSK_HOME": str(home)}
    began = time.perf_counter()
    process = pexpect.spawn(command[0], command[1:], env=environment, dimensions=(24, 80), timeout=20)
    process.expect_exact(wanted)
    took = time.perf_counter() - began
    process.close(force=True)
    return took * 1000
