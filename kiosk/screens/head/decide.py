"""What directie does with what waits, from the list or beside its forms: its letter, and closing it."""

from typing import Any, TypeVar

from textual.screen import Screen

from kiosk.db import facts, letters
from kiosk.rules.form import CLOSE_OUTCOMES, Outcome
from kiosk.rules.labels import WAYS_TO_TELL
from kiosk.rules.ladder import DueStep
from kiosk.rules.letters import LETTER_NAMES, OF_STEP, About, Letter
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.policy import StepKind
from kiosk.rules.suspension import Ground
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.rules.waiting import Waiting, WaitingKind
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.head.letter import LetterScreen
from kiosk.screens.head.letter_kept import KeptLetterScreen
from kiosk.screens.head.suspend import SuspendScreen
from kiosk.screens.head.suspension import SuspensionScreen
from kiosk.screens.head.take_step import TakeStepScreen
from kiosk.screens.head.wording import HEAD_DECIDES, day_in_list

Answer = TypeVar("Answer")

NEEDED = {
    WaitingKind.STEP: Action.CLOSE_STEP,
    WaitingKind.PAPER: Action.CLOSE_UNSIGNED,
    WaitingKind.PAPER_OF_LEAVER: Action.CLOSE_UNSIGNED,
    WaitingKind.AGREEMENT: Action.CLOSE_STEP,
    WaitingKind.REMINDER: Action.REMIND,
}
"""What a person must be allowed to do for each kind that is done here; the others have a screen of their own."""

NOTHING_TO_DO = "Hier hoef je niets te doen. Met t zie je de hele lijn."

_SUSPEND, _OTHERWISE, _NEW, _KEPT = "suspend", "otherwise", "new", "kept"


def may_decide(actor: Actor, waiting: Waiting) -> bool:
    """Whether `actor` may write down that it is done; True where there is nothing to do."""
    needed = NEEDED.get(waiting.kind)
    return needed is None or bool(reach(actor, needed))


def has_letter(waiting: Waiting) -> bool:
    """Whether a letter belongs to it."""
    return waiting.step is not None and waiting.step.kind in OF_STEP


def sent_about(screen: StaffScreen[Any], actor: Actor, waiting: Waiting) -> list[Letter]:
    """The letters that went out about its step, oldest first."""
    step = waiting.step
    if step is None:
        return []
    sent = letters.letters_of(screen.desk.store, actor, waiting.pupil.id)
    of = (step.form_id, step.turn_id)
    return [one for one in sent if (one.form_id, one.turn_id) == of and one.kind is OF_STEP.get(step.kind)]


async def write_letter(screen: StaffScreen[Any], actor: Actor, waiting: Waiting) -> None:
    """Write the letter of a step, or read the one that went out. In one of the screen's workers."""
    step = waiting.step
    if step is None or step.kind not in OF_STEP:
        screen.tell("Hier hoort geen brief bij.")
        return
    if not reach(actor, Action.WRITE_LETTER):
        screen.tell(HEAD_DECIDES)
        return
    sent = sent_about(screen, actor, waiting)
    if sent:
        day = day_in_list(sent[-1].at.date(), screen.desk.clock().date())
        name = LETTER_NAMES[sent[-1].kind]
        choices = [(_KEPT, f"de {name} van {day} lezen of nog eens printen"), (_NEW, "een nieuwe brief maken")]
        chosen = await _ask(screen, ChooseDialog("Er is al een brief", choices))
        if chosen == _KEPT:
            await _ask(screen, KeptLetterScreen(screen.desk, actor, sent[-1]))
        if chosen != _NEW:
            return
    about = About(waiting.pupil.id, form_id=step.form_id, turn_id=step.turn_id)
    await _ask(screen, LetterScreen(screen.desk, actor, OF_STEP[step.kind], about))


async def decide(screen: StaffScreen[Any], actor: Actor, waiting: Waiting) -> bool:
    """Ask what came of it and write that down; True when it waits no more. In one of the screen's workers.

    Who may not decide is told who does. `KioskError` when the store refuses.
    """
    if waiting.kind not in NEEDED:
        screen.tell(NOTHING_TO_DO)
        return False
    if not may_decide(actor, waiting):
        screen.tell(HEAD_DECIDES)
        return False
    if waiting.step:
        return await _decide_step(screen, actor, waiting, waiting.step)
    form_id = waiting.form_id
    if form_id is None:
        raise AssertionError("papers, agreements and reminders are of a form")
    if waiting.kind is WaitingKind.AGREEMENT:
        return await _follow_up(screen, actor, form_id)
    if waiting.kind is WaitingKind.REMINDER:
        return await _remind(screen, actor, form_id)
    return await _close_paper(screen, actor, form_id)


async def _decide_step(screen: StaffScreen[Any], actor: Actor, waiting: Waiting, step: DueStep) -> bool:
    """Par. 8: a suspension "kan", and par. 11: directie alone decides. What is nearer stands first."""
    if step.kind is StepKind.SUSPENSION_REVIEW:
        choices = [(_OTHERWISE, "niet schorsen: iets anders afspreken"), (_SUSPEND, "schorsen")]
        chosen = await _ask(screen, ChooseDialog("Wat besluit je?", choices))
        if chosen is None:
            return False
        if chosen == _SUSPEND:
            ground = Ground(form_id=step.form_id, turn_id=step.turn_id)
            decided = await _ask(screen, SuspendScreen(screen.desk, actor, waiting.pupil.id, ground))
            if decided is None:
                return False
            await _ask(screen, SuspensionScreen(screen.desk, actor, decided))  # what has to be done now
            return True
    sent = sent_about(screen, actor, waiting)
    closed: bool | None = await _ask(screen, TakeStepScreen(screen.desk, actor, waiting.pupil, step, sent))
    return bool(closed)


async def _follow_up(screen: StaffScreen[Any], actor: Actor, form_id: int) -> bool:
    text = "Schrijf kort op wat nu is afgesproken, en met wie."
    what = await _ask(screen, AskDialog("Wat doen jullie er nu aan?", text))
    if not what:
        return False
    facts.follow_up(screen.desk.store, actor, form_id, what)
    screen.tell("Opgeschreven wat jullie nu doen.")
    return True


async def _close_paper(screen: StaffScreen[Any], actor: Actor, form_id: int) -> bool:
    choices = [(outcome.value, OUTCOME_LABELS[outcome]) for outcome in CLOSE_OUTCOMES]
    chosen = await _ask(screen, ChooseDialog("Hoe sluit je het papier af?", choices))
    if chosen is None:
        return False
    unsigned = Outcome(chosen) is Outcome.WITHOUT_SIGNATURE
    question = "Waarom zonder handtekening?" if unsigned else "Wil je er iets bij schrijven?"
    text = "Schrijf kort op wat je met de ouders besprak." if unsigned else "Dat hoeft niet."
    note = await _ask(screen, AskDialog(question, text, must=unsigned))
    if note is None:
        return False
    facts.close_unsigned(screen.desk.store, actor, form_id, Outcome(chosen), note)
    screen.tell("Afgesloten. Het papier kan in ParnaSys.")
    return True


async def _remind(screen: StaffScreen[Any], actor: Actor, form_id: int) -> bool:
    how = await _ask(screen, ChooseDialog("Hoe heb je aangedrongen?", [(way, way) for way in WAYS_TO_TELL]))
    if how is None:
        return False
    facts.remind(screen.desk.store, actor, form_id, how)
    screen.tell("Opgeschreven dat je hebt aangedrongen.")
    return True


async def _ask(screen: StaffScreen[Any], asking: Screen[Answer]) -> Answer | None:
    return await screen.app.push_screen_wait(asking)
