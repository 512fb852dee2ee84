"""Where staff begin, and that nobody's roles are out of reach from there."""

from itertools import combinations

import pytest
from textual.widgets import Footer, Label

from kiosk.db.people import staff
from kiosk.db.writer import AnswerWriter
from kiosk.rules.permissions import Action, Actor, Role, reach
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.staff import Home, HomeScreen, home_screen, make_home
from tests.school import School

STAFF_ROLES = [role for role in Role if role not in (Role.PUPIL, Role.NOBODY)]
ROLE_SETS = [frozenset(some) for size in range(1, 6) for some in combinations(STAFF_ROLES, size)]


def reachable(desk: Desk, actor: Actor) -> set[str]:
    """The names of the screens to which keys lead, from where this person begins and from there on."""
    found: set[str] = set()
    ahead: list[HomeScreen] = [home_screen(desk, actor)]
    while ahead:
        screen = ahead.pop()
        if type(screen).__name__ in found:
            continue
        found.add(type(screen).__name__)
        ahead += [make_home(home, desk, actor) for home in Home if can_go(screen, home)]
    return found


def can_go(screen: HomeScreen, home: Home) -> bool:
    """Whether a key of this screen leads there, now and for this person."""
    bound = {binding.action for bindings in screen._bindings.key_to_bindings.values() for binding in bindings}
    return f"go('{home}')" in bound and screen.check_action("go", (home.value,)) is True


async def test_every_set_of_roles_reaches_what_it_may_and_nothing_else(school: School) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        member = staff(app.desk.store)[0]
        for roles in ROLE_SETS:
            actor = Actor(member.name, roles, member.id)
            wanted = {
                "TodoScreen": bool(reach(actor, Action.SEE_ESCALATIONS)),
                "TodayScreen": bool(reach(actor, Action.ISSUE)),
                "RoadsScreen": bool(reach(actor, Action.OTHER_ROADS)),
                "AdminScreen": bool(reach(actor, Action.MANAGE_PEOPLE)),
                "FiguresScreen": bool(reach(actor, Action.FIGURES_WITHOUT_NAMES)),
            }
            assert reachable(app.desk, actor) == {name for name, may in wanted.items() if may}, roles


@pytest.mark.parametrize(
    ("others", "key", "there"),
    [({Role.ADMIN}, "e", "AdminScreen"), (set(), "i", "FiguresScreen"), (set(), "w", "RoadsScreen")],
)
async def test_a_teacher_with_another_role_goes_there_and_comes_back(
    school: School, others: set[Role], key: str, there: str
) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        member = staff(app.desk.store)[0]
        app.push_screen(home_screen(app.desk, Actor(member.name, frozenset({Role.TEACHER, *others}), member.id)))
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert type(app.screen).__name__ == there
        await pilot.press("escape")
        await pilot.pause()
        assert type(app.screen).__name__ == "TodayScreen"


@pytest.mark.parametrize("roles", [{Role.HEAD}, {Role.TEACHER}, {Role.ADMIN, Role.KIVA_TEAM}, {Role.KIVA_TEAM}])
async def test_every_home_closes_the_kiosk_in_the_same_words_and_fits_its_keys(
    school: School, roles: set[Role]
) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        member = staff(app.desk.store)[0]
        app.push_screen(home_screen(app.desk, Actor(member.name, frozenset(roles), member.id)))
        await pilot.pause()
        assert app.screen.query_one(Footer).virtual_size.width <= 80
        await pilot.press("q")
        assert isinstance(app.screen, ConfirmDialog)
        shown = [str(label.render()) for label in app.screen.query(Label)]
        assert shown[0] == "De kiosk sluiten?"
        assert shown[1].startswith("Alles is bewaard. Leerlingen kunnen dan niet meer schrijven")
        await pilot.press("escape", "q", "enter")
        assert not app.is_running


async def test_leaving_does_not_say_that_all_is_kept_when_it_is_not(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        member = staff(app.desk.store)[0]
        app.push_screen(home_screen(app.desk, Actor(member.name, frozenset({Role.TEACHER}), member.id)))
        await pilot.pause()
        monkeypatch.setattr(AnswerWriter, "flush", lambda _writer: False)
        await pilot.press("q")
        shown = "\n".join(str(label.render()) for label in app.screen.query(Label))
        assert "Let op: nog niet alle woorden zijn bewaard." in shown
