"""The sample school of tests/db, with one form that its pupil has begun to answer."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.db.store import open_store
from kiosk.db.tables import database
from kiosk.paths import Home
from tests.db.conftest import built_school
from tests.db.school import SETTINGS, SampleSchool, SetClock
from tests.faults.work import opened

__all__ = ["built_school"]


@pytest.fixture(scope="session")
def begun(built_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a closed store, in which form 1 was issued and has one answer."""
    folder = tmp_path_factory.mktemp("begun") / "kiosk"
    shutil.copytree(built_school, folder)
    store = opened(Home(folder))
    one = SampleSchool(store, SetClock(), Home(folder))
    one.write(one.issue().form.id)
    store.close()
    return folder


@pytest.fixture
def home(begun: Path, tmp_path: Path) -> Iterator[Home]:
    """A copy of it for one test."""
    shutil.copytree(begun, tmp_path / "kiosk")
    yield Home(tmp_path / "kiosk")
    if not database.is_closed():
        database.close()


@pytest.fixture
def sample(home: Home) -> Iterator[SampleSchool]:
    """The same, open."""
    clock = SetClock()
    store = open_store(home, SETTINGS, clock)
    yield SampleSchool(store, clock, home)
    store.close()
