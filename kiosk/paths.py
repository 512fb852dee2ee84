"""Where files live: the kiosk's own folder, and the assets that come with the program."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """All files of one kiosk, under one folder. Nothing is made by looking a path up."""

    folder: Path

    @property
    def settings(self) -> Path:
        """The school's own settings and policy, one TOML file."""
        return self.folder / "school.toml"

    @property
    def last_good(self) -> Path:
        """The settings as the kiosk last read them without a fault: with these it starts while the file has one."""
        return self.folder / "school-laatste-goede.toml"

    @property
    def store(self) -> Path:
        return self.folder / "oeps.db"

    @property
    def building(self) -> Path:
        """Where setting up makes everything before it counts; gone once all of it is in its place."""
        return self.folder / "inrichten"

    @property
    def is_set_up(self) -> bool:
        """Whether there is a school. Its settings come last: a store without them is what a power cut left half way."""
        return self.settings.exists() or (self.store.exists() and not self.building.exists())

    @property
    def key(self) -> Path:
        """The data key, where it is held on this computer; only its owner may read it."""
        return self.folder / "data.key"

    @property
    def slots(self) -> Path:
        """The data key, locked with the words of each opener and each recovery sheet."""
        return self.folder / "data.slots"

    @property
    def renewal(self) -> Path:
        """The store under a new key with all that belongs to it, until it takes the old one's place."""
        return self.folder / "nieuwe-sleutel"

    @property
    def lock(self) -> Path:
        """Held by the one kiosk that has the store open."""
        return self.folder / "oeps.lock"

    @property
    def log(self) -> Path:
        """What went wrong, without names or words."""
        return self.folder / "kiosk.log"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    def aside(self, now: datetime) -> Path:
        """Where the present store goes when a backup takes its place: it is never deleted."""
        return self.folder / f"oeps-opzij-{now:%Y-%m-%d-%H%M%S}.db"

    @property
    def logo(self) -> Path:
        """The school's logo for paper, if it has one."""
        return self.folder / "logo.png"

    @property
    def letters(self) -> Path:
        """The school's own texts of letters, one file each; those it has no file for come with the program."""
        return self.folder / "letters"

    @property
    def demo(self) -> "Home":
        """The fictional school's folder."""
        return Home(self.folder / "demo")


def home() -> Home:
    """The folder `KIOSK_HOME` names, else the user's data folder of this system."""
    chosen = os.environ.get("KIOSK_HOME")
    if chosen:
        return Home(Path(chosen).expanduser().absolute())
    from platformdirs import user_data_path  # costs start-up; not needed when KIOSK_HOME is set

    return Home(user_data_path("oeps-kiosk", appauthor=False))


def put_in_place(new: Path, file: Path) -> None:
    """Rename `new`, which is whole, to `file`: after a power cut either the old or the new file stands, on the disk.

    Raises `OSError` when the disk refuses; `new` may then still be there.
    """
    sync_file(new)
    new.replace(file)
    sync_folder(file.parent)


def sync_file(file: Path) -> None:
    """Have the disk keep what `file` holds. Raises `OSError` when it refuses."""
    number = os.open(file, os.O_RDWR)  # to sync a file, Windows wants it open for writing
    try:
        os.fsync(number)
    finally:
        os.close(number)


def sync_folder(folder: Path) -> None:
    """Have the disk keep which files `folder` holds."""
    if os.name != "posix":  # elsewhere a folder cannot be opened, and a rename waits for the disk by itself
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def asset(name: str) -> Path:
    """The path of `assets/<name>`: inside the installed package, else beside the package in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "assets", package.parent / "assets"):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"asset {name} is missing from the installation")
