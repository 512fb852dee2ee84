"""Vandaag."""

from kiosk.rules.permissions import Actor
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk


class TodayScreen(KioskScreen[None]):
    """Vandaag."""

    TITLE_LINE = "Vandaag"

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, who=actor.name)
        self.actor = actor
