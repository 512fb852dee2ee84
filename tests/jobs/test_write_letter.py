"""Writing a letter: facts from the store, no other child by name, refused when the law or the policy wants more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from kiosk import settings
from kiosk.db import lines, people, roads, suspensions, tables
from kiosk.db.store import Store, open_store
from kiosk.errors import KioskError, Refused
from kiosk.jobs import write_letter
from kiosk.rules.form import Form
from kiosk.rules.letters import ASKED, About, LetterKind, read_field
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import FIELDS, Asks, RoadKind
from kiosk.rules.roads import Road, RoadRequest
from kiosk.rules.suspension import Ground, LastChance, Suspension, SuspensionRequest
from tests.school import School, actor, hand_in, issue, talk

WRITTEN = {
    "wanneer": "morgen 15:30",
    "waar": "in de kamer van Anneke",
    "wie": "u, Luuk en juf Fenna",
    "verwachting": "Luuk houdt zijn handen thuis.",
    "hulp": "Elke ochtend een startgesprek.",
    "terugkijken": "7-12",
}


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    loaded = settings.load(school.home)
    whole = replace(loaded.school, address="Kerkstraat 12, 8232 AB Lelystad", board="SKO", board_address="Postbus 608")
    opened = open_store(school.home, replace(loaded, school=whole), school.clock)
    yield opened
    opened.close()


def given(store: Store, count: int = 3) -> Form:
    """So many forms of the first pupil, each with its talk; the last of them."""
    for _ in range(count):
        form = issue(store, seen="GEHEIM-gezien: Zofia lag op de grond.").form
        hand_in(store, form, "GEHEIM-kind")
        talk(store, form)
    return form


def begin(store: Store, kind: LetterKind, about: About, who: str = "Anneke") -> write_letter.Draft:
    return write_letter.begin(store, actor(store, who), kind, about)


def write(store: Store, kind: RoadKind, count: int = 1, said: str = "Het was druk.") -> Road:
    """A record of now about the first pupils of De Egels, with `said` in every field."""
    egels = [one.id for one in people.pupils(store) if one.group_name == "De Egels"]
    texts = {one.key: said for one in FIELDS[kind]}
    texts |= {one.key: one.words[0] for one in FIELDS[kind] if one.asks is Asks.CHOICE}
    texts |= {one.key: "2026-11-24" for one in FIELDS[kind] if one.asks is Asks.DAY}
    request = RoadRequest(kind, store.clock(), tuple(egels[:count]), texts, date(2026, 12, 7))
    return roads.write_road(store, actor(store, "Joost"), request)


def text(store: Store, kind: LetterKind, about: About, **typed: str) -> str:
    """The letter with every other child's name masked."""
    draft = begin(store, kind, about)
    calendar, now = store.settings.calendar, store.clock()
    said = {one.key: read_field(one, (WRITTEN | typed)[one.key], calendar, now) for one in ASKED.get(kind, ())}
    return write_letter.text_of(draft, said, write_letter.names_in(draft, said))


def about(form: Form) -> About:
    assert form.pupil_id is not None
    return About(form.pupil_id, form_id=form.id)


def suspend(store: Store, pupil_id: int, **other: Any) -> Suspension:
    """A suspension of tomorrow, after a deviation."""
    line = lines.deviate(store, actor(store, "Anneke"), pupil_id, StepKind.SUSPENSION_REVIEW, "Onveilig.")
    request = SuspensionRequest(
        pupil_id,
        Ground(turn_id=line.open_steps[-1].turn_id),
        date(2026, 11, 24),
        date(2026, 11, 24),
        datetime(2026, 11, 25, 8, 30),
        "Luuk sloeg Zofia op het plein.",
        "Luuk en zijn moeder",
        date(2026, 11, 23),
        "Rekenen en taal in de map.",
        "Fenna ter Beek",
        LastChance.IMPOSSIBLE,
        "De ouders van Zofia wilden niet.",
    )
    return suspensions.suspend(store, actor(store, "Anneke"), replace(request, **other))


def test_an_invitation_holds_its_facts_its_moment_and_who_to_call(store: Store) -> None:
    said = text(store, LetterKind.INVITATION, about(given(store)))
    assert said.count("plein: lichamelijk geweld (formulier 123") == 3
    assert "- Wanneer: dinsdag 24 november 2026 om 15.30 uur" in said
    assert "Bel ons dan: 0320\u00a0123\u00a0456." in said
    assert "Lelystad, maandag 23 november 2026" in said
    assert "Kenmerk: formulieren 123" in said


def test_what_staff_saw_and_what_the_child_wrote_are_in_no_letter(store: Store) -> None:
    form = given(store, 6)
    for kind in (LetterKind.INVITATION, LetterKind.OFFICIAL_WARNING):
        assert "GEHEIM" not in text(store, kind, about(form))


def test_a_warning_goes_to_pupil_and_parents_with_expectations_help_and_a_day(store: Store) -> None:
    said = text(store, LetterKind.OFFICIAL_WARNING, about(given(store, 6)))
    assert "Aan Luuk" in said
    assert "en de ouder(s)/verzorger(s) van Luuk" in said
    assert "Wij geven Luuk met deze brief een officiële waarschuwing." in said
    assert "Luuk houdt zijn handen thuis." in said
    assert "Op maandag 7 december 2026 kijken we samen" in said
    assert said.count("herstelgesprek") >= 1


def test_a_school_without_a_telephone_number_or_address_still_invites(school: School) -> None:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    bare = replace(opened.settings.school, phone="")
    opened.settings = replace(opened.settings, school=bare)
    said = text(opened, LetterKind.INVITATION, about(given(opened)))
    opened.close()
    assert said.startswith("De Regenboog\n\nmaandag 23 november 2026\n\nAan de ouder(s)")
    assert "Laat het ons dan weten." in said
    assert "telefoon" not in said


def test_without_a_form_that_counts_there_is_no_invitation(store: Store) -> None:
    pupil = people.pupils(store)[0].id
    with pytest.raises(Refused, match="Er is niets dat bij deze brief hoort"):
        begin(store, LetterKind.INVITATION, About(pupil))


def test_a_deviation_s_reason_stands_in_the_letter_with_names_masked(store: Store) -> None:
    pupil = next(one for one in people.pupils(store) if one.given_name == "Luuk")
    reason = "Luuk bedreigde Zofia met een schaar."
    line = lines.deviate(store, actor(store, "Anneke"), pupil.id, StepKind.OFFICIAL_WARNING, reason)
    said = text(store, LetterKind.OFFICIAL_WARNING, About(pupil.id, turn_id=line.open_steps[0].turn_id))
    assert "De reden is: Luuk bedreigde (naam) met een schaar." in said
    assert "Kenmerk" not in said


def test_a_decision_to_suspend_holds_what_the_law_wants(store: Store) -> None:
    form = given(store, 1)
    one = suspend(store, about(form).pupil_id)
    said = text(store, LetterKind.SUSPENSION, About(one.pupil_id, suspension_id=one.id))
    for words in (
        "Kenmerk: schorsing 1, besloten op 23-11-2026",
        "Namens SKO heeft de directie van De Regenboog besloten",
        "te schorsen: op dinsdag 24 november 2026. Het gaat om 1 schooldag.",
        "Luuk is terug op woensdag 25 november 2026 om 8.30 uur.",
        "Luuk sloeg (naam) op het plein.",
        "De ouders van (naam) wilden niet.",
        "artikel 40c van de Wet op het primair onderwijs",
        "Op maandag 23 november 2026 heeft de directie hierover gesproken met: Luuk en zijn moeder.",
        "Rekenen en taal in de map.",
        "U kunt terecht bij: Fenna ter Beek.",
        "De laatste dag daarvoor is maandag 30 november 2026.",
        "SKO, Postbus 608",
    ):
        assert words in said
    assert "deze dagen" not in said  # it may be a single one


def test_a_decision_needs_the_board_and_the_addresses_in_the_settings(school: School) -> None:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    one = suspend(opened, about(given(opened, 1)).pupil_id)
    with pytest.raises(Refused, match=r"in: het adres, het bestuur, het adres van het bestuur\."):
        begin(opened, LetterKind.SUSPENSION, About(one.pupil_id, suspension_id=one.id))
    opened.close()


def test_a_withdrawn_suspension_or_one_of_another_pupil_has_no_letter(store: Store) -> None:
    one = suspend(store, about(given(store, 1)).pupil_id)
    other = next(pupil.id for pupil in people.pupils(store) if pupil.id != one.pupil_id)
    with pytest.raises(Refused, match="niet over deze leerling"):
        begin(store, LetterKind.SUSPENSION, About(other, suspension_id=one.id))
    suspensions.withdraw(store, actor(store, "Anneke"), one.id, "Bezwaar.")
    with pytest.raises(Refused, match="ingetrokken"):
        begin(store, LetterKind.SUSPENSION, About(one.pupil_id, suspension_id=one.id))


@pytest.mark.parametrize(
    ("kind", "road_kind"),
    [
        (LetterKind.CONFERENCE, RoadKind.CONFERENCE),
        (LetterKind.REPAIR_PLAN, RoadKind.REPAIR_PLAN),
        (LetterKind.TIME_OUT, RoadKind.TIME_OUT),
    ],
)
def test_each_child_of_a_record_has_a_letter_without_the_others(
    store: Store, kind: LetterKind, road_kind: RoadKind
) -> None:
    road = write(store, road_kind, count=2, said="Luuk en Yara kregen ruzie.")
    names = {one.id: one.given_name for one in people.pupils(store)}
    own, other = (names[pupil_id] for pupil_id in road.pupils)
    road = write(store, road_kind, count=2, said=f"{own} en {other} kregen ruzie.")
    for pupil_id, mine, theirs in zip(road.pupils, (own, other), (other, own), strict=True):
        said = text(store, kind, About(pupil_id, road_id=road.id))
        assert mine in said
        assert theirs not in said
        assert "(naam)" in said


def test_a_record_has_the_letter_of_its_own_kind_only_and_none_once_void(store: Store) -> None:
    road = write(store, RoadKind.REPAIR_PLAN)
    it = About(road.pupils[0], road_id=road.id)
    with pytest.raises(Refused, match="hoort hier niet bij"):
        begin(store, LetterKind.CONFERENCE, it)
    roads.void_road(store, actor(store, "Joost"), road.id, "dubbel")
    with pytest.raises(Refused, match="ongeldig"):
        begin(store, LetterKind.REPAIR_PLAN, it)


def test_after_several_time_outs_parents_are_invited_with_each_of_them(store: Store) -> None:
    write(store, RoadKind.TIME_OUT)
    road = write(store, RoadKind.TIME_OUT)
    said = text(store, LetterKind.INVITATION, About(road.pupils[0], road_id=road.id))
    assert said.count("- maandag 23 november 2026: een hele dag buiten de groep") == 2


@pytest.mark.parametrize("who", ["Joost", "Fenna", "Tess"])
def test_who_is_not_directie_writes_no_letter(store: Store, who: str) -> None:
    with pytest.raises(Refused, match="Een brief schrijft de directie"):
        begin(store, LetterKind.INVITATION, about(given(store)), who)


def test_a_mistake_in_the_school_s_own_text_is_told_before_anybody_types(store: Store) -> None:
    store.home.letters.mkdir()
    (store.home.letters / "invitation.txt").write_text("Brief\n\n{wanneer} {waar} {roepnaam} {oeps}\n")
    with pytest.raises(KioskError, match=r"regel 3, staat het veld {oeps}"):
        begin(store, LetterKind.INVITATION, about(given(store)))


def test_a_warning_proposes_the_day_that_was_set_for_the_step(store: Store) -> None:
    form = given(store, 6)
    draft = begin(store, LetterKind.OFFICIAL_WARNING, about(form))
    assert draft.proposed["terugkijken"] == "ma 7 dec"
    step = next(s for s in lines.line_of(store, about(form).pupil_id).open_steps if s.form_id == form.id)
    lines.take_step(
        store, actor(store, "Anneke"), about(form).pupil_id, step, "Gegeven.", evaluate_on=date(2026, 12, 1)
    )
    assert begin(store, LetterKind.OFFICIAL_WARNING, about(form)).proposed["terugkijken"] == "di 1 dec"


def test_the_job_and_the_file_are_named_after_the_moment() -> None:
    assert write_letter.document_name(datetime(2026, 11, 23, 10, 5, 9)) == "brief-20261123-100509"


def test_a_school_s_own_text_that_would_drop_what_the_letter_needs_is_refused(store: Store) -> None:
    store.home.letters.mkdir()
    needed = "{verwachting} {hulp} {terugkijken} {roepnaam}"
    (store.home.letters / "official_warning.txt").write_text(f"Brief\n\n{{aanleiding}} {{afwijking}}\n\n{needed}\n")
    with pytest.raises(KioskError, match=r"valt {aanleiding} weg"):
        begin(store, LetterKind.OFFICIAL_WARNING, about(given(store, 6)))


def test_after_a_deviation_a_text_without_its_reason_is_refused(store: Store) -> None:
    store.home.letters.mkdir()
    (store.home.letters / "invitation.txt").write_text("Brief\n\n{wanneer} {waar} {roepnaam}\n")
    pupil = people.pupils(store)[0].id
    line = lines.deviate(store, actor(store, "Anneke"), pupil, StepKind.PARENTS_TALK, "Onveilig.")
    with pytest.raises(KioskError, match=r"valt {afwijking} weg"):
        begin(store, LetterKind.INVITATION, About(pupil, turn_id=line.open_steps[0].turn_id))
    assert "Brief" in text(store, LetterKind.INVITATION, about(given(store)))


def test_a_decision_goes_out_only_while_parents_can_still_object(store: Store, school: School) -> None:
    one = suspend(store, about(given(store, 1)).pupil_id)
    it = About(one.pupil_id, suspension_id=one.id)
    school.clock.now = datetime(2026, 11, 30, 16, 0)
    assert "De laatste dag daarvoor is maandag 30 november 2026." in text(store, LetterKind.SUSPENSION, it)
    school.clock.now = datetime(2026, 12, 1, 8, 0)
    with pytest.raises(Refused, match="Bezwaar kon tot en met maandag 30 november 2026"):
        begin(store, LetterKind.SUSPENSION, it)


def test_a_child_who_left_since_what_happened_is_not_named_in_the_decision(store: Store) -> None:
    one = suspend(store, about(given(store, 1)).pupil_id)
    zofia = [pupil.id for pupil in people.pupils(store) if pupil.given_name == "Zofia"]
    tables.Pupil.update(left_on=date(2026, 11, 20)).where(tables.Pupil.id.in_(zofia)).execute()
    assert "Zofia" not in text(store, LetterKind.SUSPENSION, About(one.pupil_id, suspension_id=one.id))
