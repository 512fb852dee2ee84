"""Te doen: what waits for directie, and how many forms there are this school year."""

import textwrap

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import decisions, people
from kiosk.rules.permissions import Actor, Role
from kiosk.rules.waiting import Waiting
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import TellDialog
from kiosk.screens.head import wording
from kiosk.screens.head.decision import DecisionScreen
from kiosk.screens.head.pupils import PupilsScreen
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.staff import ESCAPES, GUIDE, LEAVE, TO_ADMIN, HomeScreen

_HELP = """\
◆  een stap van de Oeps-lijn staat open
▲  een papier ligt bij de directie
○  de leerkracht kon al een paar dagen aandringen
×  een stap is gezet, maar het formulier telt niet meer

Enter opent de regel: je leest waar het om gaat.
De directie besluit. De IB'er leest mee.
w  andere wegen: groepsgesprek, steungroep, herstelplan
h  wegwijzer: meldcode, rouw, met wie praten"""

_HOLDS = "\u00a0"
_MARGINS = 4
"""Columns beside the figures."""


class TodoScreen(HomeScreen):
    """The first screen of directie and IB. Who is IB sees all of it and decides nothing."""

    CSS_PATH = "todo.tcss"
    TITLE_LINE = "Te doen"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "openen", key_display="Enter"),
        Binding("l", "pupils", "leerlingen", key_display="l"),
        Binding("v", "go('today')", "vandaag", key_display="v"),
        TO_ADMIN,
        Binding("question_mark", "explain", "uitleg", key_display="?"),
        Binding("w", "go('roads')", "wegen", show=False),  # the keys at the foot fill it; the help names these two
        GUIDE,
        LEAVE,
        *ESCAPES,
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        title = "directie" if Role.HEAD in actor.roles else "IB"
        super().__init__(desk, actor, who=f"{title} · {actor.name}")
        self._counts: dict[str, int] = {}
        self._found: dict[str, Waiting] = {}
        self._rows = MainList(
            (11, 13, 13),
            empty=self._when_empty(),
            id="rows",
        )
        self._reason = Label("", id="reason", markup=False)
        self._figures = Label("", id="figures", markup=False)

    def _when_empty(self) -> str:
        if not people.pupils(self.desk.store):
            return "Er zijn nog geen leerlingen. Sluit de kiosk met q, en lees ze in met: kiosk import BESTAND"
        return "Er wacht niets op een besluit. Met l zie je wie dit schooljaar een formulier kreeg."

    def body(self) -> ComposeResult:
        yield self._rows
        yield self._reason
        yield self._figures

    def on_screen_resume(self) -> None:
        """Look again, also when coming back from a decision."""
        with self.told():
            self._show()

    def _show(self) -> None:
        today = self.desk.clock().date()
        self._found = {one.key: one for one in decisions.waiting(self.desk.store, self.actor)}
        self._rows.show(
            [
                ListRow(
                    key,
                    (
                        f"{wording.SYMBOLS[one.kind]} {one.pupil.name}",
                        wording.what_waits(one),
                        wording.why_it_waits(one, today),
                    ),
                )
                for key, one in self._found.items()
            ]
        )
        self._explain_row()
        self._counts = decisions.forms_per_group(self.desk.store, self.actor)
        self._show_figures(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        self._show_figures(event.size.width)

    def _show_figures(self, width: int) -> None:
        self._figures.update(_figures(self._counts, width - _MARGINS))

    @on(OptionList.OptionHighlighted)
    def _explain_row(self) -> None:
        one = self._found.get(self._rows.chosen_key or "")
        self._reason.update(f"{one.pupil.group_name} · {wording.what_to_do(one)}" if one else "")

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open what waits: the forms it is about, and what can be done."""
        one = self._found.get(self._rows.chosen_key or "")
        if one:
            self.app.clear_notifications()  # "Deze stap is gesloten" is not about the next pupil
            with self.told():
                self.app.push_screen(DecisionScreen(self.desk, self.actor, one))

    def action_pupils(self) -> None:
        """Every pupil with a form this school year."""
        self.app.push_screen(PupilsScreen(self.desk, self.actor))

    def action_explain(self) -> None:
        """What the signs mean."""
        self.app.push_screen(TellDialog("Te doen", _HELP))


def _figures(counts: dict[str, int], width: int) -> str:
    """ "De Egels 4 · De Uilen 2 · andere groepen 0" in lines of `width`, and "samen 6 dit schooljaar"."""
    total = sum(counts.values())
    if not total:
        return "Nog geen formulieren dit schooljaar."
    parts = [f"{name} {count}" for name, count in counts.items() if count]
    if len(parts) < len(counts):
        parts.append("andere groepen 0")
    # A label also breaks a line at a space that should hold, so the lines are made here: never within a group's part.
    held = " · ".join(part.replace(" ", _HOLDS) for part in parts)
    lines = textwrap.wrap(held, max(width, 20), break_long_words=False, break_on_hyphens=False)
    return "\n".join([*(line.removesuffix(" ·") for line in lines), f"samen {total} dit schooljaar"]).replace(
        _HOLDS, " "
    )
