"""The printer that this kiosk prints on: chosen once, by whoever printed first."""

from kiosk.db import tables
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.permissions import Action, Actor, Scope
from kiosk.text import clean_line

_KEY = _SUBJECT = "printer"


def chosen_printer(_store: Store) -> str:
    """The name of the chosen queue; "" when none was chosen yet. Asks nobody: it names no person."""
    row = tables.Setting.get_or_none(tables.Setting.key == _KEY)
    return str(row.value) if row else ""


def wanted_printer(store: Store) -> str | None:
    """The same; "" only when somebody chose to do without one, None when nobody chose at all. Asks nobody."""
    row = tables.LogRow
    return chosen_printer(store) or ("" if row.select(row.id).where(row.subject == _SUBJECT).exists() else None)


def choose_printer(store: Store, actor: Actor, queue: str) -> None:
    """From now on the kiosk proposes this queue. `Refused` for who does not print, or without a name."""
    queue = clean_line(queue)
    if not queue:
        raise Refused("Er is geen printer gekozen.", "Kies een printer van de lijst.")
    with store.act(actor, Action.CHOOSE_PRINTER, subject=_SUBJECT, scopes=frozenset(Scope)):
        row = tables.Setting.get_or_none(tables.Setting.key == _KEY)
        if row is None:
            tables.Setting.create(key=_KEY, value=queue)
        else:
            tables.Setting.update(value=queue).where(tables.Setting.id == row.id).execute()


def print_elsewhere(store: Store, actor: Actor) -> None:
    """From now on no printer is proposed: paper goes to a stick. `Refused` for who does not print for everybody."""
    with store.act(actor, Action.CHOOSE_PRINTER, subject=_SUBJECT):
        tables.Setting.delete().where(tables.Setting.key == _KEY).execute()
