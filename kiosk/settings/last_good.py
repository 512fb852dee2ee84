"""The settings that were last good: with these the kiosk starts while the school's file has a mistake."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.settings.school import Settings, read_settings
from kiosk.settings.toml_file import NotSetUp, TomlTable, read_toml, write_whole

_STAND_IN = "Start daarna de kiosk opnieuw. Tot dan gelden de vorige instellingen."


@dataclass(frozen=True)
class Found:
    """The settings with which a kiosk opens; `trouble` is what staff should mend, "" when nothing is wrong."""

    settings: Settings
    trouble: str = ""


def find_settings(home: Home) -> Found:
    """The settings in `home.settings`, of which a copy is kept; while these are faulty, those of the last good copy.

    A file that is gone counts as faulty where there is a store: the school is set up. `KioskError` as `school.load`
    says when there is no good copy either.
    """
    try:
        file = read_toml(home.settings)
        settings = read_settings(file)
    except KioskError as fault:
        if isinstance(fault, NotSetUp) and not home.is_set_up:
            raise
        return Found(_copied(home, fault), f"{_in_short(fault, home.settings)} {_STAND_IN}")
    return Found(settings, _kept(home, file))


def keep_last_good(home: Home, text: str) -> None:
    """Keep `text`, a settings file without a fault, for a start at which the file has one. Raises `OSError`."""
    if not home.last_good.exists() or home.last_good.read_bytes() != text.encode("utf-8"):
        write_whole(home.last_good, text)


def _kept(home: Home, file: TomlTable) -> str:
    try:
        keep_last_good(home, file.source)
    except OSError as trouble:
        return f"Van {home.settings.name} kan geen kopie worden bewaard ({trouble.strerror}). Kijk of de schijf vol is."
    return ""


def _copied(home: Home, fault: KioskError) -> Settings:
    """The last good settings; without them there is nothing to tell but `fault`."""
    try:
        return read_settings(read_toml(home.last_good))
    except KioskError:
        raise fault from None


def _in_short(fault: KioskError, file: Path) -> str:
    """The fault with the file's name alone: its whole way takes a line of the screen."""
    if isinstance(fault, NotSetUp):
        return f"Het bestand {file.name} is weg. Zet het terug; in dezelfde map staat een kopie."
    return str(fault).replace(str(file), file.name)
