"""Why a form is on Vandaag: what happened last, as a sentence or two."""

from datetime import date, datetime

from kiosk.rules.dutch import clock_time, short_day
from kiosk.rules.form import SIGNED, Fact, FactKind, Form, Stage, stage
from kiosk.rules.today import OUTCOME_LABELS, NextStep, TodayRow


def why(row: TodayRow, today: date) -> str:
    """Why the form of this row is on the list."""
    form, due_on = row.form, row.slip.due_on
    match row.step:
        case NextStep.WRITE:
            return _why_writing(row, today)
        case NextStep.TALK:
            handed_in = _last(form, FactKind.HANDED_IN)
            if handed_in.by is not None:
                return f"Een volwassene leverde in: {handed_in.note}"
            return f"{row.given_name} leverde {_on(handed_in.at, today)} in."
        case NextStep.PRINT:
            return f"Het herstelgesprek was {_on(_last(form, FactKind.TALK).at, today)}."
        case NextStep.TAKE_HOME:
            return f"Het papier is {_on(_last(form, FactKind.PRINTED).at, today)} geprint."
        case NextStep.FILE:
            return _why_ended(form, today)
        case NextStep.CHECK_AGREEMENT if row.talk:
            return f"Afspraak van {short_day(row.talk.held_at)}: “{row.talk.agreement}” Lukte dat?"
        case NextStep.DONE:
            return "Dit formulier is ongeldig." if form.voided else "Dit formulier hangt in ParnaSys."
        case NextStep.WITH_HEAD if form.has(FactKind.ESCALATED):
            return f"{_on(_last(form, FactKind.ESCALATED).at, today).capitalize()} naar de directie gebracht."
        case NextStep.WITH_HEAD if due_on is None:
            return f"{row.given_name} is van school. De directie kijkt wat er nog moet."
    goes_back = f"Het papier moest {short_day(due_on)} terug zijn." if due_on and due_on < today else ""
    told = _came_back_unsigned(form, today) or goes_back or f"Het papier ging {_on(row.since, today)} mee naar huis."
    if row.step is NextStep.GIVE_AGAIN:
        told += " Geef het weer mee."
    to_head = f"Op {short_day(row.slip.head_on)} komt het bij de directie." if row.slip.head_on else ""
    return " ".join(part for part in (told, _reminded(form), to_head) if part)


def _why_writing(row: TodayRow, today: date) -> str:
    sent_back = row.form.last(FactKind.SENT_BACK)
    if sent_back:
        return f"Teruggegeven om aan te vullen: {sent_back.note}"
    if stage(row.form) is Stage.WAITING:
        return f"{row.given_name} heeft de code {_on(row.form.issued_at, today)} gekregen en is nog niet begonnen."
    last = f" Het laatst bezig {_on(row.typed_at, today)}." if row.typed_at else ""
    return f"{row.given_name} begon {_on(row.since, today)}.{last}"


def _why_ended(form: Form, today: date) -> str:
    ended = form.signature or _last(form, FactKind.CLOSED)
    how = OUTCOME_LABELS[ended.outcome] if ended.outcome else ""
    if ended.outcome in SIGNED:
        return f"Het papier kwam {_on(ended.at, today)} ondertekend terug: {how}{_by(ended)}."
    return f"De directie sloot het {_on(ended.at, today)} af: {how}."


def _came_back_unsigned(form: Form, today: date) -> str:
    returned = form.last(FactKind.RETURNED)
    if returned is None or returned.outcome is None:
        return ""
    return f"Terug {_on(returned.at, today)}: {OUTCOME_LABELS[returned.outcome]}{_by(returned)}."


def _by(returned: Fact) -> str:
    return f" ({returned.person})" if returned.person else ""


def _reminded(form: Form) -> str:
    given = form.all(FactKind.REMINDED)
    if not given:
        return ""
    how = f", {given[-1].note}" if given[-1].note else ""
    last = ", het laatst" if len(given) > 1 else ""
    return f"{len(given)} keer aangedrongen{last or ':'} {short_day(given[-1].at)}{how}."


def _last(form: Form, kind: FactKind) -> Fact:
    fact = form.last(kind)
    if fact is None:
        raise AssertionError(f"{kind} did not happen")
    return fact


def _on(moment: datetime, today: date) -> str:
    """A moment in a sentence: "om 10.31 uur" today, else "op vr 20 nov"."""
    return f"om {clock_time(moment)}" if moment.date() == today else f"op {short_day(moment)}"
