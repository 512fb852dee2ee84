"""What happened on another day than today: which day that was, looked at twice where it is an odd one."""

from datetime import date, datetime, time

from kiosk.errors import Refused
from kiosk.rules.moment import doubt, read_past_day
from kiosk.screens.dialogs import AskDialog, ConfirmDialog
from kiosk.screens.teacher.case import Case


async def ask_day(case: Case, question: str) -> date | None:
    """Ask for a day up to today, until one is typed that can be read; None when the person went back."""
    hint, trouble = "Typ bijvoorbeeld gisteren, ma of 20-11.", ""
    while True:
        typed = await case.ask(AskDialog(question, trouble or hint, placeholder="gisteren"))
        if typed is None:
            return None
        today = case.store.clock().date()
        try:
            day = read_past_day(typed, today)
        except Refused as refused:
            trouble = str(refused)
            continue
        trouble = ""
        odd = doubt(datetime.combine(day, time()), today, case.store.settings.calendar)
        if not odd or await case.ask(ConfirmDialog("Klopt deze dag?", odd, yes="Ja, deze dag", no="Andere dag")):
            return day
