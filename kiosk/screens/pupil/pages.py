"""Which screen of a pupil's session comes first, and which screen a stop on the way is."""

from textual.screen import Screen

from kiosk.db.answers import PupilForm
from kiosk.rules.permissions import Actor
from kiosk.rules.way import Part, Way
from kiosk.screens.desk import Desk
from kiosk.screens.pupil.cards import CardsScreen
from kiosk.screens.pupil.cool_down import CoolDownScreen
from kiosk.screens.pupil.question_page import QuestionPage
from kiosk.screens.pupil.session import PupilSession, Stop
from kiosk.screens.pupil.words import WordsScreen


def first_screen(desk: Desk, form: PupilForm, scribe: Actor | None = None) -> Screen[None]:
    """Where this child begins or goes on.

    First an adult, if the child tells and nobody types yet; then the reason, if an adult gave the form back; else the
    screen that was open last for a child who was here before, and a calm beginning for one who begins.
    """
    from kiosk.screens.pupil.welcome import SentBackScreen, TogetherScreen  # they open questions in their turn

    session = PupilSession(desk, form, scribe)
    if session.way is Way.TOGETHER and session.scribe is None:
        return TogetherScreen(session)
    if session.reason:
        return SentBackScreen(session)
    if session.begun:
        stop = session.resumed
        here = f"Welkom terug, {session.given_name}. Alles is bewaard. Je was bij vraag {stop.number}."
        return question_page(session, stop, said=here)
    return CoolDownScreen(session)


def question_page(session: PupilSession, stop: Stop, *, said: str = "", review: bool = False) -> QuestionPage:
    """The screen of this stop; `said` and `review` as in `QuestionPage`."""
    kind = WordsScreen if stop.part is Part.WORDS else CardsScreen
    return kind(session, stop, said=said, review=review)
