"""`make bench`: each row ours beside a reference, measured in the same run, the order alternated, medians."""

import os
import platform
import statistics
import sys
import tempfile
import time
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import pexpect

from kiosk.paths import Home
from tests.school import make_school

ROUNDS = 21
_BARE = Path(__file__).with_name("bare_label.py")


def first_frame(command: list[str], wanted: str, home: Path) -> float:
    """Milliseconds from the start of a process in a pseudo-terminal to the frame in which `wanted` is painted."""
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "KIOSK_HOME": str(home)}
    began = time.perf_counter()
    process = pexpect.spawn(command[0], command[1:], env=environment, dimensions=(24, 80), timeout=20)
    process.expect_exact(wanted)
    took = time.perf_counter() - began
    process.close(force=True)
    return took * 1000


def main() -> None:
    """Measure and print the table `name  ours  reference  ratio`."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "kiosk")
        make_school(home.folder, datetime.now().replace(microsecond=0))  # noqa: DTZ005  (wall-clock time)
        ours_command = [sys.executable, "-m", "kiosk"]
        bare_command = [sys.executable, str(_BARE)]
        ours: list[float] = []
        bare: list[float] = []
        for number in range(ROUNDS + 1):
            pairs = [(ours, ours_command, "Heb je een briefje"), (bare, bare_command, "Een label.")]
            for kept, command, wanted in pairs if number % 2 else reversed(pairs):
                took = first_frame(command, wanted, home.folder)
                if number:  # the first round warms the disk's cache
                    kept.append(took)
    row("first frame", ours, bare, "ms")
    cores = os.cpu_count()
    print(f"\n{platform.platform()}, {cores} cores, Python {platform.python_version()}, textual {version('textual')}")
    print(f"medians of {ROUNDS} runs each, order alternated; reference: a bare Textual app with one label")


def row(name: str, ours: list[float], reference: list[float], unit: str) -> None:
    """Print one row: medians with the spread of the runs, and their ratio."""
    mine, theirs = statistics.median(ours), statistics.median(reference)
    print(f"{'name':16} {'ours':>22} {'reference':>22} {'ratio':>6}")
    print(f"{name:16} {_spread(ours, unit):>22} {_spread(reference, unit):>22} {mine / theirs:6.2f}")


def _spread(values: list[float], unit: str) -> str:
    return f"{statistics.median(values):.0f} {unit} ({min(values):.0f}-{max(values):.0f})"


if __name__ == "__main__":
    main()
