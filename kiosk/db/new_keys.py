"""The keys of the school's export: ids by key, and people whose key is another than before, who get the new one."""

from collections.abc import Iterable, Mapping, Sequence

from kiosk.db import rows, tables
from kiosk.errors import Refused
from kiosk.rules.roll import RollChanges, RollStaff
from kiosk.rules.roll_preview import Lookalike, Someone, find_lookalikes, open_questions


def find_in(changes: RollChanges, staff: Mapping[int, RollStaff], group_keys: Mapping[int, str]) -> list[Lookalike]:
    """Who is new in `changes` and has the name of somebody gone, or of one of the `staff` (by id) without a key.

    Pupils first, in the order of the export. A key that the store has had before is no newcomer's. `group_keys` are the
    groups' keys by id, as `changes` has them.
    """
    pupil_ids = ids_by_key(tables.Pupil)
    staff_ids = ids_by_key(tables.Staff)
    pupils: dict[int, Someone] = {pupil_ids[one.key]: one for one in changes.pupils.gone}
    others: dict[int, Someone] = {staff_ids[one.key]: one for one in changes.staff.gone}
    names = rows.tuples_of(tables.HomeGroup.select(tables.HomeGroup.id, tables.HomeGroup.name))
    groups = {group_keys[group_id]: name for group_id, name in names}
    groups |= {one.key: one.name for one in (*changes.groups.new, *changes.groups.changed)}
    others |= {staff_id: one for staff_id, one in staff.items() if not one.key}
    return [
        *find_lookalikes([one for one in changes.pupils.new if one.key not in pupil_ids], pupils, groups),
        *find_lookalikes([one for one in changes.staff.new if one.key not in staff_ids], others, groups),
    ]


def give(same: Sequence[Lookalike], found: Iterable[Lookalike]) -> None:
    """The known of each pair goes on under the key of the new one. Raises `Refused` for what is not `found` any more.

    For within a deed: nobody is asked who does this.
    """
    for place, one in enumerate(same):
        if one not in open_questions(found, same[:place]):
            raise Refused("De school is intussen veranderd.", "Lees het bestand nog eens in.")
        table = tables.Staff if isinstance(one.new, RollStaff) else tables.Pupil
        table.update(key=one.new.key).where(table.id == one.known_id).execute()


def ids_by_key(table: type[tables.HomeGroup] | type[tables.Pupil] | type[tables.Staff]) -> dict[str, int]:
    """The ids in the store by the key of the school, also of those that are gone; not of who never had a key."""
    return {key: row_id for key, row_id in rows.tuples_of(table.select(table.key, table.id)) if key}
