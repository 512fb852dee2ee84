"""The summary of setting up: from the store and the settings to what stands on the paper."""

from collections.abc import Iterator, Sequence

from kiosk.db.setup_facts import setup_facts
from kiosk.db.store import Store
from kiosk.paper.setup_summary import SetupSummary, SummaryPart
from kiosk.rules.dutch import counted, long_day, time_of_day, weekday_name
from kiosk.rules.labels import COUNTING_NAMES, RESTART_NAMES, ROLE_NAMES
from kiosk.rules.ladder import STEP_LABELS
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Actor
from kiosk.rules.policy import Policy
from kiosk.rules.setup_steps import STEP_NAMES, SetupFacts, setup_steps
from kiosk.settings import Settings


def setup_summary(store: Store, actor: Actor) -> SetupSummary:
    """How the kiosk is set up now, for who looks after it, else `Refused`. No PIN, word or pupil's name is in it."""
    facts, settings = setup_facts(store, actor), store.settings
    return SetupSummary(
        settings.school.name,
        store.clock().date(),
        (
            SummaryPart("Stappen", tuple(_steps(facts))),
            SummaryPart("De school", tuple(_school(settings))),
            SummaryPart("De Oeps-lijn", tuple(_ladder(settings.policy))),
            SummaryPart("Termijnen", tuple(_terms(settings))),
            SummaryPart("Wie mag wat", tuple(_roles(facts.staff))),
            SummaryPart("Waar een kind schrijft", tuple(_groups(facts))),
            SummaryPart("Bewaar dit zelf", tuple(_apart(settings))),
        ),
    )


def _steps(facts: SetupFacts) -> Iterator[tuple[str, str]]:
    for state in setup_steps(facts):
        yield STEP_NAMES[state.step], f"{'klaar' if state.done else 'NOG TE DOEN'}: {state.words}"


def _school(settings: Settings) -> Iterator[tuple[str, str]]:
    school, timetable = settings.school, settings.timetable
    yield "naam en regio", f"{school.name}, regio {school.region}"
    yield "adres en telefoon", ", ".join(part for part in (school.address, school.phone) if part) or "niet ingevuld"
    yield "bestuur", ", ".join(part for part in (school.board, school.board_address) if part) or "niet ingevuld"
    ends = [f"{weekday_name(day)} {time_of_day(end)}" for day, end in enumerate(timetable.ends)]
    yield "de school gaat uit", ", ".join(ends) or "niet ingevuld"
    breaks = ", ".join(time_of_day(one) for one in timetable.breaks)
    yield "pauzes", breaks or "niet ingevuld"
    yield "eigen vrije dagen", ", ".join(long_day(day) for day in sorted(settings.closed)) or "geen"
    if settings.opened:
        yield "toch open", ", ".join(long_day(day) for day in sorted(settings.opened))
    yield "wie een kind helpt", ", ".join(f"{one.name} ({one.role.label})" for one in settings.contacts) or "niemand"


def _ladder(policy: Policy) -> Iterator[tuple[str, str]]:
    yield "formulieren tellen", COUNTING_NAMES[policy.counting]
    yield "opnieuw tellen", RESTART_NAMES[policy.restart]
    for place, step in enumerate(policy.steps):
        further = " verder" if place else ""
        yield STEP_LABELS[step.leads_to], f"na {counted(step.forms, 'formulier', 'formulieren')}{further}"
    yield "aandringen", f"{policy.reminders} keer, dan naar directie"


def _terms(settings: Settings) -> Iterator[tuple[str, str]]:
    policy, kept = settings.policy, settings.retention
    yield "papier terug", f"na {counted(policy.due_days, 'schooldag', 'schooldagen')}"
    yield "bezwaar na een schorsing", counted(policy.out_of_group.objection_days, "werkdag", "werkdagen")
    yield "woorden bewaren", f"{counted(kept.school_years, 'schooljaar', 'schooljaren')} na het schooljaar zelf"
    yield "na het verlaten van school", f"hooguit {counted(kept.after_leaving_years, 'jaar', 'jaar')}"
    if off := [one.label for one in (*policy.behaviours, *policy.places) if one.off]:
        yield "niet meer te kiezen", ", ".join(off)
    yield "reservekopieën ook naar", str(settings.backup_folder) if settings.backup_folder else "nergens anders"


def _roles(staff: Sequence[Staff]) -> Iterator[tuple[str, str]]:
    for role, name in ROLE_NAMES.items():
        those = [f"{one.name}{'' if one.has_pin else ' (nog geen pincode)'}" for one in staff if role in one.roles]
        yield name, ", ".join(those) or "niemand"


def _groups(facts: SetupFacts) -> Iterator[tuple[str, str]]:
    names = {one.id: one.name for one in facts.groups}
    for one in facts.groups:
        yield one.name, f"bij {names[one.host_id]}" if one.host_id in names else "nog geen parallelgroep"
    if not names:
        yield "groepen", "nog niet ingelezen"


def _apart(settings: Settings) -> Iterator[tuple[str, str]]:
    yield "herstelbladen", "elk in een dichte envelop, op twee plekken; een buiten school"
    beside = ". Naast elke reservekopie op de tweede plek staat er een (.toml)" if settings.backup_folder else ""
    yield "school.toml", f"een kopie; nodig op een andere computer{beside}"
    yield "pincodes", "staan nergens: wie hem kwijt is, krijgt met een collega een nieuwe"
