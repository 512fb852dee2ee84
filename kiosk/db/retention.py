"""Retention (bewaartermijn): what is past its term, and the one verb that takes words, names and keys away.

What stays is nameless: of a form its school year and moment, place, behaviours, group and year group of then, how the
paper came back, whether the agreement was kept and when the talk was, so that figures of earlier years stay the same;
of a step or a suspension its kind and dates; of who was at school, that somebody was. `rules.retention` says what.
"""

from dataclasses import dataclass

from kiosk.db import cipher, tables
from kiosk.db.retention_kept import is_over, leavers, past_today, term_of
from kiosk.db.retention_taken import take_away
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.permissions import Action, Actor, require
from kiosk.rules.retention import Past, Terms


@dataclass(frozen=True)
class Applied:
    """What was taken away. `emptied`: the store's second file was emptied too; else that is done at the next start.

    `copies_left` are the names of old copies (from before a new version) that could not be thrown away.
    """

    past: Past
    emptied: bool
    copies_left: tuple[str, ...] = ()


def past(store: Store, actor: Actor) -> Past:
    """What is past its term today. For directie and IB ("escalations seen"); `Refused` for others."""
    require(actor, Action.SEE_ESCALATIONS)
    return past_today(store, actor)


def names_past(store: Store, terms: Terms | None = None) -> tuple[int, int]:
    """How many forms and how many pupils are past their term, open ones too; or would be, if `terms` held.

    Asks nobody: numbers, for the doctor and for who sets the terms.
    """
    term = term_of(store, terms)
    form = tables.Form
    forms = form.select().where(form.pupil.is_null(False) & is_over(term)).count()
    return forms, tables.Pupil.select().where(leavers(term)).count()


def apply_retention(store: Store, actor: Actor, seen: Past) -> Applied:
    """Take away what is past its term, for good: `seen` is what the person read and said yes to.

    For directie alone. `Refused` when there is nothing, or when it is not that any more. The log keeps numbers only.
    """
    with store.act(actor, Action.APPLY_RETENTION) as deed:
        now = past_today(store, actor)
        if now != seen:
            raise Refused("Er is intussen iets veranderd.", "Lees nog eens wat er weggaat.")
        if not now.goes:
            raise Refused("Er is niets voorbij de bewaartermijn.", "Er hoeft niets weg.")
        pass_ = tables.RetentionPass.create()
        take_away(now)
        pass_.delete_instance()
        deed.subject = f"forms {sum(now.forms.values())} pupils {len(now.pupils)} roads {len(now.roads)}"
    emptied = cipher.empty_wal(tables.database)
    return Applied(now, emptied, _drop_old_copies(store))


def _drop_old_copies(store: Store) -> tuple[str, ...]:
    """Throw away the copies from before a new version, which are never replaced; those that are stuck, by name.

    What the kiosk backs up by itself is replaced within half a year, and holds the words until then.
    """
    left = []
    for copy in sorted(store.home.backups.glob("voor-migratie-*.db")):
        try:
            copy.unlink()
        except OSError:
            left.append(copy.name)
    return tuple(left)
