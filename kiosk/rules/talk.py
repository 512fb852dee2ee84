"""The talk after a form (par. 8, step 2): what a record of it cannot do without."""

from dataclasses import replace

from kiosk.errors import Refused
from kiosk.rules.form import Talk
from kiosk.text import clean, clean_line


def clean_talk(talk: Talk) -> Talk:
    """`talk` with every text as it may be kept: clean, one line where one line is asked."""
    return replace(
        talk,
        present=clean_line(talk.present),
        outcome=clean(talk.outcome).strip(),
        agreement_if=clean_line(talk.agreement_if),
        agreement_then=clean_line(talk.agreement_then),
        teacher_remark=clean(talk.teacher_remark).strip(),
        missed_time=clean_line(talk.missed_time),
        harmed_side=clean(talk.harmed_side).strip(),
    )


def check_talk(talk: Talk) -> None:
    """Raise `Refused` unless `talk` says who was there and what came of it.

    An agreement may be left out, and may be a plain "dan"; an "als" alone is half a plan.
    """
    if not talk.present.strip() or not talk.outcome.strip():
        raise Refused("Het gesprek is nog niet compleet.", "Vul in wie erbij waren en wat eruit kwam.")
    if talk.agreement_if.strip() and not talk.agreement_then.strip():
        raise Refused("De afspraak is nog niet compleet.", "Vul in wat er dan gebeurt.")
