"""The words of directie's screens: one place, so that the same thing is called the same on each of them."""

from collections.abc import Sequence
from datetime import date

from kiosk.db.history import Decided, PupilHistory
from kiosk.db.lines import PupilPlace
from kiosk.rules.answer import Words
from kiosk.rules.calendar import Calendar, school_year
from kiosk.rules.dutch import clock_time, ordinal, short_day
from kiosk.rules.form import FactKind, Form, Stage, stage
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.ladder import DueStep, dots
from kiosk.rules.letters import LETTER_NAMES, OF_STEP, Letter
from kiosk.rules.policy import Policy
from kiosk.rules.slip import SlipStep, slip
from kiosk.rules.today import OUTCOME_LABELS

HEAD_DECIDES = "Dit besluit de directie. Je kunt wel alles lezen."

_STAGES = {
    Stage.WAITING: "wacht op het kind",
    Stage.WRITING: "kind schrijft",
    Stage.HANDED_IN: "gesprek voeren",
    Stage.TALKED: "nog printen",
    Stage.PRINTED: "nog meegeven",
    Stage.AT_HOME: "thuis",
    Stage.RETURNED: "moet in ParnaSys",
    Stage.FILED: "in ParnaSys",
    Stage.VOIDED: "ongeldig gemaakt",
}

_AT_HOME = {
    SlipStep.DUE_TODAY: "vandaag terug",
    SlipStep.TO_GIVE_AGAIN: "weer meegeven",
    SlipStep.TO_REMIND: "aandringen",
    SlipStep.WITH_HEAD: "bij directie",
}

_AFTER_THE_WORDS = {
    FactKind.CORRECTED: "verbeterd",
    FactKind.ADDED: "aanvulling bij het gesprek",
    FactKind.PRINTED: "geprint",
    FactKind.TAKEN_HOME: "meegegeven",
    FactKind.REMINDED: "aangedrongen",
    FactKind.RETURNED: "terug",
    FactKind.ESCALATED: "naar directie",
    FactKind.CLOSED: "gesloten",
    FactKind.FILED: "in ParnaSys gehangen",
    FactKind.AGREEMENT_CHECKED: "afspraak nagekeken",
    FactKind.FOLLOWED_UP: "opgepakt door de directie",
    FactKind.VOIDED: "ongeldig gemaakt",
}
"""What a form's story tells below the child's words, in order of time."""


def next_on_ladder(place: PupilPlace | PupilHistory) -> str:
    """What is open, else after how many more forms there is something to decide: "nog 2 tot gesprek met ouders"."""
    if place.line.open_steps:
        return f"◆ open: {STEP_NAMES[place.line.open_steps[0].kind]}"
    left = place.coming.size - place.coming.position
    if left < 0:  # the old round goes on until the parents' talk was held
        return "telt na het gesprek"
    return f"nog {left + 1} tot {STEP_NAMES[place.coming.step]}"


def place_dots(place: PupilPlace | PupilHistory) -> str:
    """Where the pupil stands: the dots of the newest form of this round, or an empty step when a round begins."""
    marks = place.line.marks
    if not marks or place.coming.round > marks[-1].round:
        return " ".join("○" * place.coming.size)
    return dots(marks[-1])


_ROUNDS = 6
"""Rounds that fit beside what comes next on the narrowest screen; the newest ones are shown."""


def round_dots(history: PupilHistory) -> str:
    """The rounds of the period that counts now, a row of dots each: "● ● ●  ◆  ● ○ ○"; the last one as it stands."""
    now, marks = history.coming.round, history.line.marks
    done = [
        mark
        for mark, after in zip(marks, (*marks[1:], None), strict=False)  # without forms there is no mark at all
        if after is None or after.position <= mark.position
    ]
    this_period = [mark for mark in done if mark.round == now]
    rounds = [dots(mark) for mark in this_period]
    if not this_period or history.coming.position == 1:
        rounds.append(" ".join("○" * history.coming.size))
    shown = rounds[-_ROUNDS:]
    return "  ◆  ".join(["…", *shown] if len(shown) < len(rounds) else shown)


def stage_words(form: Form, today: date, calendar: Calendar, policy: Policy) -> str:
    """How far a form is, in two or three words."""
    reached = stage(form)
    if reached is Stage.AT_HOME:
        return _AT_HOME.get(
            slip(form, today, calendar, policy.reminders, due_days=policy.due_days).step, _STAGES[reached]
        )
    return _STAGES[reached]


def form_title(nth: int, form: Form, today: date) -> str:
    """A form's name above its story: "Derde formulier, do 19 nov"; without a rank when it does not count."""
    rank = f"{ordinal(nth).capitalize()} formulier" if nth else "Formulier"
    return f"{rank}, {day_in_list(form.issued_at.date(), today)}"


def form_story(form: Form, written: Sequence[Words], policy: Policy, staff: dict[int, str], today: date) -> str:
    """What happened, who saw it, the child's own words, and the paper's way so far: for directie and IB."""
    behaviours = ", ".join(policy.behaviour_label(key) for key in form.behaviours)
    happened = f"{day_in_list(form.happened_at.date(), today)}, {clock_time(form.happened_at)}"
    lines = [
        f"{happened}, {policy.place_label(form.place)}",
        behaviours.capitalize(),
        "",
        f"{staff.get(form.issued_by, 'Iemand')} zag: {form.what_was_seen}",
    ]
    papers = [
        " ".join(
            part
            for part in (
                f"{day_in_list(fact.at.date(), today)}:",
                _AFTER_THE_WORDS[fact.kind],
                f"({', '.join(filter(None, (OUTCOME_LABELS[fact.outcome], fact.person)))})" if fact.outcome else "",
                fact.note,
            )
            if part
        )
        for fact in form.facts
        if fact.kind in _AFTER_THE_WORDS
    ]
    for words in written:
        typed = f" (opgeschreven door {staff.get(words.typed_by, 'iemand')})" if words.typed_by and words.said else ""
        lines += ["", f"{words.asked_text}{typed}", words.said or "(niets geschreven)"]
    return "\n".join([*lines, "", *papers] if papers else lines)


def decided_words(decided: Decided, staff: dict[int, str], today: date) -> str:
    """Who decided, when, and the words they wrote, for who may read those."""
    who = staff.get(decided.by, "Directie")
    words = decided.words or "Wat hierbij staat, lezen de directie en IB."
    return f"{day_in_list(decided.at.date(), today)}, {who}:\n{words}"


def letters_sent(letters: Sequence[Letter], step: DueStep, today: date) -> str:
    """Which letters went out about the step, in one line; "" where none belongs to it."""
    if letters:
        return " · ".join(f"brief: {LETTER_NAMES[one.kind]}, {day_in_list(one.at.date(), today)}" for one in letters)
    return "Er is nog geen brief gemaakt." if step.kind in OF_STEP else ""


def day_in_list(day: date, today: date) -> str:
    """ "do 19 nov"; a day of another school year than today's is written with its year: "10-6-2026"."""
    same_year = school_year(day) == school_year(today)
    return short_day(day) if same_year else f"{day.day}-{day.month}-{day.year}"
