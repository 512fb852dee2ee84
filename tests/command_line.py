"""What the tests of the command line share, beside the fixtures `set_up` and `empty_home`."""

from datetime import datetime

import pytest

from kiosk.paths import asset
from tests.school import MONDAY

SAMPLE = str(asset("demo/voorbeeldschool.edexml.xml"))
Output = pytest.CaptureFixture[str]


def clock() -> datetime:
    return MONDAY
