"""Groups, pupils and staff."""

import peewee as pw

from kiosk.db.tables.base import Row


class HomeGroup(Row):
    """A home group; `host` is its parallel group."""

    key = pw.TextField(unique=True)
    name = pw.TextField()
    host = pw.ForeignKeyField("self", null=True)
    host_id: int | None
    active = pw.BooleanField(default=True)


class Pupil(Row):
    """A pupil: a name and the school's key, nothing else. The gone become inactive.

    Retention takes name and key (null): what is left is a number that nothing but the log points at.
    """

    key = pw.TextField(unique=True, null=True)
    given_name = pw.TextField()
    prefix = pw.TextField()
    surname = pw.TextField()
    left_on = pw.DateField(null=True)


class Membership(Row):
    """Where a pupil was from `first_day` up to and including `last_day` (null: still).

    `pupil` is null once retention has unlinked it: somebody was there, and counts among the enrolled.
    """

    pupil = pw.ForeignKeyField(Pupil, backref="memberships", null=True)
    pupil_id: int | None
    group = pw.ForeignKeyField(HomeGroup, null=True)
    group_id: int | None
    year_group = pw.IntegerField(null=True)
    first_day = pw.DateField()
    last_day = pw.DateField(null=True)


class Staff(Row):
    """A staff member. `pin_hash` is empty until they have a PIN."""

    key = pw.TextField(unique=True, null=True)
    given_name = pw.TextField()
    prefix = pw.TextField()
    surname = pw.TextField()
    role_hint = pw.TextField()
    active = pw.BooleanField(default=True)
    pin_hash = pw.TextField(default="")


class StaffRole(Row):
    """A role that somebody was given here; what a file says grants nothing."""

    staff = pw.ForeignKeyField(Staff, backref="role_rows")
    staff_id: int
    role = pw.TextField()

    class Meta:
        indexes = ((("staff", "role"), True),)


class StaffGroup(Row):
    """The home groups a staff member has."""

    staff = pw.ForeignKeyField(Staff, backref="group_rows")
    staff_id: int
    group = pw.ForeignKeyField(HomeGroup)
    group_id: int

    class Meta:
        indexes = ((("staff", "group"), True),)


class Tries(Row):
    """Wrong tries in a row, per person ("staff 12") and for the pupils' code ("code")."""

    who = pw.TextField(unique=True)
    wrong = pw.IntegerField()


class OnceCode(Row):
    """The once-code that a colleague gave somebody who cannot come in any more, with which they get a new PIN.

    It works on the day `valid_on` only; `tries` counts what was typed for it, before it is checked.
    """

    staff = pw.ForeignKeyField(Staff, unique=True)
    staff_id: int
    code_hash = pw.TextField()
    valid_on = pw.DateField()
    tries = pw.IntegerField(default=0)
