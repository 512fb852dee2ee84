"""What two journeys share: a form of the old year, and what is so once the new year's file was read in."""

from datetime import date, datetime
from pathlib import Path

from kiosk.db import forms, people
from kiosk.paths import asset
from kiosk.rules.people import Pupil
from tests.journeys.hands import Hands
from tests.journeys.people_at_work import come_in, opened
from tests.school import School, actor, issue

SAMPLE = asset("demo/voorbeeldschool.edexml.xml").read_text(encoding="utf-8")
NEW_YEAR = datetime(2027, 8, 23, 8, 30)


def give_to_the_eldest(school: School) -> tuple[int, Pupil]:
    """Fenna gives a form to the first child of De Egels who goes to another group next year: its id, and the child."""
    with opened(school) as store:
        egels = [one for one in people.pupils(store) if one.group_name == "De Egels"]
        place = next(place for place, one in enumerate(egels) if one.year_group == 5)
        return issue(store, pupil=place).form.id, egels[place]


def to_the_file(kiosk: Hands, path: Path) -> None:
    """Tess, who looks after the kiosk, comes in and types where the file is."""
    kiosk.wait_for("Heb je een briefje")
    come_in(kiosk, "Tess", "Beheer", "229 leerlingen", "9 groepen")
    kiosk.press("b")
    kiosk.wait_for("Bestand inlezen")
    kiosk.press("/")
    kiosk.wait_for("Waar staat het bestand?")
    kiosk.type(str(path))
    kiosk.press("enter")


def take_over(kiosk: Hands, *told: str) -> None:
    """From the preview to Beheer, where the new group then gets its parallel group, and out of the kiosk."""
    kiosk.wait_for("Wat er verandert", "Van school: 24", "Nieuw: 24", "Naar een andere groep: 60")
    kiosk.press("f8")
    kiosk.wait_for("Dit bestand inlezen?")
    kiosk.press("enter")
    kiosk.wait_for("Ingelezen", "24 nieuw, 205 gewijzigd, 24 weg", "Nog zonder parallelgroep", *told)
    kiosk.press("enter")
    kiosk.wait_for("10 groepen")
    kiosk.press("g")
    kiosk.wait_for("Groepen en parallelgroepen", "De Kevers", "▲ nog geen")
    kiosk.press("down", "down", "down", "enter")
    kiosk.wait_for("Wat is de parallelgroep van De Kevers?")
    kiosk.press("enter")
    kiosk.wait_for("Bewaard.")
    kiosk.press("esc")
    kiosk.wait_for("Groepen en parallelgroepen", "Collega's: rollen en pincodes")
    kiosk.press("q")
    kiosk.wait_for("De kiosk sluiten?")
    kiosk.press("enter")


def check_the_new_year(school: School, form_id: int, child: Pupil) -> None:
    """The school of the new year, and the form of the old one as it was."""
    school.clock.now = NEW_YEAR
    with opened(school) as store:
        by_id = {one.id: one for one in people.pupils(store)}
        assert len(by_id) == 229
        assert sum(one.group_name == "De Kevers" and one.year_group == 1 for one in by_id.values()) == 24
        assert (by_id[child.id].group_name, by_id[child.id].year_group) == ("De Reigers", 6)
        left = [one for one in people.pupils_since(store, date.min) if one.left_on]
        assert {(one.left_on, one.year_group) for one in left} == {(NEW_YEAR.date(), 8)}
        form = forms.read_form(store, actor(store, "Anneke"), form_id)
        names = {group.id: group.name for group in people.groups(store)}
        assert (form.pupil_id, names[form.group_id or 0], form.school_year) == (child.id, "De Egels", "2026-2027")
        hosts = {group.name: names.get(group.host_id or 0) for group in people.groups(store)}
        assert (hosts["De Kevers"], hosts["De Egels"]) == ("De Bijen", "De Uilen")
