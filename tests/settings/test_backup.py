"""A second folder for backups: none, or one by its whole path, there or not."""

from pathlib import Path

import pytest

from kiosk.errors import KioskError
from tests.settings.test_pupil import settings_of


@pytest.mark.parametrize("text", ["", "[backup]\n", '[backup]\nfolder = ""\n'])
def test_a_school_that_names_none_has_none(tmp_path: Path, text: str) -> None:
    assert settings_of(tmp_path, text).backup_folder is None


def test_a_stick_that_is_out_can_be_named(tmp_path: Path) -> None:
    assert settings_of(tmp_path, '[backup]\nfolder = "/media/kiosk/OUT/oeps"\n').backup_folder == Path(
        "/media/kiosk/OUT/oeps"
    )


@pytest.mark.parametrize("line", ['folder = "stick"', "folder = 3", 'map = "/media"', "folder = true"])
def test_anything_else_is_one_sentence_that_says_what_to_write(tmp_path: Path, line: str) -> None:
    with pytest.raises(KioskError, match=r"onder \[backup\]") as told:
        settings_of(tmp_path, f"[backup]\n{line}\n")
    assert told.value.what_to_do
