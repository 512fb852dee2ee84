"""What directie and others decided about a pupil, in the pupil's file: steps, other roads, suspensions and letters."""

from collections.abc import Iterator
from datetime import date

from kiosk.jobs.file_words import FileWords
from kiosk.paper.pupil_file import Item, Part
from kiosk.rules.dutch import day_in_full_and_time, long_day
from kiosk.rules.ladder import STEP_LABELS, StepTaken
from kiosk.rules.letter_text import BlockKind, blocks_of
from kiosk.rules.letters import LETTER_NAMES
from kiosk.rules.number import spaced
from kiosk.rules.out_of_group import PROPOSAL_NAMES, ProposalTaken
from kiosk.rules.road_kinds import BACK_ON, FIELDS, NAMES, RoadKind
from kiosk.rules.roads import Road, RoadReview
from kiosk.rules.step_review import StepReview
from kiosk.rules.suspension import DUTY_NAMES, LastChance, Suspension

_LAST_CHANCE = {
    LastChance.HELD: "er was een herstelgesprek",
    LastChance.IMPOSSIBLE: "een herstelgesprek kon niet",
    LastChance.OPEN: "het herstelgesprek moest nog komen",
}

_ABOUT_THE_FIRST = frozenset({"reason", "agreed_with"})
"""What the record of a support group says about the child it is for, and not about those who support it."""


class DecisionWords(FileWords):
    """Tells everything but the forms."""

    def parts(self) -> Iterator[Part]:
        """Chapter by chapter, each in order of time."""
        history = self.history
        yield from self._steps()
        for number, (turn_id, reason) in enumerate(history.reasons.items(), start=1):
            title = "Opnieuw begonnen" if turn_id in history.fresh_starts else "Afgeweken van de lijn"
            items = (self.when("Besloten", reason.at, reason.by), Item("Reden", reason.words, wrote=True))
            yield Part("Beslissingen van de directie", title, f"besluit {number}", items)
        for number, road in enumerate(history.roads, start=1):
            title = f"{NAMES[road.kind].capitalize()}, {long_day(road.held_at)}"
            void = " (ongeldig gemaakt)" if road.voided_at else ""
            yield Part("Andere wegen", title + void, f"weg {number}", tuple(self._road(road)))
        for number, taken in enumerate((*history.out_of_group.taken, *history.out_of_group.groundless), start=1):
            title, chapter = PROPOSAL_NAMES[taken.kind].capitalize(), "Voorstellen na buiten de groep"
            yield Part(chapter, title, f"voorstel {number}", tuple(self._proposal(taken)))
        for number, suspension in enumerate(history.suspensions, start=1):
            yield Part("Schorsingen", _days(suspension), f"schorsing {number}", tuple(self._suspension(suspension)))
        for number, letter in enumerate(history.letters, start=1):
            items = (self.when("Verstuurd", letter.at, letter.by), Item("Tekst", _plain(letter.text), wrote=True))
            yield Part("Brieven", LETTER_NAMES[letter.kind].capitalize(), f"brief {number}", items)

    def _steps(self) -> Iterator[Part]:
        chapter, line = "Stappen van de Oeps-lijn", self.history.line
        for number, due in enumerate(sorted(line.steps, key=lambda step: step.since), start=1):
            told = self._step(due.taken) if due.taken else [Item("Staat nog open", f"sinds {long_day(due.since)}")]
            yield Part(chapter, STEP_LABELS[due.kind].capitalize(), f"stap {number}", tuple(told))
        for number, taken in enumerate(line.groundless, start=len(line.steps) + 1):
            title = f"{STEP_LABELS[taken.kind].capitalize()} (grondslag vervallen)"
            yield Part(chapter, title, f"stap {number}", tuple(self._step(taken)))

    def _step(self, taken: StepTaken) -> Iterator[Item]:
        key = (taken.form_id, taken.turn_id)
        decided = self.history.outcomes[key]
        yield self.when("Gezet", decided.at, decided.by)
        if form := self.history.form(taken.form_id):
            yield Item("Vanwege", f"formulier {spaced(form.number)}")
        elif taken.turn_id:
            yield Item("Vanwege", "een besluit van de directie om af te wijken")
        yield Item("Uitkomst", decided.words, wrote=True)
        if decided.evaluate_on:
            yield Item("Terugkijken", long_day(decided.evaluate_on))
        for review in self.history.reviews.get(key, ()):
            yield from self._review(review)

    def _review(self, review: StepReview | RoadReview) -> Iterator[Item]:
        yield self.when("Teruggekeken", review.at, review.by)
        yield Item("", review.outcome, wrote=True)
        if review.next_on:
            yield Item("Opnieuw terugkijken", long_day(review.next_on))

    def _road(self, road: Road) -> Iterator[Item]:
        """What concerns this pupil: nobody else's name, and of a support group not why another child needs it."""
        yield self.when("Opgeschreven", road.written_at, road.written_by)
        others, supports = len(road.pupils) - 1, False
        if road.kind is RoadKind.SUPPORT_GROUP:
            supports = road.pupils[0] != self.history.pupil.id
            yield Item("Rol", "in de steungroep van een ander kind" if supports else "de steungroep is voor dit kind")
        elif others:
            yield Item("Over", f"dit kind en {others} {'ander kind' if others == 1 else 'andere kinderen'}")
        for asked in FIELDS[road.kind]:
            text = road.texts.get(asked.key)
            if text and not (supports and asked.key in _ABOUT_THE_FIRST):
                day = long_day(date.fromisoformat(text)) if asked.key == BACK_ON else ""
                yield Item(asked.label, day or text, wrote=not day)
        if road.evaluate_on:
            yield Item("Terugkijken", long_day(road.evaluate_on))
        for review in () if supports else road.reviews:
            yield from self._review(review)
        if road.voided_at:
            yield self.when("Ongeldig gemaakt", road.voided_at, road.voided_by)
            if not supports:
                yield Item("", road.voided_why, wrote=True)

    def _proposal(self, taken: ProposalTaken) -> Iterator[Item]:
        yield self.when("Besloten", taken.done_at, taken.done_by)
        if taken.held_at:
            yield Item("Gesprek", day_in_full_and_time(taken.held_at))
        yield Item("Uitkomst" if taken.carried_out else "Niet gedaan, want", taken.outcome, wrote=True)

    def _suspension(self, one: Suspension) -> Iterator[Item]:
        yield self.when("Besloten", one.decided_at, one.decided_by)
        yield Item("Terug op school", day_in_full_and_time(one.return_at))
        yield Item("Reden", one.reason, wrote=True)
        yield Item("Gehoord", f"{one.heard}, {long_day(one.heard_on)}", wrote=True)
        yield Item("Schoolwerk", one.schoolwork, wrote=True)
        yield Item("Contact", one.contact, wrote=True)
        yield Item("Laatste kans op herstel", _LAST_CHANCE[one.last_chance])
        if one.last_chance_why:
            yield Item("", one.last_chance_why, wrote=True)
        yield Item("Bezwaar", f"binnen {one.objection_days} werkdagen")
        for duty, done in one.done.items():
            label = DUTY_NAMES[duty].capitalize()
            yield Item(label, f"{long_day(done.done_on)}, door {self.staff(done.by)}")
            if done.note:
                yield Item("", done.note, wrote=True)
        if one.withdrawn_at:
            yield self.when("Ingetrokken", one.withdrawn_at, one.withdrawn_by)
            yield Item("", one.withdrawn_why, wrote=True)


def _days(suspension: Suspension) -> str:
    first, last = long_day(suspension.first_day), long_day(suspension.last_day)
    withdrawn = " (ingetrokken)" if suspension.withdrawn_at else ""
    return f"{first if first == last else f'{first} tot en met {last}'}{withdrawn}"


def _plain(text: str) -> str:
    """A letter's words, without the signs that say how each piece is drawn."""
    points = {BlockKind.POINT: "- ", BlockKind.SIGN: "________  "}
    pieces = [points.get(block.kind, "") + block.text for block in blocks_of(text) if block.text]
    return "\n\n".join(pieces)
