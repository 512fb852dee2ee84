"""Who holds the key: whose words open which slot of the file beside the store."""

from typing import Any

import peewee as pw

from kiosk.db import guards


def up(migrator: Any, db: pw.Database) -> None:
    """Add the table; a slot that is gone from the file leaves its row, which then means nothing any more."""

    class Row(pw.Model):
        id = pw.AutoField()

        class Meta:
            database = db
            legacy_table_names = False

    class Staff(Row):
        pass

    class KeySlot(Row):
        slot = pw.TextField(unique=True)
        staff = pw.ForeignKeyField(Staff, null=True)
        made_at = pw.DateTimeField()

    db.create_tables([KeySlot])
    guards.add_insert_only(db, "key_slot")
