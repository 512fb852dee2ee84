"""A sample school for each test: built once, copied for every test that asks for it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.db.store import create_store, open_store
from kiosk.db.tables import database
from kiosk.paths import Home
from tests.db.expired import NOW, long_ago, whole_line
from tests.db.school import SETTINGS, SampleSchool, SetClock, enrol_sample_school


@pytest.fixture(scope="session")
def built_school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the closed store of the sample school."""
    folder = tmp_path_factory.mktemp("built") / "school"
    store = create_store(Home(folder), SETTINGS, SetClock())
    enrol_sample_school(store)
    store.close()
    return folder


@pytest.fixture
def home(built_school: Path, tmp_path: Path) -> Iterator[Home]:
    """A copy of the sample school's folder, closed; whatever a test leaves open is closed after it."""
    shutil.copytree(built_school, tmp_path / "kiosk")
    yield Home(tmp_path / "kiosk")
    if not database.is_closed():
        database.close()


@pytest.fixture
def school(home: Home) -> Iterator[SampleSchool]:
    """The sample school, open, on Monday 23 November 2026 at ten."""
    clock = SetClock()
    opened = SampleSchool(open_store(home, SETTINGS, clock), clock, home)
    yield opened
    opened.store.close()


@pytest.fixture
def long_line(school: SampleSchool) -> SampleSchool:
    """A pupil with everything that can be written, in 2023-2024, and all of it finished; it is November 2026."""
    long_ago(school)
    whole_line(school, school.pupils[0])
    school.clock.move_to(NOW)
    return school
