"""The plug is pulled in the middle of a backup: store and older backups are whole, and nothing half has a name."""

import signal
import subprocess
import sys
import time

import pytest

from kiosk import settings
from kiosk.db.backups import UNFINISHED, backups_in
from kiosk.db.restore import look_into
from kiosk.db.store import open_store
from tests.school import School

BACK_UP_FOR_EVER = """
import itertools, sys
from datetime import datetime, timedelta
from pathlib import Path
from kiosk import settings
from kiosk.db.backups import make_backup
from kiosk.db.store import open_store
from kiosk.paths import Home
from kiosk.rules.permissions import by_itself
home, now = Home(Path(sys.argv[1])), [datetime.fromisoformat(sys.argv[2])]
store = open_store(home, settings.load(home), lambda: now[0])
for _day in itertools.count():
    make_backup(store, by_itself())
    print("made", flush=True)
    now[0] += timedelta(days=1)
"""


@pytest.mark.parametrize("kills", [3, pytest.param(20, marks=pytest.mark.long)])
def test_kill_9_at_any_moment_of_a_backup_leaves_only_whole_ones(school: School, kills: int) -> None:
    halfway = 0
    for kill in range(kills):
        command = [sys.executable, "-c", BACK_UP_FOR_EVER, str(school.home.folder), school.clock.now.isoformat()]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "made\n"
            time.sleep(kill * 0.004)  # one backup takes some 30 ms
            process.send_signal(signal.SIGKILL)
        halfway += (school.home.backups / UNFINISHED).exists()
        made = backups_in(school.home.backups)
        assert made
        for one in made:
            look_into(school.home, school.home.backups / one.name)
        store = open_store(school.home, settings.load(school.home), school.clock)
        assert store.first_fault() == ""
        store.close()
        school.clock.forward(days=100)
    assert halfway, "the plug was pulled in the middle at least once"
