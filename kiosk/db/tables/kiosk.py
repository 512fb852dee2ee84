"""What the kiosk keeps of itself: what was chosen once, and the log."""

import peewee as pw

from kiosk.db.tables.base import Row
from kiosk.db.tables.people import Staff


class Setting(Row):
    """What was chosen once on this kiosk, such as its printer."""

    key = pw.TextField(unique=True)
    value = pw.TextField()


class KeySlot(Row):
    """Whose words open a slot of the file beside the store: a person's, or (no `staff`) those on a recovery sheet.

    The file says which slots there are; a row whose slot is gone from it means nothing.
    """

    slot = pw.TextField(unique=True)
    staff = pw.ForeignKeyField(Staff, null=True)
    staff_id: int | None
    made_at = pw.DateTimeField()


class RetentionPass(Row):
    """A row stands here only within the transaction in which retention empties rows that are guarded otherwise."""


class LogHead(Row):
    """One row: the number and digest of the newest log row."""

    seq = pw.IntegerField()
    digest = pw.TextField()


class LogRow(Row):
    """Who did what to which id, and when. Never a name, never a word."""

    seq = pw.IntegerField(unique=True)
    prev = pw.TextField()
    digest = pw.TextField()
    at = pw.DateTimeField()
    actor = pw.TextField()
    action = pw.TextField()
    subject = pw.TextField()
