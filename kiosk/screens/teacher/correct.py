"""Setting right what was filled in wrongly: behaviours, place, or (before the first word) the pupil."""

from collections.abc import Callable

from kiosk.db import corrections, forms, people
from kiosk.rules.calendar import school_year
from kiosk.rules.choices import may_change_pupil
from kiosk.rules.correction import behaviour_words, check_behaviours, check_place, check_pupil, check_pupil_open
from kiosk.rules.form import FactKind
from kiosk.rules.labels import INTIMACY
from kiosk.rules.ladder_change import in_sentences
from kiosk.rules.own_list import offered
from kiosk.rules.permissions import Action
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.case import Case
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.correct_dialogs import KeyedDialog, PupilDialog
from kiosk.screens.teacher.issue_draft import pointer

_BEHAVIOURS, _PLACE, _PUPIL = "behaviours", "place", "pupil"

SAME_COUNT = "De telling verandert niet."
_PRINT_AGAIN = "Het papier dat al geprint is, klopt dan niet meer. Print het formulier opnieuw (met p)."


async def correct(case: Case) -> None:
    """Ask what is wrong on the form, and put it right with a reason, after telling what that does."""
    case.check(Action.CORRECT)
    policy = case.store.settings.policy
    choices = [
        (_BEHAVIOURS, f"wat er gebeurde (nu: {behaviour_words(case.form.behaviours, policy)})"),
        (_PLACE, f"waar het gebeurde (nu: {policy.place_label(case.form.place)})"),
    ]
    if may_change_pupil(case.form):
        choices.append((_PUPIL, f"de leerling (nu: {case.row.name})"))
        text = ""
    else:
        text = "De leerling kan niet meer anders: er is al op geschreven."
        if case.may(Action.VOID):
            text += " Ongeldig maken doe je met v op Vandaag."
    question = f"Wat klopt er niet op het formulier van {case.child}?"
    roads = {_BEHAVIOURS: _behaviours, _PLACE: _place, _PUPIL: _pupil}
    while chosen := await case.ask(ChooseDialog(question, choices, text)):
        with case.screen.told():
            if await roads[chosen](case):
                return


async def _behaviours(case: Case) -> bool:
    policy, form = case.store.settings.policy, case.form
    choices = [(one.key, one.label) for one in offered(policy.behaviours, form.behaviours)]
    now = tuple(key for key in form.behaviours if key in dict(choices))
    question = "Wat gebeurde er? De eerste die je kiest, is de belangrijkste."
    chosen = await _chosen(
        case,
        lambda now: KeyedDialog(question, choices, now, many=True),
        now,
        lambda new: check_behaviours(form, new, policy),
    )
    if chosen is None:
        return False
    new = behaviour_words(chosen, policy)
    if INTIMACY in chosen:
        new += f"\n{pointer(case.store.settings.contacts)}"
    reason = await _why(case, behaviour_words(form.behaviours, policy), new)
    if reason is None:
        return False
    corrections.correct_behaviours(case.store, case.actor, form.id, chosen, reason)
    _tell(case)
    return True


async def _place(case: Case) -> bool:
    policy, form = case.store.settings.policy, case.form
    choices = [(one.key, one.label) for one in offered(policy.places, [form.place])]
    now = (form.place,) if form.place in dict(choices) else ()
    chosen = await _chosen(
        case,
        lambda now: KeyedDialog("Waar gebeurde het?", choices, now),
        now,
        lambda new: check_place(form, "".join(new), policy),
    )
    if chosen is None:
        return False
    reason = await _why(case, policy.place_label(form.place), policy.place_label(chosen[0]))
    if reason is None:
        return False
    corrections.correct_place(case.store, case.actor, form.id, chosen[0], reason)
    _tell(case)
    return True


async def _chosen(
    case: Case,
    dialog: Callable[[tuple[str, ...]], KeyedDialog],
    now: tuple[str, ...],
    check: Callable[[tuple[str, ...]], None],
) -> tuple[str, ...] | None:
    """What was chosen instead of `now`, asked again while `check` refuses it: Esc then is one step back, not two."""
    while (new := await case.ask(dialog(now))) is not None:
        with case.screen.told():
            check(new)
            return new
        now = new
    return None


async def _why(case: Case, old: str, new: str) -> str | None:
    """The reason, asked below what it does: the ladder counts forms, whatever they say."""
    told = [f"{old} → {new}", SAME_COUNT]
    if case.form.has(FactKind.PRINTED):
        told.append(_PRINT_AGAIN)
    return await case.ask(AskDialog("Waarom verander je dit?", "\n\n".join(told)))


def _tell(case: Case) -> None:
    again = " Print het opnieuw (met p)." if case.form.has(FactKind.PRINTED) else ""
    case.screen.tell(f"Het formulier van {case.child} is verbeterd.{again}")


async def _pupil(case: Case) -> bool:
    case.screen.desk.flush()  # a word that is still on its way makes it too late
    check_pupil_open(forms.read_form(case.store, case.actor, case.form.id))
    pupil = await case.ask(PupilDialog("Van welke leerling is dit formulier?", people.pupils(case.store)))
    if pupil is None:
        return False
    check_pupil(case.form, pupil)
    reason = await case.ask(AskDialog(f"Waarom is het formulier van {pupil.name}?", f"Nu: {case.row.name}."))
    if reason is None:
        return False
    loses, gains = corrections.changes_if_pupil(case.store, case.form, pupil.id)
    this_year = school_year(case.store.clock().date())
    told = [
        " ".join(in_sentences(loses, case.child, this_year)),
        " ".join(in_sentences(gains, pupil.given_name, this_year)),
        f"De code van {case.child} vervalt. {pupil.given_name} krijgt een nieuwe.",
    ]
    question = f"Het formulier op naam van {pupil.name} zetten?"
    if not await case.ask(ConfirmDialog(question, "\n\n".join(told), yes="Ja, veranderen", no="Nee", careful=True)):
        return False
    issued = corrections.correct_pupil(case.store, case.actor, case.form.id, pupil.id, reason)
    await case.ask(CodeScreen(case.screen.desk, case.actor, issued, pupil.given_name))
    return True
