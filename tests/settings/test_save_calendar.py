"""Own days are written one by one: what a person wrote beside the others stays."""

from datetime import date

from kiosk.paths import Home
from kiosk.settings import load, save
from tests.settings.school_file import SMALLEST, written

OWN = """
[calendar]
closed = [
  2026-11-04,  # studiedag rekenen
  2027-02-12,  # margedag
]
"""


def test_a_day_more_and_a_day_less_leave_the_comments_of_the_others(home: Home) -> None:
    written(home, SMALLEST + OWN)
    new = frozenset({date(2027, 2, 12), date(2026, 12, 4)})
    save(home, closed=new, opened=frozenset({date(2026, 11, 28)}))
    saved, text = load(home), home.settings.read_text(encoding="utf-8")
    assert (saved.closed, saved.opened) == (new, frozenset({date(2026, 11, 28)}))
    assert "2027-02-12,  # margedag" in text
    assert "2026-11-04" not in text


def test_the_last_day_can_go_and_the_first_can_come(home: Home) -> None:
    written(home, SMALLEST + OWN)
    save(home, closed=frozenset())
    assert load(home).closed == frozenset()
    save(home, closed=frozenset({date(2026, 11, 5)}))
    assert load(home).closed == {date(2026, 11, 5)}


def test_a_day_that_somebody_wrote_twice_goes_wholly(home: Home) -> None:
    written(home, SMALLEST + "[calendar]\nclosed = [2026-11-04, 2026-11-04]\n")
    save(home, closed=frozenset())
    assert load(home).closed == frozenset()
