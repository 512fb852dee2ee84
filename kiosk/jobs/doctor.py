"""A look at everything for who looks after the machine: the store, its backups, and what it runs on."""

from contextlib import closing

from kiosk import settings
from kiosk.clock import Clock
from kiosk.db import cipher
from kiosk.db.backups import backups_in
from kiosk.db.chosen_printer import wanted_printer
from kiosk.db.retention import names_past
from kiosk.db.store import Store, is_in_use, is_locked, open_store
from kiosk.errors import KioskError
from kiosk.jobs.doctor_machine import machine, versions
from kiosk.paths import Home
from kiosk.rules.backups import newest
from kiosk.rules.health import Finding, Hidden, of_backups
from kiosk.rules.keys import SlotKind
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.retention import count_of_forms, count_of_names
from kiosk.vault.slots import read_slots

_UNKNOWN = Finding("retention", "onbekend: de opslag is niet goed te lezen")
_KEEP_ALL = "Bewaar alles zoals het is, en zeg het de directie."


def examine(home: Home, clock: Clock) -> tuple[Finding, ...]:
    """Look at everything. A store that a running kiosk has open is left alone.

    An older store is opened as the kiosk itself would: with its migrations, after a backup.
    """
    store, retention, printer = _closed_store(home, clock)
    encryption = _encryption(home) if home.is_set_up else Finding("encryption", "nog geen opslag")
    found = (*versions(), store, encryption, _settings(home), *machine(home, clock, printer))
    return (*found, _backup(home, clock), retention)


def examine_open(store: Store, actor: Actor) -> tuple[Finding, ...]:
    """The same from within the kiosk that has the store open: all its pages and the whole log are looked at.

    `Refused` for who does not look after the kiosk. For a thread: it has its own connection, and takes seconds for a
    large store.
    """
    require(actor, Action.MANAGE_SCHOOL)
    home = store.home
    try:
        with store.connection():
            its, retention, printer = _of_store(store)
    except KioskError as trouble:
        its, retention, printer = _trouble("store", trouble), _UNKNOWN, Hidden.HIDDEN
    found = (its, _encryption(home), _settings(home), _backup(home, store.clock))
    return (*found, *machine(home, store.clock, printer), retention, *versions())


def _closed_store(home: Home, clock: Clock) -> tuple[Finding, Finding, str | Hidden | None]:
    """The store, its retention, and the printer it wants, as far as they can be known from outside."""
    in_kiosk = Finding("retention", "staat in de kiosk op Te doen")
    if not home.is_set_up:
        none = Finding("store", "nog geen opslag", todo="Start eerst: kiosk")
        return none, Finding("retention", "nog geen opslag"), None
    if is_in_use(home):
        todo = "Kijk in die kiosk, op Beheer, of sluit hem eerst."
        return Finding("store", "in gebruik door een kiosk die nu draait", todo=todo), in_kiosk, Hidden.HIDDEN
    try:
        if is_locked(home):
            locked = Finding("store", "op slot; de dagsleutel maakt hem open, kiosk verify kijkt hem na")
            return locked, in_kiosk, Hidden.HIDDEN
        opened = open_store(home, settings.load(home), clock)
    except KioskError as trouble:
        return _trouble("store", trouble), _UNKNOWN, Hidden.HIDDEN
    with closing(opened):
        return _of_store(opened)


def _of_store(store: Store) -> tuple[Finding, Finding, str | Hidden | None]:
    """Whether the open store is whole; what is past its term and its printer are not to be asked of one that is not."""
    try:
        with cipher.told_plainly():
            if fault := store.first_fault():
                return Finding("store", fault, ok=False, todo=_KEEP_ALL), _UNKNOWN, Hidden.HIDDEN
            return Finding("store", f"heel ({store.home.store})"), _retention(store), wanted_printer(store)
    except KioskError as trouble:
        return _trouble("store", trouble), _UNKNOWN, Hidden.HIDDEN


def _trouble(name: str, trouble: KioskError) -> Finding:
    return Finding(name, trouble.message, ok=False, todo=trouble.what_to_do)


def _retention(store: Store) -> Finding:
    """What is past its term: no fault of the machine, and nothing that the command line may take away."""
    forms, names = names_past(store)
    if not (forms or names):
        return Finding("retention", "niets is voorbij de termijn")
    text = f"voorbij de termijn: {count_of_forms(forms)}, {count_of_names(names)}"
    return Finding("retention", text, todo="De directie haalt ze weg op Te doen.")


def _settings(home: Home) -> Finding:
    """Whether the school's file can be read: while it cannot, the kiosk works with the one that was last good."""
    if not home.is_set_up:
        return Finding("settings", "nog geen instellingen")
    try:
        settings.load(home)
    except KioskError as trouble:
        return _trouble("settings", trouble)
    return Finding("settings", f"goed ({home.settings})")


def _encryption(home: Home) -> Finding:
    try:
        cipher.check_file(home.store)
        slots = read_slots(home.slots) if home.slots.exists() or not home.key.exists() else ()
    except KioskError as trouble:
        return _trouble("encryption", trouble)
    sheets = sum(slot.kind is SlotKind.SHEET for slot in slots)
    held = "versleuteld; " + ("de sleutel ligt op deze computer" if home.key.exists() else "opent met de dagsleutel")
    if sheets:
        return Finding("encryption", f"{held}; {sheets} herstelbladen")
    return Finding(
        "encryption", f"{held}; nog geen herstelbladen", todo="Maak herstelbladen in de kiosk: Beheer, Sleutels."
    )


def _backup(home: Home, clock: Clock) -> Finding:
    """How old the backups are, here and in the second place."""
    if not home.is_set_up:
        return Finding("backup", "nog geen opslag")
    now = clock()
    try:
        last = newest(backups_in(home.backups), now)
        second = settings.load(home).backup_folder
        on_second = newest(backups_in(second), now) if second else None
    except KioskError as trouble:
        return _trouble("backup", trouble)
    return of_backups(now, last, second, on_second)
