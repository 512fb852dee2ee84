"""Start the real kiosk on a clock that stands in a file, so that a journey can go from one school day to the next."""

import os
import sys
from datetime import datetime
from pathlib import Path

from kiosk.__main__ import main


def clock() -> datetime:
    """The moment in the file that `OEPS_TEST_CLOCK` names."""
    return datetime.fromisoformat(Path(os.environ["OEPS_TEST_CLOCK"]).read_text(encoding="ascii"))


if __name__ == "__main__":
    sys.exit(main(clock=clock))
