"""A backup comes back whole or not at all, and the store that was there is never gone."""

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.db import restore as restoring
from kiosk.db import tables
from kiosk.db.backups import make_backup
from kiosk.db.restore import look_into, restore
from kiosk.db.store import open_store
from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.permissions import by_itself
from kiosk.vault import renewal
from tests.db.school import SETTINGS, SampleSchool, SetClock, everything_stored
from tests.db.test_cipher import (
    come_from_the_future,
    cut_at_a_page,
    fill_with_zeros,
    lose_the_key,
    make_empty,
    overwrite_a_page_in_the_middle,
    overwrite_one_byte_of_the_last_page,
    put_a_plain_database_there,
    put_another_key_there,
)


@pytest.fixture
def backup(school: SampleSchool) -> Path:
    """A backup with one form in it; after it a second form was issued, and the kiosk closed."""
    school.write(school.issue().form.id, "Dit staat in de kopie.")
    made = school.home.backups / make_backup(school.store, by_itself()).name
    school.clock.pass_time(hours=1)
    school.issue(pupil_id=school.pupils[1])
    school.store.close()
    return made


def files_in(home: Home) -> dict[str, bytes]:
    return {
        str(path.relative_to(home.folder)): path.read_bytes()
        for path in home.folder.rglob("*")
        if path.is_file() and path.name != "oeps.lock"
    }


def test_it_says_what_is_in_it_before_anything_is_done(school: SampleSchool, backup: Path) -> None:
    before = files_in(school.home)
    contents = look_into(school.home, backup)
    assert (contents.pupils, contents.forms, contents.open_forms) == (229, 1, 1)
    assert contents.until == SetClock().now
    assert files_in(school.home) == before


def test_it_takes_the_place_of_the_store_which_goes_aside_and_still_opens(school: SampleSchool, backup: Path) -> None:
    restored = restore(school.home, backup, school.clock.now)
    opened = open_store(school.home, SETTINGS, school.clock)
    assert [row.text for row in tables.Answer.select()] == ["Dit staat in de kopie."]
    assert tables.Form.select().count() == 1
    opened.close()
    assert restored.aside == school.home.folder / "oeps-opzij-2026-11-23-110000.db"
    assert restored.aside.exists()
    assert backup.exists(), "it is copied, not moved"
    restore(school.home, restored.aside, SetClock().now)
    open_store(school.home, SETTINGS, school.clock)
    assert tables.Form.select().count() == 2


def test_the_last_words_that_sqlite_keeps_beside_the_store_never_mix_with_the_backup(
    school: SampleSchool, backup: Path, tmp_path: Path
) -> None:
    opened = open_store(school.home, SETTINGS, school.clock)
    school.write(1, "Dit staat alleen nog naast de opslag.", rev=5)
    cut_short = Home(tmp_path / "cut-short")
    shutil.copytree(school.home.folder, cut_short.folder)
    opened.close()
    assert (cut_short.folder / "oeps.db-wal").stat().st_size > 0
    aside = restore(cut_short, cut_short.backups / backup.name, school.clock.now).aside
    assert aside is not None
    assert not (cut_short.folder / "oeps.db-wal").exists()
    opened = open_store(cut_short, SETTINGS, school.clock)
    assert [row.text for row in tables.Answer.select()] == ["Dit staat in de kopie."]
    opened.close()
    for end in ("", "-wal"):
        aside.with_name(aside.name + end).replace(cut_short.folder / f"oeps.db{end}")
    open_store(cut_short, SETTINGS, school.clock)
    assert [row.text for row in tables.Answer.select()] == ["Dit staat alleen nog naast de opslag."]


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (make_empty, "is geen reservekopie"),
        (cut_at_a_page, "gaat niet open"),
        (overwrite_a_page_in_the_middle, "gaat niet open"),
        (overwrite_one_byte_of_the_last_page, "gaat niet open"),
        (fill_with_zeros, "gaat niet open"),
        (put_a_plain_database_there, "is geen reservekopie"),
        (come_from_the_future, "van een nieuwere kiosk"),
    ],
)
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_touched(
    school: SampleSchool, backup: Path, tmp_path: Path, harm: Callable[[Home], None], said: str
) -> None:
    broken = Home(tmp_path / "broken")
    broken.folder.mkdir()
    shutil.copyfile(backup, broken.store)
    shutil.copyfile(school.home.key, broken.key)
    broken.key.chmod(0o600)
    harm(broken)
    harmed = backup.with_name(backup.name.replace("-nr", "-nr0"))
    broken.store.replace(harmed)
    before = files_in(school.home)
    with pytest.raises(KioskError) as told:
        restore(school.home, harmed, school.clock.now)
    assert said in str(told.value)
    assert told.value.what_to_do
    assert files_in(school.home) == before


def test_a_file_that_is_not_there_is_told(school: SampleSchool, backup: Path) -> None:
    with pytest.raises(KioskError, match=r"nergens\.db is geen reservekopie, of niet te lezen"):
        restore(school.home, Path("nergens.db"), school.clock.now)


def test_without_the_key_it_is_said_plainly_that_the_key_is_needed(school: SampleSchool, backup: Path) -> None:
    lose_the_key(school.home)
    with pytest.raises(KioskError, match=r"sleutel data\.key ontbreekt; een reservekopie gaat alleen open met"):
        restore(school.home, backup, school.clock.now)


def test_with_another_kiosks_key_it_is_said_which_key_is_needed(school: SampleSchool, backup: Path) -> None:
    before = school.home.store.read_bytes()
    put_another_key_there(school.home)
    with pytest.raises(KioskError, match=r"een andere sleutel\. Neem een andere kopie, of zet data\.key van die kiosk"):
        restore(school.home, backup, school.clock.now)
    assert school.home.store.read_bytes() == before


def test_a_file_under_the_name_of_another_backup_is_refused(school: SampleSchool, backup: Path) -> None:
    other = backup.with_name(backup.name.replace("-nr", "-nr9"))
    backup.rename(other)
    with pytest.raises(KioskError, match="hoort bij een andere kopie"):
        restore(school.home, other, school.clock.now)


def test_beside_a_running_kiosk_it_is_refused(school: SampleSchool, backup: Path) -> None:
    opened = open_store(school.home, SETTINGS, school.clock)
    before = everything_stored()
    with pytest.raises(KioskError, match="De kiosk staat al open"):
        restore(school.home, backup, school.clock.now)
    assert everything_stored() == before
    opened.close()


def test_where_no_store_is_left_there_is_nothing_to_put_aside(school: SampleSchool, backup: Path) -> None:
    school.home.store.unlink()
    assert restore(school.home, backup, school.clock.now).aside is None
    open_store(school.home, SETTINGS, school.clock)


@pytest.mark.parametrize("nth", range(1, 5))
def test_a_disk_that_refuses_at_any_step_leaves_the_old_or_the_new_and_the_old_is_never_gone(
    school: SampleSchool, backup: Path, nth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The steps that write: copy, on the disk, the old one aside, the new one in place."""
    old = school.home.store.read_bytes()
    steps = [(shutil, "copyfile"), (renewal, "commit"), (restoring, "_put_aside"), (Path, "replace")]
    place, name = steps[nth - 1]

    def refuse(*_anything: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(place, name, refuse)
        with pytest.raises(KioskError, match="kan niet worden teruggezet"):
            restore(school.home, backup, school.clock.now)
    kept = [path for path in school.home.folder.glob("oeps*.db") if path.read_bytes() == old]
    assert len(kept) == 1
    assert not school.home.renewal.exists()
    if kept == [school.home.store]:
        open_store(school.home, SETTINGS, school.clock)
        assert tables.Form.select().count() == 2
    else:
        assert not school.home.store.exists(), "the next start offers the backups"
