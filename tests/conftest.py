"""Fixtures for every room: the sample school, built once a run and copied for each test; and the system's programs."""

import gc
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kiosk.paths import Home
from tests.idle import be_patient
from tests.paper.private_cups import PROGRAMS as CUPS
from tests.school import HandClock, School, make_school

ALL_SYSTEM = "OEPS_ALL_SYSTEM_TESTS"
"""Set by .ci/run, which installs every program: there a missing one is a failure."""


# Thirty examples a property in the suite; `make faults` takes Hypothesis's own hundred.
settings.register_profile("suite", max_examples=30)
settings.load_profile("suite")

# A run makes and drops thousands of screens. Looking for rings among them every 700 objects took a fifth of its time;
# the journeys and `make bench` start the kiosk as it is.
gc.set_threshold(100_000, 50, 50)

be_patient()


@pytest.fixture(scope="session")
def school_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a freshly imported sample school."""
    folder = tmp_path_factory.mktemp("template") / "kiosk"
    make_school(folder)
    return folder


@pytest.fixture
def school(school_template: Path, tmp_path: Path) -> Iterator[School]:
    """A sample school of its own; what a test left open of it is closed."""
    folder = tmp_path / "kiosk"
    shutil.copytree(school_template, folder)
    made = School(Home(folder), HandClock())
    yield made
    for desk in made.desks:
        desk.close()


@pytest.fixture
def set_up(school: School, monkeypatch: pytest.MonkeyPatch) -> School:
    """The sample school, for the command line to find."""
    monkeypatch.setenv("KIOSK_HOME", str(school.home.folder))
    return school


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kiosk that was never set up."""
    folder = tmp_path / "nothing-yet"
    monkeypatch.setenv("KIOSK_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_print_server(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reaches the printers of the machine that it runs on; test_cups.py starts a server of its own."""
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path_factory.getbasetemp() / "no-print-server"))


def pytest_xdist_auto_num_workers() -> int:
    """What `-n auto` means here: two for each core. A test waits a third of its time for a screen to settle; a third
    worker for each core took 10% more of the processor for the same tests."""
    return 2 * (os.cpu_count() or 1)


def missing_programs(wanted: Iterable[str]) -> list[str]:
    """Which of these programs this machine does not have."""
    return [program for program in wanted if shutil.which(program) is None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`@pytest.mark.system("tmux")`: run where tmux is, reported where it is not, never missing in .ci/run."""
    for item in items:
        for marker in item.iter_markers("system"):
            absent = missing_programs(marker.args)
            if absent and not os.environ.get(ALL_SYSTEM):  # told at the top of the run; in .ci/run it fails instead
                item.add_marker(pytest.mark.skip(reason=f"this machine has no {', '.join(absent)}"))


def pytest_report_header() -> list[str]:
    """Say at the top of every run which system programs the tests will not meet."""
    absent = missing_programs(("tmux", "pdftoppm", "zbarimg", "espeak-ng", *CUPS))
    if not absent:
        return ["system programs: all here"]
    how = "their tests FAIL" if os.environ.get(ALL_SYSTEM) else "their tests are left out"
    return [f"system programs missing: {', '.join(absent)} ({how})"]
