"""Walking up the ladder of par. 8, steps 5 and 6: which form sets off what, and which steps wait for directie."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kiosk.rules.ladder import DueStep, LadderForm, Line, Mark, StepTaken, Turn, TurnKind
from kiosk.rules.policy import Counting, Policy, Restart, StepKind


def line(forms: Iterable[LadderForm], turns: Iterable[Turn], taken: Iterable[StepTaken], policy: Policy) -> Line:
    """The pupil's line: a pure function of what happened, whatever order the rows are read in.

    Forms count in order of issue, then number; voided ones do not. Between two fresh starts (and, when the school
    counts by school year, within one year) the steps of `policy` follow each other and the last one repeats.
    """
    taken = sorted(taken, key=lambda step: (step.done_at, step.kind, step.form_id or 0, step.turn_id or 0))
    forms = sorted(forms, key=lambda form: (form.issued_at, form.number))
    turns = sorted(turns, key=lambda turn: (turn.at, turn.id))
    nth = _ordinals(forms, policy.counting)
    marks: list[Mark] = []
    steps: list[DueStep] = []
    for number, round_of_forms in enumerate(_rounds(forms, turns, policy.counting), start=1):
        ids = {form.id for form in round_of_forms}
        its_policy = policy.in_year(round_of_forms[0].school_year)
        walk = _walk(round_of_forms, [step for step in taken if step.form_id in ids], its_policy, nth)
        marks += (replace(mark, round=number) for mark in walk.marks)
        steps += walk.steps
    for turn in turns:
        if turn.kind is TurnKind.DEVIATION and turn.step is not None:
            done = next((step for step in taken if step.turn_id == turn.id), None)
            steps.append(DueStep(turn.step, turn.at, turn_id=turn.id, taken=done))
    steps.sort(key=lambda step: (step.since, step.form_id or 0, step.turn_id or 0))
    with_ground = {step.taken for step in steps}
    return Line(tuple(marks), tuple(steps), tuple(step for step in taken if step not in with_ground))


def preview(
    forms: Iterable[LadderForm],
    turns: Iterable[Turn],
    taken: Iterable[StepTaken],
    policy: Policy,
    *,
    issued_at: datetime,
    school_year: str,
) -> Mark:
    """What a form issued now would set off: shown to the teacher before confirming."""
    number_after_all = "9" * 12
    coming = LadderForm(id=-1, number=number_after_all, school_year=school_year, issued_at=issued_at)
    mark = line([*forms, coming], turns, taken, policy).mark(coming.id)
    if mark is None:  # pragma: no cover  (the coming form is never voided)
        raise AssertionError("the coming form has no place")
    return mark


@dataclass
class _Walk:
    marks: list[Mark] = field(default_factory=list)
    steps: list[DueStep] = field(default_factory=list)
    unused: list[StepTaken] = field(default_factory=list)


def _rounds(forms: Sequence[LadderForm], turns: Sequence[Turn], counting: Counting) -> Iterable[Sequence[LadderForm]]:
    """Cut the forms where counting begins anew: at each fresh start, and at each school year if that is the policy."""
    starts = [turn.at for turn in turns if turn.kind is TurnKind.FRESH_START]
    rounds: dict[tuple[str, int], list[LadderForm]] = {}
    for form in forms:
        year = form.school_year if counting is Counting.SCHOOL_YEAR else ""
        rounds.setdefault((year, sum(start <= form.issued_at for start in starts)), []).append(form)
    return rounds.values()


def _ordinals(forms: Sequence[LadderForm], counting: Counting) -> dict[int, int]:
    """The how-manieth valid form of its period each form is, whatever fresh starts lie between."""
    counted: Counter[str] = Counter()
    nth: dict[int, int] = {}
    for form in forms:
        if not form.voided:
            period = form.school_year if counting is Counting.SCHOOL_YEAR else ""
            counted[period] += 1
            nth[form.id] = counted[period]
    return nth


def _walk(forms: Sequence[LadderForm], taken: Sequence[StepTaken], policy: Policy, nth: dict[int, int]) -> _Walk:
    """Walk up the ladder with the forms of one round and the steps that were carried out for them.

    A form that moved in front of others (a corrected pupil) makes an earlier form set off the step that was carried
    out for a later one. Such a step goes with the earlier form, and the walk is done again, because with
    `restart = after_talk` the moment of the talk decides where later forms stand. A voided form's step never closes
    an earlier one: an open step stays open until directie closes it.
    """
    voided = {form.id for form in forms if form.voided}
    moved: dict[int, StepTaken] = {}
    walk = _walk_once(forms, taken, policy, nth, moved)
    for _ in taken:  # each time at least one step finds its form
        again = next(
            (
                (step.form_id, done)
                for step in walk.steps
                for done in walk.unused
                if step.form_id is not None
                and step.taken is None
                and done.kind is step.kind
                and done.form_id not in voided
            ),
            None,
        )
        if again is None:
            break
        moved[again[0]] = again[1]
        walk = _walk_once(forms, taken, policy, nth, moved)
    return walk


def _walk_once(
    forms: Sequence[LadderForm],
    taken: Sequence[StepTaken],
    policy: Policy,
    nth: dict[int, int],
    moved: dict[int, StepTaken],
) -> _Walk:
    walk = _Walk(unused=list(taken))
    order = {form.id: place for place, form in enumerate(forms)}
    index, position = 0, 0
    for form in forms:
        if form.voided:
            continue
        if _old_round_goes_on(walk.steps, form, policy):
            last = walk.marks[-1]
            walk.marks.append(
                replace(last, form_id=form.id, nth=nth[form.id], position=last.position + 1, sets_off=None)
            )
            continue
        step = policy.steps[min(index, len(policy.steps) - 1)]
        position += 1
        full = position == step.forms
        sets_off = step.leads_to if full else None
        walk.marks.append(Mark(form.id, nth[form.id], position, step.forms, step.leads_to, sets_off))
        if full:
            done = moved.get(form.id)
            if done not in walk.unused:
                done = _matching(walk.unused, step.leads_to, form.id, order)
            if done:
                walk.unused.remove(done)
            walk.steps.append(DueStep(step.leads_to, form.issued_at, form_id=form.id, taken=done))
            index, position = index + 1, 0
    return walk


def _old_round_goes_on(steps: list[DueStep], form: LadderForm, policy: Policy) -> bool:
    """With `restart = after_talk`, forms issued before the parents' talk was held belong to the old round."""
    if policy.restart is not Restart.AFTER_TALK or not steps or steps[-1].kind is not StepKind.PARENTS_TALK:
        return False
    held = steps[-1].taken
    return held is None or form.issued_at < held.done_at


def _matching(unused: list[StepTaken], kind: StepKind, form_id: int, order: dict[int, int]) -> StepTaken | None:
    """The step carried out for this form; else one carried out for an earlier form that sets nothing off any more.

    So a void and a new form leave the open steps as they were: the talk that was held for the third form still counts
    when another form has become the third.
    """
    same_kind = [(order[step.form_id], step) for step in unused if step.kind is kind and step.form_id is not None]
    exact = next((step for _, step in same_kind if step.form_id == form_id), None)
    return exact or next((step for place, step in same_kind if place < order[form_id]), None)
