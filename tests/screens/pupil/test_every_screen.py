"""One walk past every screen of each way: contrast in both looks, every sentence, and no word of a level."""

import pytest

from kiosk.app import KioskApp
from kiosk.rules.way import Way
from tests.school import School
from tests.screens.pupil.sitting import kiosk, on_screen
from tests.screens.pupil.test_contrast import too_faint_in_a_look
from tests.screens.pupil.test_sentences import as_read, faults
from tests.screens.pupil.walk import past_every_screen, past_the_rare_ones

LEVELS = ("groep 3", "groep 4", "groep 5", "niveau", "makkelijk", "moeilijk", "manier")

TOGETHERS_OWN = 6
"""The screens after these are those of typing, with the line that the first ones show too: drawn once is enough."""


def said_wrongly(app: KioskApp, name: str) -> list[str]:
    """Sentences too long, words that no child should read, and anything that calls its way or group a level."""
    screen = as_read("\n".join(on_screen(app).split("\n")[:-1]))  # without the line of keys
    found = [f"{name}: {fault}" for fault in faults([screen])]
    if app.screen.query("CardGrid"):  # there a line holds more than one sentence
        found = [fault for fault in found if "words:" not in fault]
    return found + [f"{name}: level: {level}" for level in LEVELS if level in screen.casefold()]


@pytest.mark.parametrize("way", Way)
async def test_every_screen_of_this_way(school: School, way: Way) -> None:
    async with kiosk(school) as (pilot, app):
        wrong: list[str] = []
        seen = 0
        async for name in past_every_screen(pilot, app, way):
            wrong += said_wrongly(app, name)
            if way is not Way.TOGETHER or seen < TOGETHERS_OWN:
                wrong += await too_faint_in_a_look(pilot, app, name)
            seen += 1
        assert wrong == []
        assert seen > 20


async def test_the_screens_that_few_children_see(school: School) -> None:
    async with kiosk(school) as (pilot, app):
        wrong: list[str] = []
        async for name in past_the_rare_ones(pilot, app):
            wrong += said_wrongly(app, name)
            wrong += await too_faint_in_a_look(pilot, app, name)
        assert wrong == []
