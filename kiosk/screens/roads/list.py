"""Andere wegen: every record of another road that is yours to see, what is to be looked back on first."""

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import roads
from kiosk.rules.letters import OF_ROAD, About
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.road_kinds import NAMES
from kiosk.rules.roads import Road, due_words
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ChooseDialog
from kiosk.screens.head.wording import day_in_list
from kiosk.screens.roads.look_back import look_back, void
from kiosk.screens.roads.road_words import RoadWords, road_words
from kiosk.screens.row_list import ListRow, MainList
from kiosk.screens.staff import ESCAPES, GUIDE, LEAVE, TO_ADMIN, TO_FIGURES, Home, HomeScreen

_HELP = """\
▲  de dag om terug te kijken is er, of is voorbij
○  loopt: op die dag kijk je terug
·  klaar
×  ongeldig gemaakt

Enter leest, en je schrijft op hoe het nu gaat.
Een steungroep zien alleen IB, directie en KiVa-team.
b  brief aan de ouders: alleen voor de directie
h  wegwijzer: meldcode, rouw, met wie praten
e  beheer     q  de kiosk sluiten"""


class RoadsScreen(HomeScreen):
    """State, kind, pupils, since when, and the day to look back. Where the KiVa team begins."""

    CSS_PATH = "list.tcss"
    TITLE_LINE = "Andere wegen"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "openen", key_display="Enter"),
        Binding("n", "new", "nieuw", key_display="n"),
        Binding("v", "void", "ongeldig", key_display="v"),
        Binding("b", "letter", "brief", key_display="b"),
        replace(TO_ADMIN, show=False),  # seven keys fit on 80 columns; the help names this one
        TO_FIGURES,
        EXPLAIN,
        GUIDE,
        *ESCAPES,
        replace(LEAVE, show=False),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._found: dict[str, Road] = {}
        self._words: RoadWords = road_words(desk.store)
        empty = "Nog niets opgeschreven. Met n schrijf je een gesprek, plan of steungroep op."
        self._rows = MainList((12, 18, 23, 11, 16), empty=empty, id="rows")
        self._about = Label("", id="about", markup=False)

    def body(self) -> ComposeResult:
        yield self._rows
        yield self._about

    def on_screen_resume(self) -> None:
        """Fresh at every return."""
        with self.told():
            self._show()

    def _show(self) -> None:
        self._words = road_words(self.desk.store)
        self._found = {str(road.id): road for road in roads.roads(self.desk.store, self.actor)}
        self._rows.show([ListRow(key, self._cells(road)) for key, road in self._found.items()])
        self._tell_about()

    def _cells(self, road: Road) -> tuple[str, ...]:
        words = self._words
        since = day_in_list(road.held_at.date(), words.today)
        due = due_words(road, words.today, self.desk.store.settings.calendar)
        return words.state(road), NAMES[road.kind], words.who(road), since, due

    @property
    def _chosen(self) -> Road | None:
        return self._found.get(self._rows.chosen_key or "")

    @on(OptionList.OptionHighlighted)
    def _tell_about(self) -> None:
        road = self._chosen
        self._about.update(self._words.about(road) if road else "")
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def action_open(self) -> None:
        """Read the highlighted record; one that is open is also looked back on."""
        if road := self._chosen:
            with self.told():
                await look_back(self, self.actor, road)

    @work(exclusive=True)
    async def action_void(self) -> None:
        """Make the highlighted record void, with a reason."""
        if road := self._chosen:
            with self.told():
                if await void(self, self.actor, road):
                    self._show()

    @work(exclusive=True)
    async def action_letter(self) -> None:
        """The highlighted record as a letter to the parents of one of its pupils."""
        road = self._chosen
        if road is None:
            return
        from kiosk.screens.head.letter import LetterScreen  # only when one is written

        pupil_id: str | None = str(road.pupils[0])
        if len(road.pupils) > 1:
            names = [(str(one), self._words.pupils[one]) for one in road.pupils]
            text = "Elk kind krijgt een eigen brief, zonder de namen van de anderen."
            pupil_id = await self.app.push_screen_wait(ChooseDialog("Over wie gaat de brief?", names, text))
        if pupil_id is not None:
            with self.told():
                about = About(int(pupil_id), road_id=road.id)
                self.app.push_screen(LetterScreen(self.desk, self.actor, OF_ROAD[road.kind], about))

    def action_new(self) -> None:
        """Write down a new record, and come back to its row."""
        from kiosk.screens.roads.write import WriteRoadScreen  # only when one is written

        def written(road_id: int | None) -> None:
            self._show()
            if str(road_id) in self._found:
                self._rows.highlighted = list(self._found).index(str(road_id))

        self.app.push_screen(WriteRoadScreen(self.desk, self.actor), written)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that mean something for the highlighted row and for this person."""
        if action == "open":
            return self._chosen is not None
        if action == "void":
            return self._chosen is not None and self._chosen.voided_at is None
        writes = bool(reach(self.actor, Action.WRITE_LETTER))
        if action == "letter":
            return writes and self._chosen is not None and self._chosen.kind in OF_ROAD and not self._chosen.voided_at
        if action == "go":
            return parameters[0] in (Home.ADMIN, Home.FIGURES) and super().check_action(action, parameters)
        return super().check_action(action, parameters)
