"""What the kiosk knows of its own setting up (see `rules.setup_steps`)."""

from typing import Any

from kiosk.db import people, tables
from kiosk.db.chosen_printer import chosen_printer
from kiosk.db.keys import key_state
from kiosk.db.school import Part
from kiosk.db.store import Store
from kiosk.rules.keys import Holding
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.setup_steps import SetupFacts
from kiosk.vault.slots import BrokenSlots


def setup_facts(store: Store, actor: Actor) -> SetupFacts:
    """The facts of now, for who looks after the kiosk, else `Refused`."""
    require(actor, Action.MANAGE_SCHOOL)
    school, here = store.settings.school, store.home.key.exists()
    try:
        sheets = len(key_state(store, actor).sheets)
    except BrokenSlots:
        sheets = None
    return SetupFacts(
        addressed=bool(school.address and school.board and school.board_address),
        timetabled=bool(store.settings.timetable.ends),
        looked_at=_looked_at(),
        pupils=len(people.pupils(store)),
        groups=tuple(people.groups(store)),
        staff=tuple(people.staff(store)),
        policy=store.settings.policy,
        holding=Holding.HERE if here else Holding.DAY,
        sheets=sheets,
        printer=chosen_printer(store),
        second_backup=store.settings.backup_folder is not None,
        contacts=len(store.settings.contacts),
    )


def _looked_at() -> frozenset[str]:
    """The parts that somebody saved; all of them once a form was issued, for then the log is long and the school works.

    The log is the one place that tells: whoever finds a part right changes nothing.
    """
    parts = frozenset((*(part.value for part in Part), "printer"))
    if tables.Form.select(tables.Form.id).limit(1).exists():
        return parts
    row = tables.LogRow
    found: Any = row.select(row.subject).where(row.subject.in_(parts)).distinct().tuples()
    return frozenset(subject for (subject,) in found)
