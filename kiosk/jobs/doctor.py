"""A look at the whole machine for who looks after it: versions, store, backups, fonts, printer, terminal, clock."""

import os
import platform
import shutil
from dataclasses import dataclass
from importlib.metadata import version

from kiosk import settings
from kiosk.clock import Clock
from kiosk.db import cipher
from kiosk.db.backups import backups_in
from kiosk.db.retention import names_past
from kiosk.db.store import Store, is_in_use, is_locked, open_store
from kiosk.errors import KioskError
from kiosk.paper import cups
from kiosk.paths import Home, asset
from kiosk.rules.backups import TOO_OLD, newest
from kiosk.rules.keys import SlotKind
from kiosk.rules.retention import count_of_forms, count_of_names
from kiosk.speech import find_voice
from kiosk.vault.slots import read_slots

FONTS = ("fonts/atkinson-hyperlegible/AtkinsonHyperlegible-Regular.ttf", "fonts/dejavu/DejaVuSansCondensed.ttf")


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: `name` is stable, for scripts; `text` is a version or a Dutch sentence."""

    name: str
    text: str
    ok: bool = True

    @property
    def label(self) -> str:
        """What people read instead of the name."""
        return _LABELS.get(self.name, self.name)


_LABELS = {
    "store": "opslag",
    "encryption": "versleuteling",
    "font": "lettertype",
    "speech": "voorlezen",
    "clock": "klok",
    "backup": "reservekopie",
    "retention": "bewaartermijn",
}


def examine(home: Home, clock: Clock) -> tuple[Finding, ...]:
    """Look at everything. A store that a running kiosk has open is left alone.

    An older store is opened as the kiosk itself would: with its migrations, after a backup.
    """
    found = cipher.versions()
    store, encryption, retention = _store(home, clock)
    return (
        Finding("python", platform.python_version()),
        Finding("textual", version("textual")),
        Finding("sqlite", found["sqlite"], _new_enough()),
        Finding("sqlcipher", found["sqlcipher"] or "ontbreekt: installeer de kiosk opnieuw", bool(found["sqlcipher"])),
        store,
        encryption,
        _fonts(),
        _printer(),
        _speech(),
        _terminal(),
        _clock(home, clock),
        _backup(home, clock),
        retention,
    )


def _new_enough() -> bool:
    try:
        cipher.check_library()
    except KioskError:
        return False
    return True


def _store(home: Home, clock: Clock) -> tuple[Finding, Finding, Finding]:
    if not (home.settings.exists() or home.store.exists()):
        return (
            Finding("store", "nog geen opslag: start eerst kiosk"),
            Finding("encryption", "nog geen opslag"),
            Finding("retention", "nog geen opslag"),
        )
    if is_in_use(home):
        retention = Finding("retention", "staat in de kiosk op Te doen")
        return Finding("store", "in gebruik door een kiosk die nu draait"), _encryption(home), retention
    try:
        if is_locked(home):
            closed = "op slot; de dagsleutel maakt hem open, kiosk verify kijkt hem na"
            return Finding("store", closed), _encryption(home), Finding("retention", "staat in de kiosk op Te doen")
        opened = open_store(home, settings.load(home), clock)
    except KioskError as trouble:
        unknown = Finding("retention", "onbekend: de opslag gaat niet open")
        return Finding("store", str(trouble), ok=False), _encryption(home), unknown
    try:
        fault, retention = opened.first_fault(), _retention(opened)
    finally:
        opened.close()
    return Finding("store", fault or f"heel ({home.store})", not fault), _encryption(home), retention


def _retention(store: Store) -> Finding:
    """What is past its term: no fault of the machine, and nothing that the command line may take away."""
    forms, names = names_past(store)
    if not (forms or names):
        return Finding("retention", "niets is voorbij de termijn")
    text = f"voorbij de termijn: {count_of_forms(forms)}, {count_of_names(names)}"
    return Finding("retention", f"{text}; de directie haalt ze weg op Te doen")


def _encryption(home: Home) -> Finding:
    try:
        cipher.check_file(home.store)
        slots = read_slots(home.slots) if home.slots.exists() or not home.key.exists() else ()
    except KioskError as trouble:
        return Finding("encryption", str(trouble), ok=False)
    sheets = sum(slot.kind is SlotKind.SHEET for slot in slots)
    held = "de sleutel ligt op deze computer" if home.key.exists() else "opent met de dagsleutel"
    on_paper = f"{sheets} herstelbladen" if sheets else "nog geen herstelbladen: maak ze in de kiosk, Beheer, Sleutels"
    return Finding("encryption", f"versleuteld; {held}; {on_paper}")


def _fonts() -> Finding:
    try:
        for name in FONTS:
            asset(name)
    except FileNotFoundError:
        return Finding("font", "ontbreekt: installeer de kiosk opnieuw", ok=False)
    return Finding("font", "Atkinson Hyperlegible, DejaVu Sans")


def _printer() -> Finding:
    found = cups.queues()
    if not found:
        return Finding("printer", "geen printer gevonden: printen gaat naar een map of stick die je kiest")
    return Finding("printer", ", ".join(f"{one.name} ({'klaar' if one.ready else one.message})" for one in found))


def _speech() -> Finding:
    voice = find_voice()
    if voice is None:
        return Finding("speech", "geen voorleesprogramma: installeer espeak-ng als kinderen willen luisteren")
    checked = "Nederlands" if voice.program == "espeak-ng" else "of er een Nederlandse stem is, is niet nagekeken"
    return Finding("speech", f"{voice.program}, {checked}")


def _terminal() -> Finding:
    columns, lines = shutil.get_terminal_size()
    kind = os.environ.get("TERM", "onbekend")
    fits = columns >= 80 and lines >= 24
    return Finding(
        "terminal", f"{kind}, {columns} bij {lines}" + ("" if fits else ": maak hem ten minste 80 bij 24"), fits
    )


def _clock(home: Home, clock: Clock) -> Finding:
    """A clock set back would give wrong due days: it may not be before the store's last change."""
    now = clock()
    behind = home.store.exists() and now.timestamp() + 60 < home.store.stat().st_mtime
    text = f"{now:%Y-%m-%d %H:%M}"
    return Finding("clock", f"{text}: loopt achter, zet de klok goed" if behind else text, not behind)


def _backup(home: Home, clock: Clock) -> Finding:
    """The age of the newest backup, and of the newest on the stick if the school set one."""
    if not (home.settings.exists() or home.store.exists()):
        return Finding("backup", "nog geen opslag")
    now = clock()
    try:
        last = newest(backups_in(home.backups), now)
        second = settings.load(home).backup_folder
        on_stick = newest(backups_in(second), now) if second else None
    except KioskError as trouble:
        return Finding("backup", str(trouble), ok=False)
    if last is None:
        return Finding("backup", "nog geen: start de kiosk, of maak er een met kiosk backup", ok=False)
    text = f"de nieuwste is van {last.at:%Y-%m-%d %H:%M}"
    if second:
        text += f", op de stick van {on_stick.at:%Y-%m-%d %H:%M}" if on_stick else f"; in {second} staat er geen"
    if now - last.at > TOO_OLD:
        return Finding("backup", f"{text}: ouder dan twee dagen, maak er een met kiosk backup", ok=False)
    return Finding("backup", text)
