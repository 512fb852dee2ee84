"""The paper's way home and back (par. 8, steps 3 and 4): given along, reminded, returned, hung in ParnaSys."""

from kiosk.db import facts
from kiosk.rules import choices
from kiosk.rules.dutch import long_day, short_day
from kiosk.rules.form import SIGNED, FactKind, Outcome, Stage, stage
from kiosk.rules.labels import RETURN_CHOICES, WAYS_TO_TELL
from kiosk.rules.number import spaced
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog
from kiosk.screens.teacher.case import Case
from kiosk.screens.teacher.print_way import print_paper

_TO_HEAD, _AGAIN = "to_head", "print_again"


async def take_home(case: Case) -> None:
    """The paper goes home with the child; it is due the next school day."""
    calendar, today = case.store.settings.calendar, case.store.clock().date()
    due_on = calendar.next_school_day(today)
    yes = await case.ask(
        ConfirmDialog(
            "Gaat het papier nu mee naar huis?",
            f"{case.row.name}\n\nHet moet ondertekend terug zijn op {long_day(due_on)}.",
            yes="Ja, het gaat mee",
            no="Nog niet",
        )
    )
    if not yes:
        return
    with case.screen.told():
        facts.record_taken_home(case.store, case.actor, case.form.id)
        case.screen.tell(f"Het papier van {case.child} gaat mee. {long_day(due_on).capitalize()} moet het terug zijn.")


async def paper(case: Case) -> None:
    """Everything that can happen to a printed paper now: back, insisted on, to directie, printed again."""
    while True:
        question = f"Hoe gaat het met het papier van {case.child}?"
        chosen = await case.ask(ChooseDialog(question, _choices(case), case.row.why(case.store.clock().date())))
        if chosen is None or await _does(case, chosen):
            return


def _choices(case: Case) -> list[tuple[str, str]]:
    form, now = case.form, case.store.clock()
    second = "tweede papier " if form.signature else ""  # a second household adds its own signature
    offered = [(outcome.value, second + RETURN_CHOICES[outcome]) for outcome in choices.possible_returns(form, now)]
    if choices.may_remind(case.row.slip):  # what the row asks for stands first
        offered = [*((way, f"aandringen: {way}") for way in WAYS_TO_TELL), *offered]
    if choices.may_escalate(form, now):
        offered.append((_TO_HEAD, "meteen naar de directie"))
    return [*offered, (_AGAIN, "opnieuw printen")]


async def _does(case: Case, chosen: str) -> bool:
    """Do what was chosen; False when the person went back to choose again."""
    if chosen == _AGAIN:
        await print_paper(case)
        return True
    if chosen == _TO_HEAD:
        return await _to_head(case)
    if chosen in WAYS_TO_TELL:
        with case.screen.told():
            facts.remind(case.store, case.actor, case.form.id, chosen)
            case.screen.tell(f"Aangedrongen: {chosen}.")
        return True
    return await _returned(case, Outcome(chosen))


async def _returned(case: Case, outcome: Outcome) -> bool:
    remark = await case.ask(
        AskDialog(
            f"Papier van {case.child}: {RETURN_CHOICES[outcome]}",
            "Schreven of zeiden de ouders er iets bij? Leeg mag ook: dan is Enter genoeg. Esc is terug.",
            must=False,
        )
    )
    if remark is None:
        return False
    with case.screen.told():
        facts.record_return(case.store, case.actor, case.form.id, outcome, remark)
        after = "Hang het nu in ParnaSys." if outcome in SIGNED else "Het blijft op de lijst."
        case.screen.tell(f"Papier van {case.child}: {OUTCOME_LABELS[outcome]}. {after}")
    return True


async def _to_head(case: Case) -> bool:
    reason = await case.ask(AskDialog("Waarom meteen naar de directie?", "De ouders weigeren te tekenen."))
    if reason is None:
        return False
    with case.screen.told():
        facts.escalate(case.store, case.actor, case.form.id, reason)
        case.screen.tell("Het papier ligt nu bij de directie.")
    return True


async def with_head(case: Case) -> None:
    """Directie decides; a paper that comes back after all can still be noted by the teacher."""
    if stage(case.form) is Stage.AT_HOME:
        await paper(case)
    else:
        case.screen.tell(case.row.why(case.store.clock().date()))


async def file_paper(case: Case) -> None:
    """A tick that the signed paper hangs in ParnaSys, with a short note on the screen to retype there."""
    what = "ondertekende papier" if case.form.signature else "papier"
    yes = await case.ask(
        ConfirmDialog(
            f"Hangt het {what} in ParnaSys?",
            f"{case.row.name}\n\nNeem dit over als notitie:\n{note_to_retype(case)}",
            yes="Ja, het hangt er",
            no="Nog niet",
        )
    )
    if not yes:
        return
    with case.screen.told():
        facts.file_form(case.store, case.actor, case.form.id)
        case.screen.tell(f"Klaar. Het formulier van {case.child} is van de lijst.")


def note_to_retype(case: Case) -> str:
    """What stands in ParnaSys beside the paper: number, day, behaviour, and how the paper came back. No other child."""
    form, policy = case.form, case.store.settings.policy
    parts = [
        f"Oeps-formulier {spaced(form.number)}, {short_day(form.happened_at)}",
        policy.behaviour_label(form.main),
    ]
    if talk := form.first(FactKind.TALK):
        parts.append(f"herstelgesprek {short_day(talk.at)}")
    ended = form.signature or form.first(FactKind.CLOSED)
    if ended and ended.outcome:
        signed = "ondertekend " if ended.outcome in SIGNED else ""
        how = OUTCOME_LABELS[ended.outcome]
        parts.append(f"{signed}{short_day(ended.at)} ({how})" if signed else f"{how} {short_day(ended.at)}")
    return ", ".join(parts) + "."
