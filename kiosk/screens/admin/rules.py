"""The school's other numbers: when paper is due, the objection term, how long words stay, and the pupil's screen."""

from dataclasses import replace

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Label

from kiosk.db.retention import names_past
from kiosk.db.school import Part, change_school
from kiosk.rules import terms_change
from kiosk.rules.dutch import counted
from kiosk.rules.permissions import Action, Actor, reach, require
from kiosk.rules.policy import MOST_DUE_DAYS, MOST_OBJECTION_DAYS, Policy
from kiosk.rules.retention import MOST_SCHOOL_YEARS, MOST_YEARS_AFTER_LEAVING, Terms
from kiosk.screens.admin.changes_dialog import ChangesDialog
from kiosk.screens.admin.ladder import NumberLine
from kiosk.screens.admin.setting_screen import SettingScreen
from kiosk.screens.base import EXPLAIN
from kiosk.screens.desk import Desk
from kiosk.screens.fields import ChoiceLine
from kiosk.screens.theme import theme_name
from kiosk.settings.pupil import MOST_COVER_MINUTES, Look, PupilScreens

_LOOKS = {Look.LIGHT: "licht", Look.DARK: "donker"}

_HELP = """\
Hier staan de getallen van het beleid die niet bij de lijn zelf horen. Wat nu geldt, is ingevuld.

Het papier moet de volgende schooldag terug zijn (paragraaf 8); bezwaar tegen een schorsing kan vijf werkdagen \
(paragraaf 11). Hoe lang een schorsing hooguit duurt, zegt de wet: dat staat alleen in het bestand school.toml.

De kiosk wist niets vanzelf. Wat voorbij de bewaartermijn is, staat op Te doen; directie zegt ja.

F8 laat eerst zien wat er verandert."""


class RulesScreen(SettingScreen):
    """For who manages the policy; `Refused` for anybody else. Returns True when something else was saved."""

    CSS_PATH = "ladder.tcss"
    TITLE_LINE = "Regels: termijnen en bewaren"
    HELP = _HELP
    AUTO_FOCUS = "#due_days"
    BINDINGS = [
        Binding("f8", "save", "bekijken en bewaren", key_display="F8", priority=True),
        EXPLAIN,
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        require(actor, Action.MANAGE_POLICY)
        super().__init__(desk, actor)
        settings = desk.store.settings
        self._before = settings.policy, settings.retention, settings.pupil
        self._due = NumberLine(
            "Terug na",
            settings.policy.due_days,
            MOST_DUE_DAYS,
            "schooldagen (1 is de volgende)",
            id="due_days",
        )
        self._objection = NumberLine(
            "Bezwaar bij het bestuur",
            settings.policy.out_of_group.objection_days,
            MOST_OBJECTION_DAYS,
            "werkdagen na het besluit",
            id="objection_days",
        )
        self._years = NumberLine(
            "Woorden blijven",
            settings.retention.school_years,
            MOST_SCHOOL_YEARS,
            "schooljaren na hun schooljaar",
            id="school_years",
        )
        self._after_leaving = NumberLine(
            "Namen blijven",
            settings.retention.after_leaving_years,
            MOST_YEARS_AFTER_LEAVING,
            "jaar nadat een kind van school is",
            id="after_leaving_years",
        )
        self._minutes = NumberLine(
            "Het scherm gaat dicht na",
            settings.pupil.cover_minutes,
            MOST_COVER_MINUTES,
            "minuten zonder toets; alles blijft",
            id="cover_minutes",
        )
        self._look = ChoiceLine(list(_LOOKS.values()), list(_LOOKS).index(settings.pupil.look), id="look-of")

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False):
            for question, lines in (
                ("Het papier dat naar huis gaat", [self._due]),
                ("Een schorsing", [self._objection]),
                ("De bewaartermijn", [self._years, self._after_leaving]),
                ("Het scherm van een kind", [self._minutes]),
                ("Hoe ziet de kiosk eruit?", [self._look]),
            ):
                yield Label(question, classes="question" if self._due in lines else "question gap", markup=False)
                yield from lines
        with Horizontal(id="foot"):
            yield Label("", id="outlook", markup=False)
            yield Button("Bekijken  F8", id="look", variant="primary")

    @property
    def _lines(self) -> tuple[NumberLine, ...]:
        return self._due, self._objection, self._years, self._after_leaving, self._minutes

    def unsaved(self) -> bool:
        return self._new() != self._before

    @on(Input.Changed)
    def _typed(self) -> None:
        """What is wrong stands behind the field while one types."""
        self._new()

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def _new(self) -> tuple[Policy, Terms, PupilScreens] | None:
        """All of it as filled in; None while a number is none, which then stands behind its field."""
        numbers = [line.number for line in self._lines]
        due, objection, years, after_leaving, cover = (number or 0 for number in numbers)
        if None in numbers:
            return None
        policy, _, _ = self._before
        return (
            replace(policy, due_days=due, out_of_group=replace(policy.out_of_group, objection_days=objection)),
            Terms(years, after_leaving),
            PupilScreens(cover, tuple(_LOOKS)[self._look.place]),
        )

    @on(Button.Pressed, "#look")
    @work(exclusive=True)
    async def action_save(self) -> None:
        """Tell what changes, and save it after a yes; a wrong number gets the focus, and everything typed stays."""
        new = self._new()
        if new is None:
            next(line for line in self._lines if line.number is None).field.focus()
            return
        told = self._told(*new)
        if not told:
            self.tell("Er is niets veranderd.")
            self.dismiss(False)
            return
        if await self.app.push_screen_wait(ChangesDialog(told)):
            with self.told():
                policy, terms, pupil = new
                change_school(self.desk.store, self.actor, Part.RULES, policy=policy, retention=terms, pupil=pupil)
                self._before = new
                self.app.theme = theme_name(dark=pupil.look is Look.DARK, bare=self.desk.bare)
                self.tell("Bewaard. Het geldt vanaf nu.")
                self.dismiss(True)

    def _told(self, policy: Policy, terms: Terms, pupil: PupilScreens) -> list[str]:
        """One sentence for each change."""
        old_policy, old_terms, old_pupil = self._before
        store = self.desk.store
        now, then = names_past(store), names_past(store, terms)
        more = [max(after - before, 0) for before, after in zip(now, then, strict=True)]
        told = terms_change.what_changes(old_policy, policy)
        exact = bool(reach(self.actor, Action.SEE_ESCALATIONS))
        told += terms_change.retention_changes(old_terms, terms, policy.counting, *more, exact=exact)
        if pupil.cover_minutes != old_pupil.cover_minutes:
            minutes = counted(pupil.cover_minutes, "minuut", "minuten")
            told.append(f"Het scherm van een kind gaat dicht na {minutes} (nu: {old_pupil.cover_minutes}).")
        if pupil.look is not old_pupil.look:
            told.append(f"De kiosk wordt {_LOOKS[pupil.look]} (nu: {_LOOKS[old_pupil.look]}).")
        return told
