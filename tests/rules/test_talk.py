"""The record of a talk: what it cannot do without, and text as it may be kept."""

from dataclasses import replace
from typing import Any

import pytest

from kiosk.errors import Refused
from kiosk.rules.form import Talk
from kiosk.rules.talk import check_talk, clean_talk
from tests.rules.builders import TEACHER, at

HELD = Talk(at("2026-11-23 11:00"), TEACHER, "Daan en juf", "Ze gaven een hand.")


@pytest.mark.parametrize(
    "agreement", [{}, {"agreement_then": "ik vraag hulp"}, {"agreement_if": "ik boos word", "agreement_then": "ik tel"}]
)
def test_who_was_there_and_what_came_of_it_are_enough_and_an_agreement_may_be_a_plain_dan(
    agreement: dict[str, Any],
) -> None:
    check_talk(replace(HELD, **agreement))


@pytest.mark.parametrize("missing", ["present", "outcome"])
@pytest.mark.parametrize("text", ["", " \n"])
def test_a_talk_without_who_was_there_or_what_came_of_it_is_refused(missing: str, text: str) -> None:
    without: dict[str, Any] = {missing: text}
    with pytest.raises(Refused, match="Het gesprek is nog niet compleet"):
        check_talk(replace(HELD, **without))


def test_an_als_without_a_dan_is_half_a_plan() -> None:
    with pytest.raises(Refused, match=r"De afspraak is nog niet compleet\. Vul in wat er dan gebeurt\."):
        check_talk(replace(HELD, agreement_if="ik boos word", agreement_then=" "))


def test_every_text_of_a_talk_is_kept_clean() -> None:
    texts = ("present", "outcome", "agreement_if", "agreement_then", "teacher_remark", "missed_time", "harmed_side")
    odd: dict[str, Any] = dict.fromkeys(texts, " a\x1b[2J\u202eb \n")
    cleaned = clean_talk(replace(HELD, **odd))
    assert {getattr(cleaned, name) for name in texts} == {"a[2Jb"}
    assert (cleaned.held_at, cleaned.held_by) == (HELD.held_at, HELD.held_by)


def test_a_long_outcome_keeps_its_lines() -> None:
    assert clean_talk(replace(HELD, outcome="Eerst sorry.\nDaarna spelen.\n")).outcome == "Eerst sorry.\nDaarna spelen."
