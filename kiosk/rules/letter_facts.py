"""What the record puts into a letter: facts in plain words, by the names of the fields that a school may use.

Of a form only date, place and behaviour: what was seen is staff's own record and may name others.
"""

import re
from collections.abc import Iterable
from datetime import date

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import counted, day_in_full_and_time, long_day, unbroken
from kiosk.rules.form import FactKind, Form
from kiosk.rules.letters import ASKED, LetterKind, Typed, moment_in_full
from kiosk.rules.number import spaced
from kiosk.rules.policy import OutOfGroup, Policy
from kiosk.rules.road_kinds import AGREEMENTS, BACK_ON, PEOPLE, QUESTIONS
from kiosk.rules.roads import Road
from kiosk.rules.suspension import LastChance, Suspension, objection_until, school_days

COMMON = ("school", "telefoon", "bel_ons", "bestuur", "directie", "datum", "naam", "roepnaam", "groep")
"""Fields that every letter has."""

_ANSWERS = tuple(f"antwoord_{number}" for number, _ in enumerate(QUESTIONS, start=1))

FROM_RECORD: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.INVITATION: ("aanleiding", "afwijking"),
    LetterKind.OFFICIAL_WARNING: ("aanleiding", "afwijking", "gedaan"),
    LetterKind.SUSPENSION: (
        *("periode", "dagen", "terug", "reden", "gehoord", "gehoord_op", "schoolwerk", "contact", "laatste_kans"),
        *("bericht", "termijn", "bezwaar_tot", "bestuursadres"),
    ),
    LetterKind.CONFERENCE: (*("dag", "deelnemers", "bereid", *_ANSWERS, "notulen", "afspraken", "terugkijken"),),
    LetterKind.REPAIR_PLAN: (
        *("dag", "aanleiding", "doel", "makers", "afspraken", "hulp", "als_het_niet_lukt", "terugkijken"),
    ),
    LetterKind.TIME_OUT: (
        *("dag", "aanleiding", "duur", "plaats", "ouders_door", "kind_door", "terug", "afspraken", "terugkijken"),
    ),
}
"""Fields that each kind takes from the record, beside what it asks."""

NEEDED: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.INVITATION: ("roepnaam", "wanneer", "waar"),
    LetterKind.OFFICIAL_WARNING: ("roepnaam", "aanleiding", "verwachting", "hulp", "terugkijken"),
    LetterKind.SUSPENSION: (
        *("roepnaam", "bestuur", "periode", "dagen", "terug", "reden", "gehoord", "gehoord_op", "schoolwerk"),
        *("contact", "bericht", "bezwaar_tot", "bestuursadres"),
    ),
    LetterKind.CONFERENCE: ("dag", "deelnemers", *_ANSWERS),
    LetterKind.REPAIR_PLAN: ("aanleiding", "doel", "afspraken", "terugkijken"),
    LetterKind.TIME_OUT: ("dag", "roepnaam", "aanleiding", "duur", "terug"),
}
"""Fields that a school's own text may not leave out: without them the letter says too little to hold up."""

_ROAD_TEXTS: dict[LetterKind, dict[str, str]] = {
    LetterKind.CONFERENCE: {
        "deelnemers": PEOPLE,
        "bereid": "willing",
        **{answer: f"question_{number}" for number, answer in enumerate(_ANSWERS, start=1)},
        "notulen": "minutes",
        "afspraken": AGREEMENTS,
    },
    LetterKind.REPAIR_PLAN: {
        "aanleiding": "reason",
        "doel": "goal",
        "makers": PEOPLE,
        "afspraken": AGREEMENTS,
        "hulp": "help",
        "als_het_niet_lukt": "if_not",
    },
    LetterKind.TIME_OUT: {
        "aanleiding": "reason",
        "duur": "part",
        "plaats": "where",
        "ouders_door": "parents_by",
        "kind_door": "pupil_by",
        "afspraken": AGREEMENTS,
    },
}

_PARTS = {"hele dag": "een hele dag", "ochtend": "een ochtend", "middag": "een middag"}

_WRITTEN = {
    "afwijking": "reden om af te wijken",
    "reden": "de reden",
    "gehoord": "wie zijn gehoord",
    "schoolwerk": "schoolwerk",
    "contact": "contact",
    "laatste_kans": "laatste kans",
}


def fields_of(kind: LetterKind) -> tuple[str, ...]:
    """Every field that the text of this letter may use."""
    return (*COMMON, *FROM_RECORD[kind], *(one.key for one in ASKED.get(kind, ())))


def written_in(kind: LetterKind) -> dict[str, str]:
    """The fields in people's own words, in which another child may be named, and how a screen calls each."""
    found = {key: label for key, label in _WRITTEN.items() if key in FROM_RECORD[kind]}
    found |= {key: key.replace("_", " ") for key in _ROAD_TEXTS.get(kind, {}) if key != "duur"}
    typed = (Typed.LINE, Typed.WORDS)
    return found | {one.key: one.label.lower() for one in ASKED.get(kind, ()) if one.typed in typed}


def forms_told(forms: Iterable[Form], policy: Policy) -> str:
    """A point for each form: when, where and what, with its number; in order of time."""
    return "\n".join(
        f"- {day_in_full_and_time(one.happened_at)}, {policy.place_label(one.place).lower()}: "
        f"{', '.join(policy.behaviour_label(key) for key in one.behaviours)} (formulier {unbroken(spaced(one.number))})"
        for one in sorted(forms, key=lambda form: (form.happened_at, form.number))
    )


def time_outs_told(roads: Iterable[Road]) -> str:
    """A point for each time that the pupil was out of the group, in order of time."""
    return "\n".join(
        f"- {long_day(road.held_at)}: {_part(road)} buiten de groep"
        for road in sorted(roads, key=lambda road: road.held_at)
    )


def done_told(forms: Iterable[Form], parents_talks: Iterable[date], given_name: str) -> str:
    """A point for each talk that was held before: after a form, and of pupil, parents and directie."""
    held = [(fact.at.date(), "herstelgesprek") for form in forms if (fact := form.first(FactKind.TALK))]
    held += [(day, f"gesprek van {given_name}, de ouders en de directie") for day in parents_talks]
    return "\n".join(f"- {long_day(day)}: {what}" for day, what in sorted(set(held)))


def suspension_told(suspension: Suspension, calendar: Calendar, numbers: OutOfGroup) -> dict[str, str]:
    """What a decision to suspend says (WPO 40c, par. 11).

    `Refused` when the law or the policy wants something that is not there: a reason, who was heard, the day of return,
    no more than so many school days; or when it was withdrawn.
    """
    days = school_days(suspension, calendar)
    _check_suspension(suspension, days, numbers)
    first, last = long_day(suspension.first_day), long_day(suspension.last_day)
    told = "het schoolbestuur en de afdeling leerplicht van de gemeente"
    if days > 1:
        told = "het schoolbestuur, de afdeling leerplicht van de gemeente en de Inspectie van het Onderwijs"
    return {
        "periode": f"op {first}" if days == 1 else f"van {first} tot en met {last}",
        "dagen": counted(days, "schooldag", "schooldagen"),
        "terug": moment_in_full(suspension.return_at),
        "reden": suspension.reason,
        "gehoord": suspension.heard,
        "gehoord_op": long_day(suspension.heard_on),
        "schoolwerk": suspension.schoolwork,
        "contact": suspension.contact,
        "laatste_kans": _last_chance(suspension),
        "bericht": told,
        "termijn": f"{suspension.objection_days} werkdagen",
        "bezwaar_tot": long_day(objection_until(suspension, calendar)),
    }


def _check_suspension(suspension: Suspension, days: int, numbers: OutOfGroup) -> None:
    if suspension.withdrawn_at:
        raise Refused("Deze schorsing is ingetrokken.", "Er gaat geen brief meer uit.")
    if not 1 <= days <= numbers.most_days:
        raise Refused(
            f"Deze schorsing duurt {days} schooldagen.",
            f"Het mogen er 1 tot {numbers.most_days} zijn. Trek haar in en besluit opnieuw.",
        )
    if not suspension.reason:
        raise Refused("In de schorsing staat geen reden.", "Zonder reden kan de brief niet weg.")
    if not suspension.heard:
        raise Refused("Er staat niet bij wie zijn gehoord.", "Hoor eerst het kind en de ouders.")
    if suspension.return_at.date() <= suspension.last_day:
        raise Refused("De dag van terugkomst klopt niet.", "Die ligt na de laatste dag van de schorsing.")


def _last_chance(suspension: Suspension) -> str:
    why = sentence(suspension.last_chance_why)
    return {
        LastChance.HELD: "Er is een herstelgesprek gehouden om de situatie te herstellen.",
        LastChance.IMPOSSIBLE: f"Een herstelgesprek was niet mogelijk. {why}",
        LastChance.OPEN: f"Op een herstelgesprek kon de school nu niet wachten. {why}",
    }[suspension.last_chance]


def road_told(kind: LetterKind, road: Road) -> dict[str, str]:
    """What a record of another road says. `Refused` when it is void, or lacks what its letter is about."""
    if road.voided_at:
        raise Refused("Dit is ongeldig gemaakt.", "Er gaat geen brief over uit.")
    told = {field: road.texts.get(key, "") for field, key in _ROAD_TEXTS[kind].items()}
    if not all(told.get(answer, "-") for answer in _ANSWERS):
        raise Refused("De zes vragen zijn niet allemaal beantwoord.", "Schrijf het herstelgesprek opnieuw op.")
    missing = [field.replace("_", " ") for field in NEEDED[kind] if told.get(field, "-") == ""]
    if missing:
        raise Refused(f"Er staat nog niet bij: {', '.join(missing)}.", "Schrijf het opnieuw op, met alles erin.")
    if kind is LetterKind.TIME_OUT:
        told |= {"duur": _part(road), "terug": long_day(date.fromisoformat(road.texts[BACK_ON]))}
    due_on = road.due_on or road.evaluate_on
    return told | {"dag": long_day(road.held_at), "terugkijken": long_day(due_on) if due_on else ""}


def _part(road: Road) -> str:
    return _PARTS.get(road.texts.get("part", ""), "een dagdeel")


def sentence(text: str) -> str:
    """What a person typed as it reads among sentences: with a capital in front and an end."""
    ended = text if text.endswith((".", "!", "?", "…")) else f"{text}."
    return ended[:1].upper() + ended[1:]


def town_of(address: str) -> str:
    """The town at the end of a Dutch address: "Lelystad" of "Kerkstraat 1, 8232 AB Lelystad"; "" when not found."""
    found = re.search(r"\b[1-9][0-9]{3} ?[A-Z]{2},? +(.+)$", address)
    return found[1].strip() if found else ""
