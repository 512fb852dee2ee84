"""Which fact may come next to a form, and at what moment: the order of par. 8, steps 1 to 4."""

from datetime import date, datetime, time

from kiosk.errors import Refused
from kiosk.rules.form import (
    CLOSE_OUTCOMES,
    KEPT_OUTCOMES,
    REPEATING,
    RETURN_OUTCOMES,
    Fact,
    FactKind,
    Form,
    Outcome,
    Stage,
    stage,
)

_AFTER_THE_TALK = frozenset({Stage.TALKED, Stage.PRINTED, Stage.AT_HOME, Stage.RETURNED, Stage.FILED})

# For each fact: the stages in which it may happen, and what to say when it may not.
_MAY_FOLLOW: dict[FactKind, tuple[frozenset[Stage], str]] = {
    # Also while writing: a form that an adult handed in and gave back has no word of the child yet.
    FactKind.FIRST_WORD: (frozenset({Stage.WAITING, Stage.WRITING}), "Schrijven kan tot het inleveren."),
    FactKind.HANDED_IN: (frozenset({Stage.WAITING, Stage.WRITING}), "Dit formulier is al ingeleverd."),
    FactKind.SENT_BACK: (
        frozenset({Stage.HANDED_IN}),
        "Teruggeven kan alleen na het inleveren en voor het gesprek.",
    ),
    FactKind.TALK: (
        frozenset({Stage.HANDED_IN}),
        "Een gesprek kan na het inleveren, en wordt één keer vastgelegd.",
    ),
    FactKind.BACK_IN_CLASS: (
        _AFTER_THE_TALK,
        "Eerst het herstelgesprek, dan terug naar de groep.",
    ),
    FactKind.PARENTS_INFORMED: (frozenset(Stage) - {Stage.VOIDED}, "Dit formulier is ongeldig gemaakt."),
    FactKind.PRINTED: (
        _AFTER_THE_TALK,
        "Printen kan na het herstelgesprek.",
    ),
    FactKind.TAKEN_HOME: (frozenset({Stage.PRINTED}), "Meegeven kan één keer, nadat het papier geprint is."),
    FactKind.REMINDED: (frozenset({Stage.AT_HOME}), "Aandringen kan zolang het papier thuis is."),
    FactKind.RETURNED: (
        frozenset({Stage.AT_HOME, Stage.RETURNED}),
        "Terugkomen kan nadat het papier is meegegeven en tot het in ParnaSys hangt.",
    ),
    FactKind.ESCALATED: (frozenset({Stage.AT_HOME}), "Naar directie kan zolang het papier niet ondertekend is."),
    # Also before the talk: a child who left the school never comes to it. When directie may close: `rules.slip`.
    FactKind.CLOSED: (
        frozenset(Stage) - {Stage.RETURNED, Stage.FILED, Stage.VOIDED},
        "Afsluiten kan zolang het papier niet ondertekend is.",
    ),
    FactKind.FILED: (frozenset({Stage.RETURNED}), "In ParnaSys hangen kan als het papier terug of afgesloten is."),
    FactKind.VOIDED: (frozenset(Stage) - {Stage.VOIDED}, "Dit formulier is al ongeldig gemaakt."),
    FactKind.AGREEMENT_CHECKED: (_AFTER_THE_TALK, "De afspraak nakijken kan na het gesprek, één keer."),
    FactKind.FOLLOWED_UP: (_AFTER_THE_TALK, "Dit kan nadat de afspraak is nagekeken, één keer."),
    FactKind.ADDED: (_AFTER_THE_TALK, "Een aanvulling kan nadat het gesprek is vastgelegd."),
    FactKind.CORRECTED: (frozenset(Stage) - {Stage.VOIDED}, "Dit formulier is ongeldig gemaakt."),
}

# What must have happened, for a form that was closed may have skipped it: it has no talk, or its paper never went home.
_NEEDS: dict[FactKind, FactKind] = {
    FactKind.BACK_IN_CLASS: FactKind.TALK,
    FactKind.PRINTED: FactKind.TALK,
    FactKind.RETURNED: FactKind.TAKEN_HOME,
    FactKind.AGREEMENT_CHECKED: FactKind.TALK,
    FactKind.FOLLOWED_UP: FactKind.AGREEMENT_CHECKED,
    FactKind.ADDED: FactKind.TALK,
}

_OUTCOMES: dict[FactKind, tuple[Outcome, ...]] = {
    FactKind.RETURNED: RETURN_OUTCOMES,
    FactKind.CLOSED: CLOSE_OUTCOMES,
    FactKind.AGREEMENT_CHECKED: KEPT_OUTCOMES,
}


def check_next(form: Form, fact: Fact, now: datetime) -> None:
    """Raise `Refused` unless `fact` may be added to `form` at moment `now`.

    Holds the order of par. 8: hand-in before talk, talk before back in class and before print, print before
    taken home, returned or closed before filed; what happens once happens once; nothing happens in the future or
    before the step it comes after; a return and a close say how; what asks for a reason or a way has one. Nothing is
    added once retention took the words and the name: what comes after it would never be taken. (When a reminder may be
    given, and when directie may close, also depends on the calendar: see `rules.slip`.)
    """
    if form.pupil_id is None:
        raise Refused("Van dit formulier is de leerling niet meer bekend.", "De bewaartermijn is voorbij: laat het zo.")
    stages, sentence = _MAY_FOLLOW[fact.kind]
    if stage(form) not in stages or (fact.kind in _NEEDS and not form.has(_NEEDS[fact.kind])):
        if form.voided:
            sentence = "Dit formulier is ongeldig gemaakt."
        raise Refused(sentence, "Kijk op de lijst wat de volgende stap is.")
    if fact.kind not in REPEATING and form.has(fact.kind):
        raise Refused("Dit staat er al.", "Kijk op de lijst wat de volgende stap is.")
    if fact.kind is FactKind.ESCALATED and not _refused(form):
        raise Refused("Meteen naar directie kan als ouders weigeren te tekenen.", "Leg eerst de weigering vast.")
    if fact.kind is FactKind.FOLLOWED_UP and not agreement_not_kept(form):
        raise Refused("Deze afspraak is niet nagekeken als niet gelukt.", "Hier is niets op te pakken.")
    if fact.outcome not in _OUTCOMES.get(fact.kind, (None,)):
        raise Refused("Dit past niet bij deze stap.", "Kies hoe het papier terugkwam of hoe het is afgesloten.")
    if fact.at > now:
        raise Refused("Dit moment ligt in de toekomst.", "Kies een moment dat al geweest is.")
    if fact.at < _earliest(form, fact.kind):
        raise Refused("Dit moment ligt voor de vorige stap.", "Kies een later moment.")
    if not fact.note.strip():
        _check_without_words(fact)


def _check_without_words(fact: Fact) -> None:
    """Raise `Refused` when a fact of this kind cannot go without a reason, or without the way in which it was done."""
    if fact.kind is FactKind.HANDED_IN and fact.by is not None:
        raise Refused("Inleveren voor een kind vraagt een reden.", "Schrijf waarom het kind het niet zelf doet.")
    if fact.kind in (FactKind.VOIDED, FactKind.SENT_BACK, FactKind.ESCALATED, FactKind.CORRECTED):
        raise Refused("Hier hoort een reden bij.", "Schrijf in een paar woorden waarom.")
    if fact.kind is FactKind.FOLLOWED_UP:
        raise Refused("Wat doen jullie er nu aan?", "Schrijf in een paar woorden op wat is afgesproken.")
    if fact.kind is FactKind.ADDED:
        raise Refused("De aanvulling is nog leeg.", "Schrijf op wat je wilt toevoegen.")
    if fact.outcome is Outcome.WITHOUT_SIGNATURE:
        raise Refused("Afsluiten zonder handtekening vraagt een reden.", "Schrijf op wat je met de ouders besprak.")
    if fact.kind in (FactKind.REMINDED, FactKind.PARENTS_INFORMED):
        raise Refused("Hoe hoorden de ouders het?", "Schrijf bijvoorbeeld: gebeld.")


def first_word(form: Form, now: datetime) -> Fact | None:
    """The fact that the pupil writes for the first time, at moment `now`; None when they did so before.

    Also for a child for whom an adult handed in and who got the form back: those words are its first.
    """
    if form.has(FactKind.FIRST_WORD) or stage(form) not in _MAY_FOLLOW[FactKind.FIRST_WORD][0]:
        return None
    return Fact(FactKind.FIRST_WORD, no_earlier(form, FactKind.FIRST_WORD, now))


def no_earlier(form: Form, kind: FactKind, now: datetime) -> datetime:
    """The moment of a fact of `kind` that happens `now`: not before the step it comes after.

    For what a pupil does: a clock that was put back must not cost a child its words. A person who chooses a moment is
    told instead, by `check_next`.
    """
    return max(now, _earliest(form, kind))


def moment_on(form: Form, kind: FactKind, day: date, now: datetime) -> datetime:
    """The moment of a fact of `kind` of which only the day is known: `now` for today, else about noon.

    Later on that day when the step it comes after was later. A day before that step stays before it: `check_next` says
    so.
    """
    if day == now.date():
        return now
    noon, earliest = datetime.combine(day, time(12)), _earliest(form, kind)
    return max(noon, earliest) if earliest.date() == day else noon


_COMES_AFTER: dict[FactKind, tuple[FactKind, ...]] = {
    FactKind.FIRST_WORD: (FactKind.SENT_BACK,),
    FactKind.SENT_BACK: (FactKind.HANDED_IN,),
    FactKind.HANDED_IN: (FactKind.SENT_BACK, FactKind.FIRST_WORD),
    FactKind.TALK: (FactKind.HANDED_IN,),
    FactKind.BACK_IN_CLASS: (FactKind.TALK,),
    FactKind.PRINTED: (FactKind.TALK,),
    FactKind.TAKEN_HOME: (FactKind.PRINTED,),
    FactKind.REMINDED: (FactKind.TAKEN_HOME, FactKind.REMINDED),
    FactKind.RETURNED: (FactKind.TAKEN_HOME,),
    FactKind.ESCALATED: (FactKind.RETURNED,),
    FactKind.CLOSED: (
        FactKind.TALK,
        FactKind.PRINTED,
        FactKind.TAKEN_HOME,
        FactKind.REMINDED,
        FactKind.RETURNED,
        FactKind.ESCALATED,
    ),
    FactKind.FILED: (FactKind.RETURNED, FactKind.CLOSED),
    FactKind.AGREEMENT_CHECKED: (FactKind.TALK,),
    FactKind.FOLLOWED_UP: (FactKind.AGREEMENT_CHECKED,),
    FactKind.ADDED: (FactKind.TALK,),
}


def _earliest(form: Form, kind: FactKind) -> datetime:
    """The moment before which a fact of `kind` cannot have happened: the last of what it comes after."""
    before = [last.at for earlier in _COMES_AFTER.get(kind, ()) if (last := form.last(earlier))]
    if kind is FactKind.TAKEN_HOME and (printed := form.first(FactKind.PRINTED)):
        before = [printed.at]  # a reprint does not move the day the paper went home
    return max([form.issued_at, *before])


def agreement_not_kept(form: Form) -> bool:
    """Whether somebody asked how the agreement of the talk went, and it was not kept."""
    return any(fact.outcome is Outcome.NOT_KEPT for fact in form.all(FactKind.AGREEMENT_CHECKED))


def _refused(form: Form) -> bool:
    return any(fact.outcome is Outcome.REFUSED for fact in form.all(FactKind.RETURNED))
