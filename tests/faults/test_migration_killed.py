"""The plug is pulled before each statement of an update: the next start finds every row and finishes it.

From every earlier version, for every statement of every migration after it, and of the backup before it.
"""

from pathlib import Path

import pytest

from kiosk.db import cipher
from kiosk.db.tables import database
from kiosk.paths import Home
from kiosk.vault import data_key
from tests.db.earlier_versions import NOW, Rows, store_of_version, stored_rows
from tests.faults.doomed import doomed
from tests.faults.whole import after_opening, copied, look_through_backups, spread
from tests.faults.work import migrate

ALL = 10_000
"""More statements than all migrations together have."""


def in_backup(home: Home, name: str) -> tuple[int, Rows]:
    """The version and the rows of a backup."""
    database.point_at(home.backups / name, data_key.read_key(home.key))
    database.connect()
    try:
        return cipher.version_of(database), stored_rows()
    finally:
        database.close()


@pytest.mark.parametrize("few", [pytest.param(5, id="few"), pytest.param(ALL, id="all", marks=pytest.mark.long)])
@pytest.mark.parametrize("version", range(1, NOW))
def test_an_update_that_is_cut_short_anywhere_is_finished_at_the_next_start_and_loses_nothing(
    version: int, few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, before = store_of_version(version, tmp_path, monkeypatch)
    home = copied(older.folder, tmp_path / "tried")
    with doomed(migrate, home.folder, 0) as one:
        (statements,) = one.last_words()
    expected = after_opening(home)
    assert statements > 20
    first = f"voor-migratie-{version:04d}-{NOW:04d}.db"
    backups = set()
    for nth in spread(statements, few):
        home = copied(older.folder, tmp_path / "tried")
        with doomed(migrate, home.folder, nth) as one:
            assert one.last_words() == [], nth
            assert one.ended() == -9, nth
        backups |= {(nth, *look_through_backups(home))}
        assert after_opening(home) == expected, nth
        names = look_through_backups(home)
        assert (first in names) == (len(names) > 0), nth
        for name in names:
            at, kept = in_backup(home, name)
            assert at == int(name.split("-")[2]), nth
            assert kept == before or at > version, nth
        assert names or nth > 1
    assert any(len(one) > 1 for one in backups), "somewhere the plug was pulled after the backup"
