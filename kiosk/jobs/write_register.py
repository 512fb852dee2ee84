"""The register: counts from the store, as a file where a person wants it."""

from pathlib import Path

from kiosk.db.reports import open_register
from kiosk.db.store import Store
from kiosk.exchange.register import register_csv
from kiosk.paper import stick
from kiosk.rules.permissions import Actor


def write_register(store: Store, actor: Actor, year: str, path: Path) -> Path:
    """Write the register of school year `year` to `path`, whole or not at all, never over a file; returns `path`.

    `KioskError` says what is wrong: no such school year, a file of that name, a folder that is not there or is full.
    """
    return stick.save_as(_register(store, actor, year), path)


def save_register(store: Store, actor: Actor, year: str, folder: Path) -> Path:
    """The same into `folder`, under `register_name`; where that is taken with a number after it, as the report is."""
    return stick.save(_register(store, actor, year), folder, register_name(year), "csv")


def register_name(year: str) -> str:
    """The name of its file, without .csv."""
    return f"register-{year}"


def _register(store: Store, actor: Actor, year: str) -> bytes:
    return register_csv(open_register(store, actor, year), store.settings.policy)
