"""Te doen: what waits for directie, and how many forms there are this school year."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import decisions
from kiosk.rules.permissions import Action, Actor, Role, reach
from kiosk.rules.waiting import Waiting
from kiosk.screens.admin.machine import MachineScreen
from kiosk.screens.base import KioskScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, TellDialog
from kiosk.screens.head import wording
from kiosk.screens.head.decision import DecisionScreen
from kiosk.screens.head.pupils import PupilsScreen
from kiosk.screens.row_list import ListRow, RowList

_HELP = """\
◆  een stap van de Oeps-lijn staat open
▲  een papier ligt bij de directie
○  de leerkracht kon al een paar dagen aandringen
×  een stap is gezet, maar het formulier telt niet meer

Enter opent de regel: je leest waar het om gaat.
De directie besluit. De IB'er leest mee."""


class TodoScreen(KioskScreen[None]):
    """The first screen of directie and IB. Who is IB sees all of it and decides nothing."""

    CSS_PATH = "todo.tcss"
    TITLE_LINE = "Te doen"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "openen", key_display="Enter", priority=True),
        Binding("l", "pupils", "leerlingen", key_display="l"),
        Binding("v", "today", "vandaag", key_display="v"),
        Binding("b", "machine", "beheer", key_display="b"),
        Binding("question_mark", "explain", "uitleg", key_display="?"),
        Binding("q", "leave", "sluiten", key_display="q"),
        Binding("escape", "lock", "slot", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        title = "directie" if Role.HEAD in actor.roles else "IB"
        super().__init__(desk, who=f"{title} · {actor.name}")
        self.actor = actor
        self._found: dict[str, Waiting] = {}
        self._rows = RowList(
            (11, 13, 13),
            empty="Er wacht niets op een besluit. Met l zie je wie dit schooljaar een formulier kreeg.",
            id="rows",
        )
        self._reason = Label("", id="reason", markup=False)
        self._figures = Label("", id="figures", markup=False)

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
        self._figures.update(_figures(decisions.forms_per_group(self.desk.store, self.actor)))

    @on(OptionList.OptionHighlighted)
    def _explain_row(self) -> None:
        one = self._found.get(self._rows.chosen_key or "")
        self._reason.update(f"{one.pupil.group_name} · {wording.what_to_do(one)}" if one else "")

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Open what waits: the forms it is about, and what can be done."""
        one = self._found.get(self._rows.chosen_key or "")
        if one:
            with self.told():
                self.app.push_screen(DecisionScreen(self.desk, self.actor, one))

    def action_pupils(self) -> None:
        """Every pupil with a form this school year."""
        self.app.push_screen(PupilsScreen(self.desk, self.actor))

    def action_today(self) -> None:
        """Vandaag, for who issues forms too."""
        from kiosk.screens.teacher.today import TodayScreen  # it leads back here, so neither can import the other

        self.app.switch_screen(TodayScreen(self.desk, self.actor))

    def action_machine(self) -> None:
        """Beheer."""
        self.app.push_screen(MachineScreen(self.desk, self.actor))

    def action_explain(self) -> None:
        """What the signs mean."""
        self.app.push_screen(TellDialog("Te doen", _HELP))

    def action_leave(self) -> None:
        """Close the kiosk, once that is sure."""

        def answered(sure: bool | None) -> None:
            if sure:
                self.app.exit()

        self.app.push_screen(ConfirmDialog("De kiosk sluiten?", "Alles is bewaard.", yes="Sluiten"), answered)

    def action_lock(self) -> None:
        """Back to start."""
        self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that lead where this person may not go are not shown."""
        needed = {"today": Action.ISSUE, "machine": Action.MANAGE_PEOPLE, "leave": Action.LEAVE_KIOSK}.get(action)
        return super().check_action(action, parameters) if needed is None else bool(reach(self.actor, needed))


def _figures(counts: dict[str, int]) -> str:
    """ "De Egels 4 · De Uilen 2 · andere groepen 0 · samen 6 dit schooljaar"."""
    total = sum(counts.values())
    if not total:
        return "Nog geen formulieren dit schooljaar."
    # Spaces within a group's part do not break, so that a line never ends between a name and its number.
    parts = [f"{name} {count}".replace(" ", "\u00a0") for name, count in counts.items() if count]
    if len(parts) < len(counts):
        parts.append("andere\u00a0groepen\u00a00")
    return f"{' · '.join(parts)}\nsamen {total} dit schooljaar"
