"""What changes on a pupil's line when a form goes or comes, or when the school changes its ladder (par. 8, steps 5 and
6): told to a person before it happens. Steps that were taken always stand.
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.rules.dutch import counted
from kiosk.rules.ladder import STEP_LABELS, LadderForm, Line, StepTaken, Turn
from kiosk.rules.ladder_walk import line
from kiosk.rules.policy import Counting, Policy, StepKind


@dataclass(frozen=True)
class Change:
    """What becomes of one pupil's line. `before` and `after` are the valid forms of the period it counts in.

    That is `school_year`, or the whole school ("") when the school counts so.
    `opens` are steps that wait for directie from then on, `lapses` open ones that no longer do; `groundless` are steps
    that were carried out and lose the form they stood on, `grounded` such steps that stand on a form again.
    `opens_of_earlier_years` is how many of `opens` a form of an earlier school year sets off; only another ladder does.
    """

    before: int
    after: int
    school_year: str = ""
    opens: tuple[StepKind, ...] = ()
    lapses: tuple[StepKind, ...] = ()
    groundless: tuple[StepKind, ...] = ()
    grounded: tuple[StepKind, ...] = ()
    opens_of_earlier_years: int = 0

    @property
    def touches_steps(self) -> bool:
        """Whether any step changes; else only the count may."""
        return bool(self.opens or self.lapses or self.groundless or self.grounded)


def if_void(
    forms: Sequence[LadderForm], turns: Sequence[Turn], taken: Sequence[StepTaken], policy: Policy, form_id: int
) -> Change:
    """The pupil's line when their form `form_id` is made void; nothing changes for one that is void already."""
    after = [replace(one, voided=True) if one.id == form_id else one for one in forms]
    return _change(forms, after, turns, taken, policy, _one(forms, form_id))


def if_gone(
    forms: Sequence[LadderForm], turns: Sequence[Turn], taken: Sequence[StepTaken], policy: Policy, form_id: int
) -> Change:
    """The pupil's line when their form `form_id` turns out to be another pupil's."""
    after = [one for one in forms if one.id != form_id]
    return _change(forms, after, turns, taken, policy, _one(forms, form_id))


def if_comes(
    forms: Sequence[LadderForm], turns: Sequence[Turn], taken: Sequence[StepTaken], policy: Policy, coming: LadderForm
) -> Change:
    """The line of the pupil whose form it turns out to be; it counts from the moment at which it was issued."""
    return _change(forms, [*forms, coming], turns, taken, policy, coming)


def if_ladder(
    forms: Sequence[LadderForm],
    turns: Sequence[Turn],
    taken: Sequence[StepTaken],
    policy: Policy,
    new: Policy,
    this_year: str,
) -> Change:
    """The pupil's line when the school goes from `policy` to `new` in school year `this_year`: the facts stay."""
    old_line, new_line = line(forms, turns, taken, policy), line(forms, turns, taken, new)
    before, after = (_count(forms, _period(one, this_year)) for one in (policy, new))
    change = _with_steps(Change(before, after, _period(new, this_year)), old_line, new_line)
    earlier = {one.id for one in forms if one.school_year < this_year}
    late = (_open(new_line, earlier) - _open(old_line, earlier)) & Counter(change.opens)
    return replace(change, opens_of_earlier_years=late.total())


def in_sentences(change: Change, given_name: str, this_year: str) -> list[str]:
    """The change as a person reads it in school year `this_year`. Nothing says that a suspension comes by itself."""
    period = f"in schooljaar {change.school_year}" if change.school_year else "tot nu toe"
    if change.school_year == this_year:
        period = "dit schooljaar"
    told = [f"{given_name} heeft dan {_forms(change.after)} {period}. Nu: {change.before}."]
    for sentence, kinds in (
        ("Deze stap gaat open", change.opens),
        ("Deze stap vervalt", change.lapses),
        ("Deze stap is al gezet en blijft staan, als 'grondslag vervallen'", change.groundless),
        ("Deze stap is al gezet en hoort dan weer bij een formulier", change.grounded),
    ):
        told += [f"{sentence}: {STEP_LABELS[kind]}." for kind in kinds]
    return told if len(told) > 1 else [*told, "Aan de stappen verandert niets."]


def _forms(count: int) -> str:
    return counted(count, "formulier", "formulieren") if count else "geen formulier"


def _change(
    before: Sequence[LadderForm],
    after: Sequence[LadderForm],
    turns: Sequence[Turn],
    taken: Sequence[StepTaken],
    policy: Policy,
    about: LadderForm,
) -> Change:
    old, new = line(before, turns, taken, policy), line(after, turns, taken, policy)
    year = _period(policy, about.school_year)
    return _with_steps(Change(_count(before, year), _count(after, year), year), old, new)


def _period(policy: Policy, year: str) -> str:
    return year if policy.counting is Counting.SCHOOL_YEAR else ""


def _with_steps(counts: Change, old: Line, new: Line) -> Change:
    """Compare the two lines by kind of step: which form a step hangs on is no news to a person."""
    groundless = _kinds(new.groundless) - _kinds(old.groundless)
    grounded = _kinds(old.groundless) - _kinds(new.groundless)
    return replace(
        counts,
        opens=_in_order(_open(new) - _open(old)),
        lapses=_in_order(_open(old) - _open(new) - grounded),
        groundless=_in_order(groundless),
        grounded=_in_order(grounded),
    )


def _count(forms: Iterable[LadderForm], year: str) -> int:
    return sum(not one.voided and year in ("", one.school_year) for one in forms)


def _open(its_line: Line, of_forms: Container[int] | None = None) -> Counter[StepKind]:
    return Counter(step.kind for step in its_line.open_steps if of_forms is None or step.form_id in of_forms)


def _kinds(taken: Iterable[StepTaken]) -> Counter[StepKind]:
    return Counter(step.kind for step in taken)


def _in_order(kinds: Counter[StepKind]) -> tuple[StepKind, ...]:
    return tuple(sorted(kinds.elements(), key=list(StepKind).index))


def _one(forms: Iterable[LadderForm], form_id: int) -> LadderForm:
    return next(one for one in forms if one.id == form_id)
