"""How people read what code calls by a key: one table for each, so that a thing has one name on every screen.

Two tables lie nearer to their rules: `ladder.STEP_LABELS` (the whole names, a promise of the command line) and
`today.OUTCOME_LABELS`.
"""

from kiosk.rules.form import HarmedPart, Outcome
from kiosk.rules.ladder import STEP_LABELS
from kiosk.rules.permissions import Role
from kiosk.rules.policy import StepKind
from kiosk.rules.way import Way

STEP_NAMES = {**STEP_LABELS, StepKind.PARENTS_TALK: "gesprek met ouders"}
"""The steps of the ladder, short enough for a column. Nothing here ever says that a suspension comes by itself."""

RETURN_CHOICES = {
    Outcome.SEEN: "terug: gezien en getekend",
    Outcome.AGREED: "terug: akkoord en getekend",
    Outcome.UNSIGNED: "terug: niet ondertekend",
    Outcome.REFUSED: "ouders weigeren te tekenen",
}
"""How a paper can come back, as a teacher chooses it."""

PEOPLE_AT_HOME = ("moeder", "vader", "beide ouders/verzorgers", "verzorger")
"""Who signs or refuses; kept in these words. Whoever else it was is typed."""

HARMED_PARTS = {
    HarmedPart.NONE: "niet van toepassing",
    HarmedPart.JOINED: "gevraagd, deed mee",
    HarmedPart.DECLINED: "gevraagd, wilde niet",
    HarmedPart.NOT_ASKED: "niet gevraagd",
}
"""Whether the harmed child took part in the talk: for staff only, on no paper."""

WAY_NAMES = {Way.TYPING: "typen", Way.CHOOSING: "kiezen", Way.TOGETHER: "samen"}
"""How a pupil answers, as staff call it; no pupil's screen says it."""

WAY_MEANINGS = {
    Way.TYPING: "een vraag en een leeg veld",
    Way.CHOOSING: "kaartjes, met de pijltjes en Enter",
    Way.TOGETHER: "het kind vertelt, jij typt",
}
"""What each of them asks of the child."""

WAYS_TO_TELL = ("gebeld", "gesproken", "bericht gestuurd")
"""How parents are told or reminded; kept in these words."""

ROLE_NAMES = {
    Role.TEACHER: "leerkracht",
    Role.COUNSELLOR: "IB'er",
    Role.HEAD: "directie",
    Role.KIVA_TEAM: "KiVa-team",
    Role.ADMIN: "beheer",
}
"""Every role that staff can have; `Role.PUPIL` belongs to a code."""

INTIMACY, OTHER = "intimacy", "other"
"""The two behaviours (par. 8) of which a screen asks or says something more."""
