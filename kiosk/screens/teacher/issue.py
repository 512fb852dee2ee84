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
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.teacher.code import CodeScreen
from kiosk.screens.teacher.issue_draft import Draft
from kiosk.screens.teacher.issue_last_steps import CheckStep, ConsultedStep, HostStep, WayStep
from kiosk.screens.teacher.issue_steps import SeenStep, Step, WhatStep, WhenStep, WhereStep, WhoStep

_STEPS = (WhoStep, WhatStep, WhereStep, WhenStep, SeenStep, ConsultedStep, HostStep, WayStep, CheckStep)


class IssueScreen(StaffScreen[int | None]):
    """Returns the id of the new form after its code was shown, None when no form was issued."""

    CSS_PATH = "issue.tcss"
    TITLE_LINE = "Oeps-formulier geven"
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
        self._given = False
        self._question = Label(markup=False, id="question")
        self._progress = Label(markup=False, id="progress")
        self._hint = Label(markup=False, id="hint")

    def body(self) -> ComposeResult:
        with Vertical(id="page"):
            with VerticalScroll(id="summary", can_focus=False):
                for step, text in zip(self._steps, self._sums, strict=True):
                    with Horizontal(classes="sum"):
                        yield Label(step.label, classes="sum-label", markup=False)
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
        return not self._given and (self._draft.begun or (isinstance(first, WhoStep) and first.typed))

    def _show(self, at: int) -> None:
        """Ask step `at`; the steps before it are summed up above it."""
        self._at = at
        step = self._steps[at]
        for place, other in enumerate(self._steps):
            other.display = place == at
            row = self._sums[place].parent
            if isinstance(row, Horizontal):
                row.display = place < at
            if place < at:
                self._sums[place].update(other.summed_up())
        self.query_one("#summary").set_class(at == len(self._steps) - 1, "-whole")
        self._question.update(step.question)
        self._progress.update(f"stap {at + 1} van {len(self._steps)}")
        with self.told():
            step.begin()
        self.set_focus(step.asks)
        self._hint.update(step.hint)
        self.call_after_refresh(self._now_seen, at)

    def _now_seen(self, at: int) -> None:
        self._painted = at

    @on(Step.Done)
    def _step_done(self, event: Step.Done) -> None:
        """A second press of the same key comes from a step that was answered already: it answers no other."""
        if event.step is self._steps[self._at]:
            self.action_go_on()

    def action_go_on(self) -> None:
        """Take what this step asked and go to the next; after the last one, issue.

        Not before the step was seen, nor from under a question about it: a key pressed too often confirms nothing.
        """
        if self._painted != self._at or not self.is_active:
            return
        step = self._steps[self._at]
        with self.told():
            step.take()
            if doubt := step.doubt():
                self._ask("Klopt dit moment?", doubt, "Ja, dit klopt", "Nee, veranderen", self._show_next)
            elif self._at + 1 < len(self._steps):
                self._show_next()
            else:
                self._issue_unless_known()

    def _show_next(self) -> None:
        self._show(self._at + 1)

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
            self._given = True
            shown = CodeScreen(self.desk, self.actor, issued, self._draft.one.given_name)
            self.app.push_screen(shown, lambda _: self._leave(issued.form.id))

    def action_back(self) -> None:
        """One step back; from the first step out of here, asking first when something was filled in."""
        if self._at:
            self._show(self._at - 1)
        elif self.unsaved():
            self._ask("Stoppen?", "Wat je hebt ingevuld, wordt niet bewaard.", "Stoppen", "Doorgaan", self._leave)
        else:
            self._leave()

    def _leave(self, form_id: int | None = None) -> None:
        self.dismiss(form_id)
