"""Giving a form: what one cannot exist without, and moments that fit each other."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.errors import Refused
from kiosk.rules.issue import (
    IssueRequest,
    check_consulted_after,
    check_host,
    check_request,
    check_was_here,
    clean_request,
)
from tests.rules.builders import COUNSELLOR, HOME_GROUP, HOST_GROUP, at, school_policy

NOW = at("2026-11-23 10:00")
REQUEST = IssueRequest(
    pupil_id=501,
    main="bullying",
    behaviours=("bullying",),
    happened_at=at("2026-11-23 09:40"),
    place="yard",
    what_was_seen="Duwde bij de glijbaan.",
    consulted_id=COUNSELLOR,
    consulted_at=at("2026-11-23 09:55"),
    host_id=HOST_GROUP,
)


def test_a_whole_request_passes_also_when_directie_was_asked_first_on_that_day() -> None:
    check_request(REQUEST, school_policy(), NOW)
    check_request(replace(REQUEST, consulted_at=at("2026-11-23 08:00")), school_policy(), NOW)
    check_request(replace(REQUEST, happened_at=NOW - timedelta(days=9)), school_policy(), NOW)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"behaviours": ()}, "Kies wat er gebeurde"),
        ({"main": "theft"}, "Kies wat er gebeurde"),
        ({"behaviours": ("bullying", "rudeness")}, "Kies wat er gebeurde"),
        ({"place": "moon"}, "Kies waar het gebeurde"),
        ({"what_was_seen": " \n "}, "Wat zag je zelf"),
        ({"happened_at": NOW + timedelta(minutes=1)}, "Dit moment ligt in de toekomst"),
        ({"consulted_at": NOW + timedelta(minutes=1)}, "Dit moment ligt in de toekomst"),
        ({"consulted_at": at("2026-11-22 23:59")}, "Het overleg was voor de dag waarop het gebeurde"),
    ],
)
def test_what_is_missing_or_at_an_odd_moment_is_refused_with_what_to_do(change: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        check_request(replace(REQUEST, **change), school_policy(), NOW)
    assert caught.value.what_to_do


def test_nothing_happened_before_the_pupils_first_day_at_school() -> None:
    came_on = date(2026, 10, 12)
    with pytest.raises(Refused, match="Noor is pas sinds maandag 12 oktober 2026 op school") as caught:
        check_was_here(at("2026-10-11 23:59"), came_on, "Noor")
    assert caught.value.what_to_do == "Kijk na of de dag en de leerling kloppen."
    check_was_here(at("2026-10-12 08:30"), came_on, "Noor")


def test_of_who_was_here_before_the_first_import_any_day_is_believed() -> None:
    check_was_here(at("2025-09-01 10:00"), None, "Noor")


def test_the_consultation_may_be_earlier_that_day_and_not_a_day_earlier() -> None:
    check_consulted_after(at("2026-11-23 10:00"), at("2026-11-23 08:00"))
    with pytest.raises(Refused, match="Het overleg was voor de dag"):
        check_consulted_after(at("2026-11-23 00:10"), at("2026-11-22 23:50"))


def test_a_child_does_not_go_to_its_own_group_but_may_stay_without_a_parallel_group() -> None:
    with pytest.raises(Refused, match="Dit is de eigen groep van het kind"):
        check_host(HOME_GROUP, HOME_GROUP)
    check_host(HOST_GROUP, HOME_GROUP)
    check_host(None, None)
    check_host(None, HOME_GROUP)


def test_what_was_seen_is_kept_clean() -> None:
    assert clean_request(replace(REQUEST, what_was_seen=" Duwde\x1b[2J \n")).what_was_seen == "Duwde[2J"
