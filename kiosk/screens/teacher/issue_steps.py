"""The steps of issuing a form, widgets that read into the draft: who, what, where, when, what was seen."""

from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList

from kiosk.db import forms, people
from kiosk.errors import Refused
from kiosk.rules import moment
from kiosk.rules.issue import check_was_here
from kiosk.rules.labels import INTIMACY
from kiosk.rules.own_list import OTHER, offered
from kiosk.rules.people import Finder, Pupil
from kiosk.rules.permissions import Actor
from kiosk.screens.desk import Desk
from kiosk.screens.fields import LineField, WordsField
from kiosk.screens.keyed_list import KeyedList
from kiosk.screens.row_list import ListRow, RowList
from kiosk.screens.teacher.issue_draft import Draft, pointer
from kiosk.text import clean_line


class Step(Vertical):
    """One thing that is asked. `label` names it in the summary; Enter posts `Done`."""

    label = ""
    question = ""
    hint = ""

    class Done(Message):
        """The person wants to go on from `step`."""

        def __init__(self, step: "Step") -> None:
            super().__init__()
            self.step = step

    def __init__(self, desk: Desk, actor: Actor, draft: Draft) -> None:
        super().__init__(classes="step")
        self.desk = desk
        self.actor = actor
        self.draft = draft

    @property
    def asks(self) -> Widget:
        """What takes the keys when this step is asked."""
        return next(child for child in self.query("*").results(Widget) if child.focusable)

    def begin(self) -> None:
        """This step is asked now: show what fits the draft."""

    def propose(self) -> None:
        """Fill in what follows from the rest, where nobody was asked."""

    def take(self) -> None:
        """Read what was filled in into the draft; `Refused` when something is missing."""

    def doubt(self) -> str:
        """Why the person should look again at what was taken, "" when there is no reason to."""
        return ""

    def summed_up(self) -> str:
        """What was taken, for the summary on top."""
        return ""

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    @on(KeyedList.Settled)
    @on(Button.Pressed)
    def _done(self) -> None:
        self.post_message(self.Done(self))


_MOST_HITS = 50
"""Hits that are listed, far more than anybody reads; every one costs time at each letter."""


class WhoStep(Step):
    """The pupil: own groups first, found by any part of the name."""

    label = "Wie"
    question = "Voor wie is dit formulier?"
    hint = "Typ een paar letters van de naam. Kies met ↑ ↓ en Enter."
    BINDINGS = [Binding("down", "move(1)", show=False), Binding("up", "move(-1)", show=False)]

    def compose(self) -> ComposeResult:
        self._everyone = {str(one.id): one for one in people.pupils(self.desk.store)}
        self._finder = Finder(self._everyone.values())
        self._letters = LineField(placeholder="naam", max_length=60, id="letters")
        self._hits = RowList((4, 3, 1), empty="Niemand met deze naam. Typ minder letters.", id="hits")
        yield self._letters
        yield self._hits

    def begin(self) -> None:
        if self.draft.given:
            self.question = "Wie nog meer, bij dit voorval?"
            self.hint = f"Al gegeven aan {' en '.join(self.draft.given)}. De rest blijft staan."
        if self.draft.pupil is None:
            self._letters.value = ""
        self._look()
        if self.draft.pupil in self._found[:_MOST_HITS]:
            self._hits.highlighted = self._found.index(self.draft.pupil)

    @property
    def typed(self) -> bool:
        """Whether letters stand in the field."""
        return any(field.value for field in self.query(LineField))

    @on(Input.Changed)
    def _look(self) -> None:
        """Without a letter nobody is pointed at: Enter then chooses no child."""
        letters = clean_line(self._letters.value)
        self._found = sorted(self._finder.find(letters), key=lambda one: one.group_id not in self.actor.group_ids)
        rows = [ListRow(str(one.id), (one.name, one.group_name, _year(one))) for one in self._found[:_MOST_HITS]]
        if len(self._found) > _MOST_HITS:
            rows.append(ListRow("", ("… typ meer letters", f"nog {len(self._found) - _MOST_HITS} leerlingen", "")))
        self._hits.show(rows)
        self._hits.highlighted = 0 if letters and self._found else None

    def action_move(self, rows: int) -> None:
        """The next or the former hit, while the letters keep the focus."""
        if rows > 0:
            self._hits.action_cursor_down()
        else:
            self._hits.action_cursor_up()

    def take(self) -> None:
        pupil = self._everyone.get(self._hits.chosen_key or "")
        if pupil is None:
            raise Refused("Kies eerst een leerling.", "Typ een paar letters van de naam, en kies van de lijst.")
        self.draft.choose(pupil)

    def summed_up(self) -> str:
        return f"{self.draft.one.name} · {self.draft.one.group_name}"


def _year(pupil: Pupil) -> str:
    return f"groep {pupil.year_group}" if pupil.year_group else ""


class WhatStep(Step):
    """The behaviours; the first one chosen is the main one."""

    label = "Wat"
    question = "Wat gebeurde er?"
    hint = "Druk op het cijfer. De eerste is de belangrijkste. Enter is verder."

    def compose(self) -> ComposeResult:
        later = {OTHER: " (typ je bij stap 5)"}  # this list takes no words
        choices = [
            (one.key, f"{one.label}{later.get(one.key, '')}")
            for one in offered(self.desk.store.settings.policy.behaviours)
        ]
        self._list = KeyedList(choices, many=True)
        yield self._list

    def take(self) -> None:
        self.draft.behaviours = self._list.chosen
        if not self._list.chosen:
            raise Refused("Kies eerst wat er gebeurde.", "Druk op het cijfer dat ervoor staat.")

    def summed_up(self) -> str:
        main, *others = [self.desk.store.settings.policy.behaviour_label(key) for key in self.draft.behaviours]
        return f"{main} (ook: {', '.join(others)})" if others else main


class WhereStep(Step):
    """The place."""

    label = "Waar"
    question = "Waar gebeurde het?"
    hint = "Druk op het cijfer."

    def compose(self) -> ComposeResult:
        self._list = KeyedList([(one.key, one.label) for one in offered(self.desk.store.settings.policy.places)])
        yield self._list

    def take(self) -> None:
        if not self._list.chosen:
            raise Refused("Kies eerst waar het gebeurde.", "Druk op het cijfer dat ervoor staat.")
        self.draft.place = self._list.chosen[0]

    def summed_up(self) -> str:
        return self.desk.store.settings.policy.place_label(self.draft.place)


class WhenStep(Step):
    """The moment of the incident: now, unless something else is typed."""

    label = "Wanneer"
    question = "Wanneer gebeurde het?"
    hint = "Enter is nu. Of typ bijvoorbeeld 10:15, gisteren 14:00 of 20-11 10:15."

    def compose(self) -> ComposeResult:
        self._moment = LineField("nu", max_length=40)
        yield self._moment

    def take(self) -> None:
        happened_at = moment.read_moment(self._moment.value, self.desk.clock())
        pupil = self.draft.one
        check_was_here(happened_at, forms.came_on(self.desk.store, pupil.id), pupil.given_name)
        self.draft.happened_at = happened_at

    def doubt(self) -> str:
        happened = self.draft.happened_at
        calendar = self.desk.store.settings.calendar
        return moment.doubt(happened, self.desk.clock().date(), calendar) if happened else ""

    def summed_up(self) -> str:
        return words_of(self.draft.happened_at, self.desk)


def words_of(when: datetime | None, desk: Desk) -> str:
    return moment.moment_words(when, desk.clock().date()) if when else ""


class SeenStep(Step):
    """What the adult saw: facts in their own words."""

    label = "Gezien"
    question = "Wat zag je zelf?"

    def compose(self) -> ComposeResult:
        self._text = WordsField(limit=1000)
        yield self._text
        yield Button("Verder  F8", variant="primary")

    def begin(self) -> None:
        asked = "Schrijf erbij wat 'anders' was." if OTHER in self.draft.behaviours else ""
        of_whom = pointer(self.desk.store.settings.contacts) if INTIMACY in self.draft.behaviours else ""
        self.hint = " ".join(
            part for part in ("Schrijf in een of twee zinnen wat je zag of hoorde.", asked, of_whom) if part
        )

    def take(self) -> None:
        self.draft.what_was_seen = self._text.words
        if not self._text.words:
            raise Refused("Schrijf eerst wat je zag.", "Een of twee zinnen zijn genoeg.")

    def summed_up(self) -> str:
        return self.draft.what_was_seen
