"""How people read what code calls by a key: one table for each, so that a thing has one name on every screen.

Two tables lie nearer to their rules: `ladder.STEP_LABELS` (the whole names, a promise of the command line) and
`today.OUTCOME_LABELS`.
"""

from kiosk.rules.figures import DayPart, Phase
from kiosk.rules.figures_way import Kept, SlipEnd, TalkWait
from kiosk.rules.form import HarmedPart, Outcome
from kiosk.rules.ladder import STEP_LABELS
from kiosk.rules.permissions import Action, Role
from kiosk.rules.policy import Counting, Restart, StepKind
from kiosk.rules.way import Way

STEP_NAMES = {**STEP_LABELS, StepKind.PARENTS_TALK: "gesprek met ouders"}
"""The steps of the ladder, short enough for a column. Nothing here ever says that a suspension comes by itself."""

COUNTING_ASKS = ("Hoe tellen formulieren op?", "Begint elk schooljaar bij nul, of telt alles mee?")
"""A question that the policy leaves open, as set-up and beheer ask it, and what it comes down to."""

COUNTING_NAMES = {Counting.SCHOOL_YEAR: "per schooljaar", Counting.WHOLE_SCHOOL: "de hele schooltijd"}

RESTART_ASKS = (
    "Wanneer begint het tellen opnieuw?",
    "Pas na het gesprek: een formulier daarvoor hoort nog bij de oude ronde.",
)
"""The other question that the policy leaves open; `Restart.AT_STEP` is what set-up begins with."""

RESTART_NAMES = {Restart.AT_STEP: "meteen", Restart.AFTER_TALK: "pas na het gesprek met ouders"}

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

INTIMACY = "intimacy"
"""The behaviour (par. 8) of which a screen says something more. Of `own_list.OTHER` one asks more."""

PHASE_NAMES = {
    Phase.LOWER: "onderbouw",
    Phase.MIDDLE: "middenbouw",
    Phase.UPPER: "bovenbouw",
    Phase.UNKNOWN: "onbekend",
}
"""The phases (bouwen); unknown for a pupil whose year group the school's file does not say."""

DAY_PART_NAMES = {
    DayPart.BEFORE: "voor school",
    DayPart.MORNING: "ochtend",
    DayPart.BREAK: "pauze",
    DayPart.AFTERNOON: "middag",
    DayPart.AFTER: "na school",
}

SLIP_END_NAMES = {
    SlipEnd.IN_TIME: "op tijd getekend",
    SlipEnd.LATE: "later getekend",
    SlipEnd.AFTER_1: "na 1 keer aandringen",
    SlipEnd.AFTER_2: "na 2 keer of vaker",
    SlipEnd.REFUSED: "geweigerd",
    SlipEnd.WITH_HEAD: "naar directie",
    SlipEnd.OUT: "nog thuis",
    SlipEnd.NOT_HOME: "nog niet mee",
}
"""How a paper came home, as figures call it."""

TALK_WAIT_NAMES = {
    TalkWait.HOUR: "tot 1 uur",
    TalkWait.FEW: "1 tot 4 uur",
    TalkWait.DAY: "4 tot 24 uur",
    TalkWait.LONGER: "langer",
    TalkWait.NO_TALK: "nog geen gesprek",
}

KEPT_NAMES = {
    Kept.KEPT: "gelukt",
    Kept.PARTLY: "voor een deel gelukt",
    Kept.NOT: "niet gelukt",
    Kept.NOT_ASKED: "nog niet nagekeken",
    Kept.NO_AGREEMENT: "geen afspraak",
}

ACTION_NAMES = {
    Action.LOG_IN: "logde in",
    Action.FAIL_LOG_IN: "verkeerde pincode of code",
    Action.LOCK_OUT: "verkeerde pincode, staat nu uit",
    Action.TAKE_NEW_PIN: "kreeg een nieuwe pincode",
    Action.OPEN_WITH_CODE: "opende met de code",
    Action.WRITE_FIRST_WORD: "schreef het eerste woord",
    Action.HAND_IN: "leverde in",
    Action.ISSUE: "gaf een formulier",
    Action.NEW_CODE: "gaf een code",
    Action.CHOOSE_WAY: "koos hoe het kind antwoordt",
    Action.WRITE_DOWN: "schreef op wat het kind vertelt",
    Action.HAND_IN_FOR: "leverde in voor het kind",
    Action.SEND_BACK: "liet het kind aanvullen",
    Action.TALK: "schreef het gesprek op",
    Action.INFORM_PARENTS: "lichtte de ouders in",
    Action.PRINT: "printte het formulier",
    Action.TAKE_HOME: "gaf het papier mee",
    Action.REMIND: "drong aan",
    Action.RETURN: "nam het papier terug aan",
    Action.ESCALATE: "gaf het papier aan directie",
    Action.FILE: "hing het papier in ParnaSys",
    Action.CHECK_AGREEMENT: "keek de afspraak na",
    Action.ADD_NOTE: "schreef een aantekening",
    Action.CHOOSE_PRINTER: "koos de printer",
    Action.CORRECT: "verbeterde een formulier",
    Action.VOID: "maakte een formulier ongeldig",
    Action.OTHER_ROADS: "andere weg: schreef of las",
    Action.SUPPORT_GROUP: "steungroep: schreef of las",
    Action.READ_FORM: "las een formulier",
    Action.READ_LINE: "las de lijn van een leerling",
    Action.SEE_ESCALATIONS: "keek wat bij directie ligt",
    Action.CLOSE_STEP: "rondde een stap af",
    Action.CLOSE_UNSIGNED: "sloot een papier af",
    Action.FRESH_START: "liet opnieuw beginnen",
    Action.DEVIATE: "week af van de lijn",
    Action.SUSPEND: "schorsing: schreef op",
    Action.WRITE_LETTER: "maakte of printte een brief",
    Action.FIGURES_WITH_NAMES: "keek cijfers met namen",
    Action.FIGURES_WITHOUT_NAMES: "maakte een verslag met cijfers",
    Action.WRITE_REGISTER: "schreef het register",
    Action.SUBJECT_ACCESS: "opende een heel dossier",
    Action.READ_LOG: "keek in het logboek",
    Action.READ_LOG_WITHOUT_SUBJECTS: "keek in het logboek (zonder wie)",
    Action.APPLY_RETENTION: "wiste wat te oud is",
    Action.IMPORT: "las de school in",
    Action.MANAGE_PEOPLE: "veranderde medewerkers of groepen",
    Action.MANAGE_SCHOOL: "legde gegevens van de school vast",
    Action.MANAGE_CALENDAR: "legde de kalender vast",
    Action.MANAGE_POLICY: "legde afspraken van de school vast",
    Action.BACK_UP: "maakte een reservekopie",
    Action.RESTORE: "zette een reservekopie terug",
    Action.MANAGE_KEYS: "veranderde wie de kiosk opent",
    Action.TRUST_CLOCK: "zei dat de klok goed is",
    Action.RESET_PIN: "hielp een collega met de pincode",
    Action.LEAVE_KIOSK: "sloot de kiosk",
}
"""What somebody did, as the log says it after their name."""

PART_NAMES = {
    "school": "naam en adressen",
    "logo": "logo",
    "calendar": "vrije dagen en tijden",
    "ladder": "de lijn",
    "rules": "regels en termijnen",
    "behaviours": "gedrag en plekken",
    "questions": "woorden bij de vragen",
    "contacts": "hulp voor een kind",
    "backup": "map voor reservekopieën",
    "printer": "printer",
}
"""What of the school or the kiosk a row of the log is about, where it is about nobody."""
