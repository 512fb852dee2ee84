"""The kiosk as `tests.journeys.launch` starts it, that also tells its terminal when a PIN was found to be right."""

import os
import sys
from pathlib import Path
from unittest.mock import patch

from kiosk.__main__ import main
from kiosk.vault.pins import pin_matches
from tests.journeys.clock_file import ClockFile

MARK = b"\x1b]9;pin\x07"
"""A message of the kind that terminals do not show."""


def _marked(pin_hash: str, pin: str) -> bool:
    right = pin_matches(pin_hash, pin)
    if right:
        os.write(2, MARK)  # where Textual paints
    return right


if __name__ == "__main__":
    with patch("kiosk.screens.pin_check.pin_matches", _marked):
        sys.exit(main(clock=ClockFile(Path(os.environ["OEPS_TEST_CLOCK"])).now))
