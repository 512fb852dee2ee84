"""Subject access: what the store keeps about one pupil becomes the pages that directie hands to the parents."""

from collections.abc import Iterator

from kiosk.db import people
from kiosk.db.store import Store
from kiosk.db.subject_access import PupilFile, open_pupil_file
from kiosk.jobs.file_decisions import DecisionWords
from kiosk.jobs.file_forms import FormWords
from kiosk.jobs.other_children import names_of_others
from kiosk.paper.pupil_file import FilePages, Item, Part
from kiosk.rules.dutch import long_day
from kiosk.rules.masking import Hit
from kiosk.rules.permissions import Actor


def prepare(store: Store, actor: Actor, pupil_id: int) -> tuple[FilePages, tuple[Hit, ...]]:
    """Open the file, which the log keeps: its pages, nothing masked yet, and where they may name other children.

    For directie only: `Refused` for others.
    """
    opened = open_pupil_file(store, actor, pupil_id)
    told = (store, opened, people.staff_names(store))
    school, pupil = store.settings.school, opened.history.pupil
    pages = FilePages(
        school_name=school.name,
        school_phone=school.phone,
        name=pupil.name,
        group_name=pupil.group_name,
        made_on=store.clock().date(),
        parts=(
            Part("Wie", "", "wie", tuple(_who(opened))),
            *FormWords(*told).parts(),
            *DecisionWords(*told).parts(),
        ),
    )
    return pages, names_of_others(store, pages.written, pupil_id, opened.since)


def _who(file: PupilFile) -> Iterator[Item]:
    pupil = file.history.pupil
    yield Item("Naam", pupil.name)
    for place in file.places:
        until = f" tot en met {long_day(place.last_day)}" if place.last_day else ""
        year = f", leerjaar {place.year_group}" if place.year_group else ""
        yield Item("Groep", f"{place.group_name or 'zonder groep'}{year}: vanaf {long_day(place.first_day)}{until}")
    if pupil.left_on:
        yield Item("Van school", long_day(pupil.left_on))
