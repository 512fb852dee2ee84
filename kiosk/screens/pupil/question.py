"""One question: the question large, its hint, and a field for the child's own words."""

from kiosk.screens.base import KioskScreen
from kiosk.screens.pupil.session import PupilSession


class QuestionScreen(KioskScreen[None]):
    """Question `number` (1 to 8) of this session."""

    def __init__(self, session: PupilSession, number: int) -> None:
        super().__init__(session.desk)
        self.session = session
        self.number = number
