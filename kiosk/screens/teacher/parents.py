"""The parents are told by voice or message (par. 8), beside the paper: when it was not done with the talk."""

from datetime import datetime

from kiosk.db import facts
from kiosk.rules.labels import WAYS_TO_TELL
from kiosk.rules.moment import moment_words, read_moment
from kiosk.rules.permissions import Action
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.teacher.case import Case

_ELSE = "else"


async def tell_parents(case: Case) -> None:
    """Ask in which way the parents of the child were told, and keep it; now and by who acts, unless told otherwise."""
    case.check(Action.INFORM_PARENTS)
    at: datetime | None = None
    person = ""
    while True:
        offered = [*((way, way) for way in WAYS_TO_TELL), (_ELSE, "… eerder, of door iemand anders")]
        told = f"Door {person or case.actor.name}, {moment_words(at, case.store.clock().date())}." if at else ""
        how = await case.ask(ChooseDialog(f"Hoe zijn de ouders van {case.child} ingelicht?", offered, told))
        if how is None:
            return
        if how == _ELSE:
            at, person = await _when_and_by_whom(case)
            continue
        facts.record_parents_informed(case.store, case.actor, case.form.id, how, at=at, person=person)
        case.screen.tell(f"Opgeschreven: de ouders van {case.child} zijn ingelicht ({how}).")
        return


async def _when_and_by_whom(case: Case) -> tuple[datetime | None, str]:
    """The moment, and who of staff told the parents ("" for who acts); None and "" when the person went back."""
    question, hint = "Wanneer zijn de ouders ingelicht?", "Enter is nu. Of typ bijvoorbeeld 10:15 of gisteren 14:00."
    while at := await case.ask_for(question, hint, lambda typed: read_moment(typed, case.store.clock()), must=False):
        by = await case.ask(AskDialog("Door wie?", "Enter is: door jou. Of typ een naam.", must=False))
        if by is not None:
            return at, by
    return None, ""
