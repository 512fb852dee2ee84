"""The forms behind a number, the newest first; each opens as its story."""

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Label, OptionList

from kiosk.db import answers, figures, forms, people
from kiosk.db.figures import FormBehind
from kiosk.rules.dutch import counted
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import TellDialog
from kiosk.screens.figures.charts import Behind
from kiosk.screens.head import wording
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.row_list import ListRow, MainList


class BehindScreen(StaffScreen[None]):
    """Day, pupil, group of then, behaviour and place of each form. For who sees figures with names."""

    CSS_PATH = "figures.tcss"
    TITLE_LINE = "Cijfers"
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "open", "formulier lezen", key_display="Enter"),
        Binding("t", "line", "hele lijn", key_display="t"),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor, behind: Behind, title: str) -> None:
        super().__init__(desk, actor)
        self._behind, self._title = behind, title
        self._found: dict[str, FormBehind] = {}
        self._what = Label("", id="what", markup=False)
        self._rows = MainList((10, 20, 14, 20, 10), empty="Achter dit getal zit nu geen formulier meer.", id="rows")

    def body(self) -> ComposeResult:
        yield self._what
        yield self._rows

    def on_screen_resume(self) -> None:
        """Look again: a form may have been set right meanwhile."""
        with self.told():
            store, today = self.desk.store, self.desk.clock().date()
            found = figures.forms_behind(store, self.actor, self._behind.where, self._behind.pupils)
            self._found = {str(one.form_id): one for one in found}
            policy = store.settings.policy
            self._rows.show(
                [
                    ListRow(
                        key,
                        (
                            wording.day_in_list(one.happened_at.date(), today),
                            one.pupil_name,
                            one.group_name,
                            policy.behaviour_label(one.main),
                            policy.place_label(one.place),
                        ),
                    )
                    for key, one in self._found.items()
                ]
            )
            self._what.update(f"{self._title}: {counted(len(found), 'formulier', 'formulieren')}")

    @property
    def _chosen(self) -> FormBehind | None:
        return self._found.get(self._rows.chosen_key or "")

    @on(OptionList.OptionSelected)
    def action_open(self) -> None:
        """Read the highlighted form."""
        one, store, today = self._chosen, self.desk.store, self.desk.clock().date()
        if one is None:
            return
        with self.told():
            form, names = forms.read_form(store, self.actor, one.form_id), people.staff_names(store)
            story = wording.form_story(form, answers.words_of(form.id), store.settings.policy, names, today)
            self.app.push_screen(TellDialog(f"{one.pupil_name} · {wording.form_title(0, form, today)}", story))

    def action_line(self) -> None:
        """The pupil's whole line."""
        if self._chosen and self._chosen.pupil_id is not None:
            with self.told():
                self.app.push_screen(LineScreen(self.desk, self.actor, self._chosen.pupil_id))

    def action_back(self) -> None:
        """One screen back."""
        self.dismiss(None)
