"""The summary of setting up: what is set and what is not, on paper; no PIN, no word that opens, no pupil's name."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk.db import people
from kiosk.db.school import Part, change_school
from kiosk.db.store import Store
from kiosk.errors import Refused
from kiosk.jobs.setup_summary import setup_summary
from kiosk.paper.setup_summary import setup_summary_pdf
from tests.journeys.people_at_work import opened
from tests.school import School, actor


def text_of(store: Store) -> str:
    pdf = setup_summary_pdf(setup_summary(store, actor(store, "Tess")))
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_it_says_what_is_set_and_what_is_still_to_do(school: School) -> None:
    with opened(school) as store:
        text = text_of(store)
        for told in (
            *(
                "Zo is de Oeps-kiosk ingericht",
                "De Regenboog",
                "klaar: 229 leerlingen",
                "NOG TE DOEN: nog geen herstel",
            ),
            *("per schooljaar", "na 3 formulieren verder", "Anneke de Groot", "bij De Uilen", "nog geen parallelgroep"),
            "elk in een dichte envelop",
        ):
            assert told in text


def test_it_names_the_settings_beside_the_backups_only_where_there_is_a_second_place(school: School) -> None:
    with opened(school) as store:
        tess = actor(store, "Tess")
        assert "tweede plek" not in str(setup_summary(store, tess))
        change_school(store, tess, Part.BACKUP, backup_folder=Path("/media/STICK/oeps-123"))
        assert "Naast elke reservekopie op de tweede plek" in str(setup_summary(store, tess))


def test_no_pupil_stands_on_it(school: School) -> None:
    with opened(school) as store:
        text = text_of(store)
        assert not [one.name for one in people.pupils(store) if one.surname and one.name in text]


def test_only_who_looks_after_the_kiosk_has_it_made(school: School) -> None:
    with opened(school) as store, pytest.raises(Refused):
        setup_summary(store, actor(store, "Fenna"))


def test_the_paper_is_the_same_each_time_and_says_on_each_page_which_it_is(school: School) -> None:
    with opened(school) as store:
        told = setup_summary(store, actor(store, "Tess"))
    assert setup_summary_pdf(told) == setup_summary_pdf(told)
    pages = PdfReader(io.BytesIO(setup_summary_pdf(told))).pages
    assert "bladzijde 2 van 2" in pages[1].extract_text()
