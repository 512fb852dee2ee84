"""The logo is a file beside the settings: taken and taken away by a deed in the log, whole or not at all."""

import stat
from pathlib import Path

import pytest

from kiosk.db import school as verbs
from kiosk.db import tables
from kiosk.db.backups import make_backup
from kiosk.db.school import change_logo
from kiosk.errors import KioskError, Refused
from tests.db.school import SampleSchool


def test_a_logo_is_taken_and_taken_away_and_both_are_logged(school: SampleSchool) -> None:
    logo = school.store.home.logo
    change_logo(school.store, school.head, b"een")
    assert logo.read_bytes() == b"een"
    assert stat.S_IMODE(logo.stat().st_mode) == 0o600
    change_logo(school.store, school.head, None)
    assert not logo.exists()
    change_logo(school.store, school.head, None)
    rows = tables.LogRow.select().order_by(tables.LogRow.seq.desc()).limit(3)
    assert [(row.action, row.subject) for row in rows] == [("manage_school", "logo")] * 3


def test_who_may_not_changes_nothing_and_a_disk_that_refuses_leaves_the_old_one(
    school: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    logo = school.store.home.logo
    change_logo(school.store, school.head, b"oud")
    with pytest.raises(Refused):
        change_logo(school.store, school.teacher, None)
    assert logo.read_bytes() == b"oud"

    def full(_file: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(verbs, "write_whole", full)
    before = tables.LogRow.select().count()
    with pytest.raises(KioskError, match="Het logo kan niet worden bewaard"):
        change_logo(school.store, school.head, b"nieuw")
    assert (logo.read_bytes(), tables.LogRow.select().count()) == (b"oud", before)
    assert [path for path in logo.parent.iterdir() if path.name.startswith(".logo")] == []


def test_a_log_that_cannot_be_written_leaves_the_old_one(school: SampleSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_args: object) -> None:
        raise KioskError("De schijf is vol of doet het niet.")

    monkeypatch.setattr("kiosk.db.log.append", refuses)
    with pytest.raises(KioskError, match="De schijf"):
        change_logo(school.store, school.head, b"nieuw")
    assert not school.store.home.logo.exists()


def test_a_backup_does_not_carry_it(school: SampleSchool) -> None:
    change_logo(school.store, school.head, b"een logo")
    make_backup(school.store, school.head)
    assert not any("logo" in path.name for path in school.store.home.backups.iterdir())
