"""Saving the school's settings from a screen: what a person wrote stays, and a save that fails leaves the old file."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.policy import Counting, Restart
from kiosk.settings import Region, School, Settings, default_policy, load, new_school_tag, save_school
from kiosk.text import clean_line
from tests.settings.school_file import SCHOOL, SMALLEST, written


def test_what_setup_saves_is_what_the_next_start_reads(home: Home) -> None:
    save_school(home, SCHOOL, Counting.WHOLE_SCHOOL, Restart.AFTER_TALK)
    settings = load(home)
    assert settings.school == SCHOOL
    assert settings.policy.counting is Counting.WHOLE_SCHOOL
    assert settings.policy.restart is Restart.AFTER_TALK
    assert settings.policy.steps == default_policy().steps
    assert "# Drie cijfers" in home.settings.read_text(encoding="utf-8")


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60).filter(lambda text: clean_line(text)))
def test_any_name_is_written_as_toml_and_read_back_cleaned(home: Home, name: str) -> None:
    save_school(home, replace(SCHOOL, name=name), Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert load(home).school.name == clean_line(name)


def test_comments_that_a_person_wrote_stay_when_a_screen_saves(home: Home) -> None:
    save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    text = home.settings.read_text(encoding="utf-8").replace("closed = []", "closed = [2026-11-04]  # studiedag")
    home.settings.write_text(text, encoding="utf-8")
    save_school(home, SCHOOL, Counting.WHOLE_SCHOOL, Restart.AT_STEP)
    assert "closed = [2026-11-04]  # studiedag" in home.settings.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ('De "Regenboog"', 'De "Regenboog"'),
        (r"De\Regen\nboog\u0041", r"De\Regen\nboog\u0041"),
        ("De\nRegen\r\n boog\t", "De Regen boog"),
        ("De\x1b[31m Regenboog\x7f", "De[31m Regenboog"),
        ("'t Şeyma-Łukasz # = [x] 🌈", "'t Şeyma-Łukasz # = [x] 🌈"),
    ],
)
def test_a_name_comes_back_as_it_was_but_for_line_ends_and_control_signs(home: Home, name: str, kept: str) -> None:
    save_school(home, School(name, "007", Region.ZUID), Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert load(home).school == School(kept, "007", Region.ZUID)


def test_saving_keeps_the_schools_own_steps_and_days(home: Home) -> None:
    own = """phone = "1"
[policy]
reminders = 1
restart = "after_talk"
[[policy.step]]
forms = 5
leads_to = "parents_talk"
[[policy.place]]
key = "forest"
label = 'het "bos"'
[calendar]
closed = [2026-11-24, 2027-02-12]
opened = [2026-10-12]
"""
    before = load(written(home, SMALLEST + own))
    save_school(home, SCHOOL, before.policy.counting, before.policy.restart)
    assert load(home) == Settings(SCHOOL, before.policy, before.closed, before.opened)
    first = home.settings.read_bytes()
    save_school(home, SCHOOL, before.policy.counting, before.policy.restart)
    assert home.settings.read_bytes() == first


@pytest.mark.parametrize(
    "school",
    [
        School("", "042", Region.NOORD),
        School("\x1b\n", "042", Region.NOORD),
        School("De Regenboog", "42", Region.NOORD),
    ],
)
def test_what_could_not_be_read_back_is_not_saved(home: Home, school: School) -> None:
    with pytest.raises(KioskError):
        save_school(home, school, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert list(home.folder.iterdir()) == []


def test_a_faulty_file_is_not_written_over(home: Home) -> None:
    faulty = SMALLEST + "[policy]\nreminder = 2\n"
    with pytest.raises(KioskError, match="'reminder'"):
        save_school(written(home, faulty), SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert home.settings.read_text(encoding="utf-8") == faulty


def test_a_save_that_fails_leaves_the_old_file_and_no_other(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    written(home, SMALLEST)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KioskError, match="schijf"):
        save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert list(home.folder.iterdir()) == [home.settings]
    assert home.settings.read_text(encoding="utf-8") == SMALLEST


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KioskError):
        save_school(Home(tmp_path / "file" / "home"), SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)


def test_the_file_and_its_new_folder_are_for_the_owner_only(tmp_path: Path) -> None:
    home = Home(tmp_path / "new")
    save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    assert home.settings.stat().st_mode & 0o777 == 0o600
    assert home.folder.stat().st_mode & 0o777 == 0o700


def test_a_new_tag_is_three_digits() -> None:
    tags = {new_school_tag() for _ in range(200)}
    assert all(len(tag) == 3 and tag.isdigit() for tag in tags)
    assert len(tags) > 50
