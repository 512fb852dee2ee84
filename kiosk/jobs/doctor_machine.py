"""What of the machine the doctor looks at: versions, typefaces, printer, speech, terminal, clock, disk and logo."""

import os
import platform
import shutil
import sys
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from kiosk.clock import Clock
from kiosk.db import cipher
from kiosk.errors import KioskError
from kiosk.jobs.system_files import read
from kiosk.paper import cups
from kiosk.paper.logo import read_logo
from kiosk.paths import Home, asset
from kiosk.rules.health import Finding, Hidden, of_clock, of_disk, of_printer, of_terminal
from kiosk.speech import find_voice

FONTS = ("fonts/atkinson-hyperlegible/AtkinsonHyperlegible-Regular.ttf", "fonts/dejavu/DejaVuSansCondensed.ttf")
_CONSOLE_UTF8 = Path("/sys/module/vt/parameters/default_utf8")


def versions() -> tuple[Finding, ...]:
    """Python, Textual, SQLite and SQLCipher: each name stays, for scripts."""
    found = cipher.versions()
    again = "Installeer de kiosk opnieuw met de versies uit het project."
    old, no_cipher = not _new_enough(), not found["sqlcipher"]
    return (
        Finding("python", platform.python_version()),
        Finding("textual", version("textual")),
        Finding("sqlite", found["sqlite"], not old, again if old else ""),
        Finding("sqlcipher", found["sqlcipher"] or "ontbreekt", not no_cipher, again if no_cipher else ""),
    )


def machine(home: Home, clock: Clock, printer: str | Hidden | None) -> tuple[Finding, ...]:
    """Everything else beside the store and its backups; `printer` is as in `of_printer`. Asks the printers: seconds."""
    terminal = os.environ.get("TERM", "")
    return (
        _fonts(),
        of_printer({one.name: "" if one.ready else one.message for one in cups.queues()}, printer),
        _speech(),
        of_terminal(terminal, *shutil.get_terminal_size(), _speaks_utf8(terminal)),
        of_clock(clock(), _changed_at(home.store)),
        of_disk(shutil.disk_usage(_existing(home.folder)).free),
        _logo(home),
    )


def _new_enough() -> bool:
    try:
        cipher.check_library()
    except KioskError:
        return False
    return True


def _fonts() -> Finding:
    try:
        for name in FONTS:
            asset(name)
    except FileNotFoundError:
        return Finding("font", "ontbreekt", ok=False, todo="Installeer de kiosk opnieuw.")
    return Finding("font", "Atkinson Hyperlegible, DejaVu Sans")


def _speech() -> Finding:
    voice = find_voice()
    if voice is None:
        todo = "Installeer espeak-ng als kinderen willen luisteren."
        return Finding("speech", "geen voorleesprogramma", todo=todo)
    checked = "Nederlands" if voice.program == "espeak-ng" else "of er een Nederlandse stem is, is niet nagekeken"
    return Finding("speech", f"{voice.program}, {checked}")


def _speaks_utf8(terminal: str) -> bool:
    """Whether letters beyond ASCII arrive: by what Python writes in, and by what the bare console itself was told."""
    console = read(_CONSOLE_UTF8).strip() if terminal == "linux" else ""
    out = sys.__stdout__
    return console not in ("0", "N") and (out is None or out.encoding.lower().replace("-", "") == "utf8")


def _changed_at(store: Path) -> datetime | None:
    return datetime.fromtimestamp(store.stat().st_mtime) if store.exists() else None


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there already."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _logo(home: Home) -> Finding:
    try:
        logo = read_logo(home.logo)
    except KioskError as trouble:
        todo = "Kies het opnieuw: Beheer, De school. Tot dan komt er geen logo op papier."
        return Finding("logo", trouble.message, ok=False, todo=todo)
    return Finding("logo", f"{logo.width} bij {logo.height} punten" if logo else "geen; dat hoeft ook niet")
