"""The database, and what every table shares."""

import peewee as pw

from kiosk.db.cipher import EncryptedDatabase

database = EncryptedDatabase()


class Row(pw.Model):
    """What every table shares."""

    id = pw.AutoField()

    class Meta:
        database = database
        legacy_table_names = False
