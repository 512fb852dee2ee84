"""Subject access: the whole file of one pupil, what stays out of it, and which names are proposed for masking."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from kiosk import settings
from kiosk.db import enrolment, facts, lines, people, roads, tables
from kiosk.db.store import Store, open_store
from kiosk.errors import Refused
from kiosk.jobs import pupil_file
from kiosk.paper.pupil_file import FilePages, Item, file_pdf
from kiosk.rules.form import Form, HarmedPart, Outcome, Talk
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import command_line
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import FIELDS, RoadKind
from kiosk.rules.roads import RoadRequest
from tests.school import School, actor, hand_in, issue, talk
from tests.screens.roads.scenes import write


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    yield opened
    opened.close()


def egels(store: Store) -> list[Pupil]:
    return [one for one in people.pupils(store) if one.group_name == "De Egels"]


def pages_of(store: Store, pupil: int = 0) -> FilePages:
    return pupil_file.prepare(store, actor(store, "Anneke"), egels(store)[pupil].id)[0]


def told(pages: FilePages, chapter: str) -> list[str]:
    """Everything in the parts of a chapter, one line an item."""
    return [
        line
        for part in pages.parts
        if part.chapter == chapter
        for line in (part.title, *(f"{item.label}: {item.text}" for item in part.items))
    ]


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def whole_way(store: Store) -> Form:
    """A form with everything on it: answers, talk, paper, a reminder, a signature, filed."""
    form, fenna, clock = issue(store).form, actor(store, "Fenna"), store.clock
    hand_in(store, form)
    talk(store, form)
    facts.record_printed(store, fenna, form.id)
    facts.record_taken_home(store, fenna, form.id)
    assert hasattr(clock, "forward")
    clock.forward(days=2)
    facts.remind(store, fenna, form.id, "gebeld")
    facts.record_return(store, fenna, form.id, Outcome.AGREED, "Samen gelezen.", person="moeder")
    return facts.file_form(store, fenna, form.id)


def test_a_form_stands_in_the_file_from_issue_to_parnasys(store: Store) -> None:
    whole_way(store)
    found = told(pages_of(store), "Formulieren")
    assert found[0] == "Formulier 123 26 0001 5 (eerste formulier)"
    for line in (
        "Gegeven: maandag 23 november 2026, 10.00 uur, door Fenna ter Beek",
        "Gebeurd: maandag 23 november 2026, 10.00 uur, plein",
        "Gedrag: lichamelijk geweld",
        "Wat de leerkracht zag: Duwde een ander kind van het klimrek.",
        "Overlegd: maandag 23 november 2026, 10.00 uur, met Anneke de Groot",
        "Groep toen: De Egels; ingevuld in De Uilen",
        "Vraag 1. Wat gebeurde er?: Ik was boos.",
        "Wie erbij waren: juf en kind",
        "Wat eruit kwam: Sorry gezegd.",
        "Afspraak: Als ik boos word, dan loop ik weg.",
        "Opmerking leerkracht: Goed gesprek.",
        "Meegegeven naar huis: maandag 23 november 2026, 10.00 uur, door Fenna ter Beek",
        "Aangedrongen: woensdag 25 november 2026, 10.00 uur, door Fenna ter Beek",
        "Papier terug: woensdag 25 november 2026, 10.00 uur, door Fenna ter Beek: akkoord",
        ": moeder · Samen gelezen.",
        "In ParnaSys gehangen: woensdag 25 november 2026, 10.00 uur, door Fenna ter Beek",
    ):
        assert line in found
    assert len([line for line in found if line.startswith("Vraag ")]) == 8


def test_a_void_form_stays_in_the_file_and_says_so(store: Store) -> None:
    form = issue(store).form
    facts.void_form(store, actor(store, "Anneke"), form.id, "dubbel")
    found = told(pages_of(store), "Formulieren")
    assert found[0] == "Formulier 123 26 0001 5 (ongeldig gemaakt: telt niet mee)"
    assert found[-2:] == ["Ongeldig gemaakt: maandag 23 november 2026, 10.00 uur, door Anneke de Groot", ": dubbel"]


def test_what_the_talk_says_of_the_harmed_child_is_never_in_this_child_s_file(store: Store) -> None:
    form, fenna = issue(store).form, actor(store, "Fenna")
    assert fenna.staff_id is not None
    hand_in(store, form)
    held = Talk(
        store.clock(), fenna.staff_id, "juf en kind", "Sorry gezegd.", missed_time="rekenen",
        harmed_side="GEHEIM", harmed_part=HarmedPart.DECLINED,
    )  # fmt: skip
    facts.record_talk(store, fenna, form.id, held, store.clock(), "gebeld")
    pages = pages_of(store)
    assert "Gemiste tijd: rekenen" in told(pages, "Formulieren")
    assert "GEHEIM" not in str(pages)
    assert "wilde niet" not in str(pages)
    assert "GEHEIM" not in words_of(file_pdf(pages))


def test_steps_decisions_and_looks_back_stand_there_with_who_decided(store: Store, school: School) -> None:
    head = actor(store, "Anneke")
    forms = [issue(store).form for _ in range(3)]
    pupil_id = egels(store)[0].id
    lines.take_step(store, head, pupil_id, lines.line_of(store, pupil_id).open_steps[0], "Elke vrijdag bellen.")
    school.clock.forward(hours=1)
    lines.deviate(store, head, pupil_id, StepKind.SUSPENSION_REVIEW, "Mes mee naar school.")
    lines.fresh_start(store, head, pupil_id, "Nieuwe groep.")
    assert told(pages_of(store), "Stappen van de Oeps-lijn") == [
        "Gesprek leerling-ouders-directie",
        "Gezet: maandag 23 november 2026, 10.00 uur, door Anneke de Groot",
        "Vanwege: formulier 123 26 0003 1",
        "Uitkomst: Elke vrijdag bellen.",
        "Schorsing overwegen",
        "Staat nog open: sinds maandag 23 november 2026",
    ]
    assert told(pages_of(store), "Beslissingen van de directie") == [
        "Afgeweken van de lijn",
        "Besloten: maandag 23 november 2026, 11.00 uur, door Anneke de Groot",
        "Reden: Mes mee naar school.",
        "Opnieuw begonnen",
        "Besloten: maandag 23 november 2026, 11.00 uur, door Anneke de Groot",
        "Reden: Nieuwe groep.",
    ]
    facts.void_form(store, head, forms[2].id, "dubbel")
    assert told(pages_of(store), "Stappen van de Oeps-lijn")[2] == (
        "Gesprek leerling-ouders-directie (grondslag vervallen)"
    )


def test_a_support_group_names_no_other_child_and_not_why_that_child_needs_it(store: Store) -> None:
    road = write(store, RoadKind.SUPPORT_GROUP, said="Wat Nena vertelt.", first=1)
    roads.review_road(store, actor(store, "Joost"), road.id, "Nena slaapt beter.")
    own, supporter = told(pages_of(store, 1), "Andere wegen"), told(pages_of(store, 2), "Andere wegen")
    assert "Rol: de steungroep is voor dit kind" in own
    assert "Waarom een steungroep: Wat Nena vertelt." in own
    assert ": Nena slaapt beter." in own
    assert supporter == [
        "Steungroep, maandag 23 november 2026",
        "Opgeschreven: maandag 23 november 2026, 10.00 uur, door Joost Wiersma",
        "Rol: in de steungroep van een ander kind",
        "Wie waren erbij: Wat Nena vertelt.",
        "Afspraken van de steungroep: Wat Nena vertelt.",
        "Terugkijken: maandag 7 december 2026",
    ]
    roads.void_road(store, actor(store, "Joost"), road.id, "Nena gaat van school.")
    assert ": Nena gaat van school." in told(pages_of(store, 1), "Andere wegen")
    assert not any("Nena gaat" in line for line in told(pages_of(store, 2), "Andere wegen"))


def test_a_record_about_several_children_only_says_how_many(store: Store) -> None:
    write(store, RoadKind.REPAIR_PLAN, count=3)
    found = told(pages_of(store), "Andere wegen")
    assert "Over: dit kind en 2 andere kinderen" in found
    others = egels(store)[1:3]
    assert not any(other.surname in line for other in others for line in found)


def test_a_void_record_says_why_and_a_day_is_written_out(store: Store) -> None:
    road = write(store, RoadKind.TIME_OUT, evaluate_on=None)
    roads.void_road(store, actor(store, "Joost"), road.id, "verkeerd kind")
    found = told(pages_of(store), "Andere wegen")
    assert found[0] == "Buiten de groep, maandag 23 november 2026 (ongeldig gemaakt)"
    assert "Terug in de groep op: dinsdag 24 november 2026" in found
    assert found[-1] == ": verkeerd kind"


def test_other_children_are_found_in_everything_that_people_wrote(store: Store) -> None:
    own, other = egels(store)[0], "Zofia"
    form = issue(store, seen=f"Duwde {other}.").form
    hand_in(store, form, f"Ik ben {own.given_name} en duwde {other}.")
    talk(store, form)
    facts.add_note(store, actor(store, "Fenna"), form.id, f"{other} belde.")
    texts = {one.key: f"Met {other}." for one in FIELDS[RoadKind.GROUP_TALK]}
    request = RoadRequest(RoadKind.GROUP_TALK, store.clock(), (own.id,), texts)
    roads.write_road(store, actor(store, "Joost"), request)
    pages, hits = pupil_file.prepare(store, actor(store, "Anneke"), own.id)
    assert {hit.written for hit in hits} == {other}
    assert {pages.wheres[hit.text] for hit in hits} >= {
        "1e: Wat de leerkracht zag", "1e: Vraag 1", "1e: Vraag 8", "1e", "weg 1: Waar ging het over",
    }  # fmt: skip
    copy = pages.without(hits)
    assert copy.names_left_out
    assert other not in str(copy)
    assert f"Ik ben {own.given_name} en duwde (naam)." in str(copy)
    assert other in words_of(file_pdf(pages.without(())))  # the adult left each of them
    assert other not in words_of(file_pdf(copy))


def test_who_left_the_school_since_is_still_somebody_s_other_child(store: Store, school: School) -> None:
    issue(store, seen="Duwde Zofia.")
    roll = enrolment.roll_now(store)
    school.clock.forward(days=1)
    enrolment.apply_roll(
        store, command_line(), replace(roll, pupils=tuple(p for p in roll.pupils if p.given_name != "Zofia"))
    )
    _, hits = pupil_file.prepare(store, actor(store, "Anneke"), egels(store)[0].id)
    assert [hit.written for hit in hits] == ["Zofia"]


def test_a_pupil_without_anything_still_has_a_file_and_so_has_one_who_left(store: Store, school: School) -> None:
    pupil = egels(store)[0]
    pages = pages_of(store)
    assert [part.chapter for part in pages.parts] == ["Wie"]
    assert pages.parts[0].items == (
        Item("Naam", pupil.name),
        Item("Groep", "De Egels, leerjaar 5: vanaf maandag 23 november 2026"),
    )
    school.clock.forward(days=1)
    roll = enrolment.roll_now(store)
    keep = tuple(one for one in roll.pupils if (one.given_name, one.surname) != (pupil.given_name, pupil.surname))
    enrolment.apply_roll(store, command_line(), replace(roll, pupils=keep))
    (who,) = pupil_file.prepare(store, actor(store, "Anneke"), pupil.id)[0].parts
    assert Item("Van school", "dinsdag 24 november 2026") in who.items
    assert people.pupil(store, pupil.id).left_on == date(2026, 11, 24)


@pytest.mark.parametrize("who", ["Joost", "Fenna", "Tess"])
def test_only_directie_opens_a_file(store: Store, who: str) -> None:
    issue(store)
    with pytest.raises(Refused, match="Dit mag je niet doen"):
        pupil_file.prepare(store, actor(store, who), egels(store)[0].id)


def test_a_child_who_left_in_the_weeks_before_is_masked_too(store: Store) -> None:
    nena = egels(store)[1]
    tables.Pupil.update(left_on=date(2026, 11, 20)).where(tables.Pupil.id == nena.id).execute()
    issue(store, seen=f"Praatte over wat {nena.given_name} vorige maand deed.")
    _, hits = pupil_file.prepare(store, actor(store, "Anneke"), egels(store)[0].id)
    assert [hit.written for hit in hits] == [nena.given_name]
