"""What has to hold after every fault: the file is whole to the last page, and holds the old or the new."""

import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kiosk.db import cipher
from kiosk.db.backups import check_copy
from kiosk.db.tables import database
from kiosk.errors import KioskError
from kiosk.paths import Home
from tests.db.earlier_versions import Rows, stored_rows
from tests.faults.work import opened

_BY_CHANCE = {"salt", "prev", "digest"}
_SEAL = re.compile(r"[0-9a-f]{64}|-[0-9a-f]{16}$")


def rows() -> Rows:
    """Every row of the open store, but for what is drawn by lot at a hand-in and what follows from it."""
    return {
        table: [{column: _told(value) for column, value in row.items() if column not in _BY_CHANCE} for row in found]
        for table, found in stored_rows().items()
    }


def _told(value: Any) -> Any:
    return _SEAL.sub("…", value) if isinstance(value, str) else value


def after_opening(home: Home) -> Rows:
    """Open the store in `home`, look it through with all there is, close it, and give what it held."""
    store = opened(home)
    try:
        assert cipher.empty_wal(database)  # SQLCipher's check looks at the file alone: a page may still be in the log
        assert database.execute_sql("PRAGMA cipher_integrity_check").fetchall() == []
        assert database.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert store.first_fault() == ""
        return rows()
    finally:
        store.close()


def look_through_backups(home: Home) -> list[str]:
    """Look at every file in the folder of backups that has its name, to the last page; their names."""
    names = sorted(path.name for path in home.backups.glob("*.db")) if home.backups.is_dir() else []
    database.point_at(home.store, home.key.read_text(encoding="ascii").strip())
    for name in names:
        copy = database.beside(home.backups / name)
        copy.connect()
        try:
            assert copy.execute_sql("PRAGMA cipher_integrity_check").fetchall() == []
            check_copy(copy) if name.startswith("oeps-") else cipher.check_ours(copy, whole=True)
        finally:
            copy.close()
    return names


def in_two_sentences(trouble: KioskError) -> str:
    """What is told: what is wrong, and what to do about it."""
    assert re.fullmatch(r"\S[^\n]+\.( [A-Z][^\n]+\.)+", str(trouble)), trouble
    assert trouble.what_to_do
    return str(trouble)


def copied(source: Path, target: Path) -> Home:
    """A fresh copy of the folder `source` at `target`; what was there is gone."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return Home(target)


def spread(total: int, few: int) -> Iterable[int]:
    """`few` of the numbers 1 to `total`, evenly: always the first and the last."""
    if total <= few:
        return range(1, total + 1)
    return sorted({1 + round(place * (total - 1) / (few - 1)) for place in range(few)})
