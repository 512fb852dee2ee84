"""Ten school days after a talk: was the agreement kept?"""

from kiosk.db import agreements
from kiosk.rules.form import KEPT_OUTCOMES, Outcome
from kiosk.rules.permissions import Action
from kiosk.rules.today import OUTCOME_LABELS
from kiosk.screens.dialogs import AskDialog, ChooseDialog
from kiosk.screens.teacher.case import Case


async def check(case: Case) -> None:
    """Ask how the agreement went, and keep the answer; the next talk with this child shows it."""
    with case.screen.told():
        case.check(Action.CHECK_AGREEMENT)
        choices = [(outcome.value, OUTCOME_LABELS[outcome]) for outcome in KEPT_OUTCOMES]
        while chosen := await case.ask(ChooseDialog(f"Lukte de afspraak van {case.child}?", choices, case.why)):
            note = await case.ask(
                AskDialog(
                    f"De afspraak is {OUTCOME_LABELS[Outcome(chosen)]}.",
                    "Wat hielp, of wat maakte het lastig? Leeg mag ook: dan is Enter genoeg. Esc is terug.",
                    must=False,
                )
            )
            if note is not None:
                agreements.check_agreement(case.store, case.actor, case.form.id, Outcome(chosen), note)
                case.screen.tell(f"Opgeschreven. De afspraak van {case.child} is {OUTCOME_LABELS[Outcome(chosen)]}.")
                return
