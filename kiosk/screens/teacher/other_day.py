"""What happened on another day than today: which day that was, looked at twice where it is an odd one."""

from datetime import date, datetime, time

from kiosk.rules.moment import doubt, read_past_day
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.teacher.case import Case


async def ask_day(case: Case, question: str) -> date | None:
    """Ask for a day up to today, until one is typed that can be read; None when the person went back."""
    hint = "Typ bijvoorbeeld gisteren, ma of 20-11."
    today = case.store.clock().date()
    while day := await case.ask_for(question, hint, lambda typed: read_past_day(typed, today), placeholder="gisteren"):
        odd = doubt(datetime.combine(day, time()), today, case.store.settings.calendar)
        if not odd or await case.ask(ConfirmDialog("Klopt deze dag?", odd, yes="Ja, deze dag", no="Andere dag")):
            return day
    return None
