"""What sets a form right: a new code, handing in for a child, giving back to add something, a void."""

from kiosk.db import answers, facts, forms
from kiosk.db.corrections import change_if_void
from kiosk.rules.calendar import school_year
from kiosk.rules.labels import WAY_MEANINGS, WAY_NAMES
from kiosk.rules.ladder_change import in_sentences
from kiosk.rules.permissions import Action
from kiosk.rules.slip import SlipStep
from kiosk.rules.way import Way
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.case import Case
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.correct import SAME_COUNT
from kiosk.screens.teacher.give_back import give_back

_AGAIN, _NEW, _WAY, _FOR_CHILD = "again", "new", "way", "for_child"


async def code(case: Case) -> None:
    """The code again, a new one, or another way of answering; or an adult hands in for the child, with a reason."""
    choices = [
        (_AGAIN, "de code nog eens zien"),
        (_NEW, "een nieuwe code maken (de oude vervalt)"),
        (_WAY, f"anders antwoorden (nu: {WAY_NAMES[case.form.way]})"),
        (_FOR_CHILD, f"inleveren voor {case.child}"),
    ]
    verbs = {_AGAIN: forms.same_code, _NEW: forms.new_code}
    while True:
        text = "Met de code gaat het kind verder waar het was."
        chosen = await case.ask(ChooseDialog(f"De code van {case.child}", choices, text))
        if chosen in verbs:
            with case.screen.told():
                digits = verbs[chosen](case.store, case.actor, case.form.id)
                await case.ask(CodeScreen(case.screen.desk, case.actor, forms.Issued(case.form, digits), case.child))
        if chosen == _WAY:
            await _other_way(case)
            return
        if chosen != _FOR_CHILD or await _hand_in_for(case):
            return


async def _other_way(case: Case) -> None:
    """From now on the child answers in another way; what it answered before stays."""
    now_first = sorted(WAY_NAMES, key=lambda way: way is not case.form.way)  # Enter at once changes nothing
    choices = [
        (way.value, f"{WAY_NAMES[way]}: {WAY_MEANINGS[way]}{' (nu)' if way is case.form.way else ''}")
        for way in now_first
    ]
    chosen = await case.ask(ChooseDialog(f"Hoe antwoordt {case.child}?", choices))
    if chosen:
        with case.screen.told():
            forms.choose_way(case.store, case.actor, case.form.id, Way(chosen))
            case.screen.tell(f"{case.child} antwoordt nu zo: {WAY_NAMES[Way(chosen)]}.")


async def _hand_in_for(case: Case) -> bool:
    reason = await case.ask(
        AskDialog(
            f"Waarom lever jij in voor {case.child}?",
            f"Wat {case.child} al schreef, blijft zoals het is. {SAME_COUNT} Daarna volgt het gesprek.",
        )
    )
    if reason is None:
        return False
    with case.screen.told():
        case.screen.desk.flush()  # the last words of the child go first
        answers.hand_in_for(case.store, case.actor, case.form.id, reason)
        case.screen.tell(f"Ingeleverd voor {case.child}. Nu volgt het gesprek.")
    return True


async def ask_to_add(case: Case) -> None:
    """Give the form back so that the child adds something; the child reads the reason."""
    with case.screen.told():
        await give_back(case.screen, case.actor, case.form, case.child)


async def void(case: Case) -> None:
    """Make the form void, with a reason, after telling what that does."""
    with case.screen.told():
        case.check(Action.VOID)
        reason = await case.ask(
            AskDialog(
                f"Waarom maak je het formulier van {case.child} ongeldig?",
                "Bijvoorbeeld: verkeerde leerling gekozen. De reden blijft bewaard.",
            )
        )
        if reason is None:
            return
        question = f"Het formulier van {case.row.name} ongeldig maken?"
        if await case.ask(
            ConfirmDialog(question, _consequence(case), yes="Ja, ongeldig maken", no="Nee", careful=True)
        ):
            facts.void_form(case.store, case.actor, case.form.id, reason)
            case.screen.tell(f"Het formulier van {case.child} is ongeldig gemaakt.")


def _consequence(case: Case) -> str:
    """What a void does: to the count, to the ladder, and to a paper that is out of the kiosk."""
    told = ["Het formulier telt dan niet meer mee. Het blijft bewaard, met de reden. Terugdraaien kan niet."]
    if change := change_if_void(case.store, case.form):
        told.append("\n".join(in_sentences(change, case.child, school_year(case.store.clock().date()))))
    if case.row.slip.step not in (SlipStep.NOT_YET, SlipStep.TO_PRINT):
        told.append("Het papier dat al geprint is, geldt niet meer. Haal het terug.")
    return "\n\n".join(told)
