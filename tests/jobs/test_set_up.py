"""Setting up: everything or nothing, and never over a school that is there."""

import shutil
import stat
from pathlib import Path

import pytest

from kiosk import settings
from kiosk.db import logins, people
from kiosk.db.store import Store, open_store
from kiosk.errors import KioskError, Refused
from kiosk.jobs import set_up as job
from kiosk.jobs.set_up import set_up
from kiosk.paths import Home
from kiosk.rules.permissions import Role
from kiosk.rules.policy import Counting, Restart
from kiosk.settings import Region, School
from kiosk.vault.pins import hash_pin, pin_matches
from tests.school import HandClock

PIN = "730518"


def build(home: Home, school_name: str = "De Regenboog", given_name: str = "Anneke", pin: str = PIN) -> None:
    set_up(home, HandClock(), school_name, Region.ZUID, given_name, "de", "Groot", pin)


def opened(home: Home) -> Store:
    return open_store(home, settings.load(home), HandClock())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "kiosk")


@pytest.fixture(autouse=True)
def quick_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """As cheap as Argon2 goes; a wrong PIN is still refused by the real check."""
    from argon2 import PasswordHasher

    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    real = hash_pin
    monkeypatch.setattr(job, "hash_pin", lambda pin: hasher.hash(pin) if len(pin) == 6 else real(pin))


def test_a_set_up_kiosk_opens_with_the_school_and_its_first_directie(home: Home) -> None:
    build(home)

    found = settings.load(home)
    assert (found.school.name, found.school.region) == ("De Regenboog", Region.ZUID)
    assert found.policy.counting is Counting.SCHOOL_YEAR  # until Beheer says otherwise
    store = opened(home)
    (head,) = people.staff(store)
    assert (head.name, set(head.roles), head.has_pin) == ("Anneke de Groot", {Role.HEAD.value}, True)
    assert pin_matches(logins.begin_login(store, head.id), PIN)
    store.close()


def test_nothing_but_the_kiosk_is_left_and_only_its_owner_reads_the_key(home: Home) -> None:
    build(home)

    assert {path.name for path in home.folder.iterdir()} >= {"school.toml", "oeps.db", "data.key"}
    assert not (home.folder / "inrichten").exists()
    assert stat.S_IMODE(home.key.stat().st_mode) == 0o600


def test_what_a_person_typed_is_cleaned(home: Home) -> None:
    build(home, school_name=" De \x1b[31mUil [/x] ", given_name="[@click=app.quit]")

    assert settings.load(home).school.name == "De [31mUil [/x]"
    store = opened(home)
    assert people.staff(store)[0].given_name == "[@click=app.quit]"
    store.close()


@pytest.mark.parametrize(
    ("school_name", "given_name", "pin"), [(" ", "Anneke", PIN), ("De Uil", "\u202e", PIN), ("De Uil", "Anneke", "12")]
)
def test_something_that_is_missing_is_refused_before_a_file_is_made(
    home: Home, school_name: str, given_name: str, pin: str
) -> None:
    with pytest.raises(Refused):
        build(home, school_name, given_name, pin)

    assert not home.folder.exists()


def test_a_school_that_is_there_is_never_built_over(home: Home) -> None:
    build(home)
    before = {path: path.read_bytes() for path in (home.settings, home.store, home.key)}

    with pytest.raises(Refused, match="al ingericht"):
        build(home, "Een andere school")

    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("lost", ["settings", "store"])
def test_a_store_or_key_without_settings_is_refused_and_left_alone(home: Home, lost: str) -> None:
    build(home)
    home.settings.unlink()
    if lost == "store":
        home.store.unlink()
    key = home.key.read_bytes()

    with pytest.raises(Refused, match="al een opslag"):
        build(home)

    assert home.key.read_bytes() == key
    assert home.store.exists() is (lost == "settings")


class PowerCut(BaseException):
    """Nothing catches this, as nothing catches a power cut."""


@pytest.mark.parametrize("step", ["save_school", "create_store", "set_pin", "copy2", "store", "settings"])
def test_after_a_power_cut_at_any_step_setting_up_works_the_second_time(
    home: Home, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    replace = Path.replace

    def cut_at(path: Path, target: Path) -> Path:
        if target in (getattr(home, step, None),):
            raise PowerCut
        return replace(path, target)

    with monkeypatch.context() as patched:
        if step in ("store", "settings"):
            patched.setattr(Path, "replace", cut_at)
        else:
            room = {"save_school": settings, "create_store": job, "set_pin": logins, "copy2": shutil}[step]
            patched.setattr(room, step, cut)
        with pytest.raises(PowerCut):
            build(home, "Afgebroken")
    with pytest.raises(settings.NotSetUp):
        settings.load(home)
    assert not home.is_set_up  # so that the next start shows the set-up screen, which mends it

    build(home)

    assert home.is_set_up

    store = opened(home)
    assert [one.name for one in people.staff(store)] == ["Anneke de Groot"]
    assert settings.load(home).school.name == "De Regenboog"
    store.close()


def test_a_store_restored_after_a_cut_off_set_up_is_not_thrown_away(home: Home) -> None:
    other = Home(home.folder.parent / "other")
    build(other)
    (home.folder / "inrichten").mkdir(parents=True)
    aside, school = Home(home.folder / "inrichten"), School("x", "123", Region.NOORD)
    settings.save_school(aside, school, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    aside.key.write_text("f" * 64)
    shutil.copy2(other.store, home.store)
    shutil.copy2(other.key, home.key)

    with pytest.raises(Refused, match="al een opslag"):
        build(home)

    assert home.store.read_bytes() == other.store.read_bytes()


def test_beside_a_running_kiosk_it_is_refused_in_one_sentence(home: Home) -> None:
    build(home)
    store = opened(home)
    try:
        with pytest.raises(KioskError, match="staat al open"):
            build(home)
    finally:
        store.close()


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(KioskError, match="niet te beschrijven"):
        build(Home(tmp_path / "file" / "kiosk"))
