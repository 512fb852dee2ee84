"""Start the real kiosk on a clock that stands in a file, so that a journey can go from one school day to the next."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

from kiosk.__main__ import main
from tests.journeys.clock_file import ClockFile

if __name__ == "__main__":
    clock = ClockFile(Path(os.environ["OEPS_TEST_CLOCK"]))
    # kiosk/screens/idle_app.py asks `time.monotonic` how long nobody touched a key: nobody can wait for those minutes.
    # Only that module sees another clock; the timers of the screens and of the writer run on as ever.
    with patch("kiosk.screens.idle_app.time", SimpleNamespace(monotonic=clock.monotonic)):
        sys.exit(main(clock=clock.now))
