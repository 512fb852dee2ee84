"""What a teacher has filled in so far of the form that is being issued."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.errors import Refused
from kiosk.rules.dutch import ordinal
from kiosk.rules.issue import IssueRequest
from kiosk.rules.ladder import Mark
from kiosk.rules.people import Group, Pupil, Staff
from kiosk.rules.policy import Counting, StepKind
from kiosk.rules.way import Way, proposed_way


@dataclass
class Draft:
    """Grows step by step; the first of `behaviours` is the main one; `host` None means no other group.

    `way` None is the one that is proposed for the pupil's year group.
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

    @property
    def begun(self) -> bool:
        """Whether anything would be lost by leaving."""
        return self != Draft()

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
