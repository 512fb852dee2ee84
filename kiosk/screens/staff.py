"""The screens on which staff begin: which ones a person's roles open, and the ways from one to the other."""

from enum import StrEnum

from textual import work
from textual.binding import Binding

from kiosk.rules.permissions import Action, Actor, reach
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk


class Home(StrEnum):
    """In the order in which a person begins: on the first one that their roles open."""

    TODO = "todo"
    TODAY = "today"
    ROADS = "roads"
    ADMIN = "admin"
    FIGURES = "figures"


TO_ADMIN = Binding("e", "go('admin')", "beheer", key_display="e")
TO_FIGURES = Binding("i", "go('figures')", "cijfers", key_display="i")
LEAVE = Binding("q", "leave", "sluiten", key_display="q")
GUIDE = Binding("h", "guide", "wegwijzer", show=False)
"""Not at the foot: the help of each screen that has it names it."""
HELP_COLLEAGUE = Binding("a", "help_colleague", "collega helpen", show=False)
"""For who cannot log in any more; not at the foot either."""

ESCAPES = (
    Binding("escape", "lock", "slot", key_display="Esc"),
    Binding("escape", "back", "terug", key_display="Esc"),
)
"""Esc is the lock on the screen where a person began, and the way back from one that they went on to."""


class HomeScreen(StaffScreen[None]):
    """One of the screens on which staff begin."""

    def action_go(self, home: str) -> None:
        """To another one, on top of where one was; who goes to Te doen began there, and goes back to it."""
        if home == Home.TODO:
            self.dismiss(None)
        else:
            self.app.push_screen(make_home(Home(home), self.desk, self.actor))

    def action_guide(self) -> None:
        """The Wegwijzer: what to do about what is no Oeps form at all."""
        from kiosk.screens.guide import GuideScreen  # only when it is read

        self.app.push_screen(GuideScreen(self.desk, self.actor))

    @work(exclusive=True)
    async def action_help_colleague(self) -> None:
        """Give a colleague who cannot log in any more a code for a new PIN."""
        from kiosk.screens.help_colleague import help_colleague  # seldom needed

        await help_colleague(self, self.actor)

    def action_lock(self) -> None:
        """Back to start: who comes next logs in."""
        self.dismiss(None)

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the ways that this person's roles open."""
        if action == "go":
            return parameters[0] in homes_of(self.actor)
        if action in ("lock", "back"):
            return self.at_home is (action == "lock")
        if action == "help_colleague":
            return bool(reach(self.actor, Action.RESET_PIN))
        if action == "leave":
            return bool(reach(self.actor, Action.LEAVE_KIOSK))
        return super().check_action(action, parameters)


def homes_of(actor: Actor) -> tuple[Home, ...]:
    """Every home that the actor's roles open."""
    opened = {
        Home.TODO: bool(reach(actor, Action.SEE_ESCALATIONS)),
        Home.TODAY: bool(reach(actor, Action.ISSUE)),
        Home.ROADS: bool(reach(actor, Action.OTHER_ROADS)),
        Home.ADMIN: bool(reach(actor, Action.MANAGE_PEOPLE)),
        Home.FIGURES: bool(reach(actor, Action.FIGURES_WITHOUT_NAMES)),
    }
    return tuple(home for home in Home if opened[home])


def home_screen(desk: Desk, actor: Actor) -> HomeScreen:
    """Where this person begins."""
    return make_home(homes_of(actor)[0], desk, actor)


def make_home(home: Home, desk: Desk, actor: Actor) -> HomeScreen:
    """A fresh screen. (Imported here, for each of them leads to others through this module; and only when opened.)"""
    match home:
        case Home.TODO:
            from kiosk.screens.head.todo import TodoScreen

            return TodoScreen(desk, actor)
        case Home.TODAY:
            from kiosk.screens.teacher.today import TodayScreen

            return TodayScreen(desk, actor)
        case Home.ROADS:
            from kiosk.screens.roads.list import RoadsScreen

            return RoadsScreen(desk, actor)
        case Home.ADMIN:
            from kiosk.screens.admin.home import AdminScreen

            return AdminScreen(desk, actor)
        case Home.FIGURES:
            from kiosk.screens.figures.screen import FiguresScreen

            return FiguresScreen(desk, actor)
