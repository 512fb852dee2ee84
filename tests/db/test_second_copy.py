"""A backup put on a stick too: checked there, with what a new kiosk needs beside it, and no older copy lost."""

import shutil
from pathlib import Path

import pytest

from kiosk.db.backups import backups_in, copy_backup, make_backup
from kiosk.errors import KioskError
from kiosk.rules.permissions import by_itself, command_line
from tests.db.school import SampleSchool, log_rows, names_in


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def test_a_copy_on_the_stick_is_the_same_store_and_is_logged(school: SampleSchool, stick: Path) -> None:
    made = make_backup(school.store, by_itself())
    copy = copy_backup(school.store, by_itself(), made, stick, rotate=True)
    assert names_in(stick) == [made.name]
    assert copy.read_bytes() == (school.home.backups / made.name).read_bytes()
    assert [action for _who, action, _what in log_rows()[-2:]] == ["back_up", "back_up"]


def test_the_settings_go_beside_the_copy_under_its_name_and_over_no_other_file(
    written: SampleSchool, stick: Path
) -> None:
    (stick / "school.toml").write_text("van een andere kiosk")
    made = make_backup(written.store, by_itself())
    copy_backup(written.store, by_itself(), made, stick, rotate=False)
    assert (stick / made.settings).read_bytes() == written.home.settings.read_bytes()
    assert (stick / "school.toml").read_text() == "van een andere kiosk"


def test_a_good_edit_by_hand_goes_along_and_of_a_faulty_one_the_settings_that_were_last_good(
    written: SampleSchool, stick: Path
) -> None:
    """The last good ones are those of the last start: older than the file itself, as long as that has no fault."""
    home, made = written.home, make_backup(written.store, by_itself())
    good = home.settings.read_bytes()
    home.last_good.write_bytes(good)
    for edit, told in ((good + b"# anders\n", good + b"# anders\n"), (b"[school\n", good)):
        home.settings.write_bytes(edit)
        copy_backup(written.store, by_itself(), made, stick, rotate=False)
        assert (stick / made.settings).read_bytes() == told
        assert home.settings.read_bytes() == edit


def test_a_copy_into_the_kiosks_own_folder_writes_no_settings_there(written: SampleSchool) -> None:
    before = {one.name: one.read_bytes() for one in written.home.folder.glob("*.toml")}
    copy_backup(written.store, by_itself(), make_backup(written.store, by_itself()), written.home.folder, rotate=False)
    assert {one.name: one.read_bytes() for one in written.home.folder.glob("*.toml")} == before


def test_settings_that_do_not_fit_beside_it_leave_no_copy_and_no_log_row(written: SampleSchool, stick: Path) -> None:
    made, rows = make_backup(written.store, by_itself()), log_rows()
    (stick / made.settings).mkdir()
    with pytest.raises(KioskError, match="lukt niet"):
        copy_backup(written.store, by_itself(), made, stick, rotate=True)
    assert names_in(stick) == [made.settings]
    assert log_rows() == rows


def test_on_the_stick_slots_and_settings_rotate_out_with_their_copy(written: SampleSchool, stick: Path) -> None:
    for _time in range(2):
        copy_backup(written.store, by_itself(), make_backup(written.store, by_itself()), stick, rotate=True)
        written.clock.pass_time(hours=4)
    (kept,) = backups_in(stick)
    assert names_in(stick) == sorted((kept.name, kept.settings))


def test_a_stick_that_is_out_is_told_and_no_folder_is_made_in_its_place(school: SampleSchool, tmp_path: Path) -> None:
    made = make_backup(school.store, by_itself())
    with pytest.raises(KioskError, match=r"is er niet\. Doe de stick erin"):
        copy_backup(school.store, by_itself(), made, tmp_path / "stick", rotate=True)
    assert not (tmp_path / "stick").exists()


def test_a_stick_that_writes_badly_keeps_its_older_copy(
    school: SampleSchool, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = copy_backup(school.store, by_itself(), make_backup(school.store, by_itself()), stick, rotate=True)
    school.clock.pass_time(days=1)
    made = make_backup(school.store, by_itself())

    def lose_a_page(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-4096])

    monkeypatch.setattr(shutil, "copyfile", lose_a_page)
    with pytest.raises(KioskError, match="werd niet goed en is niet bewaard"):
        copy_backup(school.store, by_itself(), made, stick, rotate=True)
    assert names_in(stick) == [older.name]


def test_a_folder_named_by_hand_loses_nothing(school: SampleSchool, tmp_path: Path) -> None:
    for _day in range(9):
        copy_backup(school.store, command_line(), make_backup(school.store, command_line()), tmp_path, rotate=False)
        school.clock.pass_time(days=1)
    assert len(backups_in(tmp_path)) == 9


def test_a_second_folder_that_the_disk_cannot_even_name_is_one_sentence(school: SampleSchool, tmp_path: Path) -> None:
    made = make_backup(school.store, school.head)
    with pytest.raises(KioskError, match="lukt niet"):
        copy_backup(school.store, school.head, made, tmp_path / ("a" * 260), rotate=True)
