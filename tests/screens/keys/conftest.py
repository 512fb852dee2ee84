"""Slots as cheap as they may be, and a word list of this folder's own: these tests are about screens."""

import pytest

from kiosk.db import keys
from kiosk.vault import passphrase
from kiosk.vault.slots import LEAST_MEMORY, Cost
from tests.screens.keys.hands import WORDS


@pytest.fixture
def cheap_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """A try takes 30 ms."""
    monkeypatch.setattr(keys, "fitting_cost", lambda: Cost(LEAST_MEMORY, 1, 1))


@pytest.fixture
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passphrase, "words", lambda: WORDS)
