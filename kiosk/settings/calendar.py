"""The calendar of a region: its public and school holidays, from the library that keeps them."""

import importlib.util
import sys
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.rules.calendar import Calendar

if TYPE_CHECKING:
    from holidays.countries.netherlands import Netherlands


class Region(StrEnum):
    """The three regions over which the ministry spreads the school holidays."""

    NOORD = "noord"
    MIDDEN = "midden"
    ZUID = "zuid"


def make_calendar(
    region: Region, closed: frozenset[date] = frozenset(), opened: frozenset[date] = frozenset()
) -> Calendar:
    """The calendar of `region` with the school's own `closed` and `opened` days.

    5 May counts as a public holiday each year (the library calls it optional outside the fifth years). A school year
    counts as known when the library has both its autumn and its spring break: those are announced, not computed.
    """
    netherlands = _netherlands()
    # From the first year whose school holidays the library has, to past the last (in release 0.109: 2014 to 2030).
    years = range(2014, 2041)
    public = netherlands(categories=("public", "optional"), years=years)
    school = netherlands(subdiv=region.capitalize(), categories=("school",), years=years)
    autumns = {day.year for day in school if day.month == 10}
    springs = {day.year for day in school if day.month == 2}
    known = [year for year in autumns if year + 1 in springs]
    return Calendar(
        public=frozenset(public),
        school=frozenset(school),
        known_from=date(min(known), 8, 1),
        known_until=date(max(known) + 1, 7, 31),
        closed=closed,
        opened=opened,
    )


def _netherlands() -> "type[Netherlands]":
    """The library's class, without the two hundred other countries that its package would bring in.

    Those take 60 ms. The package is found but not run; how the library is laid out is its own affair, so a
    test notices when that changes.
    """
    package = "holidays.countries"
    if package not in sys.modules and (found := importlib.util.find_spec(package)):
        sys.modules[package] = importlib.util.module_from_spec(found)
    from holidays.countries.netherlands import Netherlands  # about 40 ms, far more than all the rest here

    return Netherlands
