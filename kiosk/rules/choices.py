"""What can be chosen for a form now: lists and keys offer no more than the rules allow."""

from datetime import datetime

from kiosk.errors import Refused
from kiosk.rules.correction import pupil_is_fixed
from kiosk.rules.form import RETURN_OUTCOMES, SIGNED, Fact, FactKind, Form, Outcome, Stage, stage
from kiosk.rules.form_order import check_next
from kiosk.rules.slip import Slip, SlipStep


def waits_for_words(form: Form) -> bool:
    """Whether the child still has to write or hand in."""
    return stage(form) in (Stage.WAITING, Stage.WRITING)


def may_give_back(form: Form) -> bool:
    """Whether the form can go back to the child: after the hand-in, before the talk."""
    return stage(form) is Stage.HANDED_IN


def parents_to_tell(form: Form) -> bool:
    """Whether the talk was held and the parents have not been told yet (par. 8, step 2)."""
    return form.has(FactKind.TALK) and not form.has(FactKind.PARENTS_INFORMED) and not form.voided


def paper_is_out(form: Form) -> bool:
    """Whether there is a paper that is not in ParnaSys yet."""
    return Stage.PRINTED <= stage(form) <= Stage.RETURNED


def may_void(form: Form) -> bool:
    """Whether the form is not void already."""
    return not form.voided


def may_change_pupil(form: Form) -> bool:
    """Whether the form can still be put on another pupil's name: nobody wrote on it yet."""
    return not pupil_is_fixed(form)


def may_add_to_talk(form: Form) -> bool:
    """Whether the talk was recorded: it can be read, and from then on only added to."""
    return form.has(FactKind.TALK) and not form.voided


def may_correct(form: Form) -> bool:
    """Whether behaviours or place can be set right (the pupil: see `rules.correction`)."""
    return not form.voided


def possible_returns(form: Form, now: datetime, at: datetime | None = None) -> tuple[Outcome, ...]:
    """How the paper can have come back at moment `at` (`now` unless given).

    After a first signature only a second household's signature; nothing for a paper that never went home.
    """
    if not form.has(FactKind.TAKEN_HOME):
        return ()
    ended = stage(form) is Stage.RETURNED
    return tuple(
        outcome
        for outcome in RETURN_OUTCOMES
        if (outcome in SIGNED or not ended) and _follows(form, Fact(FactKind.RETURNED, at or now, outcome=outcome), now)
    )


def may_remind(paper: Slip) -> bool:
    """Whether a reminder can be given today (par. 8, step 4)."""
    return paper.step is SlipStep.TO_REMIND


def may_escalate(form: Form, now: datetime) -> bool:
    """Whether the teacher can bring the paper to directie at once, with a reason that is still to be typed."""
    return _follows(form, Fact(FactKind.ESCALATED, now, note="…"), now)


def _follows(form: Form, fact: Fact, now: datetime) -> bool:
    try:
        check_next(form, fact, now)
    except Refused:
        return False
    return True
