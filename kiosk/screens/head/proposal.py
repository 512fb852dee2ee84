"""One proposal of par. 11: the time-outs that led to it, and what directie does with it."""

from datetime import datetime

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import proposals
from kiosk.db.history import pupil_history
from kiosk.db.proposals import PupilProposal
from kiosk.errors import Refused
from kiosk.rules.moment import doubt, read_moment
from kiosk.rules.out_of_group import PROPOSAL_NAMES, ProposalKind
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.roads import Road
from kiosk.rules.suspension import Ground
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, TellDialog
from kiosk.screens.head import wording
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.suspend import SuspendScreen
from kiosk.screens.head.suspension import SuspensionScreen
from kiosk.screens.head.suspension_ground import time_out_words
from kiosk.screens.head.suspension_words import EACH_DAY
from kiosk.screens.roads.road_words import road_words
from kiosk.screens.row_list import ListRow, MainList

_TODO = {
    ProposalKind.PARENTS_TALK: "Praat met de ouders: over hulp, afspraken en wat er kan volgen.",
    ProposalKind.ONE_DAY: f"Het beleid noemt nu een dag thuis.\n{EACH_DAY}",
    ProposalKind.SEVERAL_DAYS: f"Het beleid noemt nu een schorsing van meer dagen.\n{EACH_DAY}",
}


class ProposalScreen(StaffScreen[None]):
    """What is proposed about one pupil. k carries it out, n does not; IB reads and is told who decides."""

    CSS_PATH = "proposal.tcss"
    TITLE_LINE = "Voorstel"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "lezen", key_display="Enter"),
        Binding("k", "talk_held", "klaar", key_display="k"),
        Binding("k", "suspend", "schorsen", key_display="k"),
        Binding("n", "not_now", "nu niet", key_display="n"),
        Binding("b", "letter", "brief", key_display="b"),
        Binding("t", "line", "hele lijn", key_display="t"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, one: PupilProposal) -> None:
        super().__init__(desk, actor)
        self._one, self._words = one, road_words(desk.store)
        history = pupil_history(desk.store, actor, one.pupil.id)
        self._roads: dict[str, Road] = {
            str(road.id): road for road in history.roads if road.id in one.proposal.road_ids
        }
        self._short = time_out_words(history, self._words).short
        self._rows = MainList((5, 16, 5), empty="Deze keren zijn ongeldig gemaakt.", id="rows")

    @property
    def _talks(self) -> bool:
        return self._one.proposal.kind is ProposalKind.PARENTS_TALK

    def body(self) -> ComposeResult:
        one = self._one
        what = f"◆ {PROPOSAL_NAMES[one.proposal.kind]} · {self._short}"
        yield Label(f"{one.pupil.name} · {one.pupil.group_name}\n{what}", id="what", markup=False)
        yield Label(_TODO[one.proposal.kind], id="todo", markup=False)
        yield self._rows
        yield Label(self._hint(), id="hint", markup=False)

    def _hint(self) -> str:
        if not reach(self.actor, Action.CLOSE_STEP):
            return wording.HEAD_DECIDES
        return "Is het gesprek geweest? Druk op k." if self._talks else "Het is een voorstel. De directie besluit."

    def on_mount(self) -> None:
        rows = [
            ListRow(
                key,
                (
                    wording.day_in_list(road.held_at.date(), self._words.today),
                    " ".join(road.texts["reason"].split()),
                    road.texts["part"],
                ),
            )
            for key, road in self._roads.items()
        ]
        self._rows.show(rows)
        self._rows.highlighted = len(rows) - 1 if rows else None  # the newest one stands last

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A talk has a letter that invites; a suspension gets its own once it is decided."""
        if action in ("letter", "talk_held"):
            return self._talks
        return not self._talks if action == "suspend" else super().check_action(action, parameters)

    def of_others(self) -> set[str]:
        """IB only reads."""
        return set() if reach(self.actor, Action.CLOSE_STEP) else {"talk_held", "suspend", "not_now", "letter"}

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Read the highlighted time-out."""
        road = self._roads.get(self._rows.chosen_key or "")
        if road:
            self.app.push_screen(TellDialog(self._words.title(road), self._words.story(road)))

    @work(exclusive=True)
    async def action_talk_held(self) -> None:
        """The talk was held: when, and what came of it."""
        if not self._may():
            return
        held_at = await self._ask_moment()
        if held_at is None:
            return
        outcome = await self.app.push_screen_wait(
            AskDialog("Wat kwam eruit?", "Extra begeleiding, afspraken, en dat de ouders weten wat er kan volgen.")
        )
        if outcome is None:
            return
        with self.told():
            pupil_id, proposal = self._one.pupil.id, self._one.proposal
            proposals.hold_talk(self.desk.store, self.actor, pupil_id, proposal, held_at, outcome)
            self._ready("Opgeschreven. Dit voorstel is gesloten.")

    async def _ask_moment(self) -> datetime | None:
        """When the talk was, asked until it can be read; None when the person went back."""
        told, now = "Enter is nu. Anders bijvoorbeeld 10:15 of gisteren 14:00.", self.desk.clock()
        asked = "Wanneer was het gesprek met de ouders?"
        while (typed := await self.app.push_screen_wait(AskDialog(asked, told, must=False))) is not None:
            try:
                moment = read_moment(typed, now)
            except Refused as refused:
                told = str(refused)
                continue
            odd = doubt(moment, now.date(), self.desk.store.settings.calendar)
            sure = ConfirmDialog("Klopt dit moment?", odd, yes="Ja, dit klopt", no="Nee, veranderen")
            if not odd or await self.app.push_screen_wait(sure):
                return moment
        return None

    @work(exclusive=True)
    async def action_suspend(self) -> None:
        """Fill in the suspension; once it is decided, its tasks take the place of this screen."""
        with self.told():
            ground = Ground(road_id=self._one.proposal.road_id)
            kept = await self.app.push_screen_wait(SuspendScreen(self.desk, self.actor, self._one.pupil.id, ground))
            if kept is not None:
                self.app.switch_screen(SuspensionScreen(self.desk, self.actor, kept))

    @work(exclusive=True)
    async def action_not_now(self) -> None:
        """Directie does not do it, with a reason."""
        if not self._may():
            return
        text = "De volgende keer buiten de groep komt dit voorstel terug. De reden blijft bewaard."
        reason = await self.app.push_screen_wait(AskDialog("Waarom nu niet?", text))
        if reason is not None:
            with self.told():
                proposals.decline(self.desk.store, self.actor, self._one.pupil.id, self._one.proposal, reason)
                self._ready("Opgeschreven. Dit voorstel is gesloten.")

    def action_letter(self) -> None:
        """The letter that invites the parents."""
        if self._may():
            from kiosk.rules.letters import About, LetterKind  # only when a letter is written
            from kiosk.screens.head.letter import LetterScreen

            with self.told():
                about = About(self._one.pupil.id, road_id=self._one.proposal.road_id)
                self.app.push_screen(LetterScreen(self.desk, self.actor, LetterKind.INVITATION, about))

    def action_line(self) -> None:
        """The pupil's whole line."""
        with self.told():
            self.app.push_screen(LineScreen(self.desk, self.actor, self._one.pupil.id))

    def _may(self) -> bool:
        """Whether directie is at the keys; who is not, is told who decides."""
        if not reach(self.actor, Action.CLOSE_STEP):
            self.tell(wording.HEAD_DECIDES)
            return False
        return True

    def _ready(self, sentence: str) -> None:
        self.dismiss(None)
        self.tell(sentence)

    def action_back(self) -> None:
        """Back to the list."""
        self.dismiss(None)
