"""The welcome: what happens now, who reads it, and that there is time."""

from kiosk.screens.base import KioskScreen
from kiosk.screens.pupil.session import PupilSession


class WelcomeScreen(KioskScreen[None]):
    """Greets the child and waits until they begin."""

    def __init__(self, session: PupilSession) -> None:
        super().__init__(session.desk)
        self.session = session
