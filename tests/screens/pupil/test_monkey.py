"""A monkey at the keys, the mouse and the window: nothing breaks, nothing shows what it must not, no word is lost."""

import pytest

from tests.school import School
from tests.screens.pupil.monkey import play

SEEDS = (1, pytest.param(2, marks=pytest.mark.long), pytest.param(3, marks=pytest.mark.long))
EVENTS = 600
"""For each seed; `make monkey` plays 100,000 in all, with fresh seeds."""


@pytest.mark.parametrize("seed", SEEDS)
async def test_whatever_a_monkey_does_the_kiosk_goes_on_and_keeps_every_word(school: School, seed: int) -> None:
    tally = await play(school, seed, EVENTS)
    assert tally.events >= EVENTS
    assert tally.sat_down
    assert tally.screens["WordsScreen"]
