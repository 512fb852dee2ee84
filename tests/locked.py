"""The sample school behind a dagsleutel: whose words open it, at a cost that tests can bear."""

from unittest.mock import patch

from kiosk.db.keys import NewHolder
from kiosk.jobs.renew_key import renew_key
from kiosk.rules.keys import Holding
from kiosk.rules.permissions import command_line
from kiosk.vault.slots import LEAST_MEMORY, Cost
from tests.school import School

CHEAP = Cost(LEAST_MEMORY, passes=1, lanes=1)
"""The least that a slot file may ask for: 30 ms or so."""

ANNEKES = "tafel regen fiets lepel"
TESSES = "wolk brood jas stoel"
ON_SHEETS = (" ".join(["appel"] * 12), " ".join(["bloem"] * 12))


def lock(school: School, holding: Holding = Holding.DAY) -> str:
    """Hold the key of a closed school in this way; returns the new data key."""
    openers = [NewHolder(1, ANNEKES), NewHolder(2, TESSES)] if holding is Holding.DAY else []
    sheets = [NewHolder(None, words) for words in ON_SHEETS]
    with patch("kiosk.db.keys.fitting_cost", return_value=CHEAP):
        return renew_key(school.home, school.clock, None, command_line(), holding, [*openers, *sheets])
