"""The agreement of a talk, looked back at: on the tenth school day after it, was it kept?"""

from dataclasses import dataclass
from datetime import date

from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import short_day
from kiosk.rules.form import FactKind, Form, Outcome, Talk
from kiosk.rules.today import OUTCOME_LABELS

SCHOOL_DAYS_TO_CHECK = 10


def check_day(talk: Talk, calendar: Calendar) -> date:
    """The day on which the agreement is looked at: ten school days after the talk."""
    return calendar.add_school_days(talk.held_at.date(), SCHOOL_DAYS_TO_CHECK)


def is_to_check(form: Form, talk: Talk, today: date, calendar: Calendar) -> bool:
    """Whether on `today` somebody should ask how the agreement went: one was made, and nobody has asked yet."""
    open_still = bool(talk.agreement) and not form.has(FactKind.AGREEMENT_CHECKED) and not form.voided
    return open_still and check_day(talk, calendar) <= today


@dataclass(frozen=True)
class EarlierAgreement:
    """What the pupil agreed to after an earlier form; `outcome` is how it went, None while nobody looked at it."""

    made_on: date
    agreement: str
    outcome: Outcome | None = None
    note: str = ""

    def sentence(self) -> str:
        """As it stands beside the child's answers: the plan, and whether it worked."""
        went = (
            f"{OUTCOME_LABELS[self.outcome].capitalize()}. {self.note}".strip()
            if self.outcome
            else "Nog niet nagekeken."
        )
        return f"Eerdere afspraak, {short_day(self.made_on)}: {self.agreement.rstrip('.')}. Lukte dat? {went}"
