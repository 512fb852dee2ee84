"""How a pupil answers: the way that an adult chose, the cards that the child chose, and who typed for it."""

from typing import Any

import peewee as pw


def up(migrator: Any, db: pw.Database) -> None:
    """Add the columns; what was answered before was typed by the child itself."""
    db.execute_sql("ALTER TABLE form ADD COLUMN way TEXT NOT NULL DEFAULT 'typing'")
    db.execute_sql("ALTER TABLE answer ADD COLUMN picks TEXT NOT NULL DEFAULT '[]'")
    db.execute_sql("ALTER TABLE answer ADD COLUMN typed_by_id INTEGER REFERENCES staff (id)")
