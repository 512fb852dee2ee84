"""Statements of SQLite's own stand in the files that open, guard and copy the store; the verbs leave SQL to Peewee.

What `docs/decisions/0015-more-than-one-kiosk.md` leans on.
"""

import re
from pathlib import Path

DB = Path(__file__).parents[2] / "kiosk/db"
OPEN_GUARD_COPY = {"cipher.py", "guards.py", "backups.py", "restore.py"}
SQLITES_OWN = re.compile(
    r"\bexecute_sql\b|\bPRAGMA\b|\bVACUUM\b|\bTRIGGER\b|\bINSERT OR\b|\bjulianday\b|\bstrftime\b|\bGLOB\b"
)


def test_only_the_files_that_open_guard_and_copy_the_store_speak_sqlites_own_words() -> None:
    found = {path.name for path in DB.glob("*.py") if SQLITES_OWN.search(path.read_text(encoding="utf-8"))}
    assert found == OPEN_GUARD_COPY


def test_every_file_that_the_decision_page_names_is_there() -> None:
    page = (DB.parents[1] / "docs/decisions/0015-more-than-one-kiosk.md").read_text(encoding="utf-8")
    files = re.findall(r"`((?:db|docs|tests)/[\w/.-]+)`", page)
    assert len(files) > 5
    for name in files:
        assert (DB.parents[1] / name).exists() or (DB.parent / name).exists(), name
