"""Bringing the open store's tables up to date: numbered migrations, each in one transaction."""

from pathlib import Path

from kiosk.db import cipher
from kiosk.db.tables import database
from kiosk.errors import KioskError

MIGRATIONS = Path(__file__).with_name("migrations")


def steps() -> dict[int, str]:
    """The migrations by number, in order: {1: "0001_first_tables"}."""
    return {int(path.name[:4]): path.stem for path in sorted(MIGRATIONS.glob("[0-9]*.py"))}


def refuse_newer(opened: cipher.EncryptedDatabase) -> None:
    """Raise `KioskError` when the open file has tables that this kiosk does not know."""
    if cipher.version_of(opened) > max(steps()):
        raise KioskError("De opslag is van een nieuwere kiosk.", "Installeer de nieuwste versie van de kiosk.")


def migrate(backups: Path) -> None:
    """Apply the numbered migrations that this file has not had, after a backup when there is something to lose.

    The backup goes into folder `backups`. Each migration is one transaction with its number, so that one that fails, or
    is cut short, takes nothing of the others along. Raises `KioskError` when the backup does not work.
    """
    numbered = steps()
    version, newest = cipher.version_of(database), max(numbered)
    if version == newest:
        return
    from playhouse.migrations import Runner  # costs start-up; only needed after an update

    if version:
        _back_up_before(backups, f"voor-migratie-{version:04d}-{newest:04d}.db")
    runner = Runner(database, str(MIGRATIONS))
    with cipher.loose_references(database):
        for number, name in numbered.items():
            if number > version:
                with database.atomic():
                    runner.up(name)
                    cipher.mark_ours(database, number)


def _back_up_before(folder: Path, name: str) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        cipher.backup_into(database, folder / name)
    except OSError as trouble:
        raise KioskError(
            f"Een reservekopie voor de nieuwe versie lukt niet ({trouble.strerror}).",
            f"Kijk of er ruimte is in {folder} en of deze gebruiker daar mag schrijven.",
        ) from trouble
