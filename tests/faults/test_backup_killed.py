"""The plug is pulled at any moment of a backup: store and older backups are whole, and nothing half has a name."""

import time

import pytest

from kiosk.db.backups import UNFINISHED
from kiosk.paths import Home
from tests.db.school import SetClock
from tests.faults.doomed import doomed
from tests.faults.whole import after_opening, look_through_backups
from tests.faults.work import back_up_for_ever


@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.long)])
def test_kill_9_at_any_moment_of_a_backup_leaves_only_whole_ones(home: Home, kills: int) -> None:
    clock, halfway = SetClock(), 0
    for kill in range(kills):
        with doomed(back_up_for_ever, home.folder, clock.now) as one:
            assert one.hear() == 1
            time.sleep(kill % 20 * 0.004)  # one backup takes some 30 ms
        halfway += (home.backups / UNFINISHED).exists()
        assert look_through_backups(home)
        after_opening(home)
        clock.pass_time(days=100)
    assert halfway, "the plug was pulled in the middle at least once"
