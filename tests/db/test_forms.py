"""Issuing a form: what it cannot exist without, its number, its code, and who may read it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kiosk.db import answers, enrolment, facts, forms, people, tables
from kiosk.errors import KioskError, Refused
from kiosk.rules import number
from kiosk.rules.form import Stage, stage
from kiosk.rules.permissions import Role, command_line, pupil_with_code
from tests.db.school import MONDAY_MORNING, SampleSchool, everything_stored, row_count, sample_roll

TOMORROW = MONDAY_MORNING + timedelta(days=1)


def test_a_new_form_keeps_everything_that_the_teacher_filled_in(school: SampleSchool) -> None:
    issued = school.issue(
        main="theft",
        behaviours=("language", "theft"),
        happened_at=datetime(2026, 11, 23, 9, 40),
        consulted_id=school.counsellor.staff_id,
        consulted_at=datetime(2026, 11, 23, 9, 55),
    )
    row = tables.Form.get_by_id(issued.form.id)
    assert (row.pupil_id, row.home_group_id, row.host_id) == (
        school.pupils[0],
        school.group("MB1"),
        school.group("MB2"),
    )
    assert (row.main, row.place, row.what_was_seen) == ("theft", "playground", "Duwde bij de glijbaan.")
    assert (row.happened_at, row.issued_at) == (datetime(2026, 11, 23, 9, 40), MONDAY_MORNING)
    assert (row.issued_by_id, row.school_year) == (school.teacher.staff_id, "2026-2027")
    assert (row.consulted_id, row.consulted_at) == (school.counsellor.staff_id, datetime(2026, 11, 23, 9, 55))
    assert issued.form.behaviours == ("theft", "language")
    assert stage(issued.form) is Stage.WAITING
    assert [code.code for code in tables.Code.select()] == [issued.code]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"behaviours": ()}, "Kies wat er gebeurde"),
        ({"main": "theft"}, "Kies wat er gebeurde"),
        ({"main": "rudeness", "behaviours": ("rudeness",)}, "Kies wat er gebeurde"),
        ({"behaviours": ("violence", "rudeness")}, "Kies wat er gebeurde"),
        ({"place": ""}, "Kies waar het gebeurde"),
        ({"place": "moon"}, "Kies waar het gebeurde"),
        ({"what_was_seen": " \n "}, "Wat zag je zelf"),
        ({"happened_at": TOMORROW}, "Dit moment ligt in de toekomst"),
        ({"consulted_at": TOMORROW}, "Dit moment ligt in de toekomst"),
        ({"consulted_id": 9999}, "Overleg eerst met de directie of IB"),
        ({"pupil_id": 9999}, r"Deze leerling is niet \(meer\) op school"),
        ({"host_id": 9999}, "Deze groep bestaat niet"),
        ({"consulted_at": TOMORROW - timedelta(days=2)}, "Het overleg was voor de dag waarop het gebeurde"),
    ],
)
def test_a_form_without_what_it_needs_is_refused_and_nothing_is_stored(
    school: SampleSchool, change: dict[str, Any], said: str
) -> None:
    before = everything_stored()
    with pytest.raises(Refused, match=said):
        school.issue(**change)
    assert everything_stored() == before


def test_a_child_is_not_sent_to_its_own_group(school: SampleSchool) -> None:
    before = everything_stored()
    with pytest.raises(Refused, match="Dit is de eigen groep van het kind"):
        school.issue(host_id=school.group("MB1"))
    assert everything_stored() == before


def test_what_was_seen_is_kept_clean(school: SampleSchool) -> None:
    assert school.issue(what_was_seen=" Duwde\x1b[2J \n").form.what_was_seen == "Duwde[2J"


def test_a_consultation_with_another_teacher_is_no_consultation(school: SampleSchool) -> None:
    with pytest.raises(Refused, match="Overleg eerst"):
        school.issue(consulted_id=school.teacher.staff_id)


def test_head_and_counsellor_may_be_their_own_consultation(school: SampleSchool) -> None:
    for actor in (school.head, school.counsellor):
        assert school.issue(actor, consulted_id=actor.staff_id).form.consulted_id == actor.staff_id


def test_a_pupil_who_left_gets_no_form(school: SampleSchool) -> None:
    request = school.request()
    key, roll = tables.Pupil.get_by_id(request.pupil_id).key, sample_roll()
    enrolment.apply_roll(
        school.store, command_line(), replace(roll, pupils=tuple(one for one in roll.pupils if one.key != key))
    )
    with pytest.raises(Refused, match=r"Deze leerling is niet \(meer\) op school"):
        forms.issue_form(school.store, school.teacher, request)


def test_a_pupil_who_came_later_gets_no_form_for_what_happened_before(school: SampleSchool) -> None:
    school.clock.pass_time(days=7)  # Monday 30 November
    roll = sample_roll()
    newcomer = replace(roll.pupils[0], key="newcomer", given_name="Noor")
    enrolment.apply_roll(school.store, command_line(), replace(roll, pupils=(*roll.pupils, newcomer)))
    came = tables.Pupil.get(tables.Pupil.key == "newcomer").id
    assert forms.came_on(school.store, came) == date(2026, 11, 30)
    saturday = datetime(2026, 11, 28, 14, 0)
    with pytest.raises(Refused, match="Noor is pas sinds maandag 30 november 2026 op school"):
        school.issue(pupil_id=came, host_id=None, happened_at=saturday)
    assert row_count(tables.Form) == 0
    school.issue(pupil_id=came, host_id=None)


def test_who_stood_in_the_first_import_was_here_before_it(school: SampleSchool) -> None:
    assert forms.came_on(school.store, school.pupils[0]) is None
    school.issue(happened_at=MONDAY_MORNING - timedelta(days=30))


def test_who_moves_to_another_group_has_been_here_all_the_time(school: SampleSchool) -> None:
    school.clock.pass_time(days=7)
    roll = sample_roll()
    key = tables.Pupil.get_by_id(school.pupils[0]).key
    moved = tuple(replace(one, group_key="MB2") if one.key == key else one for one in roll.pupils)
    moves = school.pupils[0]
    enrolment.apply_roll(school.store, command_line(), replace(roll, pupils=moved))
    assert forms.came_on(school.store, moves) is None


def test_the_last_consultation_is_ones_own_of_this_school_year(school: SampleSchool) -> None:
    assert forms.last_consulted(school.store, school.teacher) is None
    school.issue(consulted_id=school.counsellor.staff_id)
    school.issue(school.head, main="theft", behaviours=("theft",))
    assert forms.last_consulted(school.store, school.teacher) == school.counsellor.staff_id
    school.clock.pass_time(minutes=5)
    school.issue(main="bullying", behaviours=("bullying",))
    assert forms.last_consulted(school.store, school.teacher) == school.head.staff_id
    school.clock.pass_time(days=300)
    assert forms.last_consulted(school.store, school.teacher) is None


def test_neither_the_command_line_nor_a_pupil_nor_the_kiva_team_issues_a_form(school: SampleSchool) -> None:
    member = people.add_staff(school.store, school.head, "Kim", "", "Kiva")
    people.give_roles(school.store, school.head, member.id, [Role.KIVA_TEAM])
    kiva = people.actor_of(next(one for one in people.staff(school.store) if one.id == member.id))
    for actor in (command_line(), pupil_with_code(1), kiva):
        with pytest.raises(Refused):
            school.issue(actor)
    assert row_count(tables.Form) == 0


def test_numbers_run_on_within_a_school_year_and_begin_again_in_the_next(school: SampleSchool) -> None:
    numbers = [school.issue().form.number for _ in range(3)]
    school.clock.move_to("2027-07-31 23:59")
    numbers.append(school.issue().form.number)
    school.clock.move_to("2027-08-01 00:00")
    numbers.append(school.issue().form.number)
    assert [one[:9] for one in numbers] == ["123260001", "123260002", "123260003", "123260004", "123270001"]
    assert [number.read_number(one, "123") for one in numbers] == numbers


def test_a_void_form_keeps_its_number_for_itself(school: SampleSchool) -> None:
    first = school.issue().form
    facts.void_form(school.store, school.teacher, first.id, "Vergissing.")
    assert school.issue().form.number[5:9] == "0002"


def test_the_number_on_the_paper_finds_the_form_for_who_may_read_it(school: SampleSchool) -> None:
    form = school.issue().form
    assert forms.form_by_number(school.store, school.teacher, f"*{number.spaced(form.number)}*").id == form.id
    with pytest.raises(Refused, match="Dit formulier is niet van jou"):
        forms.form_by_number(school.store, school.stranger, form.number)
    with pytest.raises(Refused, match="Dit nummer is nooit uitgegeven"):
        forms.form_by_number(school.store, school.head, number.make_number("123", "2026-2027", 42))


def test_a_form_that_is_not_there_is_told_plainly(school: SampleSchool) -> None:
    with pytest.raises(KioskError, match="Dit formulier bestaat niet"):
        forms.read_form(school.store, school.head, 4242)


def test_the_same_pupil_day_and_behaviour_are_found_so_that_the_teacher_can_be_asked(school: SampleSchool) -> None:
    form = school.issue().form
    today, pupil = MONDAY_MORNING.date(), school.pupils[0]
    found = forms.similar_form(school.store, pupil, today, "violence")
    assert found is not None
    assert found.id == form.id
    assert forms.similar_form(school.store, pupil, today, "theft") is None
    assert forms.similar_form(school.store, school.pupils[1], today, "violence") is None
    assert forms.similar_form(school.store, pupil, today + timedelta(days=1), "violence") is None
    facts.void_form(school.store, school.teacher, form.id, "Vergissing.")
    assert forms.similar_form(school.store, pupil, today, "violence") is None


def test_each_sees_only_the_open_forms_that_are_theirs(school: SampleSchool) -> None:
    first = school.issue().form.id
    second = school.issue(school.stranger, pupil_id=school.pupils[1], host_id=None).form.id
    elsewhere = school.issue(school.head, pupil_id=pupil_of(school, "BB1"), host_id=None).form.id
    void = school.issue().form.id
    facts.void_form(school.store, school.teacher, void, "Vergissing.")

    def seen_by(actor: str) -> list[int]:
        return [form.id for form in forms.open_forms(school.store, school.actor(actor))]

    assert seen_by("M01") == seen_by("M02") == [first, second, elsewhere]
    assert seen_by("M13") == [first, second]
    assert seen_by("M14") == [first]
    assert seen_by("M10") == [second]
    assert seen_by("M18") == []


def pupil_of(school: SampleSchool, group: str) -> int:
    group_id = school.group(group)
    return next(one.id for one in people.pupils(school.store) if one.group_id == group_id)


def test_a_filed_form_is_no_longer_open(school: SampleSchool) -> None:
    form_id = school.signed()
    assert [form.id for form in forms.open_forms(school.store, school.head)] == [form_id]
    facts.file_form(school.store, school.teacher, form_id)
    assert forms.open_forms(school.store, school.head) == []


def test_a_code_opens_its_form_today_and_no_longer_tomorrow(school: SampleSchool) -> None:
    issued = school.issue()
    assert answers.open_with_code(school.store, issued.code).form_id == issued.form.id
    school.clock.move_to("2026-11-23 23:59")
    assert answers.open_with_code(school.store, issued.code).form_id == issued.form.id
    school.clock.move_to("2026-11-24 00:00")
    with pytest.raises(Refused, match="Deze code ken ik niet"):
        answers.open_with_code(school.store, issued.code)


def test_a_new_code_takes_the_place_of_the_old_one(school: SampleSchool) -> None:
    issued = school.issue()
    school.clock.pass_time(days=1)
    code = forms.new_code(school.store, school.host, issued.form.id)
    assert answers.open_with_code(school.store, code).form_id == issued.form.id
    assert [(row.code, row.valid_on) for row in tables.Code.select()] == [(code, date(2026, 11, 24))]


def test_a_form_that_was_handed_in_gets_no_new_code(school: SampleSchool) -> None:
    form_id = school.handed_in()
    with pytest.raises(Refused, match="Dit formulier is al ingeleverd"):
        forms.new_code(school.store, school.teacher, form_id)
    assert row_count(tables.Code) == 0


def test_two_open_forms_never_share_a_code(school: SampleSchool, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([111222, 111222, 111222, 333444])
    monkeypatch.setattr("kiosk.vault.pins.secrets.randbelow", lambda _below: next(drawn))
    assert [school.issue().code, school.issue().code] == ["111222", "333444"]


def test_a_new_code_takes_the_code_of_no_other_child_that_is_still_writing(school: SampleSchool) -> None:
    """The clock is put right while a child writes: to the kiosk it began yesterday."""
    writing = school.issue().form.id
    school.clock.pass_time(days=1)
    school.issue(pupil_id=school.pupils[1])
    assert school.write(writing, "Ik ben nog bezig.").text == "Ik ben nog bezig."
    assert [words.text for words in answers.answers(school.store, school.teacher, writing)] == ["Ik ben nog bezig."]


def test_every_code_that_opens_nothing_gets_the_same_words(school: SampleSchool) -> None:
    expired = school.issue().code
    school.clock.pass_time(days=1)
    issued = school.issue()
    replaced = issued.code
    current = forms.new_code(school.store, school.teacher, issued.form.id)
    answers.hand_in(school.store, issued.form.id, [])
    void = school.issue()
    facts.void_form(school.store, school.teacher, void.form.id, "Vergissing.")
    said = set()
    for code in (expired, replaced, current, void.code, "", "geen cijfers"):
        with pytest.raises(Refused) as told:
            answers.open_with_code(school.store, code)
        said.add(str(told.value))
        tables.Tries.delete().execute()
    assert said == {"Deze code ken ik niet. Kijk nog eens op je briefje. Heb je al ingeleverd? Dan ben je klaar."}
