"""Writing a letter: what the store knows and what a person types, in the school's text. Nothing is kept here."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from kiosk.db import letters, people, suspensions
from kiosk.db.store import Store
from kiosk.errors import KioskError, Refused
from kiosk.jobs.other_children import finder_of_others
from kiosk.rules.calendar import school_year, school_year_days
from kiosk.rules.dutch import long_day, short_day, unbroken
from kiosk.rules.letter_facts import (
    NEEDED,
    done_told,
    forms_told,
    road_told,
    suspension_told,
    time_outs_told,
    town_of,
    written_in,
)
from kiosk.rules.letter_text import Template, fill, left_out
from kiosk.rules.letters import ASKED, OF_ROAD, About, LetterKind, check_letterhead, check_may_write
from kiosk.rules.masking import Hit, NameFinder, masked
from kiosk.rules.number import spaced
from kiosk.rules.people import Pupil
from kiosk.rules.permissions import Actor
from kiosk.rules.road_kinds import NAMES
from kiosk.rules.roads import LOOK_BACK_AFTER
from kiosk.rules.suspension import objection_until
from kiosk.settings.letters import read_letter


@dataclass(frozen=True)
class Draft:
    """A letter being written: the text, what the store knew (`values`), and what stands in its fields at first.

    `head` stands above it: who sends it, when, to whom, its reference. `others` finds other children's names.
    """

    kind: LetterKind
    about: About
    pupil: Pupil
    template: Template
    head: str
    values: dict[str, str]
    proposed: dict[str, str]
    others: NameFinder


@dataclass(frozen=True)
class _Told:
    """What the record says, the letter's reference, the first day that it tells of, and a day to look back, if set."""

    values: dict[str, str]
    reference: str
    since: date
    evaluate_on: date | None = None


def begin(store: Store, actor: Actor, kind: LetterKind, about: About) -> Draft:
    """Everything that is known before a person types a word.

    `Refused` when `actor` may not write letters, or the law or the policy needs something that no field asks: in the
    record, or in the school's settings. `KioskError` when the school's own text has a mistake.
    """
    check_may_write(actor)
    school, today = store.settings.school, store.clock().date()
    check_letterhead(kind, asdict(school))
    template = read_letter(store.home, kind)
    pupil = people.pupil(store, about.pupil_id)
    told = _told(store, actor, kind, about, pupil)
    phone = unbroken(school.phone)
    values = {
        "school": school.name,
        "telefoon": phone,
        "bel_ons": f"Bel ons dan: {phone}." if phone else "Laat het ons dan weten.",
        "bestuur": school.board,
        "bestuursadres": school.board_address,
        "directie": actor.name,
        "datum": long_day(today),
        "naam": pupil.name,
        "roepnaam": pupil.given_name,
        "groep": pupil.group_name,
    }
    values |= told.values
    _check_whole(store, kind, template, values)
    due_on = told.evaluate_on or today
    if due_on <= today:
        due_on = store.settings.calendar.add_school_days(today, LOOK_BACK_AFTER)
    proposed = {
        "waar": "op school",
        "wie": f"u, {pupil.given_name} en {actor.name} (directie)",
        "terugkijken": short_day(due_on),
    }
    return Draft(
        kind,
        about,
        pupil,
        template,
        _head(store, kind, pupil, told.reference),
        values,
        {one.key: proposed.get(one.key, "") for one in ASKED.get(kind, ())},
        # Who left since it happened may be named too.
        finder_of_others(store, pupil.id, school_year_days(school_year(told.since))[0]),
    )


def _check_whole(store: Store, kind: LetterKind, template: Template, values: Mapping[str, str]) -> None:
    """Raise `KioskError` when this letter needs something for which the school's text has no piece that stays."""
    typed = {one.key: one.label for one in ASKED.get(kind, ())}
    lost = left_out(template, {**values, **typed}, (*NEEDED[kind], "afwijking"))
    if lost:
        names = ", ".join(f"{{{key}}}" for key in lost)
        raise KioskError(
            f"Uit deze brief valt {names} weg.", f"Zet dat in een eigen alinea in {store.home.letters / f'{kind}.txt'}."
        )


def _head(store: Store, kind: LetterKind, pupil: Pupil, reference: str) -> str:
    """Who sends it, when, to whom, and its reference: a paragraph each. A warning is for pupil and parents (par. 8)."""
    school, today = store.settings.school, store.clock().date()
    town, phone = town_of(school.address), f"telefoon {school.phone}" if school.phone else ""
    sender = "\n".join(line for line in (school.name, school.address, phone) if line)
    when = f"{town}, {long_day(today)}" if town else long_day(today)
    to = f"Aan de ouder(s)/verzorger(s) van\n{pupil.name}"
    if kind is LetterKind.OFFICIAL_WARNING:
        to = f"Aan {pupil.name}\nen de ouder(s)/verzorger(s) van {pupil.given_name}"
    return "\n\n".join(part for part in (sender, when, to, reference) if part)


def _told(store: Store, actor: Actor, kind: LetterKind, about: About, pupil: Pupil) -> _Told:
    if kind is LetterKind.SUSPENSION:
        return _suspension_told(store, actor, about)
    ground = letters.ground_of(store, actor, about)
    if ground.road and kind is not LetterKind.INVITATION:
        road = ground.road
        if OF_ROAD.get(road.kind) is not kind:
            raise Refused("Deze brief hoort hier niet bij.", "Kies het opnieuw van de lijst.")
        day = road.held_at.date()
        return _Told(road_told(kind, road), f"Kenmerk: {NAMES[road.kind]} {day.day}-{day.month}-{day.year}", day)
    return _step_told(store, ground, pupil)


def _suspension_told(store: Store, actor: Actor, about: About) -> _Told:
    one = suspensions.suspension(store, actor, about.suspension_id or 0)
    if one.pupil_id != about.pupil_id:
        raise Refused("Dit gaat niet over deze leerling.", "Kies het opnieuw van de lijst.")
    calendar = store.settings.calendar
    values = suspension_told(one, calendar, store.settings.policy.out_of_group)
    if objection_until(one, calendar) < store.clock().date():
        raise Refused(
            f"Bezwaar kon tot en met {values['bezwaar_tot']}: voor deze brief is het te laat.",
            "Was hij er al? Print hem op de lijn van het kind. Anders: vraag het bestuur om een nieuwe termijn.",
        )
    day = one.decided_at.date()  # the term to object runs from this day, not from the letter's
    return _Told(values, f"Kenmerk: schorsing {one.id}, besloten op {day.day}-{day.month}-{day.year}", day)


def _step_told(store: Store, ground: letters.Ground, pupil: Pupil) -> _Told:
    """The forms (or, for par. 11, the time-outs) that led to a step, or why directie deviated."""
    forms = sorted(ground.forms, key=lambda form: form.number)
    facts = time_outs_told(ground.time_outs) if ground.road else forms_told(forms, store.settings.policy)
    if not facts and not ground.reason:
        raise Refused("Er is niets dat bij deze brief hoort.", "Kijk op de lijn van deze leerling wat er telt.")
    numbers = ", ".join(unbroken(spaced(form.number)) for form in forms)
    reference = f"Kenmerk: formulier{'en' if len(forms) > 1 else ''} {numbers}" if forms else ""
    days = [one.happened_at.date() for one in forms] + [one.held_at.date() for one in ground.time_outs]
    done = done_told(forms, ground.parents_talks, pupil.given_name)
    values = {"aanleiding": facts, "afwijking": ground.reason, "gedaan": done}
    return _Told(values, reference, min(days, default=store.clock().date()), ground.evaluate_on)


def written(draft: Draft, typed: Mapping[str, str]) -> dict[str, str]:
    """The texts in people's own words, by how a screen calls them: those in which `Hit`s stand, in that order."""
    values = draft.values | dict(typed)
    return {label: values.get(key, "") for key, label in written_in(draft.kind).items()}


def names_in(draft: Draft, typed: Mapping[str, str]) -> tuple[Hit, ...]:
    """Where the letter may name other children, in the texts of `written`."""
    return draft.others.find(tuple(written(draft, typed).values()))


def text_of(draft: Draft, typed: Mapping[str, str], hits: Collection[Hit] = ()) -> str:
    """The whole letter as parents read it, each of `hits` masked."""
    without = masked(tuple(written(draft, typed).values()), hits)
    values = draft.values | dict(typed) | dict(zip(written_in(draft.kind), without, strict=True))
    return fill(draft.template, values, draft.head)


def document_name(now: datetime) -> str:
    """What its job and file are called: nobody's name, and not what kind of letter it is."""
    return f"brief-{now:%Y%m%d-%H%M%S}"
