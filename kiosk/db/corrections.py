"""Setting a form right: behaviours, place, pupil. Each leaves what it was and why; and what it does to the ladder.

The readers ask nobody: they are for screens that already hold the form, which the actor may read.
"""

from collections.abc import Sequence

from kiosk.db import rows, tables
from kiosk.db.answers import forget_leafing
from kiosk.db.facts import add_fact
from kiosk.db.forms import Issued, came_on, give_code
from kiosk.db.lines import facts_of
from kiosk.db.store import Deed, Store
from kiosk.errors import Refused
from kiosk.rules import correction
from kiosk.rules.form import Fact, FactKind, Form
from kiosk.rules.issue import check_was_here
from kiosk.rules.ladder_change import Change, if_comes, if_gone, if_void
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Action, Actor
from kiosk.rules.way import proposed_way


def correct_behaviours(store: Store, actor: Actor, form_id: int, behaviours: Sequence[str], reason: str) -> Form:
    """The behaviours were other ones; the first of `behaviours` is the main one. The ladder stays as it is."""
    policy = store.settings.policy
    with store.act(actor, Action.CORRECT, form=form_id) as deed:
        form = deed.about
        correction.check_behaviours(form, behaviours, policy)
        old, new = (correction.behaviour_words(keys, policy) for keys in (form.behaviours, behaviours))
        _keep(deed, actor, correction.from_to("gedrag", old, new), reason)
        named = tables.FormBehaviour
        named.delete().where(named.form == form_id).execute()
        for key in dict.fromkeys(behaviours):
            named.create(form=form_id, behaviour=key)
        tables.Form.update(main=behaviours[0]).where(tables.Form.id == form_id).execute()
    return rows.load_form(form_id)


def correct_place(store: Store, actor: Actor, form_id: int, place: str, reason: str) -> Form:
    """It happened somewhere else. The ladder stays as it is."""
    policy = store.settings.policy
    with store.act(actor, Action.CORRECT, form=form_id) as deed:
        form = deed.about
        correction.check_place(form, place, policy)
        old, new = policy.place_label(form.place), policy.place_label(place)
        _keep(deed, actor, correction.from_to("plek", old, new), reason)
        tables.Form.update(place=place).where(tables.Form.id == form_id).execute()
    return rows.load_form(form_id)


def correct_pupil(store: Store, actor: Actor, form_id: int, pupil_id: int, reason: str) -> Issued:
    """The form is another pupil's, before a word was written; it comes with a new code, for the old one was given away.

    Home group, year group and parallel group become those of the other pupil, and the way of answering that is proposed
    for them, unless another one was chosen. Raises `Refused` once a child wrote on it: then it is to be made void.
    """
    with store.act(actor, Action.CORRECT, form=form_id) as deed:
        form, pupil = deed.about, rows.load_pupil(pupil_id)
        correction.check_pupil(form, pupil)
        check_was_here(form.happened_at, came_on(store, pupil_id), pupil.given_name)
        _keep(deed, actor, correction.PUPIL_NOTE, reason)
        row = tables.Form.get_by_id(form_id)
        chosen = form.way is not proposed_way(row.year_group)
        tables.Form.update(
            pupil=pupil_id,
            home_group=pupil.group_id,
            year_group=pupil.year_group,
            host=_host(form, pupil),
            way=form.way if chosen else proposed_way(pupil.year_group),
        ).where(tables.Form.id == form_id).execute()
        code = give_code(form_id, deed.now.date())
        forget_leafing(form_id)
        deed.subject = f"form {form_id}, pupil {form.pupil_id}, pupil {pupil_id}"
    return Issued(rows.load_form(form_id), code)


def _host(form: Form, pupil: Pupil) -> int | None:
    """The group where the other pupil goes: as it was chosen for a child of the same group, else the usual one."""
    if form.group_id == pupil.group_id:
        return form.host_id
    group = tables.HomeGroup.get_or_none(tables.HomeGroup.id == pupil.group_id)
    return group.host_id if group else None


def _keep(deed: Deed, actor: Actor, what: str, reason: str) -> None:
    fact = Fact(FactKind.CORRECTED, deed.now, actor.staff_id, correction.note(what, reason))
    add_fact(deed.about, fact, deed.now)


def change_if_void(store: Store, form: Form) -> Change | None:
    """What a void of this form does to its pupil's ladder.

    None when nobody knows any more whose form it was, and for one that is void already.
    """
    form = rows.load_form(form.id)
    if form.pupil_id is None or form.voided:
        return None
    return if_void(*facts_of([form.pupil_id])[form.pupil_id], store.settings.policy, form.id)


def changes_if_pupil(store: Store, form: Form, pupil_id: int) -> tuple[Change, Change]:
    """What it does to both ladders when this form is `pupil_id`'s: of who loses it, and of who gets it.

    Raises `Refused` when it is too late to correct the pupil.
    """
    form = rows.load_form(form.id)
    correction.check_pupil_open(form)
    if form.pupil_id is None:
        raise Refused("Van dit formulier is de leerling niet meer bekend.", "Verbeteren kan niet meer.")
    policy, found = store.settings.policy, facts_of([form.pupil_id, pupil_id])
    forms, turns, taken = found[form.pupil_id]
    moved = next(one for one in forms if one.id == form.id)
    gone = if_gone(forms, turns, taken, policy, form.id)
    return gone, if_comes(*found[pupil_id], policy, moved)
