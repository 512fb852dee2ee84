"""Fixtures for every room: the sample school, built once a run and copied for each test."""

import shutil
from pathlib import Path

import pytest

from kiosk.paths import Home
from tests.school import HandClock, School, make_school


@pytest.fixture(scope="session")
def school_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a freshly imported sample school."""
    folder = tmp_path_factory.mktemp("template") / "kiosk"
    make_school(folder)
    return folder


@pytest.fixture
def school(school_template: Path, tmp_path: Path) -> School:
    """A sample school of its own."""
    folder = tmp_path / "kiosk"
    shutil.copytree(school_template, folder)
    return School(Home(folder), HandClock())
