"""The machine of these tests: silent, whatever is installed on it, and with the print programs that a test asks for.

Who needs a voice gives the desk one.
"""

from pathlib import Path

import pytest

from kiosk import speech
from kiosk.paper import printer
from tests.screens.teacher.printers import Printers


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No speech program is found."""
    monkeypatch.setattr(speech, "find_voice", lambda: None)


@pytest.fixture
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printers:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return Printers(folder)


@pytest.fixture
def busy_printers(printers: Printers, monkeypatch: pytest.MonkeyPatch) -> Printers:
    """What is sent stays in the queue, and the kiosk does not look at it for long."""
    monkeypatch.setattr(printer, "_WATCH_SECONDS", 0.4)
    monkeypatch.setattr(printer, "_LET_GO_SECONDS", 0.1)
    printers.hangs()
    return printers


@pytest.fixture
def no_printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without print programs, and a folder that stands for a stick."""
    monkeypatch.setenv("PATH", str(tmp_path))
    stick = tmp_path / "s"
    stick.mkdir()
    return stick
