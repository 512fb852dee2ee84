"""Writing the school's file from a screen: only what changed, and a person's own comments and keys stay as they are."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kiosk.errors import KioskError
from kiosk.paths import Home, asset
from kiosk.rules.policy import Counting, Policy, Restart
from kiosk.rules.retention import Terms
from kiosk.rules.timetable import Timetable
from kiosk.settings.last_good import keep_last_good
from kiosk.settings.policy import write_policy
from kiosk.settings.pupil import PupilScreens, write_contacts
from kiosk.settings.questions import write_questions
from kiosk.settings.school import School, Settings, default_policy, load, read_settings
from kiosk.settings.toml_file import kept_for_trouble, parse_toml, write_whole
from kiosk.text import clean_line


def save(home: Home, **changes: Any) -> Settings:
    """Write `changes` (fields of `Settings` among `_WRITERS`) to `home.settings`, whole or not at all.

    What else the file says, and its comments, stay. Returns the settings as they now are. `KioskError` when what is
    written would not be read back as it was meant, when the file that is there is faulty, or when the disk refuses.
    """
    old = load(home)

    def change(document: Any) -> None:
        for part, after in changes.items():
            if after != getattr(old, part):
                _WRITERS[part](document, getattr(old, part), after)

    return _save(home, change, changes)


def save_school(home: Home, school: School, counting: Counting, restart: Restart) -> None:
    """Write the school and its two choices to `home.settings`, which need not be there yet.

    What else the file sets (own steps, own days) and its comments stay. `KioskError` as with `save`.
    """

    def change(document: Any) -> None:
        _write_school(document, None, school)
        document.setdefault("policy", {}).update(counting=counting.value, restart=restart.value)

    _save(home, change)


def _write_school(document: Any, _old: School | None, new: School) -> None:
    lines = {key: clean_line(getattr(new, key)) for key in ("name", "phone", "address", "board", "board_address")}
    document.setdefault("school", {}).update(**lines, tag=new.tag, region=new.region.value)


def _write_closed(document: Any, old: frozenset[date], new: frozenset[date]) -> None:
    _write_days(document, "closed", old, new)


def _write_opened(document: Any, old: frozenset[date], new: frozenset[date]) -> None:
    _write_days(document, "opened", old, new)


def _write_days(document: Any, key: str, old: frozenset[date], new: frozenset[date]) -> None:
    """One by one, so that what a person wrote beside a day that stays ("# studiedag") stays too."""
    table = document.setdefault("calendar", {})
    table.setdefault(key, [])
    for day in sorted(old - new):
        while day in table[key]:
            table[key].remove(day)
    for day in sorted(new - old):
        table[key].append(day)


def _write_timetable(document: Any, _old: Timetable, new: Timetable) -> None:
    document.setdefault("timetable", {}).update(
        breaks=[f"{one:%H:%M}" for one in new.breaks], ends=[f"{one:%H:%M}" for one in new.ends]
    )


def _write_backup_folder(document: Any, _old: Path | None, new: Path | None) -> None:
    document.setdefault("backup", {})["folder"] = str(new) if new else ""


def _write_policy(document: Any, old: Policy, new: Policy) -> None:
    if replace(new, questions=old.questions) != old:
        write_policy(document, old, new)
    if new.questions != old.questions:
        write_questions(document, old.questions, new.questions, default_policy().questions)


def _write_retention(document: Any, _old: Terms, new: Terms) -> None:
    document.setdefault("retention", {}).update(asdict(new))


def _write_pupil(document: Any, _old: PupilScreens, new: PupilScreens) -> None:
    document.setdefault("pupil", {}).update(cover_minutes=new.cover_minutes, look=new.look.value)


_WRITERS: dict[str, Callable[[Any, Any, Any], None]] = {
    "school": _write_school,
    "policy": _write_policy,
    "closed": _write_closed,
    "opened": _write_opened,
    "timetable": _write_timetable,
    "backup_folder": _write_backup_folder,
    "retention": _write_retention,
    "pupil": _write_pupil,
    "contacts": write_contacts,
}
"""By field of `Settings` that a screen changes: writes it in a tomlkit document, given what it was and will be."""


@contextmanager
def put_back_on_trouble(home: Home) -> Iterator[None]:
    """When the block fails, `home.settings` and its last good copy are again what they were before.

    `KioskError` when the disk refuses.
    """
    with _told(home), kept_for_trouble(home.last_good), kept_for_trouble(home.settings):
        yield


@contextmanager
def _told(home: Home) -> Iterator[None]:
    """Turn what the disk refuses of `home.settings` into one sentence."""
    try:
        yield
    except OSError as trouble:
        raise KioskError(
            f"Het bestand {home.settings} kan niet worden bewaard ({trouble.strerror}).",
            "Kijk of de schijf vol is en of u hier mag schrijven.",
        ) from trouble


def _save(home: Home, change: Callable[[Any], None], meant: Mapping[str, Any] = MappingProxyType({})) -> Settings:
    """Write the file with what `change` does to it as a tomlkit document, readable by its owner only; read it back."""
    import tomlkit  # keeps a person's own comments; only needed when something is saved

    if home.settings.exists():
        load(home)
        before = home.settings.read_text(encoding="utf-8-sig")
    else:
        before = asset("school.toml").read_text(encoding="utf-8")
    document = tomlkit.parse(before)
    change(document)
    text = tomlkit.dumps(document)
    new = read_settings(parse_toml(home.settings, text))  # nothing is kept that the next start would refuse
    if any(getattr(new, part) != after for part, after in meant.items()):
        raise KioskError(
            f"Zoals {home.settings.name} geschreven is, kan dit scherm het niet aanpassen.",
            "Verander het met de hand in dat bestand, en start de kiosk opnieuw.",
        )
    with _told(home):
        keep_last_good(home, text)  # first: when the disk refuses one of the two, the file itself is as it was
        write_whole(home.settings, text)
    return new
