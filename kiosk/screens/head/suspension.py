"""One suspension: what was decided, and the tasks that directie ticks off by name and date."""

from datetime import date

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import people, suspensions
from kiosk.errors import Refused
from kiosk.rules.moment import read_past_day
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.rules.suspension import DUTY_NAMES, Duty, Task, tasks
from kiosk.rules.suspension_checks import check_task
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, TellDialog
from kiosk.screens.head import wording
from kiosk.screens.head.suspension_words import EACH_DAY, SuspensionWords
from kiosk.screens.row_list import ListRow, MainList

_DAY_HINT = "Enter is vandaag. Was het eerder? Typ dan bijvoorbeeld gisteren of 20-11."

_LOST = "× Grondslag vervallen: wat hieraan voorafging, telt niet meer."


class SuspensionScreen(StaffScreen[None]):
    """Suspension `suspension_id`. Directie ticks, writes the letter and can withdraw; IB reads."""

    CSS_PATH = "suspension.tcss"
    TITLE_LINE = "Schorsing"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "do", "gedaan", key_display="Enter"),
        Binding("l", "read", "lezen", key_display="l"),
        Binding("b", "letter", "brief", key_display="b"),
        Binding("i", "withdraw", "intrekken", key_display="i"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, suspension_id: int) -> None:
        super().__init__(desk, actor)
        self._one = suspensions.open_suspension(desk.store, actor, suspension_id)
        self._pupil = people.pupil(desk.store, self._one.pupil_id)
        self._days = Label("", id="days", markup=False)
        self._rows = MainList((9, 10), empty="Er hoeft niets meer. Met l lees je het besluit.", id="rows")
        self._objection = Label("", id="objection", markup=False)

    def body(self) -> ComposeResult:
        yield Label(f"{self._pupil.name} · {self._pupil.group_name}", id="whose", markup=False)
        yield self._days
        yield self._rows
        yield self._objection

    def on_mount(self) -> None:
        self._show()

    @property
    def _words(self) -> SuspensionWords:
        store = self.desk.store
        return SuspensionWords(store.settings.calendar, people.staff_names(store), self.desk.clock().date())

    def _show(self) -> None:
        """The tasks as they stand, the first one that is still to be done under the cursor."""
        one, words = self._one, self._words
        self._days.update(f"{words.count(one)}: {words.days(one)} · terug {words.back(one)}")
        listed = tasks(one, self.desk.store.settings.calendar)
        shown = [task for task in listed if task.done or not one.withdrawn_at]
        self._rows.show(
            [
                ListRow(
                    task.duty.value, (f"{_sign(task, words.today)} {DUTY_NAMES[task.duty]}", words.task_state(task))
                )
                for task in shown
            ]
        )
        self._rows.highlighted = (
            next((place for place, task in enumerate(shown) if not task.done), 0) if shown else None
        )
        ended = f"Ingetrokken: {one.withdrawn_why}"
        lost = suspensions.lost_ground(self.desk.store, self.actor, one)
        told = ended if one.withdrawn_at else f"{words.objection(one)}\n{self._hint()}"
        self._objection.update(f"{_LOST}\n{told}" if lost else told)
        self.refresh_bindings()

    def _hint(self) -> str:
        return EACH_DAY if self._decides else wording.HEAD_DECIDES

    @property
    def _decides(self) -> bool:
        return bool(reach(self.actor, Action.SUSPEND))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A suspension that was withdrawn is only read."""
        if action in ("do", "letter", "withdraw"):
            return not self._one.withdrawn_at
        return super().check_action(action, parameters)

    def of_others(self) -> set[str]:
        """IB only reads."""
        return set() if self._decides else {"do", "letter", "withdraw"}

    def _may(self) -> bool:
        """Whether directie is at the keys; who is not, is told who decides."""
        if not self._decides:
            self.tell(wording.HEAD_DECIDES)
        return self._decides

    def _chosen(self) -> Task | None:
        found = tasks(self._one, self.desk.store.settings.calendar)
        return next((task for task in found if task.duty.value == self._rows.chosen_key), None)

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def action_do(self) -> None:
        """Tick off the highlighted task; one that is done is read."""
        task = self._chosen()
        if task and task.done:
            note = f"\n{task.done.note}" if task.done.note else ""
            told = TellDialog(DUTY_NAMES[task.duty].capitalize(), f"{self._words.task_state(task)}{note}")
            await self.app.push_screen_wait(told)
        elif task and self._may():
            await self._tick(task.duty)

    async def _tick(self, duty: Duty) -> None:
        on_day = await self._ask_day(duty)
        if on_day is None:
            return
        note = await self.app.push_screen_wait(
            AskDialog("Met wie, of hoe?", "Dat hoeft niet: Enter gaat verder.", must=False)
        )
        if note is None:
            return
        with self.told():
            self._one = suspensions.do_task(self.desk.store, self.actor, self._one.id, duty, on_day, note)
            self._show()
            self.tell(f"Opgeschreven: {DUTY_NAMES[duty]}.")

    async def _ask_day(self, duty: Duty) -> date | None:
        """The day on which it was done, asked until one can be; None when the person went back."""
        told, today = _DAY_HINT, self.desk.clock().date()
        asked = f"{DUTY_NAMES[duty].capitalize()}: wanneer gedaan?"
        while (typed := await self.app.push_screen_wait(AskDialog(asked, told, must=False))) is not None:
            try:
                day = read_past_day(typed, today)
                check_task(self._one, duty, day, self.desk.store.settings.calendar, today)
                return day
            except Refused as refused:
                told = str(refused)
        return None

    def action_read(self) -> None:
        """The whole decision."""
        self.app.push_screen(TellDialog("Besluit", self._words.story(self._one)))

    @work(exclusive=True)
    async def action_letter(self) -> None:
        """The decision on paper; once it came out, whether the parents have it."""
        if not self._may():
            return
        from kiosk.rules.letters import About, LetterKind  # only when a letter is written
        from kiosk.screens.head.letter import LetterScreen

        with self.told():
            about = About(self._one.pupil_id, suspension_id=self._one.id)
            letter = LetterScreen(self.desk, self.actor, LetterKind.SUSPENSION, about)
            if await self.app.push_screen_wait(letter) and Duty.PARENTS_LETTER not in self._one.done:
                await self._ask_given()

    async def _ask_given(self) -> None:
        asked = ConfirmDialog("Hebben de ouders de brief nu?", "Dan zet ik dat bij de schorsing.", no="Nog niet")
        if await self.app.push_screen_wait(asked):
            today = self.desk.clock().date()
            self._one = suspensions.do_task(self.desk.store, self.actor, self._one.id, Duty.PARENTS_LETTER, today)
            self._show()

    @work(exclusive=True)
    async def action_withdraw(self) -> None:
        """Take the suspension back, with a reason."""
        if not self._may():
            return
        text = "Bijvoorbeeld: het bezwaar is gegrond. De reden blijft bewaard."
        why = await self.app.push_screen_wait(AskDialog("Waarom trek je de schorsing in?", text))
        if why is None:
            return
        inspected = any(task.duty is Duty.INSPECTORATE for task in tasks(self._one, self.desk.store.settings.calendar))
        whom = "het bestuur, leerplicht en de inspectie" if inspected else "het bestuur en leerplicht"
        sure = ConfirmDialog(
            "De schorsing intrekken?",
            f"Zeg het ook tegen de ouders, {whom}.\n\nDit kun je niet terugdraaien.",
            yes="Ja, intrekken",
            no="Nee",
            careful=True,
        )
        if await self.app.push_screen_wait(sure):
            with self.told():
                self._one = suspensions.withdraw(self.desk.store, self.actor, self._one.id, why)
                self._show()
                self.tell("Ingetrokken.")

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)


def _sign(task: Task, today: date) -> str:
    """Done, late, or still to come."""
    if task.done:
        return "●"
    return "▲" if task.due_on < today else "○"
