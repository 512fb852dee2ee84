"""A sample school for each test: built once, copied for every test that asks for it."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db import keys
from kiosk.db.store import create_store, open_store
from kiosk.db.tables import database
from kiosk.paths import Home
from kiosk.rules.policy import Counting, Restart
from kiosk.vault.slots import Slot
from tests.db.expired import NOW, long_ago, whole_line
from tests.db.key_words import renewed
from tests.db.school import SETTINGS, SampleSchool, SetClock, enrol_sample_school
from tests.locked import CHEAP


@pytest.fixture(autouse=True)
def cheap_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words cost as little as a slot file may ask for: these tests are about who has them, not about guessing."""
    monkeypatch.setattr(keys, "fitting_cost", lambda: CHEAP)


@pytest.fixture
def no_argon2(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words cost nothing, where hundreds of tries are made: tests/vault/test_slots.py has Argon2 itself."""

    def derive(slot: Slot, typed: str) -> bytes:
        return sha256(f"{slot.salt} {slot.cost} {typed}".encode()).digest()

    monkeypatch.setattr("kiosk.vault.slots._slot_key", derive)


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
def written(school: SampleSchool) -> SampleSchool:
    """The school has its file, as the kiosk read it."""
    settings.save_school(school.home, SETTINGS.school, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    school.store.settings = settings.find_settings(school.home).settings
    return school


@pytest.fixture
def locked(school: SampleSchool) -> SampleSchool:
    """A school that opens with the words of directie ("anneke") or IB ("joost"), and two sheets."""
    renewed(school)
    return school


@pytest.fixture(scope="session")
def built_line(built_school: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pupil with everything that can be written: the folder as it lies while the kiosk runs, second file and all."""
    folder, as_it_lies = tmp_path_factory.mktemp("line") / "school", tmp_path_factory.mktemp("line") / "running"
    shutil.copytree(built_school, folder)
    clock = SetClock()
    school = SampleSchool(open_store(Home(folder), SETTINGS, clock), clock, Home(folder))
    long_ago(school)
    whole_line(school, school.pupils[0])
    shutil.copytree(folder, as_it_lies)
    school.store.close()
    return as_it_lies


@pytest.fixture
def long_line(built_line: Path, tmp_path: Path) -> Iterator[SampleSchool]:
    """A pupil with everything that can be written, in 2023-2024, and all of it finished; it is November 2026."""
    shutil.copytree(built_line, tmp_path / "kiosk")
    clock = SetClock(datetime.fromisoformat(NOW))
    opened = SampleSchool(open_store(Home(tmp_path / "kiosk"), SETTINGS, clock), clock, Home(tmp_path / "kiosk"))
    yield opened
    opened.store.close()
