"""Reading the log: a page at a time, newest first, with names only for who may see whom it is about."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import peewee as pw

from kiosk.db import rows, tables
from kiosk.db.people import pupil_names, staff_names
from kiosk.db.store import Store
from kiosk.rules.labels import ACTION_NAMES, PART_NAMES
from kiosk.rules.logbook import LogLine, Ref, in_words, refs
from kiosk.rules.number import spaced
from kiosk.rules.permissions import Action, Actor, reach, require

PAGE = 100


def open_log(store: Store, actor: Actor) -> int:
    """Begin to read the log, which is in the log itself; the number of the newest row.

    For directie, and for beheer without subjects (see `sees_subjects`); `Refused` for others.
    """
    action = Action.READ_LOG if sees_subjects(actor) else Action.READ_LOG_WITHOUT_SUBJECTS
    with store.act(actor, action):
        pass  # nothing changes: the look is logged
    return int(tables.LogHead.get().seq)


def sees_subjects(actor: Actor) -> bool:
    """Whether `actor` may see whom a row is about."""
    return bool(reach(actor, Action.READ_LOG))


def read_page(
    store: Store, actor: Actor, before: int | None = None, of: Ref | None = None, size: int = PAGE
) -> list[LogLine]:
    """The newest `size` rows with a number below `before` (None: from the newest), newest first.

    With `of`, only what a staff member did or what was done about them; or, for who sees subjects, what concerns a
    pupil: their line, forms, letters, suspensions and the policy's other roads. `Refused` for who may not read the log.
    """
    require(actor, Action.READ_LOG_WITHOUT_SUBJECTS)
    if of and of.kind == "pupil":
        require(actor, Action.READ_LOG)
    row = tables.LogRow
    asked: Any = row.select(row.seq, row.at, row.actor, row.action, row.subject).order_by(row.seq.desc())
    if before is not None:
        asked = asked.where(row.seq < before)
    if of:
        asked = asked.where(_concerns(of, with_subjects=sees_subjects(actor)))
    found = list(asked.limit(size).tuples())
    abouts = [refs(subject) if sees_subjects(actor) else () for *_, subject in found]
    names = _names(store, {one for about in abouts for one in about})
    staff = staff_names(store)
    return [
        LogLine(
            seq,
            at if isinstance(at, datetime) else None,  # who tampers may write anything
            _who(actor_words, staff),
            ACTION_NAMES.get(action, action),
            in_words(about, names) or PART_NAMES.get(subject, ""),
        )
        for (seq, at, actor_words, action, subject), about in zip(found, abouts, strict=True)
    ]


def _who(written: str, staff: dict[int, str]) -> str:
    """The name of who acted; else as the log has it ("leerling", "kiosk")."""
    named = refs(written)
    return staff.get(named[0].id, written) if named else written


def _concerns(of: Ref, *, with_subjects: bool) -> Any:
    """Rows by or about a staff member, or about a pupil and everything of theirs."""
    row = tables.LogRow
    if of.kind == "staff":
        return (row.actor == str(of)) | _names_one_of([of]) if with_subjects else row.actor == str(of)
    theirs = [of]
    for kind, table in (("form", tables.Form), ("suspension", tables.Suspension)):
        theirs += [Ref(kind, found.id) for found in table.select(table.id).where(table.pupil == of.id)]
    named = tables.RoadPupil
    theirs += [Ref("road", found.road_id) for found in named.select(named.road).where(named.pupil == of.id)]
    return _names_one_of(theirs)


def _names_one_of(things: Iterable[Ref]) -> Any:
    """Rows whose subject names one of these as a whole: "form 1" is not in "form 12"."""
    subject = pw.fn.REPLACE(tables.LogRow.subject, ",", " ")
    padded = pw.Value(" ").concat(subject).concat(" ")
    wanted = [padded ** f"% {one} %" for one in things]
    found = wanted[0]
    for one in wanted[1:]:
        found |= one
    return found


def _names(store: Store, wanted: set[Ref]) -> dict[Ref, str]:
    """How people call these things; what has no name of its own is left out."""
    by_kind: dict[str, Callable[[set[int]], dict[int, str]]] = {
        "staff": lambda _: staff_names(store),
        "pupil": lambda _: pupil_names(store),
        "group": lambda _: {group.id: group.name for group in rows.load_groups()},
        "form": lambda ids: _form_names(ids, pupil_names(store)),
    }
    names = {}
    for kind, find in by_kind.items():
        if ids := {one.id for one in wanted if one.kind == kind}:
            found = find(ids)
            names.update({Ref(kind, id): found[id] for id in ids if id in found})
    return names


def _form_names(ids: set[int], pupils: dict[int, str]) -> dict[int, str]:
    """ "Noor Vos, 123 26 0042 7" by form id."""
    form = tables.Form
    asked: Any = form.select(form.id, form.number, form.pupil).where(form.id.in_(ids))
    return {
        id: ", ".join(part for part in (pupils.get(pupil_id, ""), spaced(number)) if part)
        for id, number, pupil_id in asked.tuples()
    }
