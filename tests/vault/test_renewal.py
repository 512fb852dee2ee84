"""A new key is taken into use whole or not at all, wherever the disk refuses or the plug is pulled."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home, sync_folder
from kiosk.rules.keys import Holding
from kiosk.vault import renewal

Files = dict[str, str]
BOTH = pytest.mark.parametrize("new", Holding)
FROM_BOTH = pytest.mark.parametrize("old", Holding)


class PulledPlug(BaseException):
    """Nothing runs any more, the clearing up neither."""


@dataclass
class Disk:
    """Counts what changes the disk; the `nth` change fails, and after a pulled plug every later one too."""

    nth: int
    plug: bool
    count: int = 0

    def change(self) -> None:
        self.count += 1
        if self.plug and self.count >= self.nth:
            raise PulledPlug
        if self.count == self.nth:
            raise OSError(28, "No space left on device")


@contextmanager
def failing(disk: Disk) -> Iterator[None]:
    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def run(*rest: Any, **more: Any) -> Any:
            disk.change()
            return real(*rest, **more)

        return run

    def remove_one_by_one(folder: Path) -> None:
        for path in sorted(folder.iterdir()):
            path.unlink()
        disk.change()
        folder.rmdir()

    with ExitStack() as patches:
        for place, name in (
            *((os, "open"), (os, "fsync")),
            *((Path, "replace"), (Path, "unlink"), (Path, "mkdir"), (Path, "touch")),
        ):
            patches.enter_context(patch.object(place, name, counted(getattr(place, name))))
        patches.enter_context(patch.object(shutil, "rmtree", remove_one_by_one))
        yield


def with_old_key(folder: Path, old: Holding) -> Home:
    """A kiosk that was killed: what SQLite keeps beside the store is still there."""
    folder.mkdir()
    home = Home(folder)
    files = {"oeps.db": "old", "oeps.db-wal": "old", "oeps.db-shm": "old", "data.slots": "old"}
    if old is Holding.HERE:
        files["data.key"] = "old"
    for name, text in files.items():
        (folder / name).write_text(text, encoding="ascii")
    return home


def fill(home: Home, holding: Holding) -> None:
    with renewal.aside(home) as new:
        new.store.write_text("new", encoding="ascii")
        new.slots.write_text("new", encoding="ascii")
        if holding is Holding.HERE:
            new.key.write_text("new", encoding="ascii")
        renewal.commit(home, holding)


def files_in(home: Home) -> Files:
    return {path.name: path.read_text(encoding="ascii") for path in home.folder.iterdir() if path.is_file()}


def all_new(holding: Holding) -> Files:
    return {"oeps.db": "new", "data.slots": "new"} | ({"data.key": "new"} if holding is Holding.HERE else {})


@FROM_BOTH
@BOTH
def test_after_it_only_what_belongs_to_the_new_key_is_there(tmp_path: Path, old: Holding, new: Holding) -> None:
    home = with_old_key(tmp_path / "kiosk", old)
    fill(home, new)
    assert files_in(home)["oeps.db"] == "old", "until the store is closed the old one stands"
    renewal.finish(home)
    assert files_in(home) == all_new(new)
    assert not home.renewal.exists()
    renewal.finish(home)
    assert files_in(home) == all_new(new)


@FROM_BOTH
@BOTH
def test_a_pulled_plug_at_any_step_leaves_all_old_or_all_new(tmp_path: Path, old: Holding, new: Holding) -> None:
    seen = []
    for nth in range(1, 100):
        home = with_old_key(tmp_path / f"kiosk{nth}", old)
        before = files_in(home)
        disk = Disk(nth, plug=True)
        try:
            with failing(disk):
                fill(home, new)
                renewal.finish(home)
        except PulledPlug:
            renewal.finish(home)  # the next start
        after = files_in(home)
        assert after in (before, all_new(new)), nth
        assert not home.renewal.exists(), nth
        seen.append(after == before)
        if disk.count < nth:
            break
    assert disk.count < nth, "every step was tried"
    assert seen == sorted(seen, reverse=True), "once new it stays new"
    assert {True, False} == set(seen)


@FROM_BOTH
@BOTH
def test_a_plug_that_is_pulled_again_while_it_is_finished_loses_nothing(
    tmp_path: Path, old: Holding, new: Holding
) -> None:
    home = with_old_key(tmp_path / "kiosk", old)
    fill(home, new)
    for nth in range(1, 100):  # each start gets one step further than the last
        disk = Disk(nth, plug=True)
        try:
            with failing(disk):
                renewal.finish(home)
        except PulledPlug:
            continue
        break
    assert files_in(home) == all_new(new)


@FROM_BOTH
@BOTH
def test_a_disk_that_refuses_before_the_mark_leaves_the_old_key_and_nothing_aside(
    tmp_path: Path, old: Holding, new: Holding
) -> None:
    home = with_old_key(tmp_path / "kiosk", old)
    before = files_in(home)
    for nth in range(1, 100):
        disk = Disk(nth, plug=False)
        try:
            with failing(disk):
                fill(home, new)
        except OSError:
            assert not home.renewal.exists(), nth
            renewal.finish(home)
            assert files_in(home) == before, nth
            continue
        break
    assert 5 < nth < 99
    renewal.finish(home)
    assert files_in(home) == all_new(new)


@FROM_BOTH
@BOTH
def test_a_disk_that_refuses_while_it_is_finished_goes_on_at_the_next_start(
    tmp_path: Path, old: Holding, new: Holding
) -> None:
    for nth in range(1, 100):
        home = with_old_key(tmp_path / f"kiosk{nth}", old)
        fill(home, new)
        disk = Disk(nth, plug=False)
        try:
            with failing(disk):
                renewal.finish(home)
        except OSError:
            renewal.finish(home)
        assert files_in(home) == all_new(new), nth
        assert not home.renewal.exists()
        if disk.count < nth:
            break
    assert 5 < nth < 99


def test_the_old_log_of_sqlite_is_gone_from_the_disk_before_the_new_store_comes(tmp_path: Path) -> None:
    """A disk may keep a rename and lose the removal before it: then the old log would be read into the new store."""
    home = with_old_key(tmp_path / "kiosk", Holding.DAY)
    fill(home, Holding.DAY)
    steps: list[str] = []
    unlink, replace = Path.unlink, Path.replace

    def told(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def run(path: Path, *rest: Any, **more: Any) -> Any:
            steps.append(f"{name} {path.relative_to(home.folder)}")
            return real(path, *rest, **more)

        return run

    with (
        patch.object(Path, "unlink", told("unlink", unlink)),
        patch.object(Path, "replace", told("replace", replace)),
        patch("kiosk.vault.renewal.sync_folder", told("sync", sync_folder)),
    ):
        renewal.finish(home)
    assert steps == [
        "unlink oeps.db-wal",
        "unlink oeps.db-shm",
        "sync .",
        "replace nieuwe-sleutel/oeps.db",
        "replace nieuwe-sleutel/data.slots",
        "unlink data.key",
        "sync .",
        "unlink nieuwe-sleutel/klaar-day",
        "sync nieuwe-sleutel",
    ]


def test_a_new_log_of_sqlite_is_left_alone_when_only_the_mark_came_back(tmp_path: Path) -> None:
    """The disk lost the removal of the mark, and the kiosk has worked with the new store since."""
    home = with_old_key(tmp_path / "kiosk", Holding.HERE)
    fill(home, Holding.HERE)
    renewal.finish(home)
    (home.folder / "oeps.db-wal").write_text("new", encoding="ascii")
    home.renewal.mkdir()
    (home.renewal / "klaar-here").touch()
    renewal.finish(home)
    assert files_in(home) == all_new(Holding.HERE) | {"oeps.db-wal": "new"}
    assert not home.renewal.exists()


def test_what_was_cut_off_before_its_mark_is_cleared_away(tmp_path: Path) -> None:
    home = with_old_key(tmp_path / "kiosk", Holding.HERE)
    before = files_in(home)
    home.renewal.mkdir()
    (home.renewal / "oeps.db").write_text("half", encoding="ascii")
    (home.renewal / "klaar.new").touch()
    renewal.finish(home)
    assert (files_in(home), home.renewal.exists()) == (before, False)


def test_what_failed_leaves_nothing_aside_and_the_next_one_begins_empty(tmp_path: Path) -> None:
    home = with_old_key(tmp_path / "kiosk", Holding.HERE)

    def fail() -> None:
        with renewal.aside(home) as new:
            new.store.write_text("half", encoding="ascii")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert not home.renewal.exists()
    home.renewal.mkdir()
    (home.renewal / "oeps.db").write_text("of a pulled plug", encoding="ascii")
    with renewal.aside(home) as new:
        assert list(new.folder.iterdir()) == []
        assert new.folder.stat().st_mode & 0o777 == 0o700


def test_a_key_that_waits_for_the_next_start_is_never_thrown_away(tmp_path: Path) -> None:
    home = with_old_key(tmp_path / "kiosk", Holding.HERE)
    fill(home, Holding.DAY)
    with pytest.raises(KioskError, match=r"Er ligt al een nieuwe sleutel klaar\. Sluit de kiosk en start hem opnieuw"):
        fill(home, Holding.DAY)
    renewal.finish(home)
    assert files_in(home) == all_new(Holding.DAY)
