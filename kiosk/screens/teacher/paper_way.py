"""The paper's way home and back (par. 8, steps 3 and 4): given along, reminded, returned, hung in ParnaSys."""

from datetime import date

from kiosk.db import facts
from kiosk.rules import choices
from kiosk.rules.dutch import long_day, short_day
from kiosk.rules.form import SIGNED, FactKind, Outcome, Stage, stage
from kiosk.rules.form_order import moment_on
from kiosk.rules.labels import RETURN_CHOICES, WAYS_TO_TELL
from kiosk.rules.number import spaced
from kiosk.rules.slip import SlipStep, slip
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.teacher.case import Case
from kiosk.screens.teacher.other_day import ask_day
from kiosk.screens.teacher.print_way import print_paper
from kiosk.screens.teacher.return_dialog import ReturnDialog

_YES, _NO, _TO_HEAD, _AGAIN, _OTHER_DAY = "yes", "no", "to_head", "print_again", "other_day"


_LETTERS = {
    **dict(zip(WAYS_TO_TELL, "bsr", strict=True)),
    Outcome.SEEN: "g",
    Outcome.AGREED: "a",
    Outcome.UNSIGNED: "n",
    Outcome.REFUSED: "w",
    _TO_HEAD: "d",
    _OTHER_DAY: "o",
    _AGAIN: "p",
}
"""What chooses each of the things that happen to a paper at once.

A reminder is kept with it, so none of its letters is a key of Vandaag, where one may have thought to be.
"""


async def take_home(case: Case) -> None:
    """The paper goes home with the child, or did on an earlier day; it is due so many school days later."""
    settings = case.store.settings
    due_on = settings.calendar.add_school_days(case.store.clock().date(), settings.policy.due_days)
    offered = [(_YES, "ja, het gaat mee"), (_NO, "nog niet"), (_OTHER_DAY, "het ging al mee, op een andere dag")]
    text = f"{case.row.name}\n\nHet moet ondertekend terug zijn op {long_day(due_on)}."
    while True:
        chosen = await case.ask(ChooseDialog("Gaat het papier nu mee naar huis?", offered, text))
        if chosen in (None, _NO):
            return
        day: date | None = case.store.clock().date()
        if chosen == _OTHER_DAY:
            day = await ask_day(case, f"Wanneer ging het papier van {case.child} mee?")
        if day and _takes_home(case, day):
            return


def _takes_home(case: Case, day: date) -> bool:
    """Keep that the paper went home on `day`; False when that cannot be."""
    with case.screen.told():
        facts.record_taken_home(case.store, case.actor, case.form.id, on=day)
        settings = case.store.settings
        due_on = settings.calendar.add_school_days(day, settings.policy.due_days)
        case.screen.tell(f"Het papier van {case.child} is mee. {long_day(due_on).capitalize()} moet het terug zijn.")
        return True
    return False


async def paper(case: Case) -> None:
    """Everything that can happen to a printed paper: back, insisted on, to directie, printed again; today or before."""
    day: date | None = None
    while True:
        question = f"Hoe gaat het met het papier van {case.child}?"
        if day:
            question = f"Wat gebeurde er op {short_day(day)} met het papier van {case.child}?"
        offered = _choices(case, day)
        letters = [_LETTERS[key] for key, _ in offered]
        # A reminder is kept at once and can not be taken back, and what came back today is not back again: nobody says
        # so with a second Enter.
        careful = offered[0][0] in WAYS_TO_TELL or case.row.slip.step is SlipStep.TO_GIVE_AGAIN
        chosen = await case.ask(ChooseDialog(question, offered, case.why, letters=letters, careful=careful))
        if chosen == _OTHER_DAY:
            day = await _earlier_day(case)
        elif chosen is None and day:
            day = None
        elif chosen is None or await _does(case, chosen, day):
            return


async def _earlier_day(case: Case) -> date | None:
    """The day before today that is to be written about; None when there is nothing to write about it."""
    day = await ask_day(case, f"Op welke dag gebeurde er iets met het papier van {case.child}?")
    if day is None or day == case.store.clock().date():
        return None
    if _choices(case, day):
        return day
    taken_home = case.form.first(FactKind.TAKEN_HOME)
    since = f"Het ging pas op {short_day(taken_home.at)} mee." if taken_home else "Het is nog niet mee."
    case.screen.tell(f"Op {short_day(day)} was dit papier niet thuis. {since}", trouble=True)
    return None


def _choices(case: Case, day: date | None = None) -> list[tuple[str, str]]:
    """What can be chosen now, or can have happened on an earlier `day`."""
    form, now, policy = case.form, case.store.clock(), case.store.settings.policy
    second = "tweede papier " if form.signature else ""  # a second household adds its own signature
    at = moment_on(form, FactKind.RETURNED, day or now.date(), now)
    offered = [(outcome.value, second + RETURN_CHOICES[outcome]) for outcome in choices.possible_returns(form, now, at)]
    state = (
        slip(form, day, case.store.settings.calendar, policy.reminders, due_days=policy.due_days)
        if day
        else case.row.slip
    )
    if choices.may_remind(state):  # what the row asks for stands first
        offered = [*((way, f"aandringen: {way}") for way in WAYS_TO_TELL), *offered]
    if day:
        return offered
    if choices.may_escalate(form, now):
        offered.append((_TO_HEAD, "meteen naar de directie"))
    if form.has(FactKind.TAKEN_HOME):
        offered.append((_OTHER_DAY, "… op een andere dag dan vandaag"))
    return [*offered, (_AGAIN, "opnieuw printen")]


async def _does(case: Case, chosen: str, day: date | None) -> bool:
    """Do what was chosen; False when the person went back to choose again."""
    if chosen == _AGAIN:
        await print_paper(case)
        return True
    if chosen == _TO_HEAD:
        return await _to_head(case)
    if chosen in WAYS_TO_TELL:
        with case.screen.told():
            facts.remind(case.store, case.actor, case.form.id, chosen, on=day)
            case.screen.tell(f"Aangedrongen: {chosen}.")
        return True
    return await _returned(case, Outcome(chosen), day)


_BY_WHOM = {
    Outcome.SEEN: "gezien en getekend. Door wie?",
    Outcome.AGREED: "akkoord en getekend. Door wie?",
    Outcome.UNSIGNED: "niet ondertekend terug. Van wie?",
    Outcome.REFUSED: "niet getekend. Wie weigert?",
}


async def _returned(case: Case, outcome: Outcome, day: date | None) -> bool:
    said = await case.ask(ReturnDialog(f"Papier van {case.child}: {_BY_WHOM[outcome]}"))
    if said is None:
        return False
    with case.screen.told():
        facts.record_return(case.store, case.actor, case.form.id, outcome, said.remark, person=said.person, on=day)
        after = "Hang het nu in ParnaSys." if outcome in SIGNED else "Het blijft op de lijst."
        case.screen.tell(f"Papier van {case.child}: {OUTCOME_LABELS[outcome]}. {after}")
        if outcome is Outcome.REFUSED:
            await _after_refusal(case)
    return True


async def _after_refusal(case: Case) -> None:
    """A refusal need not wait for two reminders: the way to directie lies open at once (par. 8, step 4)."""
    if case.form.has(FactKind.ESCALATED):
        return
    state = case.row.slip
    if state.step is SlipStep.WITH_HEAD:
        return
    later = "nog aandringen: het blijft op de lijst"
    if state.head_on:
        later = f"wachten: op {short_day(state.head_on)} komt het bij de directie"
    offered = [(_NO, later), (_TO_HEAD, "meteen naar de directie, met een reden")]
    question = f"De ouders van {case.child} weigeren te tekenen. Wat nu?"
    while await case.ask(ChooseDialog(question, offered)) == _TO_HEAD:
        if await _to_head(case):
            return


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
        case.screen.tell(case.why)


async def file_paper(case: Case) -> None:
    """A tick that the signed paper hangs in ParnaSys, with a short note on the screen to retype there."""
    what = "ondertekende papier" if case.form.signature else "papier"
    chosen = await case.ask(
        ChooseDialog(
            f"Hangt het {what} in ParnaSys?",
            [(_YES, "ja, het hangt er"), (_NO, "nog niet")],
            f"{case.row.name}. {case.why}\n\nNeem dit over als notitie:\n{note_to_retype(case)}",
            letters="jn",
            careful=True,  # a paper that is off the list does not come back on it
        )
    )
    if chosen != _YES:
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
        how, day = OUTCOME_LABELS[ended.outcome], short_day(ended.at)
        by = f" door {ended.person}" if ended.person else ""
        parts.append(f"ondertekend {day}{by} ({how})" if ended.outcome in SIGNED else f"{how} {day}")
    return ", ".join(parts) + "."
