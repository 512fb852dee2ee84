"""What a teacher has filled in so far of the form that is being issued."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.errors import Refused
from kiosk.rules.dutch import ordinal
from kiosk.rules.issue import IssueRequest
from kiosk.rules.ladder import Mark
from kiosk.rules.people import Group, Pupil, Staff
from kiosk.rules.policy import Counting, StepKind
from kiosk.rules.way import Way, proposed_way
from kiosk.settings.pupil import Contact, ContactRole


@dataclass
class Draft:
    """Grows step by step; the first of `behaviours` is the main one; `host` None means no other group.

    While `way` is None nobody chose it, nor the host: both are still to be proposed for this pupil. `given` are the
    names of the pupils who got a form for this incident already.
    """

    pupil: Pupil | None = None
    behaviours: tuple[str, ...] = ()
    place: str = ""
    happened_at: datetime | None = None
    what_was_seen: str = ""
    consulted: Staff | None = None
    consulted_at: datetime | None = None
    host: Group | None = None
    way: Way | None = None
    given: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether anything would be lost by leaving: after a first form the incident itself is kept."""
        return self.pupil is not None if self.given else self != Draft()

    def choose(self, pupil: Pupil) -> None:
        """The form is for this pupil; another one gets the host and the way that fit them."""
        if pupil != self.pupil:
            self.host = self.way = None
        self.pupil = pupil

    def go_on_without(self, pupil: Pupil) -> None:
        """This pupil has their form: the incident stays as it is, for the next one."""
        self.given = (*self.given, pupil.name)
        self.pupil = self.host = self.way = None

    @property
    def one(self) -> Pupil:
        """The pupil; `Refused` while none is chosen."""
        if self.pupil is None:
            raise Refused("Kies eerst een leerling.", "Typ een paar letters van de naam.")
        return self.pupil

    def request(self) -> IssueRequest:
        """The whole form; `Refused` while something is missing."""
        if not self.behaviours or self.happened_at is None or self.consulted is None or self.consulted_at is None:
            raise Refused("Nog niet alles is ingevuld.", "Ga met Esc terug en vul het aan.")
        return IssueRequest(
            pupil_id=self.one.id,
            main=self.behaviours[0],
            behaviours=self.behaviours,
            happened_at=self.happened_at,
            place=self.place,
            what_was_seen=self.what_was_seen,
            consulted_id=self.consulted.id,
            consulted_at=self.consulted_at,
            host_id=self.host.id if self.host else None,
            way=self.way or proposed_way(self.one.year_group),
        )


def count_sentence(mark: Mark, counting: Counting) -> str:
    """The how-manieth form this is: "Dit is het derde formulier dit schooljaar."""
    period = "tot nu toe" if counting is Counting.WHOLE_SCHOOL else "dit schooljaar"
    return f"Dit is het {ordinal(mark.nth)} formulier {period}."


def outlook_sentence(mark: Mark, given_name: str) -> str:
    """What this form sets off (par. 8, steps 5 and 6). A suspension never "follows": directie looks at it."""
    sentences = {
        StepKind.PARENTS_TALK: f"Er volgt een gesprek met {given_name}, de ouders en de directie.",
        StepKind.OFFICIAL_WARNING: "Er volgt een officiële waarschuwing van de directie.",
        StepKind.SUSPENSION_REVIEW: "De directie kijkt of een schorsing nodig is.",
    }
    return sentences[mark.sets_off] if mark.sets_off else "Er volgt geen extra stap."


def pointer(contacts: Sequence[Contact]) -> str:
    """What and whom to think of at unwanted intimacy: the confidential adviser by name, where the school named one."""
    advisers = [one for one in contacts if one.role is ContactRole.CONFIDENTIAL_ADVISER]
    named = " of ".join(f"{one.name}, {one.place}" for one in advisers)
    return f"Denk aan de meldcode en de vertrouwenspersoon{f' ({named})' if named else ''}."
