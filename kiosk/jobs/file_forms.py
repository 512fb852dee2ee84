"""The forms in a pupil's file: the child's answers, what adults saw and agreed, and the paper's way."""

from collections.abc import Iterator

from kiosk.jobs.file_words import FileWords
from kiosk.paper.pupil_file import Item, Part
from kiosk.rules.answer import told_by
from kiosk.rules.dutch import day_in_full_and_time, ordinal
from kiosk.rules.form import Fact, FactKind, Form, Talk
from kiosk.rules.number import spaced
from kiosk.rules.today import OUTCOME_LABELS

_HAPPENED = {
    FactKind.FIRST_WORD: "Begonnen met schrijven",
    FactKind.HANDED_IN: "Ingeleverd",
    FactKind.SENT_BACK: "Teruggegeven om aan te vullen",
    FactKind.BACK_IN_CLASS: "Terug in de groep",
    FactKind.PARENTS_INFORMED: "Ouders ingelicht",
    FactKind.PRINTED: "Geprint",
    FactKind.TAKEN_HOME: "Meegegeven naar huis",
    FactKind.REMINDED: "Aangedrongen",
    FactKind.RETURNED: "Papier terug",
    FactKind.ESCALATED: "Naar de directie",
    FactKind.CLOSED: "Papier afgesloten door de directie",
    FactKind.FILED: "In ParnaSys gehangen",
    FactKind.VOIDED: "Ongeldig gemaakt",
    FactKind.AGREEMENT_CHECKED: "Afspraak nagekeken",
    FactKind.FOLLOWED_UP: "Opgepakt door de directie",
    FactKind.ADDED: "Aanvulling bij het gesprek",
    FactKind.CORRECTED: "Verbeterd",
}
"""What a file tells of a form, in order of time; the talk has lines of its own."""


class FormWords(FileWords):
    """Tells the forms, void ones too."""

    def parts(self) -> Iterator[Part]:
        """One a form, in order of issue."""
        for number, form in enumerate(self.history.forms, start=1):
            yield Part("Formulieren", self._form_title(form), f"{number}e", tuple(self._form(form)))

    def _form_title(self, form: Form) -> str:
        mark = self.history.line.mark(form.id)
        counts = f"{ordinal(mark.nth)} formulier" if mark else "ongeldig gemaakt: telt niet mee"
        return f"Formulier {spaced(form.number)} ({counts})"

    def _form(self, form: Form) -> Iterator[Item]:
        names, policy = self.file.groups, self.store.settings.policy
        group, host = names.get(form.group_id or 0, "zonder groep"), names.get(form.host_id or 0, "")
        yield self.when("Gegeven", form.issued_at, form.issued_by)
        yield Item("Gebeurd", f"{day_in_full_and_time(form.happened_at)}, {policy.place_label(form.place)}")
        yield Item("Gedrag", ", ".join(policy.behaviour_label(key) for key in form.behaviours))
        yield Item("Wat de leerkracht zag", form.what_was_seen, wrote=True)
        yield self.when("Overlegd", form.consulted_at, form.consulted_id, "met")
        yield Item("Groep toen", group + (f"; ingevuld in {host}" if host else ""))
        yield from self._answers(form)
        if talk := self.history.talks.get(form.id):
            yield from self._talk(talk)
        for fact in form.facts:
            if fact.kind in _HAPPENED:
                yield from self._fact(fact)

    def _answers(self, form: Form) -> Iterator[Item]:
        words = self.history.words[form.id]
        for one in words:
            yield Item(
                f"Vraag {one.question}. {one.asked_text}", one.said or "(niets geschreven)", wrote=bool(one.said)
            )
        if told := told_by(words, self.history.pupil.given_name, self.names):
            yield Item("", told)

    def _talk(self, talk: Talk) -> Iterator[Item]:
        yield self.when("Gesprek", talk.held_at, talk.held_by)
        for label, text in (
            ("Wie erbij waren", talk.present),
            ("Wat eruit kwam", talk.outcome),
            ("Afspraak", talk.agreement),
            ("Opmerking leerkracht", talk.teacher_remark),
            ("Gemiste tijd", talk.missed_time),
        ):
            if text:
                yield Item(label, text, wrote=True)

    def _fact(self, fact: Fact) -> Iterator[Item]:
        outcome = f": {OUTCOME_LABELS[fact.outcome]}" if fact.outcome else ""
        by = f", door {self.staff(fact.by)}" if fact.by is not None else ""
        yield Item(_HAPPENED[fact.kind], f"{day_in_full_and_time(fact.at)}{by}{outcome}")
        if said := " · ".join(filter(None, (fact.person, fact.note))):
            yield Item("", said, wrote=True)
