"""A letter that went out: to read as it was sent, and to print again."""

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label

from kiosk.db import letters, people
from kiosk.jobs.write_letter import document_name
from kiosk.paper.letter import letter_pdf
from kiosk.paper.logo import logo_to_print
from kiosk.rules.dutch import long_day
from kiosk.rules.letters import LETTER_NAMES, Letter
from kiosk.rules.permissions import Action, Actor, reach
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.head.letter_preview import LetterPreview
from kiosk.screens.to_paper import Document, to_paper


class KeptLetterScreen(StaffScreen[None]):
    """`letter` word for word. Directie can print it again, as it was on its day; IB reads."""

    CSS_PATH = "letter.tcss"
    TITLE_LINE = "Brief"
    AUTO_FOCUS = "#letter"
    BINDINGS = [
        Binding("p", "print", "nog een keer printen", key_display="p"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, letter: Letter) -> None:
        super().__init__(desk, actor)
        self._letter = letter
        self._pupil = people.pupil(desk.store, letter.pupil_id)

    def body(self) -> ComposeResult:
        one = self._letter
        signed = people.staff_names(self.desk.store).get(one.by, "iemand")
        name = LETTER_NAMES[one.kind].capitalize()
        yield Label(f"{name} · {self._pupil.name} · {long_day(one.at)}, {signed}", id="whose", markup=False)
        yield LetterPreview(one.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are directie's."""
        if action == "print":
            return bool(reach(self.actor, Action.WRITE_LETTER))
        return super().check_action(action, parameters)

    @work(exclusive=True)
    async def action_print(self) -> None:
        """Another copy of the same letter; that it was asked for is in the log."""
        with self.told():
            await self._print(letters.print_again(self.desk.store, self.actor, self._letter.id))

    async def _print(self, one: Letter) -> None:
        document = Document(
            document_name(one.at),
            f"De brief over {self._pupil.given_name} nog een keer printen",
            "de brief",
            "hier klaarstaan",
            lambda: letter_pdf(one.text, one.at.date(), logo_to_print(self.desk.home.logo)),
        )
        await to_paper(self, self.actor, document)

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)
