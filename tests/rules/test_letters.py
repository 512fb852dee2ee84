"""What a person types for a letter, who may write one, and which settings it needs."""

import pytest

from kiosk.errors import Refused
from kiosk.rules.letters import (
    ASKED,
    LetterField,
    LetterKind,
    Typed,
    check_letterhead,
    check_may_write,
    read_field,
)
from kiosk.rules.permissions import Actor, Role
from tests.rules.builders import at, school_calendar

CALENDAR, NOW = school_calendar(), at("2026-11-23 10:00")


def read(kind: Typed, typed: str) -> str:
    return read_field(LetterField("veld", "Het veld", kind), typed, CALENDAR, NOW)


def test_a_moment_stands_in_full_in_the_letter() -> None:
    assert read(Typed.MOMENT, "morgen 15:30") == "dinsdag 24 november 2026 om 15.30 uur"


def test_a_day_to_look_back_is_a_school_day() -> None:
    assert read(Typed.DAY, "8-12") == "dinsdag 8 december 2026"
    with pytest.raises(Refused, match=r"Maandag 21 december 2026 is geen schooldag. De eerste .* is ma 4 jan."):
        read(Typed.DAY, "21-12")


def test_a_talk_with_parents_may_be_in_a_holiday_but_not_at_the_weekend() -> None:
    assert read(Typed.MOMENT, "21-12 10:00") == "maandag 21 december 2026 om 10.00 uur"
    with pytest.raises(Refused, match=r"Zaterdag 28 november 2026 is geen werkdag."):
        read(Typed.MOMENT, "zaterdag 10:00")
    with pytest.raises(Refused, match="is geen werkdag"):
        read(Typed.MOMENT, "25-12 10:00")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (Typed.DAY, "gisteren", "is al geweest"),
        (Typed.DAY, "8-12-2028", "is te ver weg"),
        (Typed.MOMENT, "vandaag 9:00", "is al geweest"),
        (Typed.MOMENT, "snel", "kan ik niet lezen"),
        (Typed.LINE, "  ", "Vul nog in: het veld."),
        (Typed.WORDS, " \n ", "Vul nog in: het veld."),
        (Typed.DAY, "", "Vul nog in: het veld."),
    ],
)
def test_what_says_nothing_or_cannot_be_is_refused_in_a_sentence(kind: Typed, typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(kind, typed)


def test_words_keep_their_lines_and_lose_what_a_terminal_obeys() -> None:
    assert read(Typed.WORDS, " Rust.\n\x1b[2JElke dag. ") == "Rust.\n[2JElke dag."


def test_a_warning_asks_what_the_school_expects_which_help_and_when_to_look_back() -> None:
    assert [one.key for one in ASKED[LetterKind.OFFICIAL_WARNING]] == ["verwachting", "hulp", "terugkijken"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.HEAD])
def test_only_directie_writes_letters(role: Role) -> None:
    with pytest.raises(Refused, match="Een brief schrijft de directie"):
        check_may_write(Actor("iemand", frozenset({role}), staff_id=3))


def test_a_decision_to_suspend_needs_the_board_and_both_addresses() -> None:
    school = {"address": "Kerkstraat 12", "board": "", "board_address": ""}
    with pytest.raises(Refused, match=r"bij De school, in: het bestuur, het adres van het bestuur\."):
        check_letterhead(LetterKind.SUSPENSION, school)
    check_letterhead(LetterKind.INVITATION, school)
    check_letterhead(LetterKind.SUSPENSION, dict.fromkeys(school, "iets"))
