"""Slots as the tests of the vault use them: made once."""

import pytest

from kiosk.rules.keys import SlotKind
from kiosk.vault import slots
from kiosk.vault.slots import Cost, Slot, make_slot
from tests.locked import ANNEKES, CHEAP, ON_SHEETS

KEY = "5e" * 32


@pytest.fixture(scope="session")
def opener() -> Slot:
    return make_slot(KEY, SlotKind.OPENER, ANNEKES, CHEAP)


@pytest.fixture(scope="session")
def sheet() -> Slot:
    return make_slot(KEY, SlotKind.SHEET, ON_SHEETS[0], CHEAP)


@pytest.fixture
def derived_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 is asked once for the same salt, cost and words: a test of many slots would take long."""
    real = slots._slot_key
    made: dict[tuple[str, Cost, str], bytes] = {}

    def derive(slot: Slot, words: str) -> bytes:
        what = (slot.salt.lower(), slot.cost, words)
        if what not in made:
            made[what] = real(slot, words)
        return made[what]

    monkeypatch.setattr(slots, "_slot_key", derive)
