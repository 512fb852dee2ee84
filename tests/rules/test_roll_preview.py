"""What a newer export would change, by name, and what a person is asked first."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.rules.roll import Roll, RollGroup, RollPupil, RollStaff
from kiosk.rules.roll_preview import (
    Lookalike,
    Preview,
    find_lookalikes,
    one_way,
    open_questions,
    preview_roll,
    with_new_keys,
)
from tests.rules.builders import day

EGELS, UILEN = RollGroup("g1", "De Egels"), RollGroup("g2", "De Uilen")
DAAN = RollPupil("1", "Daan", "van der", "Berg", 4, "g1")
SARA = RollPupil("2", "Sara", "", "Dam", 4, "g1")
MINH = RollPupil("3", "Minh", "", "Öz", 5, "g2")
JUF = RollStaff("m1", "Fenna", "ter", "Beek", "LRK", ("g1",))
SCHOOL = Roll("2026-2027", (EGELS, UILEN), (DAAN, SARA, MINH), (JUF,))
TODAY = day("2026-11-23")
GROUPS = {"g1": "De Egels", "g2": "De Uilen"}


def preview(newer: Roll, known: Roll = SCHOOL) -> Preview:
    return preview_roll(known, newer, TODAY)


def told(newer: Roll, known: Roll = SCHOOL) -> list[str]:
    """Each part with its lines, as a person reads it."""
    parts = preview(newer, known).parts
    return [f"{part.title} | {line.name} | {line.what}" for part in parts for line in part.lines]


def with_pupils(*pupils: RollPupil) -> Roll:
    return replace(SCHOOL, pupils=pupils)


def test_the_same_export_again_changes_nobody() -> None:
    assert preview(SCHOOL) == Preview(preview(SCHOOL).changes, ())


def test_who_moves_is_told_from_which_group_to_which_and_what_else_changed() -> None:
    moved = replace(DAAN, group_key="g2", year_group=5)
    assert told(with_pupils(moved, SARA, MINH)) == [
        "Naar een andere groep | Berg, Daan van der | De Egels → De Uilen, leerjaar 4 → 5"
    ]
    assert told(with_pupils(replace(DAAN, group_key=None), SARA, MINH)) == [
        "Naar een andere groep | Berg, Daan van der | De Egels → zonder groep"
    ]


def test_who_changes_within_a_group_is_told_by_the_old_name() -> None:
    renamed = replace(DAAN, surname="Nieuwenhuis", prefix="", year_group=None)
    assert told(with_pupils(renamed, SARA, MINH)) == [
        "Gewijzigd | Nieuwenhuis, Daan | heette Berg, Daan van der, leerjaar 4 → ?"
    ]


def test_who_is_gone_comes_first_with_the_forms_that_are_not_finished() -> None:
    new = RollPupil("9", "Bo", "", "", None, None)
    preview_of_gone = preview_roll(SCHOOL, with_pupils(MINH, new), TODAY, {"1": 2, "2": 1, "3": 4})
    assert [line.what for line in preview_of_gone.parts[0].lines] == [
        "De Egels, leerjaar 4 · 2 formulieren nog niet klaar",
        "De Egels, leerjaar 4 · 1 formulier nog niet klaar",
    ]
    assert [str(part) for part in preview_of_gone.parts] == ["Van school: 2", "Nieuw: 1"]
    assert preview_of_gone.parts[1].lines[0].what == "zonder groep"


def test_the_lines_of_a_part_are_in_the_order_of_a_dutch_list_of_names() -> None:
    others = (replace(DAAN, key="8", prefix="van", surname="Aa"), replace(DAAN, key="9", surname="Östen", prefix=""))
    assert [line.name for line in preview(with_pupils(*SCHOOL.pupils, *others)).parts[0].lines] == [
        "Aa, Daan van",
        "Östen, Daan",
    ]


def test_groups_and_staff_are_told_too() -> None:
    newer = replace(
        SCHOOL,
        groups=(replace(EGELS, name="De Otters"), RollGroup("g3", "De Kevers")),
        pupils=(DAAN, SARA, replace(MINH, group_key="g3")),
        staff=(replace(JUF, group_keys=("g1", "g3")), RollStaff("m2", "Ruud", "", "Smits", "DIR", ())),
    )
    assert told(newer) == [
        "Naar een andere groep | Öz, Minh | De Uilen → De Kevers",
        "Medewerker nieuw | Smits, Ruud | ",
        "Medewerker gewijzigd | Beek, Fenna ter | De Otters, De Kevers",
        "Groep nieuw | De Kevers | heeft nog geen parallelgroep",
        "Groep weg | De Uilen | niet meer in gebruik",
        "Groep met een andere naam | De Otters | was De Egels",
    ]
    gone = replace(SCHOOL, staff=(RollStaff("m2", "Ruud", "", "Smits", "", ()),))
    assert "Medewerker weg | Beek, Fenna ter | verliest rollen en pincode" in told(gone)


@pytest.mark.parametrize(
    ("stay", "said"),
    [((DAAN, SARA), ""), ((DAAN,), "Let op: 2 van de 3 leerlingen staan niet in dit bestand. Zij gaan van school.")],
)
def test_a_file_without_more_than_half_of_the_pupils_is_to_be_confirmed(stay: tuple[RollPupil, ...], said: str) -> None:
    assert preview(with_pupils(*stay)).many_gone == said


def test_half_of_the_pupils_is_not_yet_more_than_half_and_an_empty_school_loses_nobody() -> None:
    assert preview(with_pupils(DAAN), with_pupils(DAAN, SARA)).many_gone == ""
    assert preview(SCHOOL, Roll()).many_gone == ""


def test_a_newcomer_with_the_name_of_another_in_that_group_may_have_been_entered_twice() -> None:
    twin = replace(DAAN, key="9")
    sentence = "Let op: Daan van der Berg staat 2 keer in één groep. Zijn het verschillende kinderen?"
    assert preview(with_pupils(DAAN, SARA, MINH, twin)).doubts == (sentence,)
    assert preview(with_pupils(DAAN, SARA, MINH, replace(twin, group_key="g2"))).doubts == ()
    both = with_pupils(DAAN, SARA, MINH, twin)
    assert preview(both, both).doubts == ()  # it was asked before


def test_a_preview_of_an_earlier_year_is_doubted_and_one_without_pupils_refused() -> None:
    assert "schooljaar 2025-2026" in preview(replace(SCHOOL, school_year="2025-2026")).doubts[0]
    with pytest.raises(Refused, match="geen leerlingen"):
        preview(with_pupils())


def alike(new: RollPupil, known: RollPupil, known_id: int) -> Lookalike:
    return next(one for one in find_lookalikes([new], {known_id: known}, GROUPS))


def test_who_is_called_as_somebody_who_goes_is_asked_about_whatever_the_accents() -> None:
    new = replace(MINH, key="77", surname="Oz", group_key="g1")
    (found,) = find_lookalikes([new, SARA], {5: MINH, 6: DAAN}, GROUPS)
    assert (found.new, found.known, found.known_id) == (new, MINH, 5)
    assert found.new_is == "De Egels, leerjaar 5, nummer 77"
    assert found.known_is == "De Uilen, leerjaar 5, nummer 3"


def test_a_pupil_is_never_the_same_as_a_teacher_of_that_name() -> None:
    assert find_lookalikes([replace(DAAN, given_name="Fenna", prefix="ter", surname="Beek")], {1: JUF}, GROUPS) == []


def test_staff_added_by_hand_are_told_so() -> None:
    (found,) = find_lookalikes([JUF], {1: replace(JUF, key="", group_keys=())}, GROUPS)
    assert (found.new_is, found.known_is) == ("De Egels, nummer m1", "zonder groep, met de hand toegevoegd")


def test_nobody_is_two_of_the_others() -> None:
    one, other = replace(DAAN, key="8"), replace(DAAN, key="9")
    pairs = find_lookalikes([one, other], {1: DAAN, 2: replace(DAAN, key="5")}, GROUPS)
    assert len(pairs) == 4
    assert one_way(pairs) == []
    (left,) = open_questions(pairs, pairs[:1])
    assert (left.new, left.known_id) == (other, 2)
    assert one_way([left]) == [left]


def test_who_is_the_same_is_not_new_and_not_gone_but_changed_at_most() -> None:
    new = replace(DAAN, key="99", group_key="g2")
    newer = with_pupils(new, SARA, MINH)
    known = with_new_keys(SCHOOL, [alike(new, DAAN, 1)])
    assert told(newer, known) == ["Naar een andere groep | Berg, Daan van der | De Egels → De Uilen"]


def test_staff_added_by_hand_who_are_the_same_are_not_new() -> None:
    by_hand = replace(JUF, key="", role_hint="", group_keys=())
    (same,) = find_lookalikes([JUF], {1: by_hand}, GROUPS)
    known = with_new_keys(replace(SCHOOL, staff=()), [same])
    assert told(SCHOOL, known) == ["Medewerker gewijzigd | Beek, Fenna ter | De Egels, in het bestand: LRK"]
