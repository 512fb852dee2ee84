"""Subject access: everything that the store keeps about one pupil, read at once for parents who ask for it."""

from dataclasses import dataclass, replace
from datetime import date

from kiosk.db import tables
from kiosk.db.history import PupilHistory, history_of
from kiosk.db.store import Store
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.form import HarmedPart
from kiosk.rules.permissions import Action, Actor


@dataclass(frozen=True)
class Place:
    """Where the pupil was from `first_day` on; `group_name` may be "" and `last_day` is None while it lasts."""

    group_name: str
    year_group: int | None
    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class PupilFile:
    """All of it, void forms and records too.

    The talks in `history` hold nothing about a harmed child: that is for staff only. `places` are in order of time,
    `groups` the names of all home groups by id.
    """

    history: PupilHistory
    places: tuple[Place, ...]
    groups: dict[int, str]

    @property
    def since(self) -> date:
        """The first day of the school year that the file begins in: who was at school then or later may be named."""
        history = self.history
        moments = [form.happened_at for form in history.forms]
        moments += [road.held_at for road in history.roads]
        moments += [decided.at for decided in (*history.reasons.values(), *history.outcomes.values())]
        return school_year_days(school_year(min(moments).date()))[0] if moments else date.max


def open_pupil_file(store: Store, actor: Actor, pupil_id: int) -> PupilFile:
    """The whole file of one pupil, also of one who left; the log keeps who opened it and when.

    For directie only: `Refused` for others. `KioskError` when there is no such pupil.
    """
    with store.act(actor, Action.SUBJECT_ACCESS, subject=f"pupil {pupil_id}"):  # nothing changes: the look is logged
        history = history_of(store, actor, pupil_id)
    talks = {
        form_id: replace(talk, harmed_side="", harmed_part=HarmedPart.NONE) for form_id, talk in history.talks.items()
    }
    groups = {row.id: row.name for row in tables.HomeGroup.select()}
    member = tables.Membership
    been = member.select().where(member.pupil == pupil_id).order_by(member.first_day, member.id)
    return PupilFile(
        history=replace(history, talks=talks),
        places=tuple(
            Place(groups.get(row.group_id or 0, ""), row.year_group, row.first_day, row.last_day) for row in been
        ),
        groups=groups,
    )
