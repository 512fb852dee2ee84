"""Who may have a step of the ladder open: SQL finds these few among all who ever had a form, `rules.ladder` decides.

Where a form stands in its period decides what it sets off, so SQL numbers the forms of a pupil and looks which of them
lack their step. The numbers say nothing about a pupil to whom directie gave a fresh start, or, where counting begins
anew after the parents' talk, of whom a form came between: those are always looked at.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import peewee as pw

from kiosk.db import tables
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.ladder import TurnKind
from kiosk.rules.policy import Counting, LadderStep, Policy, Restart, StepKind


def may_have_open_steps(policy: Policy, today: date) -> set[int]:
    """Ids of the pupils who may have an open step, or one of this school year that lost its ground.

    Every pupil of the school, and who left it since the previous school year began: what nobody decided until then
    stays on the pupil's line and is no work any more.
    """
    year_began = school_year_days(school_year(today))[0]
    here = _here_since(year_began.replace(year=year_began.year - 1))
    queries = [_out_of_step(policy, here), _turned(here), _on_gone_forms(year_began)]
    if Restart.AFTER_TALK in (policy.restart, *(one.restart for one in policy.earlier)):
        queries.append(_between_form_and_talk(here))
    return {pupil_id for query in queries for row in query.tuples() for pupil_id in row if pupil_id is not None}


def _here_since(day: date) -> Any:
    pupil = tables.Pupil
    return pupil.select(pupil.id).where(pupil.left_on.is_null() | (pupil.left_on >= day))


def _out_of_step(policy: Policy, here: Any) -> Any:
    """Whose form has its place without the step that belongs there, or a step that does not.

    Also whose step hangs on a form that turned out to be another pupil's: both of them.
    """
    form, taken = tables.Form, tables.StepTaken
    period = [form.pupil] + ([form.school_year] if policy.counting is Counting.SCHOOL_YEAR else [])
    nth = pw.fn.ROW_NUMBER().over(partition_by=period, order_by=[form.issued_at, form.number])
    ranked = form.select(
        form.id.alias("id"), form.pupil.alias("pupil"), form.school_year.alias("year"), nth.alias("nth")
    ).where(form.voided_at.is_null() & form.pupil.in_(here))
    cases: list[tuple[Any, str]] = []
    for one in policy.earlier if policy.counting is Counting.SCHOOL_YEAR else ():
        then = ranked.c.year < one.before
        cases += [(then & at_nth, kind) for at_nth, kind in _steps_by_nth(one.steps, ranked.c.nth)]
        cases.append((then, ""))
    expected = pw.Case(None, [*cases, *_steps_by_nth(policy.steps, ranked.c.nth)], "")
    joined = ranked.select_from(ranked.c.pupil, taken.pupil).left_outer_join(taken, on=(taken.form == ranked.c.id))
    kind = pw.fn.COALESCE(taken.kind, "")  # "" is also what most forms set off: nothing
    return joined.where((kind != expected) | (taken.pupil != ranked.c.pupil)).distinct()


def _steps_by_nth(steps: Sequence[LadderStep], nth: Any) -> list[tuple[Any, str]]:
    """What the nth form of a period sets off, when nothing lies between."""
    cases: list[tuple[Any, str]] = []
    before = 0
    for step in steps[:-1]:
        before += step.forms
        cases.append((nth == before, step.leads_to.value))
    last, more = steps[-1], nth - before
    # Whole numbers divide to whole ones in every SQL; "%" is no remainder to Peewee.
    return [*cases, ((more > 0) & (more / last.forms * last.forms == more), last.leads_to.value)]


def _turned(here: Any) -> Any:
    """Who was given a fresh start, or a deviation that nobody carried out."""
    turn, taken = tables.Turn, tables.StepTaken
    done = taken.select(taken.turn).where(taken.turn.is_null(False))
    fresh = turn.kind == TurnKind.FRESH_START.value
    return turn.select(turn.pupil).where(turn.pupil.in_(here) & (fresh | turn.id.not_in(done))).distinct()


def _on_gone_forms(year_began: date) -> Any:
    """Whose step of this school year hangs on a form that was made void: that came later, so this year too."""
    form, taken, began = tables.Form, tables.StepTaken, datetime.combine(year_began, time())
    gone = form.select(form.id).where(form.voided_at.is_null(False) & (form.voided_at >= began))
    return taken.select(taken.pupil).where(taken.form.in_(gone) & (taken.done_at >= began)).distinct()


def _between_form_and_talk(here: Any) -> Any:
    """Who got a form after the one that called for a parents' talk and before that talk was held."""
    form, taken, between = tables.Form, tables.StepTaken, tables.Form.alias()
    came = between.select(between.id).where(
        (between.pupil == taken.pupil)
        & between.voided_at.is_null()
        & (between.issued_at > form.issued_at)
        & (between.issued_at < taken.done_at)
    )
    talks = taken.select(taken.pupil).join(form)
    is_talk = taken.pupil.in_(here) & (taken.kind == StepKind.PARENTS_TALK.value)
    return talks.where(is_talk & pw.fn.EXISTS(came)).distinct()
