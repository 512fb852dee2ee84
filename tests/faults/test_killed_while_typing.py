"""The plug is pulled while a child types: what was told to be kept is kept, and what is older than a second too."""

import random
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.faults.doomed import Doomed, doomed
from tests.faults.whole import after_opening, copied
from tests.faults.work import BEGUN, TICK, text_after, type_on

BEFORE = "Ik duwde hem."
A_SECOND = round(1 / TICK)
"""A second counted in keys: a machine that is too busy to save in time is too busy to type in time."""

LONGEST = 160
"""Keys that a child has typed at the most when the plug is pulled."""


@pytest.mark.parametrize(("kills", "at_once"), [(50, 25), pytest.param(1000, 25, marks=pytest.mark.long)])
def test_kill_9_while_typing_loses_nothing_that_was_kept_and_nothing_older_than_a_second(
    begun: Path, tmp_path: Path, kills: int, at_once: int
) -> None:
    chance, lost_at_most = random.Random(kills), 0  # noqa: S311  (the same in every run)
    for _round in range(kills // at_once):
        homes = [copied(begun, tmp_path / f"kiosk-{place}") for place in range(at_once)]
        moments = sorted(chance.randint(1, LONGEST) for _ in homes)
        with ExitStack() as children:
            typing = [children.enter_context(doomed(type_on, one.folder)) for one in homes]
            heard = [pull_the_plug(one, keys, chance) for one, keys in zip(typing, moments, strict=True)]
        for said, home in zip(heard, homes, strict=True):
            typed, kept = said["typed"], said.get("kept", 0)
            (answer,) = after_opening(home)["answer"]
            stored = answer["rev"] - BEGUN
            assert answer["text"] == (text_after(stored) if stored else BEFORE)
            assert stored >= kept, "what was told to be kept is there"
            assert typed - A_SECOND <= stored <= typed + 1, "nothing older than a second is lost"
            lost_at_most = max(lost_at_most, typed - stored)
    assert lost_at_most, "the plug was pulled before something was kept"
    print(f"{kills} kills, at most {lost_at_most} keys of {TICK * 1000:.0f} ms lost")


def pull_the_plug(one: Doomed, keys: int, chance: random.Random) -> dict[str, int]:
    """Kill -9 soon after that many keys; the last key that was typed, and the last that was said to be kept."""
    said: dict[str, int] = {"typed": 0}
    while said["typed"] < keys:
        what, number = one.hear()
        said[what] = number
    time.sleep(chance.uniform(0, TICK))
    one.kill()
    return said | dict(one.last_words())
