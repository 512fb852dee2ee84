"""The words of Te doen: what waits, why, what there is to do about it, and the figures below the list."""

import textwrap
from datetime import date

from kiosk.rules.calendar import Calendar
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.out_of_group import Proposal, ProposalKind
from kiosk.rules.policy import StepKind
from kiosk.rules.road_kinds import NAMES
from kiosk.rules.suspension import Duty, Suspension, next_task
from kiosk.rules.waiting import Waiting, WaitingKind
from kiosk.screens.head.wording import day_in_list

SYMBOLS = {
    WaitingKind.STEP: "◆",
    WaitingKind.PROPOSAL: "◆",
    WaitingKind.SUSPENSION: "◆",
    WaitingKind.PAPER: "▲",
    WaitingKind.PAPER_OF_LEAVER: "▲",
    WaitingKind.AGREEMENT: "▲",
    WaitingKind.REMINDER: "○",
    WaitingKind.EVALUATION: "○",
    WaitingKind.GROUNDLESS: "×",
}

_NAMES = {
    WaitingKind.PAPER: "niet ondertekend terug",
    WaitingKind.PAPER_OF_LEAVER: "papier nog open",
    WaitingKind.AGREEMENT: "afspraak niet gelukt",
    WaitingKind.REMINDER: "aandringen blijft liggen",
    WaitingKind.GROUNDLESS: "grondslag vervallen",
}

_PROPOSED = {
    ProposalKind.PARENTS_TALK: "voorstel: gesprek",
    ProposalKind.ONE_DAY: "voorstel: schorsen",
    ProposalKind.SEVERAL_DAYS: "voorstel: schorsen",
}

_DUTIES = {
    Duty.PARENTS_LETTER: "schorsing: brief",
    Duty.BOARD: "schorsing: bestuur",
    Duty.ATTENDANCE_OFFICER: "schorsing: leerplicht",
    Duty.INSPECTORATE: "schorsing: inspectie",
    Duty.RETURN_TALK: "schorsing: terugkeer",
}

_LOOKED_BACK_ON = {
    StepKind.PARENTS_TALK: "evaluatie gesprek",
    StepKind.OFFICIAL_WARNING: "evaluatie waarschuwing",
    StepKind.SUSPENSION_REVIEW: "evaluatie besluit",
}
"""Short enough for the column; the screen behind the row says it in full."""

_HOLDS = "\u00a0"
_GROUP_LINES = 3
"""Lines for the groups; a board with forty of them sees those with most forms."""


def what_waits(waiting: Waiting, calendar: Calendar) -> str:
    """The middle column of Te doen: "gesprek met ouders"."""
    if waiting.step:
        return STEP_NAMES[waiting.step.kind]
    if waiting.proposal:
        return _PROPOSED[waiting.proposal.kind]
    if waiting.suspension:
        return _of_suspension(waiting.suspension, calendar)
    if waiting.road:
        return f"evaluatie {NAMES[waiting.road.kind]}"
    if waiting.evaluation:
        return _LOOKED_BACK_ON[waiting.evaluation.kind]
    return _NAMES[waiting.kind]


def _of_suspension(suspension: Suspension, calendar: Calendar) -> str:
    task = next_task(suspension, calendar)
    return _DUTIES[task.duty] if task else "schorsing loopt"


def why_it_waits(waiting: Waiting, today: date, calendar: Calendar) -> str:
    """The last column of Te doen: "3e formulier, do 19 nov"; "later: vr 27 nov" for what stands at the end."""
    if waiting.due_on:
        told = _when_due(waiting.due_on, today)
        return f"later: {told}" if waiting.is_later(today, calendar) else told
    day = day_in_list(waiting.since, today)
    if waiting.kind is WaitingKind.STEP:
        return f"{waiting.nth}e formulier, {day}" if waiting.nth else f"afgeweken, {day}"
    if waiting.proposal:
        return f"{len(waiting.proposal.road_ids)}x buiten de groep {day}"  # with a comma it is cut off
    if waiting.kind is WaitingKind.PAPER:
        return f"{waiting.reminders}x aangedrongen, {day}" if waiting.reminders else f"weigert, {day}"
    if waiting.kind is WaitingKind.AGREEMENT:
        return f"nagekeken {day}"
    if waiting.taken:
        return f"gezet op {day}"
    return f"sinds {day}"


def _when_due(day: date, today: date) -> str:
    if day == today:
        return "vandaag"
    return day_in_list(day, today) if day > today else f"sinds {day_in_list(day, today)}"


def what_to_do(waiting: Waiting) -> str:
    """One sentence for whoever stands on this row."""
    child = waiting.pupil.given_name
    if waiting.step:
        return {
            StepKind.PARENTS_TALK: f"Praat met {child} en de ouders, en schrijf op wat eruit kwam.",
            StepKind.OFFICIAL_WARNING: "Geef de officiële waarschuwing, en schrijf op wat je hebt besproken.",
            StepKind.SUSPENSION_REVIEW: "Kijk of een schorsing nodig is. De directie besluit; het hoeft niet.",
        }[waiting.step.kind]
    if waiting.taken:
        return f"Hier hoort geen formulier meer bij. Dit was al gezet: {STEP_NAMES[waiting.taken.kind]}."
    if waiting.proposal:
        return _proposed(waiting.proposal)
    return {
        WaitingKind.SUSPENSION: "Zet een vinkje bij wat gedaan is.",
        WaitingKind.PAPER: "De ouders tekenden nog niet. Bel of spreek ze, en sluit het papier af.",
        WaitingKind.PAPER_OF_LEAVER: f"{child} is van school. Sluit het papier af.",
        WaitingKind.AGREEMENT: f"De afspraak met {child} lukte niet. Bespreek wat nu helpt, en schrijf dat op.",
        WaitingKind.REMINDER: "Vraag de leerkracht ernaar, of dring zelf bij de ouders aan.",
        WaitingKind.EVALUATION: "Kijk samen terug: hoe gaat het nu?",
    }[waiting.kind]


def _proposed(proposal: Proposal) -> str:
    if proposal.kind is ProposalKind.PARENTS_TALK:
        return "Praat met de ouders: welke begeleiding en welke afspraken zijn nodig?"
    return "Na het gesprek ging het weer mis. De directie besluit; het hoeft niet."


def figures_lines(counts: dict[str, int], last_year: int, width: int) -> str:
    """How many forms: the groups with most, in lines of `width`, and below "dit jaar 6 · vorig jaar tot nu 9"."""
    total = sum(counts.values())
    if not total:
        return "Nog geen formulieren dit schooljaar."
    years = f"dit jaar {total} · vorig jaar tot nu {last_year}" if last_year else f"dit jaar {total}"
    most_first = sorted(((name, count) for name, count in counts.items() if count), key=lambda one: -one[1])
    # A label also breaks a line at a space that should hold, so the lines are made here: never within a group's part.
    for shown in range(len(most_first), -1, -1):
        parts = [f"{name} {count}" for name, count in most_first[:shown]]
        if shown < len(counts):
            parts.append(f"andere groepen {sum(count for _, count in most_first[shown:])}")
        held = " · ".join(part.replace(" ", _HOLDS) for part in parts)
        lines = textwrap.wrap(f"Formulieren: {held}", max(width, 20), break_long_words=False, break_on_hyphens=False)
        if len(lines) <= _GROUP_LINES:
            break
    return "\n".join([*(line.removesuffix(" ·") for line in lines), years]).replace(_HOLDS, " ")
