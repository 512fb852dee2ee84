"""Setting right what was filled in wrongly when a form was given: behaviours, place, pupil. What it was is kept."""

from collections.abc import Sequence

from kiosk.errors import Refused
from kiosk.rules.form import FactKind, Form, Stage, stage
from kiosk.rules.own_list import offered
from kiosk.rules.people import Pupil
from kiosk.rules.policy import Policy
from kiosk.text import clean_line

PUPIL_NOTE = "leerling: stond eerst op naam van een ander kind"
"""Without that child's name: the form is another's now, who may ask to see it. The log has both ids."""


def check_behaviours(form: Form, behaviours: Sequence[str], policy: Policy) -> None:
    """Raise `Refused` unless `behaviours` (the main one first) are offered or on the form, and something changes."""
    if not behaviours or not set(behaviours) <= {one.key for one in offered(policy.behaviours, form.behaviours)}:
        raise Refused("Kies wat er gebeurde, en wat het belangrijkste was.", "Kies ten minste één gedrag.")
    if (behaviours[0], set(behaviours)) == (form.main, set(form.behaviours)):
        raise Refused("Dit staat er al zo.", "Kies een ander gedrag, of ga terug met Esc.")


def check_place(form: Form, place: str, policy: Policy) -> None:
    """Raise `Refused` unless `place` is another one that is offered."""
    if place not in {one.key for one in offered(policy.places, [form.place])}:
        raise Refused("Kies waar het gebeurde.", "Kies een plek van de lijst.")
    if place == form.place:
        raise Refused("Dit staat er al zo.", "Kies een andere plek, of ga terug met Esc.")


def pupil_is_fixed(form: Form) -> bool:
    """Whether the form's pupil can no longer be corrected: a child wrote on it, or an adult handed it in."""
    return form.has(FactKind.FIRST_WORD) or stage(form) is not Stage.WAITING


def check_pupil_open(form: Form) -> None:
    """Raise `Refused` when it is too late to correct the pupil: see `pupil_is_fixed`."""
    if pupil_is_fixed(form):
        raise Refused(
            "De leerling kan niet meer anders: er is al op dit formulier geschreven.",
            "Maak het ongeldig en geef een nieuw formulier.",
        )


def check_pupil(form: Form, pupil: Pupil) -> None:
    """Raise `Refused` unless `pupil` is another one, at school now, and the form has no word yet."""
    check_pupil_open(form)
    if pupil.id == form.pupil_id:
        raise Refused(f"Dit formulier is al van {pupil.given_name}.", "Kies een andere leerling.")
    if not pupil.active:
        raise Refused("Deze leerling is niet (meer) op school.", "Kies een leerling van de lijst.")


def behaviour_words(behaviours: Sequence[str], policy: Policy) -> str:
    """The behaviours as people read them, the main one first: "pesten (ook: stelen)"."""
    main, *others = [policy.behaviour_label(key) for key in behaviours]
    return f"{main} (ook: {', '.join(others)})" if others else main


def note(what: str, reason: str) -> str:
    """What a correction leaves on the form: `what` (from old to new), and why. `Refused` without a reason."""
    reason = clean_line(reason)
    if not reason:
        raise Refused("Hier hoort een reden bij.", "Schrijf in een paar woorden waarom.")
    return f"{what}. Reden: {reason}"


def from_to(what: str, old: str, new: str) -> str:
    """ "plek: plein → gang"."""
    return f"{what}: {old} → {new}"
