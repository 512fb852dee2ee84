"""Issuing an Oeps form: one thing asked at a time, what was chosen stays in sight."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Label

from kiosk.db import forms
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import ConfirmDialog, TellDialog, stop_dialog
from kiosk.screens.keyed_list import KeyedList
from kiosk.screens.large_signs import in_threes
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.issue_draft import Draft
from kiosk.screens.teacher.issue_last_steps import CheckStep, ConsultedStep, ThereStep
from kiosk.screens.teacher.issue_steps import SeenStep, Step, WhatStep, WhenStep, WhereStep, WhoStep

_STEPS = (WhoStep, WhatStep, WhereStep, WhenStep, SeenStep, ConsultedStep, ThereStep, CheckStep)
_LAST = len(_STEPS) - 1


_HELP = """\
Eén vraag tegelijk; wat je koos, blijft in beeld. Bij de laatste stap staat wat het formulier in gang zet, en kun je \
elke stap nog veranderen met het cijfer dat ervoor staat.

Cijfer, of ↑ ↓ en Enter  kiezen
F8  verder
Esc  een stap terug

Er wordt pas iets gegeven als je de laatste stap bevestigt."""


class IssueScreen(StaffScreen[int | None]):
    """Forms for one incident, pupil by pupil: each is confirmed by itself, with what it sets off.

    Returns the id of the last form after its code was shown, None when no form was issued. That several forms are of
    one incident is kept nowhere.
    """

    CSS_PATH = "issue.tcss"
    TITLE_LINE = "Oeps-formulier geven"
    HELP = _HELP
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding("f8", "go_on", "verder", key_display="F8", priority=True),
        Binding("escape", "back", "terug", key_display="Esc"),
    ]

    def __init__(self, desk: Desk, actor: Actor) -> None:
        super().__init__(desk, actor)
        self._draft = Draft()
        self._steps: tuple[Step, ...] = tuple(step(desk, actor, self._draft) for step in _STEPS)
        self._sums = [Label(markup=False, classes="sum-text") for _ in self._steps]
        self._at = 0
        self._painted = -1  # the step that the person has really seen
        self._all_filled = False  # back from the check, or the next pupil: after this step comes the check
        self._issued: list[forms.Issued] = []
        self._question = Label(markup=False, id="question")
        self._progress = Label(markup=False, id="progress")
        self._hint = Label(markup=False, id="hint")

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            with VerticalScroll(id="summary", can_focus=False):
                for number, (step, text) in enumerate(zip(self._steps, self._sums, strict=True), start=1):
                    with Horizontal(classes="sum"):
                        yield Label(f"{number} {step.label}", classes="sum-label", markup=False)
                        yield text
            with Horizontal(id="asked"):
                yield self._question
                yield self._progress
            yield self._hint
            yield from self._steps

    def on_mount(self) -> None:
        self._show(0)

    def unsaved(self) -> bool:
        first = self._steps[0]
        return self._draft.begun or (isinstance(first, WhoStep) and self._at == 0 and first.typed)

    def _show(self, at: int) -> None:
        """Ask step `at`; what is filled in already is summed up above it."""
        self._at = at
        self.quiet()
        step = self._steps[at]
        with self.told():
            if at == _LAST:
                self._all_filled = False
                for other in self._steps:
                    other.propose()
            step.begin()
        for place, other in enumerate(self._steps):
            other.display = place == at
            filled = place < at or (self._all_filled and at < place < _LAST)
            told = other.summed_up() if filled else ""
            self._sums[place].update(told)
            row = self._sums[place].parent
            if isinstance(row, Horizontal):
                row.display = bool(told)
        self.query_one("#summary").set_class(at == _LAST, "-whole")
        self._question.update(step.question)
        self._progress.update(f"stap {at + 1} van {len(self._steps)}")
        self._hint.update(step.hint)
        # The check, which issues, and a list of digits that a digit led to take no key struck before they were seen.
        wait = at == _LAST or (self._all_filled and isinstance(step.asks, KeyedList))
        self.set_focus(None if wait else step.asks)
        self.call_after_refresh(self.after_what_was_struck, self._now_seen, at)

    def _now_seen(self, at: int) -> None:
        """The step was painted, and the keys that had come before that have been handled."""
        self._painted = at
        if self.focused is None and at == self._at:
            self.set_focus(self._steps[at].asks)

    @on(Step.Done)
    def _step_done(self, event: Step.Done) -> None:
        """A second press of the same key comes from a step that was answered already: it answers no other."""
        if event.step is self._steps[self._at]:
            self.action_go_on()

    @on(CheckStep.Change)
    def _change(self, event: CheckStep.Change) -> None:
        """From the check back to one step, and then to the check again."""
        if self._at == self._painted == _LAST and self.is_active:
            self._all_filled = True
            self._show(event.at)

    def action_go_on(self) -> None:
        """Take what this step asked and go to the next; after the last one, issue.

        Not before the step was seen, nor from under a question about it: a key pressed too often confirms nothing.
        """
        if self._painted != self._at or not self.is_active:
            return
        step = self._steps[self._at]
        with self.told():
            step.take()
            self.quiet()
            if doubt := step.doubt():
                self._ask("Klopt dit moment?", doubt, "Ja, dit klopt", "Nee, veranderen", self._show_next)
            elif self._at < _LAST:
                self._show_next()
            else:
                self._issue_unless_known()

    def _show_next(self) -> None:
        self._show(_LAST if self._all_filled else self._at + 1)

    def _ask(self, question: str, text: str, yes: str, no: str, then: Callable[[], None]) -> None:
        """Do `then` only when the person says yes; without a yes nothing changes."""

        def answered(sure: bool | None) -> None:
            if sure:
                then()

        self.app.push_screen(ConfirmDialog(question, text, yes=yes, no=no), answered)

    def _issue_unless_known(self) -> None:
        """Same pupil, day and main behaviour twice is asked about: two teachers may have seen the same thing."""
        request = self._draft.request()
        if forms.similar_form(self.desk.store, request.pupil_id, request.happened_at.date(), request.main):
            label = self.desk.store.settings.policy.behaviour_label(request.main)
            text = f"{self._draft.one.given_name} heeft voor die dag al een formulier voor: {label}."
            self._ask("Er is al zo'n formulier.", text, "Toch geven", "Niet geven", self._issue)
        else:
            self._issue()

    def _issue(self) -> None:
        with self.told():
            issued = forms.issue_form(self.desk.store, self.actor, self._draft.request())
            pupil = self._draft.one
            self._issued.append(issued)
            self._draft.go_on_without(pupil)
            shown = CodeScreen(self.desk, self.actor, issued, pupil.given_name, of_incident=True)
            self.app.push_screen(shown, self._after_code)

    def _after_code(self, another: bool | None) -> None:
        if another:
            self._all_filled = True
            self._show(0)
        else:
            self._finish()

    def _finish(self) -> None:
        """Away from here; after several forms with all the codes in sight once more, each with its child."""
        if len(self._issued) < 2:
            self._leave()
            return
        self.app.clear_notifications()
        codes = [f"{in_threes(one.code)}   {name}" for one, name in zip(self._issued, self._draft.given, strict=True)]
        self.app.push_screen(TellDialog("De codes bij dit voorval", "\n".join(codes)), self._leave)

    def _leave(self, _told: None = None) -> None:
        self.dismiss(self._issued[-1].form.id if self._issued else None)

    def action_back(self) -> None:
        """One step back, or to the check from where it came; from the first step out of here.

        Asks first when something was filled in that would be lost.
        """
        if self._all_filled and self._draft.pupil:
            self._show(_LAST)
        elif self._at:
            self._show(self._at - 1)
        elif self.unsaved():
            self.app.push_screen(stop_dialog(), lambda sure: self._finish() if sure else None)
        else:
            self._finish()
