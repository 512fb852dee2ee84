"""Saving the help around the questions: only what differs from the program's is written, and comments stay."""

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.paths import Home
from kiosk.rules.policy import Policy, Question
from kiosk.settings import default_policy, load, save
from kiosk.settings.questions import typed_help
from tests.settings.school_file import SMALLEST, written

BASE = default_policy().questions
OWN = """\
# Samen met de kinderen gemaakt.
[[question]]
number = 6
hint = "Iets kleins."  # groep 8
starters = ["Ik ga …"]
[[question]]
number = 2
[[question.cards]]
key = "oops"
label = "Oeps."
[pupil]
cover_minutes = 7  # zeven
"""


def with_help(policy: Policy, *changed: Question) -> Policy:
    new = {one.number: one for one in changed}
    return replace(policy, questions=tuple(new.get(one.number, one) for one in policy.questions))


@pytest.mark.parametrize("own", ["", OWN, 'question = [{number = 6, hint = "Iets kleins."}]\n'])
def test_what_is_saved_is_what_the_next_start_reads(home: Home, own: str) -> None:
    top, tables = (own, "") if own.startswith("question") else ("", own)
    before = load(written(home, top + SMALLEST + tables))
    questions = before.policy.questions
    new = with_help(
        before.policy,
        replace(questions[5], hint='Wat "kun" jij?', starters=("Ik …", "Wij …")),
        replace(questions[7], simple_hint="Kort.", starters=()),
        replace(questions[1], hint="Denk terug."),
    )
    save(home, policy=new)
    assert load(home) == replace(before, policy=new)
    if own == OWN:
        text = home.settings.read_text(encoding="utf-8")
        assert all(comment in text for comment in ("# Samen met", "# groep 8", "# zeven"))


def test_back_to_the_programs_words_leaves_nothing_behind(home: Home) -> None:
    before = load(written(home, SMALLEST)).policy
    save(home, policy=with_help(before, replace(BASE[0], hint="Anders.", starters=())))
    assert home.settings.read_text(encoding="utf-8").count("number") == 1
    save(home, policy=before)
    assert home.settings.read_text(encoding="utf-8").strip() == SMALLEST.strip()


def test_of_a_question_with_its_own_cards_these_stay(home: Home) -> None:
    before = load(written(home, SMALLEST + OWN)).policy
    save(home, policy=with_help(before, replace(before.questions[1], hint="Denk terug.")))
    save(home, policy=with_help(before, before.questions[1], BASE[5]))
    after = load(home).policy
    assert after.questions[1].cards == before.questions[1].cards != BASE[1].cards
    assert after.questions[5] == BASE[5]


def test_a_question_has_two_hints_and_as_many_starters_as_are_filled_in() -> None:
    assert typed_help(BASE[0], " Kijk\x1b. ", "Kijk.", ["", "Ik …", " "]) == replace(
        BASE[0], hint="Kijk.", simple_hint="Kijk.", starters=("Ik …",)
    )
    for hints in (("", "x"), ("x", " ")):
        with pytest.raises(Refused, match="hoort een hint"):
            typed_help(BASE[0], *hints, [])
