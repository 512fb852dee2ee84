"""The machine of these tests is silent, whatever is installed on it; who needs a voice gives the desk one."""

import pytest

from kiosk import speech


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No speech program is found."""
    monkeypatch.setattr(speech, "find_voice", lambda: None)
