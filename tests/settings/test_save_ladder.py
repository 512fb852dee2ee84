"""Saving another ladder from a screen: it is what the next start reads, and what a person wrote stays."""

from dataclasses import replace

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.policy import Counting, EarlierLadder, LadderStep, OutOfGroup, Policy, Restart, StepKind
from kiosk.settings import default_policy, load, save, save_school
from tests.settings.school_file import SCHOOL, SMALLEST, written


def other_ladder(policy: Policy, *forms: int) -> Policy:
    """Every number and choice of the ladder another than by default."""
    steps = tuple(replace(step, forms=number) for step, number in zip(policy.steps, forms, strict=True))
    return replace(
        policy,
        counting=Counting.WHOLE_SCHOOL,
        restart=Restart.AFTER_TALK,
        steps=steps,
        reminders=3,
        out_of_group=replace(policy.out_of_group, time_outs=4),
    )


def test_what_is_saved_is_what_the_next_start_reads(home: Home) -> None:
    save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    new = other_ladder(default_policy(), 2, 4, 3)
    save(home, policy=new)
    assert load(home).policy == new
    assert load(home).school == SCHOOL
    first = home.settings.read_bytes()
    save(home, policy=new)
    assert home.settings.read_bytes() == first
    back = default_policy()
    save(home, policy=back)
    assert load(home).policy == back


@pytest.mark.parametrize(
    "own",
    [
        "",
        "[policy]\n",
        '[policy]\n[[policy.step]]\nforms = 2\nleads_to = "parents_talk"\n',
        'policy = { counting = "school_year" }\n',
        '[policy]\nstep = [{forms = 2, leads_to = "parents_talk"}]\n',
        "[policy]\nout_of_group = {time_outs = 3}\n[calendar]\nclosed = []\n",
        '[[policy.step]]\nforms = 5\nleads_to = "parents_talk"\n[calendar]\nclosed = []\n[policy]\nreminders = 1\n',
    ],
)
def test_however_a_person_wrote_it(home: Home, own: str) -> None:
    top, tables = (own, "") if own.startswith("policy") else ("", own)
    new = other_ladder(default_policy(), 2, 4, 3)
    save(written(home, top + SMALLEST + tables), policy=new)
    assert load(home).policy == new


def test_own_words_and_days_and_comments_stay(home: Home) -> None:
    own = """
# Besproken in het team.
[policy]
reminders = 1  # een keer is genoeg
# Eerst praten.
[[policy.step]]
forms = 5  # ruim
leads_to = "parents_talk"
[[policy.place]]
key = "forest"
label = "het bos"
[policy.out_of_group]
objection_days = 10
[calendar]
closed = [2026-11-24]
"""
    before = load(written(home, SMALLEST + own))
    new = replace(before.policy, steps=(LadderStep(4, StepKind.PARENTS_TALK),), reminders=2)
    save(home, policy=new)
    after, text = load(home), home.settings.read_text(encoding="utf-8")
    assert after == replace(before, policy=new)
    assert after.policy.out_of_group == OutOfGroup(time_outs=2, objection_days=10)
    assert all(comment in text for comment in ("# Besproken", "# een keer is genoeg", "# Eerst praten.", "# ruim"))


@pytest.mark.parametrize("forms", [0, 100])
def test_a_number_that_the_next_start_would_refuse_is_not_saved(home: Home, forms: int) -> None:
    written(home, SMALLEST)
    with pytest.raises(KioskError, match="forms"):
        save(home, policy=other_ladder(default_policy(), forms, 3, 1))
    assert home.settings.read_text(encoding="utf-8") == SMALLEST


def test_a_faulty_file_is_not_written_over(home: Home) -> None:
    faulty = SMALLEST + "[policy]\nreminder = 2\n"
    with pytest.raises(KioskError, match="'reminder'"):
        save(written(home, faulty), policy=default_policy())
    assert home.settings.read_text(encoding="utf-8") == faulty


def test_the_ladders_of_earlier_years_come_back_oldest_first_and_go_again(home: Home) -> None:
    steps = default_policy().steps
    earlier = (
        EarlierLadder("2024-2025", Restart.AFTER_TALK, steps[:1]),
        EarlierLadder("2026-2027", Restart.AT_STEP, steps),
    )
    new = replace(other_ladder(default_policy(), 2, 4, 3), earlier=earlier)
    save(written(home, SMALLEST + "[calendar]\nclosed = []\n"), policy=new)
    assert load(home).policy == new
    text = home.settings.read_text(encoding="utf-8").replace(
        '"2024-2025"', '"2030-2031"'
    )  # now the first is the newest
    home.settings.write_text(text, encoding="utf-8")
    assert [one.before for one in load(home).policy.earlier] == ["2026-2027", "2030-2031"]
    save(home, policy=default_policy())
    assert load(home).policy == default_policy()


def test_an_earlier_ladder_without_its_year_is_told(home: Home) -> None:
    own = '[[policy.earlier]]\nrestart = "at_step"\n[[policy.earlier.step]]\nforms = 3\nleads_to = "parents_talk"\n'
    with pytest.raises(KioskError, match=r"ontbreekt 'before' onder \[\[policy.earlier\]\]"):
        load(written(home, SMALLEST + own))
