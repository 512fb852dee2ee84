"""A mistake in the school's file does not close the school: the kiosk starts with what it last read without one."""

import os
from dataclasses import replace

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.policy import Counting, Restart
from kiosk.settings import NotSetUp, find_settings, load, save, save_school
from tests.settings.school_file import SCHOOL, SMALLEST, written

FAULTY = SMALLEST + "[policy]\nreminders = 0\n"


def opened_once(home: Home, text: str = SMALLEST) -> Home:
    find_settings(written(home, text))
    home.store.touch()
    return home


def test_a_good_file_is_read_and_a_copy_is_kept_for_its_owner_only(home: Home) -> None:
    found = find_settings(written(home, SMALLEST + "# van ons\r\n"))
    assert (found.settings, found.trouble) == (load(home), "")
    assert home.last_good.read_bytes() == home.settings.read_bytes()
    assert home.last_good.stat().st_mode & 0o777 == 0o600


def test_the_copy_is_only_written_when_it_differs(home: Home) -> None:
    opened_once(home)
    before = home.last_good.stat().st_ino
    find_settings(home)
    assert home.last_good.stat().st_ino == before
    find_settings(written(home, SMALLEST + "# anders\n"))
    assert "# anders" in home.last_good.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (FAULTY, "In school.toml, regel 6, klopt 'reminders' onder [policy] niet. Zet daar een getal van 1 tot en met"),
        ("[school\n", "In school.toml staat een schrijffout op regel 1. Elke regel hoort te zijn als"),
        ("", "In school.toml ontbreekt 'name' onder [school]. Zet daar de naam van de school"),
    ],
)
def test_while_the_file_is_faulty_the_last_good_one_holds_and_the_fault_is_told(
    home: Home, text: str, told: str
) -> None:
    before = find_settings(opened_once(home)).settings
    found = find_settings(written(home, text))
    assert found.settings == before
    assert found.trouble.startswith(told)
    assert found.trouble.endswith("Start daarna de kiosk opnieuw. Tot dan gelden de vorige instellingen.")
    assert home.settings.read_text(encoding="utf-8") == text, "what a person wrote is not touched"
    assert home.last_good.read_text(encoding="utf-8") == SMALLEST


def test_a_file_that_is_gone_is_told_and_the_last_good_one_holds(home: Home) -> None:
    opened_once(home).settings.unlink()
    found = find_settings(home)
    assert found.settings.school.name == SCHOOL.name
    assert found.trouble.startswith("Het bestand school.toml is weg.")


def test_a_school_without_a_store_is_not_set_up_yet(home: Home) -> None:
    opened_once(home).settings.unlink()
    home.store.unlink()
    with pytest.raises(NotSetUp):
        find_settings(home)


@pytest.mark.parametrize("copy", [None, FAULTY, "[school"])
def test_without_a_good_copy_the_fault_of_the_file_itself_is_told(home: Home, copy: str | None) -> None:
    if copy is not None:
        home.last_good.write_text(copy, encoding="utf-8")
    with pytest.raises(KioskError, match="regel 6, klopt 'reminders'") as told:
        find_settings(written(home, FAULTY))
    assert str(home.settings) in str(told.value)


def test_a_copy_that_the_disk_refuses_is_told_and_the_kiosk_starts(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    found = find_settings(written(home, SMALLEST))
    assert found.settings == load(home)
    assert "geen kopie" in found.trouble


def test_what_a_screen_saved_is_the_last_good_one_at_once(home: Home) -> None:
    save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    save(home, policy=replace(load(home).policy, reminders=3))
    home.store.touch()
    assert find_settings(written(home, FAULTY)).settings.policy.reminders == 3


def test_a_faulty_file_is_refused_when_a_screen_saves_and_stays_as_it_is(home: Home) -> None:
    opened_once(home)
    with pytest.raises(KioskError, match="regel 6, klopt 'reminders'"):
        save(written(home, FAULTY), backup_folder=None)
    assert home.settings.read_text(encoding="utf-8") == FAULTY
