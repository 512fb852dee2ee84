"""Saving terms and the pupil's screen: the next start reads them, and comments stay."""

from dataclasses import replace

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.policy import Counting, Restart
from kiosk.rules.retention import Terms
from kiosk.settings import Look, PupilScreens, load, save, save_school
from tests.settings.school_file import SCHOOL, SMALLEST, written


@pytest.mark.parametrize("own", ["", "[pupil]\nlook = 'light'  # wit\n[retention]\nschool_years = 3  # drie\n"])
def test_every_number_that_is_saved_is_what_the_next_start_reads(home: Home, own: str) -> None:
    before = load(written(home, SMALLEST + own))
    policy = replace(before.policy, due_days=3, out_of_group=replace(before.policy.out_of_group, objection_days=10))
    after = replace(before, policy=policy, retention=Terms(1, 1), pupil=PupilScreens(9, Look.DARK))
    save(home, policy=policy, retention=after.retention, pupil=after.pupil)
    assert load(home) == after
    text = home.settings.read_text(encoding="utf-8")
    assert all(comment in text for comment in ("# wit", "# drie") if own)
    assert "most_days" not in text, "what the law says is not written down as the school's own"


def test_the_file_that_comes_with_the_program_has_a_line_for_each(home: Home) -> None:
    save_school(home, SCHOOL, Counting.SCHOOL_YEAR, Restart.AT_STEP)
    lines = home.settings.read_text(encoding="utf-8").count("\n")
    settings = load(home)
    save(home, policy=replace(settings.policy, due_days=2), retention=Terms(3, 1), pupil=PupilScreens(9, Look.DARK))
    assert home.settings.read_text(encoding="utf-8").count("\n") == lines


def test_no_more_than_five_days_are_given(home: Home) -> None:
    with pytest.raises(KioskError, match=r"klopt 'due_days' onder \[policy\] niet. Zet daar .* 1 tot en met 5"):
        load(written(home, SMALLEST + "[policy]\ndue_days = 6\n"))
