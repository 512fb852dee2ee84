"""A form as a file on a stick: whole or not at all, over nothing else, and trouble told in a sentence."""

import errno
import os
from pathlib import Path

import pytest

from kiosk.errors import KioskError
from kiosk.paper.stick import save, save_as

PDF = b"%PDF-1.3\n\x00\xff een formulier"


def test_a_form_is_saved_whole_under_its_number(tmp_path: Path) -> None:
    path = save(PDF, tmp_path, "1232600427")
    assert path == tmp_path / "1232600427.pdf"
    assert path.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [path]


def test_saving_again_overwrites_nothing(tmp_path: Path) -> None:
    names = [save(PDF + bytes([n]), tmp_path, "1232600427").name for n in range(3)]
    assert names == ["1232600427.pdf", "1232600427-2.pdf", "1232600427-3.pdf"]
    assert (tmp_path / "1232600427.pdf").read_bytes() == PDF + b"\x00"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KioskError, match="Deze map is er niet"):
        save(PDF, tmp_path / "weg", "1232600427")
    (tmp_path / "file").write_text("")
    with pytest.raises(KioskError, match="Deze map is er niet"):
        save(PDF, tmp_path / "file", "1232600427")


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "vol"), (errno.EROFS, "mag niet geschreven"), (errno.EIO, "er niet"), (errno.EBUSY, "niet gelukt")],
)
def test_a_save_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    def fails(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(KioskError, match=told):
        save(PDF, tmp_path, "1232600427")
    assert list(tmp_path.iterdir()) == []


def test_a_rename_that_fails_leaves_no_empty_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(self: Path, target: Path) -> Path:
        raise OSError(errno.EIO, "the stick was pulled out")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(KioskError):
        save(PDF, tmp_path, "1232600427")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_that_cannot_sync_a_folder_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def only_files(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_dir():
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    assert save(PDF, tmp_path, "1232600427").read_bytes() == PDF


def test_a_file_under_its_own_name_is_whole_and_over_nothing(tmp_path: Path) -> None:
    assert save_as(b"een", tmp_path / "r.csv").read_bytes() == b"een"
    (tmp_path / "map").mkdir()
    (tmp_path / "los").symlink_to(tmp_path / "nergens")
    for name in ("r.csv", "map", "los"):
        with pytest.raises(KioskError, match=f"{name} bestaat al"):
            save_as(b"twee", tmp_path / name)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["los", "map", "r.csv"]
    assert (tmp_path / "r.csv").read_bytes() == b"een"


def test_a_file_under_its_own_name_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(handle: int) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(KioskError, match="vol"):
        save_as(b"een", tmp_path / "r.csv")
    assert list(tmp_path.iterdir()) == []
