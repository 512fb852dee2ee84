"""Which files are offered as the school's export: by their names alone, whatever else lies there."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from kiosk.jobs import find_exports as job
from kiosk.jobs.find_exports import find_exports, find_pictures, find_sticks


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick; no other folder of this machine is looked into."""
    monkeypatch.setattr(job, "_STICKS", (f"{tmp_path}/media/*",))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    folder = tmp_path / "media" / "stick"
    folder.mkdir(parents=True)
    return folder


def put(folder: Path, name: str, at: int = 1_800_000_000) -> Path:
    (folder / name).write_text("x")
    os.utime(folder / name, (at, at))
    return folder / name


def names(kiosk_folder: Path) -> list[str]:
    return [one.path.name for one in find_exports(kiosk_folder)]


def test_exports_on_a_stick_and_in_the_kiosks_folder_are_found_newest_first(stick: Path, tmp_path: Path) -> None:
    put(stick, "EDEX.XML")
    put(stick, "lijst.csv", at=1_800_000_100)
    put(tmp_path, "oud.xml", at=1_700_000_000)
    put(stick, "foto.jpg")
    assert names(tmp_path) == ["lijst.csv", "EDEX.XML", "oud.xml"]


def test_folders_fifos_and_links_to_nothing_are_passed_by_and_hold_nothing_up(stick: Path, tmp_path: Path) -> None:
    (stick / "map.xml").mkdir()
    os.mkfifo(stick / "pijp.xml")
    (stick / "weg.xml").symlink_to(stick / "nergens")
    put(stick, "edex.xml")
    assert names(tmp_path / "is er niet") == ["edex.xml"]


def test_no_more_are_offered_than_fit_a_list(stick: Path, tmp_path: Path) -> None:
    for number in range(50):
        put(stick, f"{number}.csv", at=1_800_000_000 + number)
    found = names(tmp_path)
    assert (len(found), found[0]) == (40, "49.csv")


def test_pictures_are_found_as_exports_are(stick: Path) -> None:
    put(stick, "logo.PNG")
    put(stick, "foto.jpeg", at=1_800_000_100)
    put(stick, "edex.xml")
    assert [one.path.name for one in find_pictures()] == ["foto.jpeg", "logo.PNG"]


def test_a_stick_is_a_place_where_something_is_mounted_and_that_can_be_written(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick.parent / "leeg").mkdir()
    assert find_sticks() == []
    monkeypatch.setattr(Path, "is_mount", lambda folder: folder == stick)
    assert find_sticks() == [stick]
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert find_sticks() == []


def test_a_stick_that_was_pulled_out_and_hangs_there_still_is_passed_by(
    stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick.parent / "goed").mkdir()
    put(stick.parent / "goed", "edex.xml")
    monkeypatch.setattr(job, "_STICKS", (f"{tmp_path}/media/*", f"{tmp_path}/media/*/*"))
    look, look_in = Path.stat, os.scandir

    def stat(place: Path, **more: bool) -> os.stat_result:
        if place.is_relative_to(stick):
            raise OSError(errno.EIO, "Input/output error")
        return look(place, **more)

    def scandir(place: Any) -> Any:
        if Path(place).is_relative_to(stick):
            raise OSError(errno.EIO, "Input/output error")
        return look_in(place)

    monkeypatch.setattr(Path, "stat", stat)
    monkeypatch.setattr(os, "scandir", scandir)
    assert find_sticks() == []
    assert names(tmp_path) == ["edex.xml"]
