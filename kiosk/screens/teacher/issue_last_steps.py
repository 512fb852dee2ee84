"""The last steps of issuing a form: with whom it was discussed, to which group, and whether it is right."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Button, Label

from kiosk.db import lines, people
from kiosk.errors import Refused
from kiosk.rules import moment
from kiosk.rules.labels import INTIMACY, WAY_MEANINGS, WAY_NAMES
from kiosk.rules.ladder import dots
from kiosk.rules.way import Way, proposed_way
from kiosk.screens.fields import LineField
from kiosk.screens.row_list import ListRow, RowList
from kiosk.screens.teacher.issue_draft import count_sentence, outlook_sentence
from kiosk.screens.teacher.issue_steps import POINTER, Step, words_of

_NO_HOST = "none"


class ConsultedStep(Step):
    """With whom of directie or IB it was discussed, and when (par. 8: after consulting directie or IB)."""

    label = "Overleg"
    question = "Met wie heb je overlegd?"
    hint = "Kies met ↑ ↓ en Enter. Was het niet nu? Ga dan met Tab naar het moment."

    def compose(self) -> ComposeResult:
        own_first = sorted(people.consultants(self.desk.store), key=lambda one: one.id != self.actor.staff_id)
        self._people = {str(one.id): one for one in own_first}
        self._list = RowList((3, 1), empty="Nog niemand is directie of IB. Vraag beheer om dat in te stellen.")
        self._moment = LineField("nu", max_length=40)
        self._moment.border_title = "Wanneer"
        yield self._list
        yield self._moment

    def begin(self) -> None:
        self._list.show(
            [
                ListRow(key, (one.name, "jijzelf" if one.id == self.actor.staff_id else ""))
                for key, one in self._people.items()
            ]
        )

    def take(self) -> None:
        consulted = self._people.get(self._list.chosen_key or "")
        if consulted is None:
            raise Refused("Overleg eerst met de directie of IB.", "Vraag beheer wie dat in de kiosk is.")
        self.draft.consulted_at = moment.read_moment(self._moment.value, self.desk.clock())
        self.draft.consulted = consulted

    def summed_up(self) -> str:
        name = self.draft.consulted.name if self.draft.consulted else ""
        return f"{name}, {words_of(self.draft.consulted_at, self.desk)}"


class HostStep(Step):
    """The parallel group where the pupil fills in the form (par. 8, step 1); never their own group."""

    label = "Naar"
    question = "Naar welke groep?"
    hint = "Enter is verder. Kies een andere groep met ↑ ↓."

    def compose(self) -> ComposeResult:
        self._list = RowList((2, 3))
        yield self._list

    def begin(self) -> None:
        everyone = {group.id: group for group in people.groups(self.desk.store)}
        own = everyone.pop(self.draft.one.group_id or 0, None)
        usual = own.host_id if own else None
        self._groups = {str(key): everyone[key] for key in sorted(everyone, key=lambda key: key != usual)}
        rows = [
            ListRow(key, (group.name, f"parallelgroep van {own.name}" if own and group.id == usual else ""))
            for key, group in self._groups.items()
        ]
        nowhere = ListRow(_NO_HOST, ("geen andere groep", "de leerling blijft in de eigen groep"))
        # Without a parallel group nobody is sent to whichever group comes first in the alphabet.
        rows = [*rows, nowhere] if usual in everyone else [nowhere, *rows]
        self._list.show(rows)
        keys = [row.key for row in rows]
        self._list.highlighted = keys.index(str(self.draft.host.id)) if self.draft.host else 0

    def take(self) -> None:
        self.draft.host = self._groups.get(self._list.chosen_key or "")

    def summed_up(self) -> str:
        return self.draft.host.name if self.draft.host else "geen andere groep"


class WayStep(Step):
    """How the pupil answers; proposed by year group, and changeable until the hand-in."""

    label = "Hoe"
    question = "Hoe gaat het kind antwoorden?"

    def compose(self) -> ComposeResult:
        self._list = RowList((1, 3))
        yield self._list

    def begin(self) -> None:
        pupil = self.draft.one
        proposed = proposed_way(pupil.year_group)
        self.hint = "Enter is verder. Later veranderen kan ook."
        rows = [
            ListRow(way.value, (name, f"{WAY_MEANINGS[way]}{', voorstel' if way is proposed else ''}"))
            for way, name in WAY_NAMES.items()
        ]
        self._list.show(rows)
        self._list.highlighted = list(WAY_NAMES).index(self.draft.way or proposed)

    def take(self) -> None:
        self.draft.way = Way(self._list.chosen_key or Way.TYPING)

    def summed_up(self) -> str:
        return WAY_NAMES[self.draft.way] if self.draft.way else ""


class CheckStep(Step):
    """All of it once more, with what this form sets off on the ladder."""

    question = "Klopt het?"
    hint = "Daarna is het formulier gegeven."

    def compose(self) -> ComposeResult:
        self._whose = Label(markup=False, classes="ladder-name")
        self._dots = Label(markup=False, classes="ladder-dots")
        self._sentences = Label(markup=False, classes="ladder-sentences")
        with Horizontal(classes="ladder"):
            yield self._whose
            yield self._dots
            yield self._sentences
        yield Button("Formulier geven", variant="primary")

    def begin(self) -> None:
        pupil = self.draft.one
        mark = lines.preview_mark(self.desk.store, pupil.id)
        counting = self.desk.store.settings.policy.counting
        sentences = [count_sentence(mark, counting), outlook_sentence(mark, pupil.given_name)]
        if INTIMACY in self.draft.behaviours:
            sentences.append(POINTER)
        self._whose.update(pupil.name)
        self._dots.update(dots(mark, coming=True))
        self._sentences.update("\n".join(sentences))
