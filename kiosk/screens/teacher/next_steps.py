"""Which conversation takes the next step of a form, and which ones can be asked for beside it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kiosk.rules import choices
from kiosk.rules.form import Form
from kiosk.rules.permissions import Action
from kiosk.rules.today import NextStep
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.teacher import agreement, correct, corrections, paper_way, parents, print_way, talk_record
from kiosk.screens.teacher.case import Case

Conversation = Callable[[Case], Awaitable[None]]
"""Asks, does and tells, about one form; runs in a worker of the list's screen."""


async def hold_talk(case: Case) -> None:
    """The talk after the form (par. 8, step 2), on its own screen."""
    from kiosk.screens.teacher.talk import TalkScreen  # only when a talk begins

    await case.ask(TalkScreen(case.screen.desk, case.actor, case.form.id))


async def show_line(case: Case) -> None:
    """Everything that stands on the pupil's line, in order of time."""
    from kiosk.screens.head.pupil_line import LineScreen  # only when it is read

    case.check(Action.READ_FORM)
    if case.form.pupil_id is not None:
        await case.ask(LineScreen(case.screen.desk, case.actor, case.form.pupil_id))


async def tell_why(case: Case) -> None:
    """Nothing to do: say how it ended."""
    case.screen.tell(case.why)


NEXT: dict[NextStep, Conversation] = {
    NextStep.WRITE: corrections.code,
    NextStep.TALK: hold_talk,
    NextStep.PRINT: print_way.print_paper,
    NextStep.TAKE_HOME: paper_way.take_home,
    NextStep.GIVE_AGAIN: paper_way.paper,
    NextStep.DUE_TODAY: paper_way.paper,
    NextStep.REMIND_1: paper_way.paper,
    NextStep.REMIND_2: paper_way.paper,
    NextStep.FILE: paper_way.file_paper,
    NextStep.CHECK_AGREEMENT: agreement.check,
    NextStep.AWAIT: paper_way.paper,
    NextStep.WITH_HEAD: paper_way.with_head,
    NextStep.DONE: tell_why,
}
"""For every step a form can wait for, the conversation that takes it."""


@dataclass(frozen=True)
class Wish:
    """Something to do with a form beside its next step: its `key` and `label` on Vandaag, for which forms, for whom."""

    key: str
    label: str
    conversation: Conversation
    fits: Callable[[Form], bool]
    action: Action


WISHES: dict[str, Wish] = {
    "code": Wish("c", "code, of inleveren voor het kind", corrections.code, choices.waits_for_words, Action.NEW_CODE),
    "give_back": Wish(
        "g", "laten aanvullen door het kind", corrections.ask_to_add, choices.may_give_back, Action.SEND_BACK
    ),
    "talk": Wish("l", "gesprek lezen of aanvullen", talk_record.read_talk, choices.may_add_to_talk, Action.READ_FORM),
    "paper": Wish(
        "p", "papier: terug, aandringen, opnieuw printen", paper_way.paper, choices.paper_is_out, Action.PRINT
    ),
    "parents": Wish(
        "o",
        "opschrijven dat de ouders zijn ingelicht",
        parents.tell_parents,
        choices.parents_to_tell,
        Action.INFORM_PARENTS,
    ),
    "line": Wish("t", "lijn van de leerling", show_line, lambda form: form.pupil_id is not None, Action.READ_FORM),
    "correct": Wish("k", "verbeteren: gedrag, plek of leerling", correct.correct, choices.may_correct, Action.CORRECT),
    "void": Wish("v", "ongeldig maken", corrections.void, choices.may_void, Action.VOID),
}
"""What a key asks for beside the next step, in the order of the list that `m` shows."""


async def ask_for_more(case: Case) -> None:
    """Choose among the wishes that fit the form and are this person's, by the keys that also do them at once."""
    fitting = {name: wish for name, wish in WISHES.items() if wish.fits(case.form) and case.may(wish.action)}
    offered = [(name, wish.label) for name, wish in fitting.items()]
    letters = [wish.key for wish in fitting.values()]
    chosen = await case.ask(ChooseDialog(f"Wat kan er nog meer voor {case.child}?", offered, letters=letters))
    if chosen:
        await WISHES[chosen].conversation(case)
