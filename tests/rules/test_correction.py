"""Setting a form right: what may change, when, and what it leaves behind."""

import pytest

from kiosk.errors import Refused
from kiosk.rules import correction
from kiosk.rules.form import Fact, FactKind
from kiosk.rules.people import Pupil
from kiosk.settings import default_policy
from tests.rules.builders import day, fact, form_with, life_until

POLICY = default_policy()
FORM = form_with()  # bullying, of pupil 501


def pupil(pupil_id: int = 502, left: str = "") -> Pupil:
    return Pupil(pupil_id, "Daan", "", "Vos", 6, 31, "De Egels", day(left) if left else None)


def test_other_behaviours_of_the_schools_list_are_a_correction() -> None:
    correction.check_behaviours(FORM, ("theft",), POLICY)
    correction.check_behaviours(FORM, ("theft", "bullying"), POLICY)


@pytest.mark.parametrize("chosen", [(), ("rudeness",), ("theft", "rudeness")])
def test_behaviours_that_are_not_on_the_list_are_refused(chosen: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="Kies wat er gebeurde"):
        correction.check_behaviours(FORM, chosen, POLICY)


def test_the_same_behaviours_change_nothing() -> None:
    with pytest.raises(Refused, match="Dit staat er al zo"):
        correction.check_behaviours(FORM, ("bullying",), POLICY)


def test_a_place_is_another_one_of_the_list() -> None:
    here = form_with()
    correction.check_place(here, "online", POLICY)
    for place in ("moon", ""):
        with pytest.raises(Refused, match="Kies waar het gebeurde"):
            correction.check_place(here, place, POLICY)


@pytest.mark.parametrize(
    ("life", "fixed"),
    [
        ((), False),
        ((fact(FactKind.PARENTS_INFORMED, "2026-11-23 09:05", note="gebeld"),), False),
        (life_until(FactKind.FIRST_WORD), True),
        ((fact(FactKind.HANDED_IN, "2026-11-23 09:30", note="liep weg"),), True),
        (life_until(FactKind.TALK), True),
    ],
)
def test_the_pupil_can_be_corrected_until_the_first_word_or_an_adults_hand_in(
    life: tuple[Fact, ...], fixed: bool
) -> None:
    assert correction.pupil_is_fixed(form_with(*life)) is fixed


def test_too_late_for_another_pupil_the_way_out_is_told() -> None:
    with pytest.raises(Refused) as caught:
        correction.check_pupil(form_with(*life_until(FactKind.FIRST_WORD)), pupil())
    assert caught.value.what_to_do == "Maak het ongeldig en geef een nieuw formulier."


def test_the_other_pupil_is_another_one_who_is_at_school() -> None:
    correction.check_pupil(FORM, pupil())
    with pytest.raises(Refused, match="Dit formulier is al van Daan"):
        correction.check_pupil(FORM, pupil(501))
    with pytest.raises(Refused, match=r"niet \(meer\) op school"):
        correction.check_pupil(FORM, pupil(left="2026-11-20"))


def test_a_correction_leaves_what_it_was_and_why() -> None:
    what = correction.from_to("gedrag", "pesten", correction.behaviour_words(("theft", "bullying"), POLICY))
    assert correction.note(what, " fout\x1b ") == "gedrag: pesten → stelen (ook: pesten). Reden: fout"
    with pytest.raises(Refused, match="Hier hoort een reden bij"):
        correction.note(what, " \n")
