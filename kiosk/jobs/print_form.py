"""Printing a form: what the store knows is made into a page, and which names of other children stand on it."""

from collections.abc import Iterable
from dataclasses import replace

from kiosk.db import answers, facts, forms, log, people
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.jobs.other_children import names_of_others
from kiosk.paper.form import FormPage
from kiosk.paper.logo import logo_to_print
from kiosk.rules.answer import Words, told_by
from kiosk.rules.form import Fact, FactKind, Form
from kiosk.rules.form_order import check_next
from kiosk.rules.masking import Hit, masked
from kiosk.rules.permissions import Action, Actor, require_for_form
from kiosk.rules.slip import due_day
from kiosk.rules.way import Way


def prepare(store: Store, actor: Actor, form_id: int) -> FormPage:
    """Everything that stands on the form's paper; its number names the job and the file (never a name).

    The paper is due on the first school day after today (par. 8, step 3); once it went home, a new copy is due on the
    day that the first one was. A question without an answer stays empty.
    Nothing is stored: that the paper came out, a person says afterwards. Raises `Refused` when `actor` may not print
    this form, or before the talk was held.
    """
    form = forms.read_form(store, actor, form_id)
    if form.pupil_id is None:
        raise Refused("De naam en de woorden van dit formulier zijn gewist.", "Printen kan niet meer.")
    pupil = people.pupil(store, form.pupil_id)
    require_for_form(actor, Action.PRINT, form, pupil.group_id)
    now = store.clock()
    check_next(form, Fact(FactKind.PRINTED, now, actor.staff_id), now)
    talk = facts.talk_of(store, actor, form_id)
    if talk is None:
        raise AssertionError("a form that can be printed has a talk")
    told = answers.answers(store, actor, form_id)
    school, policy, calendar = store.settings.school, store.settings.policy, store.settings.calendar
    staff = people.staff_names(store)
    group_names = {group.id: group.name for group in people.groups(store)}
    return FormPage(
        school_name=school.name,
        school_phone=school.phone,
        number=form.number,
        given_name=pupil.given_name,
        name=pupil.name,
        group_name=group_names.get(form.group_id or 0, pupil.group_name),
        happened_at=form.happened_at,
        place=policy.place_label(form.place),
        behaviours=tuple(policy.behaviour_label(key) for key in form.behaviours),
        answers=_answers(store, told),
        talk_held_on=talk.held_at.date(),
        agreement=talk.agreement,
        teacher_name=staff[form.issued_by],
        teacher_remark=talk.teacher_remark,
        due_on=due_day(form, calendar, policy.due_days) or calendar.add_school_days(now.date(), policy.due_days),
        printed_on=now.date(),
        told_by=told_by(told, pupil.given_name, staff),
        drawing=form.way is Way.TOGETHER,
        log_anchor="logboek {}-{}".format(*log.anchor(store)),
        logo=logo_to_print(store.home.logo),
    )


def _answers(store: Store, told: Iterable[Words]) -> tuple[tuple[str, str], ...]:
    """Each question as it was asked with its answer; the ones never opened as the policy asks them."""
    asked = {question.number: (question.text, "") for question in store.settings.policy.questions}
    asked |= {words.question: (words.asked_text, words.said) for words in told}
    return tuple(asked[number] for number in sorted(asked))


def written(page: FormPage) -> tuple[str, ...]:
    """What the child and the teacher wrote, in the order of the paper: the texts in which `Hit`s stand."""
    return (*(answer for _, answer in page.answers), page.agreement, page.teacher_remark)


def names_on(store: Store, form: Form, page: FormPage) -> tuple[Hit, ...]:
    """Where `page`, prepared of `form`, may name other children: who was at school then, or came since."""
    return names_of_others(store, written(page), form.pupil_id or 0, form.happened_at.date())


def without_names(page: FormPage, hits: Iterable[Hit]) -> FormPage:
    """The parents' copy: each hit masked. The store keeps every word."""
    chosen = tuple(hits)
    *answers_, agreement, remark = masked(written(page), chosen)
    return replace(
        page,
        answers=tuple((question, text) for (question, _), text in zip(page.answers, answers_, strict=True)),
        agreement=agreement,
        teacher_remark=remark,
        names_left_out=bool(chosen),
    )
