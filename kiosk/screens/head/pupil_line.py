"""One pupil's line: forms, steps, the turns that directie gave it, and the other roads, in order of time."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import lines
from kiosk.db.history import pupil_history
from kiosk.rules.calendar import school_year
from kiosk.rules.labels import STEP_NAMES
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.policy import StepKind
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ChooseDialog, ConfirmDialog, TellDialog
from kiosk.screens.head import moments, wording
from kiosk.screens.head.letter_kept import KeptLetterScreen
from kiosk.screens.head.pupil_file import hand_out_file
from kiosk.screens.head.suspension import SuspensionScreen
from kiosk.screens.roads.road_words import road_words
from kiosk.screens.row_list import MainList


class LineScreen(StaffScreen[None]):
    """The line of `pupil_id`. Directie can begin anew or deviate, each with a reason; IB and teachers read.

    A teacher has it of a pupil of the own group, or with a form that is theirs or with them now.
    """

    CSS_PATH = "pupil_line.tcss"
    TITLE_LINE = "Lijn"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "lezen", key_display="Enter"),
        Binding("o", "older", "eerdere jaren", key_display="o"),
        Binding("f", "fresh_start", "opnieuw beginnen", key_display="f"),
        Binding("a", "deviate", "afwijken", key_display="a"),
        Binding("i", "hand_out", "inzage", key_display="i"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, pupil_id: int) -> None:
        super().__init__(desk, actor)
        self._pupil_id = pupil_id
        self._all: list[moments.Moment] = []
        self._moments: list[moments.Moment] = []
        self._older = False  # a new school year begins with a clean slate; older ones open on a key
        self._whose = Label("", id="whose", markup=False)
        self._place = Label("", id="place", markup=False)
        self._earlier = Label("", id="earlier", markup=False)
        self._rows = MainList(moments.SHARES, empty="Dit schooljaar staat er nog niets op de lijn.", id="rows")

    def body(self) -> ComposeResult:
        yield self._whose
        yield self._place
        yield self._earlier
        yield self._rows

    def on_mount(self) -> None:
        with self.told():
            self._show()

    def _show(self) -> None:
        """Read the line anew; the newest moment, at the foot, is where the eye should be."""
        store = self.desk.store
        history = pupil_history(store, self.actor, self._pupil_id)
        where = history.pupil.group_name if history.pupil.active else "van school"
        self._whose.update(f"{history.pupil.name} · {where}")
        self._place.update(f"{wording.round_dots(history)}   {wording.next_on_ladder(history)}")
        book = moments.LineBook(history, store.settings.policy, store.settings.calendar, road_words(store))
        self._all = book.moments()
        self._show_years()

    def _show_years(self) -> None:
        """This school year's moments, or those of all years."""
        year = school_year(self.desk.clock().date())
        earlier = sum(moment.school_year != year for moment in self._all)
        self._moments = [one for one in self._all if self._older or one.school_year == year]
        told = "" if self._older or not earlier else f"Van eerdere schooljaren: {earlier} regels. Die lees je met o."
        self._earlier.update(told)
        self._earlier.display = bool(told)
        self._rows.show(moments.rows(self._moments))
        self._rows.highlighted = len(self._moments) - 1 if self._moments else None
        self.refresh_bindings()

    def action_older(self) -> None:
        """Unfold the earlier school years, or fold them away again."""
        self._older = not self._older
        self._show_years()

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Read what stands behind the highlighted row."""
        if self._rows.chosen_key is None:
            return
        moment = self._moments[int(self._rows.chosen_key)]
        with self.told():
            if moment.letter:
                self.app.push_screen(KeptLetterScreen(self.desk, self.actor, moment.letter))
            elif moment.suspension:
                self.app.push_screen(SuspensionScreen(self.desk, self.actor, moment.suspension.id), self._again)
            else:
                self.app.push_screen(TellDialog(moment.title, moment.story))

    def _again(self, _nothing: None) -> None:
        with self.told():
            self._show()

    @work(exclusive=True)
    async def action_hand_out(self) -> None:
        """The pupil's whole file, for parents who ask for it."""
        with self.told():
            await hand_out_file(self, self.actor, self._pupil_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A teacher, who does not read along with directie, only reads."""
        if action in ("fresh_start", "deviate"):
            return bool(reach(self.actor, Action.SEE_ESCALATIONS))
        if action == "hand_out":
            return bool(reach(self.actor, Action.SUBJECT_ACCESS))
        if action == "older":
            year = school_year(self.desk.clock().date())
            return any(moment.school_year != year for moment in self._all)
        return super().check_action(action, parameters)

    def of_others(self) -> set[str]:
        """IB reads along, and decides nothing."""
        needed = {"fresh_start": Action.FRESH_START, "deviate": Action.DEVIATE}
        return {name for name, action in needed.items() if not reach(self.actor, action)}

    def action_fresh_start(self) -> None:
        """The next form is form 1 of step 1; open steps stay open."""

        def answered(reason: str | None) -> None:
            if reason:
                question = "Opnieuw beginnen? Dit kun je niet terugdraaien."
                sure = ConfirmDialog(question, reason, yes="Ja, opnieuw beginnen", no="Nee", careful=True)
                self.app.push_screen(sure, lambda yes: begin(reason) if yes else None)

        def begin(reason: str) -> None:
            with self.told():
                lines.fresh_start(self.desk.store, self.actor, self._pupil_id, reason)
                self._show()
                self.tell("Opgeschreven. Het volgende formulier is het eerste van een nieuwe ronde.")

        if self._may(Action.FRESH_START):
            text = "Het volgende formulier telt dan als het eerste. Wat nu openstaat, blijft open. Wat is de reden?"
            self.app.push_screen(AskDialog("Opnieuw beginnen", text), answered)

    def action_deviate(self) -> None:
        """In an extremely unsafe situation: any step at once (par. 8, NB)."""

        def chosen(key: str | None) -> None:
            if key:
                self._ask_why(StepKind(key))

        if self._may(Action.DEVIATE):
            choices = [(kind.value, name) for kind, name in STEP_NAMES.items()]
            text = "Bij een extreem onveilige situatie mag de directie een stap overslaan. Welke stap is nu nodig?"
            self.app.push_screen(ChooseDialog("Afwijken van de lijn", choices, text), chosen)

    def _ask_why(self, step: StepKind) -> None:
        def answered(reason: str | None) -> None:
            if reason:
                with self.told():
                    lines.deviate(self.desk.store, self.actor, self._pupil_id, step, reason)
                    self._show()
                    self.tell("Opgeschreven. De stap staat nu op Te doen.")

        question = f"Afwijken: {STEP_NAMES[step]}"
        self.app.push_screen(AskDialog(question, "Waarom is dit nu nodig?"), answered)

    def _may(self, action: Action) -> bool:
        """Whether directie is at the keys; who is not, is told who decides."""
        if not reach(self.actor, action):
            self.tell(wording.HEAD_DECIDES)
            return False
        return True

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)
