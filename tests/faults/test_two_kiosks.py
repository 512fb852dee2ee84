"""Two kiosks on one school, started in the same instant: one is in and goes on, the other is told so."""

import time

import pytest

from kiosk.paths import Home
from kiosk.rules.answer import Words
from tests.db.school import ASKED
from tests.faults.doomed import doomed
from tests.faults.whole import after_opening
from tests.faults.work import open_at

TOLD = "De kiosk staat al open op deze computer. Sluit die eerst."


@pytest.mark.parametrize("times", [20, pytest.param(100, marks=pytest.mark.long)])
def test_of_two_kiosks_one_is_refused_the_other_goes_on_and_the_lock_of_a_killed_one_keeps_nobody_out(
    home: Home, times: int
) -> None:
    """Every time but the first finds the lock of a kiosk that was killed."""
    for rev in range(2, times + 2):
        moment = time.monotonic() + 0.03
        with doomed(open_at, home.folder, moment) as one, doomed(open_at, home.folder, moment) as other:
            said = one.hear(), other.hear()
            assert set(said) == {"open", TOLD}
            first = one if said[0] == "open" else other
            first.tell(Words(1, 1, ASKED, f"Woord {rev}.", rev))
            assert first.hear() == "kept"
        assert home.lock.exists()
    (answer,) = after_opening(home)["answer"]
    assert (answer["text"], answer["rev"]) == (f"Woord {rev}.", rev)
