"""Setting up: from the answers of the first screen to a kiosk with its key, its store and the first directie."""

import shutil
from contextlib import closing
from pathlib import Path

from filelock import FileLock, Timeout

from kiosk import settings
from kiosk.clock import Clock
from kiosk.db import logins, people
from kiosk.db.store import create_store
from kiosk.errors import KioskError, Refused
from kiosk.paths import Home
from kiosk.rules.permissions import Role, command_line
from kiosk.rules.policy import Counting, Restart
from kiosk.settings import Region, School
from kiosk.text import clean_line
from kiosk.vault.pins import hash_pin


def set_up(
    home: Home,
    clock: Clock,
    school_name: str,
    region: Region,
    head_given_name: str,
    head_prefix: str,
    head_surname: str,
    pin: str,
) -> None:
    """Make the school's settings, key and store in `home`, with one directie who logs in with `pin` (six digits).

    All or nothing, also through a power cut: it is built aside first, and the settings file, which says that there is
    a school, comes last. What an earlier set-up that was cut off left behind is removed. Takes about 0.5 s.

    Raises `Refused` when there is a school already or a name is missing; another `KioskError` when the disk refuses.
    """
    name, given_name = clean_line(school_name), clean_line(head_given_name)
    if not name:
        raise Refused("Hoe heet de school?", "Vul de naam in.")
    if not given_name:
        raise Refused("Wie is directie?", "Vul ten minste de voornaam in.")
    pin_hash = hash_pin(pin)
    school = School(name, settings.new_school_tag(), region)
    head = (given_name, clean_line(head_prefix), clean_line(head_surname))
    try:
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(home.lock, mode=0o600, thread_local=False).acquire(timeout=0):
            aside = Home(home.building)
            _refuse_existing(home, aside)
            _build(aside, clock, school, head, pin_hash)
            _move(aside, home)
    except Timeout:
        raise KioskError("De kiosk staat al open op deze computer.", "Sluit die eerst.") from None
    except OSError:
        raise KioskError(
            "De map van de kiosk is niet te beschrijven.", "Kijk of de schijf vol is en of deze gebruiker daar mag."
        ) from None


def _refuse_existing(home: Home, aside: Home) -> None:
    """Refuse when there is a school; clear away what a set-up left that was cut off while moving.

    Such a key is the very one that still lies in the folder aside, so no other key, nor the store it opens, is touched.
    """
    if home.settings.exists():
        raise Refused("Deze kiosk is al ingericht.", "Start de kiosk opnieuw.")
    if _same_text(home.key, aside.key):
        home.store.unlink(missing_ok=True)
        home.key.unlink()
    if home.store.exists() or home.key.exists():
        raise Refused(
            "Er is al een opslag in deze map.", f"Zet {home.settings.name} van die school terug, of kies een lege map."
        )
    if aside.folder.exists():
        shutil.rmtree(aside.folder)


def _same_text(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.read_bytes() == other.read_bytes()


def _build(aside: Home, clock: Clock, school: School, head: tuple[str, str, str], pin_hash: str) -> None:
    """Make the whole kiosk in the folder aside, and close it again."""
    aside.folder.mkdir(mode=0o700)
    settings.save_school(aside, school, Counting.SCHOOL_YEAR, Restart.AT_STEP)  # Beheer asks both
    with closing(create_store(aside, settings.load(aside), clock)) as store:  # a closed store is one file to move
        member = people.add_staff(store, command_line(), *head)
        people.give_roles(store, command_line(), member.id, [Role.HEAD])
        logins.set_pin(store, command_line(), member.id, pin_hash)


def _move(aside: Home, home: Home) -> None:
    """Put the key, the store and last the settings in their place. The key stays aside until all is done: see above."""
    copy = aside.key.with_name("copy.key")
    shutil.copy2(aside.key, copy)  # keeps its mode: only its owner reads it
    copy.replace(home.key)  # never half a key
    aside.store.replace(home.store)
    aside.settings.replace(home.settings)
    shutil.rmtree(aside.folder)
