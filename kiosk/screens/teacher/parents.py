"""The parents are told by voice or message (par. 8), beside the paper: when it was not done with the talk."""

from kiosk.db import facts
from kiosk.rules.labels import WAYS_TO_TELL
from kiosk.rules.permissions import Action
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.teacher.case import Case


async def tell_parents(case: Case) -> None:
    """Ask in which way the parents of the child were told, and keep it."""
    case.check(Action.INFORM_PARENTS)
    how = await case.ask(
        ChooseDialog(f"Hoe zijn de ouders van {case.child} ingelicht?", [(way, way) for way in WAYS_TO_TELL])
    )
    if how:
        facts.record_parents_informed(case.store, case.actor, case.form.id, how)
        case.screen.tell(f"Opgeschreven: de ouders van {case.child} zijn ingelicht ({how}).")
