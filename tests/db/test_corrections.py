"""Setting a form right: what changes, what it leaves on the form and in the log, and what it does to the ladder."""

from collections.abc import Callable

import pytest

from kiosk.db import answers, corrections, facts, figures, forms, lines, people, tables
from kiosk.db.answers import PupilForm
from kiosk.errors import Refused
from kiosk.rules.answer import Words
from kiosk.rules.figures import By, in_school_year
from kiosk.rules.form import FactKind, Form, Stage, stage
from kiosk.rules.ladder_change import Change
from kiosk.rules.policy import StepKind
from kiosk.rules.way import Way
from tests.db.school import ASKED, SampleSchool, everything_stored, log_rows

YEAR = "2026-2027"
WHY = "Verkeerd getikt."


def left_on(form: Form) -> list[str]:
    """What the corrections of this form left on it."""
    return [fact.note for fact in form.all(FactKind.CORRECTED)]


def pupil_of(school: SampleSchool, group: str, place: int = 0) -> int:
    group_id = school.group(group)
    return [one.id for one in people.pupils(school.store) if one.group_id == group_id][place]


# -- behaviours and place --------------------------------------------------------------------------------------------


def test_other_behaviours_stand_on_the_form_with_what_they_were_and_why(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    form = corrections.correct_behaviours(
        school.store, school.teacher, form_id, ("theft", "bullying"), " Verkeerd\x1b getikt. "
    )
    assert (form.main, form.behaviours) == ("theft", ("theft", "bullying"))
    assert left_on(form) == ["gedrag: lichamelijk geweld → stelen (ook: pesten). Reden: Verkeerd getikt."]
    assert form == forms.read_form(school.store, school.teacher, form_id)
    assert log_rows()[-1][1:] == ("correct", f"form {form_id}")


def test_another_main_behaviour_of_the_same_ones_is_a_correction_too(school: SampleSchool) -> None:
    form_id = school.issue(behaviours=("violence", "language")).form.id
    form = corrections.correct_behaviours(school.store, school.teacher, form_id, ("language", "violence"), WHY)
    assert form.behaviours == ("language", "violence")


def test_another_place_stands_on_the_form_with_what_it_was_and_why(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    policy = school.store.settings.policy
    other = next(one for one in policy.places if one.key != "playground")
    form = corrections.correct_place(school.store, school.teacher, form_id, other.key, WHY)
    assert form.place == other.key
    assert left_on(form) == [f"plek: {policy.place_label('playground')} → {other.label}. Reden: {WHY}"]


def test_a_form_is_set_right_as_often_as_needed_and_also_when_it_hangs_in_parnasys(school: SampleSchool) -> None:
    form_id = school.signed()
    facts.file_form(school.store, school.teacher, form_id)
    corrections.correct_behaviours(school.store, school.teacher, form_id, ("theft",), WHY)
    form = corrections.correct_behaviours(school.store, school.teacher, form_id, ("violence",), "Toch niet.")
    assert (form.main, len(left_on(form)), stage(form)) == ("violence", 2, Stage.FILED)


def test_the_ladder_and_the_figures_follow_a_correction(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    before = lines.line_of(school.store, school.pupils[0])
    corrections.correct_behaviours(school.store, school.teacher, form_id, ("theft",), WHY)
    assert lines.line_of(school.store, school.pupils[0]) == before
    assert figures.count_forms(school.store, By.BEHAVIOUR, in_school_year(YEAR)) == {"theft": 1}


def test_a_correction_that_is_not_right_is_refused_and_nothing_is_stored(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    store, teacher = school.store, school.teacher
    before = everything_stored()
    behaviours, place = corrections.correct_behaviours, corrections.correct_place
    tries: list[tuple[str, Callable[[], object]]] = [
        ("Kies wat er gebeurde", lambda: behaviours(store, teacher, form_id, (), WHY)),
        ("Kies wat er gebeurde", lambda: behaviours(store, teacher, form_id, ("rude",), WHY)),
        ("Dit staat er al zo", lambda: behaviours(store, teacher, form_id, ("violence",), WHY)),
        ("Hier hoort een reden bij", lambda: behaviours(store, teacher, form_id, ("theft",), " ")),
        ("Kies waar het gebeurde", lambda: place(store, teacher, form_id, "moon", WHY)),
        ("Dit staat er al zo", lambda: place(store, teacher, form_id, "playground", WHY)),
        ("Hier hoort een reden bij", lambda: place(store, teacher, form_id, "online", "")),
        ("Dit formulier is niet van jou", lambda: place(store, school.stranger, form_id, "online", WHY)),
    ]
    for said, deed in tries:
        with pytest.raises(Refused, match=said):
            deed()
    assert everything_stored() == before


def test_a_void_form_is_not_set_right_any_more(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    facts.void_form(school.store, school.teacher, form_id, WHY)
    with pytest.raises(Refused, match="ongeldig gemaakt"):
        corrections.correct_behaviours(school.store, school.teacher, form_id, ("theft",), WHY)


# -- the pupil -------------------------------------------------------------------------------------------------------


def test_the_form_of_another_pupil_takes_over_where_that_pupil_is_and_gets_a_new_code(school: SampleSchool) -> None:
    old, (first, second) = school.issue(), school.pupils[:2]
    issued = corrections.correct_pupil(school.store, school.teacher, old.form.id, second, WHY)
    row = tables.Form.get_by_id(old.form.id)
    there = people.pupil(school.store, second)
    assert (row.pupil_id, row.home_group_id, row.year_group) == (second, there.group_id, there.year_group)
    assert row.host_id == school.group("MB2")
    assert (issued.form.number, issued.form.issued_at) == (old.form.number, old.form.issued_at)
    assert left_on(issued.form) == [f"leerling: stond eerst op naam van een ander kind. Reden: {WHY}"]
    with pytest.raises(Refused, match="Deze code ken ik niet"):
        answers.open_with_code(school.store, old.code)
    assert answers.open_with_code(school.store, issued.code).given_name == there.given_name
    corrected = next(row for row in reversed(log_rows()) if row[1] == "correct")
    assert corrected[2] == f"form {old.form.id}, pupil {first}, pupil {second}"


def test_a_pupil_of_another_group_goes_to_the_parallel_group_of_that_group(school: SampleSchool) -> None:
    people.choose_host(school.store, school.head, school.group("MB2"), school.group("MB1"))
    form_id = school.issue().form.id  # to be written in MB2
    form = corrections.correct_pupil(school.store, school.teacher, form_id, pupil_of(school, "MB2"), WHY).form
    assert (form.group_id, form.host_id) == (school.group("MB2"), school.group("MB1"))


def test_a_pupil_of_a_group_without_a_parallel_group_is_sent_nowhere(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    form = corrections.correct_pupil(school.store, school.teacher, form_id, pupil_of(school, "MB2"), WHY).form
    assert form.host_id is None


def test_a_way_of_answering_that_was_chosen_stays_and_a_proposed_one_follows_the_year_group(
    school: SampleSchool,
) -> None:
    youngest = next(one for one in people.pupils(school.store) if one.year_group == 1)
    form_id = school.issue(way=Way.TYPING).form.id
    assert corrections.correct_pupil(school.store, school.teacher, form_id, youngest.id, WHY).form.way is Way.TOGETHER
    chosen = school.issue(way=Way.CHOOSING).form.id
    assert corrections.correct_pupil(school.store, school.teacher, chosen, youngest.id, WHY).form.way is Way.CHOOSING


def test_the_other_pupil_begins_anew_where_the_wrong_one_only_leafed_through(school: SampleSchool) -> None:
    form_id, second = school.issue().form.id, school.pupils[1]
    for rev, question in enumerate((1, 2, 3), start=1):  # an adult sat beside the wrong child
        answers.save_answer(school.store, Words(form_id, question, ASKED, " ", rev, typed_by=school.teacher.staff_id))
    issued = corrections.correct_pupil(school.store, school.teacher, form_id, second, WHY)
    name = people.pupil(school.store, second).given_name
    opened = answers.open_with_code(school.store, issued.code)
    assert opened == PupilForm(form_id, name, words=(), current=1, rev=0, reason="", young=opened.young)
    assert not opened.begun
    assert answers.at_work(issued.form) == (0, None)
    said = Words(form_id, 1, ASKED, "Ik duwde hem.", rev=1)
    answers.save_answer(school.store, said)
    assert answers.answers(school.store, school.teacher, form_id) == (said,)  # and nobody typed it for this child


def test_after_the_first_word_the_pupil_is_not_corrected(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    school.write(form_id)
    before = everything_stored()
    with pytest.raises(Refused, match=r"al op dit formulier geschreven\. Maak het ongeldig en geef een nieuw"):
        corrections.correct_pupil(school.store, school.teacher, form_id, school.pupils[1], WHY)
    assert everything_stored() == before


def test_a_form_that_an_adult_handed_in_keeps_its_pupil(school: SampleSchool) -> None:
    form_id = school.issue().form.id
    answers.hand_in_for(school.store, school.teacher, form_id, "Liep weg.")
    with pytest.raises(Refused, match="Maak het ongeldig"):
        corrections.correct_pupil(school.store, school.teacher, form_id, school.pupils[1], WHY)


def test_the_same_pupil_a_pupil_who_left_and_a_missing_reason_are_refused(school: SampleSchool) -> None:
    form_id, gone = school.issue().form.id, school.pupils[1]
    tables.Pupil.update(left_on=school.clock.now.date()).where(tables.Pupil.id == gone).execute()
    before = everything_stored()
    for pupil, reason, said in (
        (school.pupils[0], WHY, "Dit formulier is al van"),
        (gone, WHY, r"niet \(meer\) op school"),
        (school.pupils[1], " ", "Hier hoort een reden bij"),
    ):
        with pytest.raises(Refused, match=said):
            corrections.correct_pupil(school.store, school.teacher, form_id, pupil, reason)
    assert everything_stored() == before


# -- what it does to the ladder, before it happens ------------------------------------------------------------------


def test_what_is_told_before_the_pupil_is_corrected_is_what_happens_to_both(school: SampleSchool) -> None:
    first, second = school.pupils[:2]
    for _ in range(2):
        school.issue(pupil_id=first)
        school.issue(pupil_id=second)
    form = school.issue(pupil_id=first).form
    loses, gains = corrections.changes_if_pupil(school.store, form, second)
    assert loses == Change(3, 2, YEAR, lapses=(StepKind.PARENTS_TALK,))
    assert gains == Change(2, 3, YEAR, opens=(StepKind.PARENTS_TALK,))
    corrections.correct_pupil(school.store, school.teacher, form.id, second, WHY)
    assert lines.line_of(school.store, first).open_steps == ()
    assert [step.kind for step in lines.line_of(school.store, second).open_steps] == [StepKind.PARENTS_TALK]


def test_a_talk_that_was_held_for_the_wrong_pupil_stays_without_ground(school: SampleSchool) -> None:
    first, second = school.pupils[:2]
    form = [school.issue(pupil_id=first).form for _ in range(3)][-1]
    (step,) = lines.line_of(school.store, first).open_steps
    lines.take_step(school.store, school.head, first, step, "Besproken.")
    loses, gains = corrections.changes_if_pupil(school.store, form, second)
    assert (loses.groundless, gains) == ((StepKind.PARENTS_TALK,), Change(0, 1, YEAR))
    corrections.correct_pupil(school.store, school.teacher, form.id, second, WHY)
    assert [taken.kind for taken in lines.line_of(school.store, first).groundless] == [StepKind.PARENTS_TALK]


def test_what_a_void_does_is_told_before_it_happens(school: SampleSchool) -> None:
    some = [school.issue().form for _ in range(3)]
    told = corrections.change_if_void(school.store, some[0])
    assert told == Change(3, 2, YEAR, lapses=(StepKind.PARENTS_TALK,))
    facts.void_form(school.store, school.teacher, some[0].id, WHY)
    assert lines.line_of(school.store, school.pupils[0]).open_steps == ()


def test_for_a_form_that_is_void_by_now_nothing_is_told(school: SampleSchool) -> None:
    form = school.issue().form
    facts.void_form(school.store, school.teacher, form.id, WHY)
    assert corrections.change_if_void(school.store, form) is None
    with pytest.raises(Refused):
        corrections.changes_if_pupil(school.store, form, school.pupils[1])


def test_a_form_that_was_set_right_meanwhile_is_told_of_as_it_is_now(school: SampleSchool) -> None:
    first, second, third = school.pupils[:3]
    form = school.issue(pupil_id=first).form
    corrections.correct_pupil(school.store, school.teacher, form.id, second, WHY)
    assert corrections.changes_if_pupil(school.store, form, third) == (Change(1, 0, YEAR), Change(0, 1, YEAR))
    assert corrections.change_if_void(school.store, form) == Change(1, 0, YEAR)
