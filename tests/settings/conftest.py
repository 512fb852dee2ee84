"""A home folder without anything in it."""

from pathlib import Path

import pytest

from kiosk.paths import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)
