"""What happened on an earlier day: the day as it is typed, and the moment that it stands for."""

from datetime import date, datetime

import pytest

from kiosk.errors import Refused
from kiosk.rules.form import FactKind
from kiosk.rules.form_order import moment_on
from kiosk.rules.moment import read_past_day
from tests.rules.builders import at, at_home, day, form_with, life_until

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", "2026-11-23"),
        (" Vandaag ", "2026-11-23"),
        ("gisteren", "2026-11-22"),
        ("ma", "2026-11-23"),
        ("vrijdag", "2026-11-20"),
        ("20-11", "2026-11-20"),
        ("vr 20 nov", "2026-11-20"),
        ("20/11/2026", "2026-11-20"),
        ("24-11-2025", "2025-11-24"),
    ],
)
def test_a_day_is_read_as_a_teacher_means_it(typed: str, meant: str) -> None:
    assert read_past_day(typed, MONDAY) == day(meant)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("24-11-2026", "Deze dag ligt in de toekomst"),
        ("31-9", "Deze dag bestaat niet"),
        ("morgen", "Deze dag ligt in de toekomst"),
        ("[/x]", "Deze dag kan ik niet lezen"),
        ("20 foo", "Deze maand ken ik niet"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_examples_of_days(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        read_past_day(typed, MONDAY)
    assert caught.value.what_to_do == "Typ bijvoorbeeld gisteren, vrijdag of 20-11."


def test_a_day_that_comes_soon_is_not_taken_for_that_of_last_year() -> None:
    with pytest.raises(Refused, match=r"in de toekomst\. Was het vorig jaar"):
        read_past_day("1-12", MONDAY)


def test_of_an_earlier_day_only_the_day_is_known_so_it_stands_for_noon() -> None:
    now = at("2026-11-25 08:45")
    assert moment_on(at_home(), FactKind.RETURNED, day("2026-11-24"), now) == at("2026-11-24 12:00")
    assert moment_on(at_home(), FactKind.RETURNED, now.date(), now) == now


def test_on_the_day_of_the_step_before_it_happened_right_after_that_step() -> None:
    now: datetime = at("2026-11-25 08:45")
    printed = form_with(*life_until(FactKind.PRINTED))  # Monday at two
    assert moment_on(printed, FactKind.TAKEN_HOME, day("2026-11-23"), now) == at("2026-11-23 14:00")
    assert moment_on(printed, FactKind.TAKEN_HOME, day("2026-11-20"), now) < at("2026-11-23 14:00")
