"""What happens to a form after it was issued: the talk, the paper's way, a void. One verb for each, each one deed."""

from dataclasses import replace
from datetime import date, datetime

from kiosk.db import rows, tables
from kiosk.db.forms import give_code, read_form
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.rules.form import CLOSE_OUTCOMES, RETURN_OUTCOMES, Fact, FactKind, Form, Outcome, Talk
from kiosk.rules.form_order import check_next, moment_on
from kiosk.rules.permissions import Action, Actor
from kiosk.rules.slip import check_close, check_reminder
from kiosk.rules.talk import check_talk, clean_talk
from kiosk.text import clean, clean_line


def talk_of(store: Store, actor: Actor, form_id: int) -> Talk | None:
    """The talk after this form, if it was held and `actor` may read the form."""
    read_form(store, actor, form_id)
    return rows.load_talk(form_id)


def record_talk(
    store: Store,
    actor: Actor,
    form_id: int,
    talk: Talk,
    back_at: datetime,
    informed: str,
    *,
    informed_at: datetime | None = None,
    informed_by: str = "",
) -> Form:
    """The talk was held; the child went back to class at `back_at`; parents were told in the way `informed` says.

    Who acts is who held it, whatever `talk.held_by` says. `informed` may be empty: then the parents are still to be
    told, see `record_parents_informed`. `informed_at` is when they were (at the talk unless given), `informed_by` who
    of staff told them when that was not who acts.
    """
    if actor.staff_id is None:
        raise Refused("Een gesprek voert een leerkracht, IB of directie.", "Log in met je naam en pincode.")
    talk, informed = replace(clean_talk(talk), held_by=actor.staff_id), clean_line(informed)
    check_talk(talk)
    with store.act(actor, Action.TALK, form=form_id) as deed:
        check_next(deed.about, Fact(FactKind.TALK, talk.held_at, talk.held_by), deed.now)
        tables.Talk.create(
            form=form_id,
            held_at=talk.held_at,
            held_by=talk.held_by,
            present=talk.present,
            outcome=talk.outcome,
            agreement_if=talk.agreement_if,
            agreement_then=talk.agreement_then,
            teacher_remark=talk.teacher_remark,
            missed_time=talk.missed_time,
            harmed_side=talk.harmed_side,
            harmed_part=talk.harmed_part,
        )
        add_fact(rows.load_form(form_id), Fact(FactKind.BACK_IN_CLASS, back_at, actor.staff_id), deed.now)
        if informed:
            at = informed_at or talk.held_at
            told = Fact(FactKind.PARENTS_INFORMED, at, actor.staff_id, informed, person=informed_by)
            add_fact(rows.load_form(form_id), told, deed.now)
    return rows.load_form(form_id)


def record_parents_informed(
    store: Store, actor: Actor, form_id: int, how: str, *, at: datetime | None = None, person: str = ""
) -> Form:
    """The parents were told (par. 8, step 3), in the way `how` says; once, before the talk or after it.

    `at` is when (now unless given), `person` who of staff told them when that was not who acts.
    """
    with store.act(actor, Action.INFORM_PARENTS, form=form_id) as deed:
        told = Fact(FactKind.PARENTS_INFORMED, at or deed.now, actor.staff_id, clean_line(how), person=person)
        add_fact(deed.about, told, deed.now)
    return rows.load_form(form_id)


def add_note(store: Store, actor: Actor, form_id: int, text: str) -> Form:
    """Add something to a talk that was recorded, with name and date: what stands there never changes."""
    return _happen(store, actor, Action.ADD_NOTE, form_id, FactKind.ADDED, text)


def send_back(store: Store, actor: Actor, form_id: int, reason: str) -> str:
    """Give the form back to the child to add something; returns a new code for today."""
    with store.act(actor, Action.SEND_BACK, form=form_id) as deed:
        add_fact(deed.about, Fact(FactKind.SENT_BACK, deed.now, actor.staff_id, reason), deed.now)
        return give_code(form_id, deed.now.date())


def record_printed(store: Store, actor: Actor, form_id: int) -> Form:
    """Somebody said that the paper came out (a queue's "completed" proves nothing)."""
    return _happen(store, actor, Action.PRINT, form_id, FactKind.PRINTED)


def record_taken_home(store: Store, actor: Actor, form_id: int, *, on: date | None = None) -> Form:
    """The paper went home with the child, today or on an earlier day `on`; it is due so many school days after."""
    return _happen(store, actor, Action.TAKE_HOME, form_id, FactKind.TAKEN_HOME, on=on)


def remind(store: Store, actor: Actor, form_id: int, how: str, *, on: date | None = None) -> Form:
    """The teacher reminded the parents, today or on an earlier day `on`; `Refused` before that was possible."""
    policy, calendar = store.settings.policy, store.settings.calendar
    with store.act(actor, Action.REMIND, form=form_id) as deed:
        form, day = deed.about, on or deed.now.date()
        check_reminder(form, day, calendar, policy.reminders, _left_on(form), policy.due_days)
        at = moment_on(form, FactKind.REMINDED, day, deed.now)
        add_fact(form, Fact(FactKind.REMINDED, at, actor.staff_id, how), deed.now)
    return rows.load_form(form_id)


def record_return(
    store: Store,
    actor: Actor,
    form_id: int,
    outcome: Outcome,
    remark: str = "",
    *,
    person: str = "",
    on: date | None = None,
) -> Form:
    """The paper came back as gezien, akkoord, niet ondertekend or weigert te tekenen; `remark` is the parents'.

    `person` is who of them signed or refused, if said; `on` an earlier day than today.
    """
    if outcome not in RETURN_OUTCOMES:
        raise Refused("Zo komt een papier niet terug.", "Kies gezien, akkoord, niet ondertekend of weigert.")
    return _happen(store, actor, Action.RETURN, form_id, FactKind.RETURNED, remark, outcome, person, on)


def escalate(store: Store, actor: Actor, form_id: int, reason: str) -> Form:
    """After a refusal the teacher may bring the paper to directie at once, with a reason."""
    return _happen(store, actor, Action.ESCALATE, form_id, FactKind.ESCALATED, reason)


def close_unsigned(store: Store, actor: Actor, form_id: int, outcome: Outcome, note: str) -> Form:
    """Directie closes a paper that lies with them: alsnog getekend, or zonder handtekening afgesloten (with a reason).

    Also the form of a pupil who left the school before the talk.
    """
    if outcome not in CLOSE_OUTCOMES:
        raise Refused("Zo sluit directie geen papier af.", "Kies alsnog getekend of zonder handtekening.")
    policy, calendar = store.settings.policy, store.settings.calendar
    with store.act(actor, Action.CLOSE_UNSIGNED, form=form_id) as deed:
        form = deed.about
        check_close(form, deed.now.date(), calendar, policy.reminders, _left_on(form), policy.due_days)
        add_fact(form, Fact(FactKind.CLOSED, deed.now, actor.staff_id, note, outcome), deed.now)
    return rows.load_form(form_id)


def follow_up(store: Store, actor: Actor, form_id: int, what: str) -> Form:
    """Directie saw that the agreement was not kept; `what` says what is done about it now. Once a form."""
    return _happen(store, actor, Action.CLOSE_STEP, form_id, FactKind.FOLLOWED_UP, what)


def file_form(store: Store, actor: Actor, form_id: int, note: str = "") -> Form:
    """A tick by name and date: the signed paper hangs in ParnaSys."""
    return _happen(store, actor, Action.FILE, form_id, FactKind.FILED, note)


def void_form(store: Store, actor: Actor, form_id: int, reason: str) -> Form:
    """Make a form void, with a reason; nothing is deleted, and every count corrects itself."""
    return _happen(store, actor, Action.VOID, form_id, FactKind.VOIDED, reason)


def _left_on(form: Form) -> date | None:
    """The day the form's pupil left the school, if so."""
    return rows.load_pupil(form.pupil_id).left_on if form.pupil_id is not None else None


def _happen(
    store: Store,
    actor: Actor,
    action: Action,
    form_id: int,
    kind: FactKind,
    note: str = "",
    outcome: Outcome | None = None,
    person: str = "",
    on: date | None = None,
) -> Form:
    with store.act(actor, action, form=form_id) as deed:
        at = moment_on(deed.about, kind, on or deed.now.date(), deed.now)
        add_fact(deed.about, Fact(kind, at, actor.staff_id, note, outcome, person), deed.now)
    return rows.load_form(form_id)


def add_fact(form: Form, fact: Fact, now: datetime) -> None:
    """Check that the fact may follow, and write it where its kind lives. Inside a deed's transaction only."""
    fact = replace(fact, note=clean(fact.note).strip(), person=clean_line(fact.person))
    check_next(form, fact, now)
    row = tables.Form
    if fact.kind in (FactKind.VOIDED, FactKind.CLOSED):  # nobody writes in it any more
        tables.Code.delete().where(tables.Code.form == form.id).execute()
    if fact.kind is FactKind.VOIDED:
        row.update(voided_at=fact.at, voided_by=fact.by, voided_why=fact.note).where(row.id == form.id).execute()
    elif fact.kind is FactKind.FILED:
        row.update(filed_at=fact.at, filed_by=fact.by, filed_note=fact.note).where(row.id == form.id).execute()
    else:
        tables.FormFact.create(
            form=form.id,
            kind=fact.kind,
            at=fact.at,
            by=fact.by,
            note=fact.note,
            outcome=fact.outcome,
            person=fact.person,
        )
