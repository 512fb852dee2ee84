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
    """A pupil: a name and the school's key, nothing else. The gone become inactive."""

    key = pw.TextField(unique=True)
    given_name = pw.TextField()
    prefix = pw.TextField()
    surname = pw.TextField()
    left_on = pw.DateField(null=True)


class Membership(Row):
    """Where a pupil was from `first_day` up to and including `last_day` (null: still)."""

    pupil = pw.ForeignKeyField(Pupil, backref="memberships")
    pupil_id: int
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
    wait_until = pw.DateTimeField(null=True)
