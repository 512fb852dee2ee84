"""Who a child can go to (par. 12): the people behind F1 on the first screen, and in the Wegwijzer."""

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, OptionList

from kiosk.db.school import Part, change_school
from kiosk.errors import Refused
from kiosk.rules.permissions import Action, Actor, require
from kiosk.screens.admin.setting_screen import SettingScreen
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import Dialog
from kiosk.screens.fields import ChoiceLine, LineField
from kiosk.screens.row_list import ListRow, MainList
from kiosk.settings import Contact, ContactRole
from kiosk.settings.pupil import CONTACT_LENGTH, typed_contact

_ROLES = tuple(ContactRole)

_HELP = """\
Op het beginscherm staat: F1, wie kan mij helpen? Daar leest een kind de namen van deze lijst, met waar het ze vindt. \
Ze staan ook in de Wegwijzer voor collega's.

Zet hier de vertrouwenspersoon en de antipestcoördinator van de school (beleid, paragraaf 12). Het mogen er meer zijn.

n  zet iemand erbij   Enter  verandert   v  haalt weg   F8  bewaart"""


class ContactDialog(Dialog[Contact | None]):
    """Asks for one person. Returns who, or None."""

    CSS_PATH = ["../dialogs.tcss"]
    BINDINGS = [("escape", "cancel", "terug"), Binding("f8", "take", "klaar", priority=True)]

    def __init__(self, contact: Contact | None) -> None:
        super().__init__()
        self._before = contact
        self._role = ChoiceLine([one.label for one in _ROLES], _ROLES.index(contact.role) if contact else 0, id="role")
        self._called = LineField(contact.name if contact else "", max_length=CONTACT_LENGTH, id="name")
        self._where = LineField(contact.place if contact else "", max_length=CONTACT_LENGTH, id="place")
        self._called.border_title, self._where.border_title = (
            "Naam, zoals een kind die kent",
            "Waar vind je deze persoon?",
        )
        self._called.select_on_focus = self._where.select_on_focus = False  # a letter goes behind what stands there
        self._wrong = Label("", classes="dialog-text", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Label("Wie kan een kind helpen?", classes="dialog-question", markup=False)
            yield self._role
            yield self._called
            yield self._where
            yield self._wrong
            with Horizontal(classes="dialog-buttons"):
                yield Button("Klaar  F8", variant="primary")
                yield Label("← → kiezen   Tab verder   Esc terug", classes="dialog-keys", markup=False)

    def on_mount(self) -> None:
        self._wrong.display = False
        self._role.styles.margin = (0, 0, 1, 0)
        (self._called if self._before is None else self._role).focus()

    def unsaved(self) -> bool:
        before = (self._before.role, self._before.name, self._before.place) if self._before else (_ROLES[0], "", "")
        return (_ROLES[self._role.place], self._called.value.strip(), self._where.value.strip()) != before

    @on(Input.Submitted, "#name")
    def _next(self) -> None:
        self._where.focus()

    @on(Input.Submitted, "#place")
    @on(Button.Pressed)
    def action_take(self) -> None:
        """Close with who stands here; what is missing is told, and everything typed stays."""
        try:
            self.dismiss(typed_contact(_ROLES[self._role.place], self._called.value, self._where.value))
        except Refused as refused:
            self._wrong.update(f"▲ {refused}")
            self._wrong.display = True
            (self._where if self._called.value.strip() else self._called).focus()


class ContactsScreen(SettingScreen):
    """For who manages the policy; `Refused` for anybody else. Returns True when other people were saved."""

    CSS_PATH = "behaviours.tcss"
    TITLE_LINE = "Hulp voor een kind"
    HELP = _HELP
    AUTO_FOCUS = "#rows"
    BINDINGS = [
        Binding("enter", "change", "veranderen", key_display="Enter"),
        Binding("n", "add", "nieuw", key_display="n"),
        Binding("v", "remove", "weghalen", key_display="v"),
        Binding("f8", "save", "bewaren", key_display="F8"),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        require(actor, Action.MANAGE_POLICY)
        super().__init__(desk, actor)
        self._now = self._before = desk.store.settings.contacts
        self._rows = MainList((5, 4, 5), empty="Nog niemand. Met n zet je iemand op de lijst.", id="rows")

    def body(self) -> ComposeResult:
        yield Label("Wie kan een kind helpen?", id="title", markup=False)
        yield Label("Kinderen lezen dit achter F1 op het beginscherm.", id="hint", markup=False)
        yield self._rows

    def on_mount(self) -> None:
        self._show(self._now)

    def unsaved(self) -> bool:
        return self._now != self._before

    def _show(self, contacts: tuple[Contact, ...]) -> None:
        self._now = contacts
        self._rows.show(
            [ListRow(str(place), (one.name, one.role.label, one.place)) for place, one in enumerate(contacts)]
        )

    @property
    def _place(self) -> int | None:
        return None if self._rows.chosen_key is None else int(self._rows.chosen_key)

    @work(exclusive=True)
    async def action_add(self) -> None:
        """One more person."""
        one = await self.app.push_screen_wait(ContactDialog(None))
        if one and one not in self._now:
            self._show((*self._now, one))
            self._rows.highlighted = len(self._now) - 1

    @on(OptionList.OptionSelected)
    @work(exclusive=True)
    async def action_change(self) -> None:
        """Another name, place or role for the highlighted person."""
        place = self._place
        if place is None:
            return
        one = await self.app.push_screen_wait(ContactDialog(self._now[place]))
        if one and one not in self._now:
            self._show((*self._now[:place], one, *self._now[place + 1 :]))

    def action_remove(self) -> None:
        """Take the highlighted person from the list."""
        place = self._place
        if place is not None:
            self._show((*self._now[:place], *self._now[place + 1 :]))

    def action_save(self) -> None:
        """Save the list."""
        if not self.unsaved():
            self.tell("Er is niets veranderd.")
            self.dismiss(False)
            return
        with self.told():
            change_school(self.desk.store, self.actor, Part.CONTACTS, contacts=self._now)
            self._before = self._now
            self.tell("Bewaard. Een kind leest dit nu achter F1.")
            self.dismiss(True)
