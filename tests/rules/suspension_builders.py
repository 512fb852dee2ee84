"""A suspension as the tests ask for it: of Tuesday 24 November 2026, decided the day before."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from kiosk.rules.suspension import Ground, LastChance, Suspension, SuspensionRequest
from tests.rules.builders import HEAD, at, day, school_calendar

CALENDAR = school_calendar()
PUPIL, FORM, CONFERENCE = 501, 7, 12
DECIDED = at("2026-11-23 10:00")
TUESDAY = day("2026-11-24")


def request(first_day: date = TUESDAY, last_day: date | None = None, **other: Any) -> SuspensionRequest:
    """Everything filled in, for the ladder's step of form 7, after a conference; `other` replaces fields."""
    last = last_day or first_day
    back = datetime.combine(CALENDAR.next_school_day(last), time(8, 30))
    made = SuspensionRequest(
        pupil_id=PUPIL,
        ground=Ground(form_id=FORM),
        first_day=first_day,
        last_day=last,
        return_at=back,
        reason="Sloeg op 20 november een ander kind.",
        heard="Daan en zijn moeder",
        heard_on=DECIDED.date(),
        schoolwork="Rekenen en taal, in de map.",
        contact="Anneke de Groot, 0320 123 456",
        last_chance=LastChance.HELD,
        conference_id=CONFERENCE,
    )
    return replace(made, **other)


def suspension(
    first_day: date = TUESDAY, last_day: date | None = None, *, road_id: int | None = None, **other: Any
) -> Suspension:
    """The same as it was kept; with `road_id` for a proposal of par. 11."""
    asked = request(first_day, last_day)
    ground = Ground(road_id=road_id) if road_id else asked.ground
    kept = {"id": 3, "decided_at": DECIDED, "decided_by": HEAD, "objection_days": 5}
    return Suspension(**(vars(asked) | {"ground": ground} | kept | other))
