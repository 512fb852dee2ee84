"""Which screen a staff member starts on."""

from textual.screen import Screen

from kiosk.rules.permissions import Action, Actor, reach
from kiosk.screens.admin.machine import MachineScreen
from kiosk.screens.desk import Desk
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.teacher.today import TodayScreen


def home_screen(desk: Desk, actor: Actor) -> Screen[None]:
    """Te doen for directie and IB, Vandaag for who issues forms, the machine's own screen for the rest."""
    if reach(actor, Action.SEE_ESCALATIONS):
        return TodoScreen(desk, actor)
    if reach(actor, Action.ISSUE):
        return TodayScreen(desk, actor)
    return MachineScreen(desk, actor)
