"""The disk fails at the 1st, 2nd, … nth change while the store is written: the old or the new, and never a mix."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.db.store import Store
from kiosk.errors import KioskError
from kiosk.paths import Home
from tests.db.earlier_versions import Rows, store_of_version
from tests.faults.disk import Disk, Fault, under_everything
from tests.faults.doomed import doomed
from tests.faults.whole import after_opening, copied, in_two_sentences, look_through_backups, rows, spread
from tests.faults.work import DEEDS, do

ALL = 10_000
"""More changes than any deed makes."""

FEW_OR_ALL = [pytest.param(5, id="few"), pytest.param(ALL, id="all", marks=pytest.mark.long)]


@pytest.fixture
def before(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """The folder in which a deed begins."""

    def of(deed: str) -> Path:
        if deed != "migrating":
            return home.folder
        (tmp_path / "older").mkdir()
        return store_of_version(1, tmp_path / "older", monkeypatch)[0].folder

    return of


def close(ready: object) -> None:
    """Close the store that a deed left open, if it did."""
    if isinstance(ready, Store):
        ready.close()


def old_and_new(disk: Disk, deed: str, home: Home) -> tuple[Rows | None, Rows, int]:
    """What is stored before the deed (None where it has no tables to read yet), what after it, and its changes."""
    prepare, deed_itself = DEEDS[deed]
    ready = prepare(home)
    old = rows() if ready else None
    disk.free()
    done = deed_itself(home, ready)
    changes = disk.count
    close(ready or done)
    return old, after_opening(home), changes


@pytest.mark.parametrize("few", FEW_OR_ALL)
@pytest.mark.parametrize("fault", [Fault.ONCE, Fault.FULL])
@pytest.mark.parametrize("deed", DEEDS)
def test_a_disk_that_refuses_leaves_the_old_or_the_new_says_so_and_goes_on_once_it_is_whole(
    deed: str, fault: Fault, few: int, before: Callable[[str], Path], tmp_path: Path
) -> None:
    source = before(deed)
    prepare, deed_itself = DEEDS[deed]
    told = set[str]()
    with under_everything() as disk:
        old, new, changes = old_and_new(disk, deed, copied(source, tmp_path / "tried"))
        for nth in spread(changes, few):
            home = copied(source, tmp_path / "tried")
            kept: Rows | None = new
            ready = done = prepare(home)
            disk.fail_at(nth, fault)
            try:
                done = deed_itself(home, ready)
            except KioskError as trouble:
                kept = rows() if ready else old
                told.add(in_two_sentences(trouble))
            assert disk.faults, nth
            disk.free()
            assert kept in (old, new), nth
            if kept == old != new:  # not so for a backup that is made and logged when letting an older one go fails
                done = deed_itself(home, ready)
            close(ready or done)
            assert after_opening(home) == new, nth
            look_through_backups(home)
    assert told or deed == "closing the store", "SQLite closes in silence: what is still in the log is brought in later"


@pytest.mark.parametrize("few", FEW_OR_ALL)
@pytest.mark.parametrize("deed", DEEDS)
def test_kill_9_in_the_middle_of_a_write_leaves_the_old_or_the_new(
    deed: str, few: int, before: Callable[[str], Path], tmp_path: Path
) -> None:
    source = before(deed)
    with under_everything() as disk:
        old, new, changes = old_and_new(disk, deed, copied(source, tmp_path / "tried"))
    for nth in spread(changes, few):
        home = copied(source, tmp_path / "tried")
        with doomed(do, home.folder, deed, nth) as one:
            assert one.last_words() == [], nth
            assert one.ended() == -9, nth
        look_through_backups(home)
        assert after_opening(home) in (old, new), nth
