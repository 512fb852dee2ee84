"""The last steps of issuing a form: with whom it was discussed, where and how it is answered, whether it is right."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, Label

from kiosk.db import forms, lines, people
from kiosk.errors import Refused
from kiosk.rules import moment
from kiosk.rules.issue import check_consulted_after
from kiosk.rules.labels import INTIMACY, WAY_MEANINGS, WAY_NAMES
from kiosk.rules.ladder import dots
from kiosk.rules.people import Staff
from kiosk.rules.way import Way, proposed_way
from kiosk.screens.fields import LineField
from kiosk.screens.row_list import ListRow, RowList
from kiosk.screens.teacher.issue_draft import count_sentence, outlook_sentence, pointer
from kiosk.screens.teacher.issue_steps import Step, words_of

_NO_HOST = "none"


class ConsultedStep(Step):
    """With whom of directie or IB it was discussed, and when (par. 8: after consulting directie or IB)."""

    label = "Overleg"
    question = "Met wie heb je overlegd?"
    hint = "Kies met ↑ ↓ en Enter. Was het niet nu? Ga dan met Tab naar het moment."

    def compose(self) -> ComposeResult:
        self._people = {str(one.id): one for one in self._likely_first()}
        self._list = RowList((3, 1), empty="Nog niemand is directie of IB. Vraag beheer om dat in te stellen.")
        self._moment = LineField("nu", max_length=40)
        self._moment.border_title = "Wanneer"
        yield self._list
        yield self._moment

    def _likely_first(self) -> list[Staff]:
        """Who is directie or IB: oneself, then with whom one consulted the last time."""
        last = forms.last_consulted(self.desk.store, self.actor)
        own = self.actor.staff_id
        return sorted(people.consultants(self.desk.store), key=lambda one: (one.id != own, one.id != last))

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
        consulted_at = moment.read_moment(self._moment.value, self.desk.clock())
        if self.draft.happened_at:
            check_consulted_after(self.draft.happened_at, consulted_at)
        self.draft.consulted_at = consulted_at
        self.draft.consulted = consulted

    def doubt(self) -> str:
        """Not of the day itself, nor of today: those were asked about, or typed by nobody."""
        consulted, happened, today = self.draft.consulted_at, self.draft.happened_at, self.desk.clock().date()
        if consulted is None or happened is None or consulted.date() in (happened.date(), today):
            return ""
        return moment.doubt(consulted, today, self.desk.store.settings.calendar)

    def summed_up(self) -> str:
        name = self.draft.consulted.name if self.draft.consulted else ""
        return f"{name}, {words_of(self.draft.consulted_at, self.desk)}"


class ThereStep(Step):
    """To which group the pupil goes (par. 8, step 1: never their own), and how they answer there; both proposed."""

    label = "Naar"
    question = "Naar welke groep, en hoe antwoordt het kind?"
    hint = "Enter is verder. Anders? Kies met ↑ ↓; met Tab naar het antwoorden."

    def compose(self) -> ComposeResult:
        self._hosts = RowList((2, 3), id="hosts")
        self._ways = RowList((1, 3), id="ways")
        self._ways.border_title = "Antwoorden"
        yield self._hosts
        yield self._ways

    def propose(self) -> None:
        if self.draft.way is None:
            self.begin()
            self.take()

    def begin(self) -> None:
        self._show_hosts(asked=self.draft.way is None)
        self._show_ways()

    def _show_hosts(self, *, asked: bool) -> None:
        """The parallel group first; without one nobody is sent to whichever group comes first in the alphabet."""
        everyone = {group.id: group for group in people.groups(self.desk.store)}
        own = everyone.pop(self.draft.one.group_id or 0, None)
        usual = own.host_id if own else None
        self._groups = {str(key): everyone[key] for key in sorted(everyone, key=lambda key: key != usual)}
        rows = [
            ListRow(key, (group.name, f"parallelgroep van {own.name}" if own and group.id == usual else ""))
            for key, group in self._groups.items()
        ]
        nowhere = ListRow(_NO_HOST, ("geen andere groep", "de leerling blijft in de eigen groep"))
        rows = [*rows, nowhere] if usual in everyone else [nowhere, *rows]
        self._hosts.show(rows)
        chosen = str(self.draft.host.id) if self.draft.host else _NO_HOST
        self._hosts.highlighted = 0 if asked else [row.key for row in rows].index(chosen)

    def _show_ways(self) -> None:
        proposed = proposed_way(self.draft.one.year_group)
        rows = [
            ListRow(way.value, (name, f"{WAY_MEANINGS[way]}{', voorstel' if way is proposed else ''}"))
            for way, name in WAY_NAMES.items()
        ]
        self._ways.show(rows)
        self._ways.highlighted = list(WAY_NAMES).index(self.draft.way or proposed)

    def take(self) -> None:
        self.draft.host = self._groups.get(self._hosts.chosen_key or "")
        self.draft.way = Way(self._ways.chosen_key or Way.TYPING)

    def summed_up(self) -> str:
        if self.draft.way is None:
            return ""
        group = self.draft.host.name if self.draft.host else "geen andere groep"
        return f"{group} · {WAY_NAMES[self.draft.way]}"


class CheckStep(Step):
    """All of it once more, with what this form sets off on the ladder. A digit goes back to what it stands before."""

    question = "Klopt het?"
    hint = "Iets veranderen? Druk op het cijfer dat ervoor staat."
    BINDINGS = [Binding(str(number), f"change({number})", show=False) for number in range(1, 8)]

    class Change(Message):
        """The person wants to see step `at` again, counted from 0."""

        def __init__(self, at: int) -> None:
            super().__init__()
            self.at = at

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
            sentences.append(pointer(self.desk.store.settings.contacts))
        self._whose.update(pupil.name)
        self._dots.update(dots(mark, coming=True))
        self._sentences.update("\n".join(sentences))

    def action_change(self, number: int) -> None:
        """See the line with this number again."""
        self.post_message(self.Change(number - 1))
