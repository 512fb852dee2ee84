"""What holds for every line and every form, whatever happened."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

from kiosk.errors import Refused
from kiosk.rules.calendar import school_year
from kiosk.rules.form import Fact, FactKind, Outcome, Stage, stage
from kiosk.rules.form_order import check_next
from kiosk.rules.ladder import LadderForm, Line, StepTaken, Turn, TurnKind
from kiosk.rules.ladder_walk import line, preview
from kiosk.rules.policy import Counting, Policy, Restart, StepKind
from kiosk.rules.slip import SlipStep, check_reminder, due_day, slip
from tests.rules.builders import at, at_home, day, form_with, school_calendar, school_policy

CALENDAR = school_calendar()
DEFAULT = school_policy()
POLICIES = st.builds(school_policy, st.sampled_from(Counting), st.sampled_from(Restart))
START = at("2026-08-31 10:00")
LATER = at("2027-07-01 10:00")


def _form(form_id: int, issued_at: datetime, voided: bool = False) -> LadderForm:
    return LadderForm(form_id, f"{form_id:010d}", school_year(issued_at.date()), issued_at, voided)


@st.composite
def any_lines(draw: st.DrawFn) -> tuple[list[LadderForm], list[Turn], list[StepTaken], Policy]:
    """Forms over two school years, some voided and some of the same moment, with turns and steps carried out."""
    moments = [START + timedelta(days=draw(st.integers(0, 500))) for _ in range(draw(st.integers(0, 12)))]
    forms = [_form(n, moment, draw(st.booleans())) for n, moment in enumerate(sorted(moments), start=1)]
    turns = []
    for turn_id in range(1, draw(st.integers(1, 4))):
        moment = START + timedelta(days=draw(st.integers(0, 500)))
        kind = draw(st.sampled_from(TurnKind))
        step = draw(st.sampled_from(StepKind)) if kind is TurnKind.DEVIATION else None
        turns.append(Turn(turn_id, kind, moment, step))
    taken = [
        StepTaken(draw(st.sampled_from(StepKind)), form.issued_at + timedelta(days=draw(st.integers(0, 60))), form.id)
        for form in forms
        if draw(st.booleans())
    ]
    taken += [
        StepTaken(turn.step, turn.at + timedelta(days=1), turn_id=turn.id)
        for turn in turns
        if turn.step and draw(st.booleans())
    ]
    return forms, turns, taken, draw(POLICIES)


@st.composite
def one_year_lines(draw: st.DrawFn) -> tuple[list[LadderForm], list[StepTaken]]:
    """One school year as it grows, form by form; some open steps are carried out, some forms are voided."""
    forms: list[LadderForm] = []
    taken: list[StepTaken] = []
    for n in range(1, draw(st.integers(1, 12)) + 1):
        moment = START + timedelta(days=7 * n)
        forms.append(_form(n, moment))
        for step in line(forms, [], taken, DEFAULT).open_steps:
            if draw(st.booleans()):
                taken.append(StepTaken(step.kind, moment + timedelta(days=1), form_id=step.form_id))
        if draw(st.integers(0, 4)) == 0:
            place = draw(st.integers(0, len(forms) - 1))
            forms[place] = replace(forms[place], voided=True)
    return forms, taken


def kinds_waiting(found: Line) -> Counter[StepKind]:
    return Counter(step.kind for step in found.open_steps)


@given(any_lines(), st.randoms(use_true_random=False))
def test_the_line_does_not_depend_on_the_order_in_which_rows_are_read(
    known: tuple[list[LadderForm], list[Turn], list[StepTaken], Policy], shuffler: Random
) -> None:
    forms, turns, taken, policy = known
    expected = line(forms, turns, taken, policy)
    for rows in (forms, turns, taken):
        shuffler.shuffle(rows)
    assert line(forms, turns, taken, policy) == expected


@given(any_lines())
def test_every_form_that_counts_has_one_mark_and_every_step_carried_out_is_kept(
    known: tuple[list[LadderForm], list[Turn], list[StepTaken], Policy],
) -> None:
    forms, turns, taken, policy = known
    found = line(forms, turns, taken, policy)
    assert sorted(mark.form_id for mark in found.marks) == [form.id for form in forms if not form.voided]
    kept = [step.taken for step in found.steps if step.taken] + list(found.groundless)
    assert Counter(kept) == Counter(taken)


@given(one_year_lines(), st.data())
def test_voiding_a_form_and_issuing_another_leaves_the_marks_and_the_kinds_of_open_steps_as_they_were(
    known: tuple[list[LadderForm], list[StepTaken]], data: st.DataObject
) -> None:
    """Holds when the voided form counted, the new one is issued in the same round (no new school year, no fresh start
    in between), and no step lay there without ground: a groundless step would find its ground in the new form."""
    forms, taken = known
    before = line(forms, [], taken, DEFAULT)
    counting = [place for place, form in enumerate(forms) if not form.voided]
    if before.groundless or not counting:
        return
    place = data.draw(st.sampled_from(counting))
    forms[place] = replace(forms[place], voided=True)
    after = line([*forms, _form(99, START + timedelta(days=200))], [], taken, DEFAULT)
    assert len(after.marks) == len(before.marks)
    assert kinds_waiting(after) == kinds_waiting(before)
    assert after.groundless == ()


@given(one_year_lines(), st.data())
def test_a_void_never_closes_an_open_step_of_a_form_that_still_sets_it_off(
    known: tuple[list[LadderForm], list[StepTaken]], data: st.DataObject
) -> None:
    """Holds when no step lay there without ground, and for voids of a later form: those before it stand as before."""
    forms, taken = known
    before = line(forms, [], taken, DEFAULT)
    if before.groundless:
        return
    place = data.draw(st.integers(0, len(forms) - 1))
    forms[place] = replace(forms[place], voided=True)
    after = line(forms, [], taken, DEFAULT)
    earlier = [step for step in before.open_steps if step.since < forms[place].issued_at]
    assert [step for step in after.open_steps if step.since < forms[place].issued_at] == earlier


@given(one_year_lines())
def test_the_preview_is_the_mark_of_the_form_once_issued(known: tuple[list[LadderForm], list[StepTaken]]) -> None:
    forms, taken = known
    coming = _form(99, START + timedelta(days=200))
    seen = preview(forms, [], taken, DEFAULT, issued_at=coming.issued_at, school_year=coming.school_year)
    assert replace(seen, form_id=99) == line([*forms, coming], [], taken, DEFAULT).mark(99)


DAYS = st.dates(day("2026-08-31"), day("2027-07-01"))


@given(DAYS)
def test_a_due_day_is_the_first_school_day_after_the_paper_went_home(taken_home: date) -> None:
    due = due_day(at_home(taken_home=f"{taken_home} 14:30"), CALENDAR)
    assert due is not None
    assert due > taken_home
    assert CALENDAR.is_school_day(due)
    assert CALENDAR.school_days(taken_home + timedelta(days=1), due) == 1


@given(DAYS, st.lists(st.integers(0, 20), max_size=2), st.integers(0, 60))
def test_reminders_and_directie_begin_on_a_school_day_and_a_paper_is_never_forgotten(
    taken_home: date, waits: list[int], later: int
) -> None:
    form = at_home(taken_home=f"{taken_home} 14:30")
    today = taken_home
    for wait in waits:
        today += timedelta(days=1)
        while slip(form, today, CALENDAR, 2).step is not SlipStep.TO_REMIND:
            today += timedelta(days=1)
        today += timedelta(days=wait)
        check_reminder(form, today, CALENDAR, 2)
        given_at = datetime.combine(today, START.time())
        form = replace(form, facts=(*form.facts, Fact(FactKind.REMINDED, given_at, 7)))
    state = slip(form, today + timedelta(days=later), CALENDAR, 2)
    assert state.step in {SlipStep.AT_HOME, SlipStep.DUE_TODAY, SlipStep.TO_REMIND, SlipStep.WITH_HEAD}
    if state.step in {SlipStep.TO_REMIND, SlipStep.WITH_HEAD}:
        assert state.since is not None
        assert CALENDAR.is_school_day(state.since)
        assert (state.step is SlipStep.WITH_HEAD) == (len(waits) == 2)
    assert slip(form, LATER.date() + timedelta(days=200), CALENDAR, 2).step in {SlipStep.TO_REMIND, SlipStep.WITH_HEAD}


OUTCOMES: dict[FactKind, list[Outcome | None]] = {
    FactKind.RETURNED: [Outcome.SEEN, Outcome.UNSIGNED, Outcome.REFUSED, None],
    FactKind.CLOSED: [Outcome.SIGNED_LATER, Outcome.SEEN],
}


@st.composite
def happenings(draw: st.DrawFn) -> list[Fact]:
    """Facts in any order, at moments that mostly follow each other; a void comes seldom, or nothing else would."""
    facts = []
    kinds = [kind for kind in FactKind if kind is not FactKind.VOIDED]
    for place, usual in enumerate(draw(st.lists(st.sampled_from(kinds), min_size=30, max_size=90))):
        kind = FactKind.VOIDED if draw(st.integers(0, 60)) == 60 else usual
        moment = START + timedelta(minutes=place * 5 - draw(st.sampled_from([0, 0, 0, 7, 30])))
        note, by = draw(st.sampled_from(["een reden", ""])), draw(st.sampled_from([None, 7]))
        facts.append(Fact(kind, moment, by, note, draw(st.sampled_from(OUTCOMES.get(kind, [None])))))
    return facts


@given(happenings())
def test_accepted_facts_never_take_a_stage_back_except_a_void_and_a_send_back(coming: list[Fact]) -> None:
    form = form_with(issued=f"{START:%Y-%m-%d %H:%M}")
    for fact in coming:
        reached = stage(form)
        try:
            check_next(form, fact, LATER)
        except Refused:
            continue
        assert fact.at >= form.issued_at
        form = replace(form, facts=(*form.facts, fact))
        if fact.kind is FactKind.VOIDED:
            assert stage(form) is Stage.VOIDED
        elif fact.kind is FactKind.SENT_BACK:
            assert (reached, stage(form)) == (Stage.HANDED_IN, Stage.WRITING)
        else:
            assert reached <= stage(form) < Stage.VOIDED
    event(f"ended as {stage(form).name}")
