"""Taking away what is past its retention term: which rows, and what of each."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import peewee as pw

from kiosk.db import rows, tables
from kiosk.rules.calendar import school_year
from kiosk.rules.retention import Past

NOT_KEPT = "niet bewaard"
"""Stands for an agreement that was made: figures count whether there was one."""


def take_away(now: Past) -> None:
    """Words, names and keys, within the transaction of the verb that may; what stays is nameless."""
    _Going(now).take_away()


class _Going:
    """Everything that goes, by id; a step, a letter or a suspension goes with the form, turn or record it hangs on."""

    def __init__(self, now: Past) -> None:
        self._past = now
        self._years = {(one.pupil_id, one.school_year) for one in now.years}
        form, turn = tables.Form, tables.Turn
        pupils = sorted({one.pupil_id for one in now.years})
        self._forms = [
            form_id
            for part in rows.in_parts(pupils)
            for form_id, *whose in rows.tuples_of(
                form.select(form.id, form.pupil, form.school_year).where(form.pupil.in_(part))
            )
            if tuple(whose) in self._years
        ]
        self._turns = [
            turn_id
            for part in rows.in_parts(pupils)
            for turn_id, pupil_id, at in rows.tuples_of(
                turn.select(turn.id, turn.pupil, turn.at).where(turn.pupil.in_(part))
            )
            if (pupil_id, school_year(at.date())) in self._years
        ]

    def take_away(self) -> None:
        """All of it, in an order in which each finds what it hangs on."""
        self._take_decisions()
        self._take_forms()
        self._take_roads()
        self._take_names()

    def _take_decisions(self) -> None:
        step, suspension, turn = tables.StepTaken, tables.Suspension, tables.Turn
        steps = self._hanging_on(step)
        suspensions = self._hanging_on(suspension, by_road=True)
        for part in rows.in_parts(steps):
            tables.StepReview.update(outcome="").where(tables.StepReview.step.in_(part)).execute()
            step.update(pupil=None, outcome="").where(step.id.in_(part)).execute()
        for part in rows.in_parts(self._hanging_on(tables.Letter, by_road=True, suspensions=suspensions)):
            tables.Letter.update(pupil=None, text="").where(tables.Letter.id.in_(part)).execute()
        proposal = tables.ProposalTaken
        for part in rows.in_parts(self._of_records(proposal)):
            proposal.update(pupil=None, outcome="").where(proposal.id.in_(part)).execute()
        for part in rows.in_parts(suspensions):
            task = tables.SuspensionTask
            task.update(note="").where(task.suspension.in_(part)).execute()
            suspension.update(
                pupil=None, reason="", heard="", schoolwork="", contact="", last_chance_why="", withdrawn_why=""
            ).where(suspension.id.in_(part)).execute()
        turns = {*self._turns, *self._ids(turn, turn.pupil, self._past.pupils)}
        for part in rows.in_parts(sorted(turns)):
            turn.update(pupil=None, reason="").where(turn.id.in_(part)).execute()

    def _take_forms(self) -> None:
        form, talk, fact = tables.Form, tables.Talk, tables.FormFact
        agreed = pw.Case(None, [(talk.agreement_then != "", NOT_KEPT)], "")
        for part in rows.in_parts(self._forms):
            tables.Answer.delete().where(tables.Answer.form.in_(part)).execute()
            tables.Code.delete().where(tables.Code.form.in_(part)).execute()  # of one closed without a hand-in
            fact.update(note="", person="").where(fact.form.in_(part)).execute()
            talk.update(
                present="",
                outcome="",
                agreement_if="",
                agreement_then=agreed,
                teacher_remark="",
                missed_time="",
                harmed_side="",
                harmed_part="",
            ).where(talk.form.in_(part)).execute()
            form.update(
                pupil=None,
                number=pw.Value("-").concat(form.id.cast("TEXT")),  # the number on the paper is a key to the name
                what_was_seen="",
                voided_why="",
                filed_note="",
                salt=None,
            ).where(form.id.in_(part)).execute()

    def _take_roads(self) -> None:
        road, named, review = tables.Road, tables.RoadPupil, tables.RoadReview
        for pupil_id, road_ids in self._records_of().items():
            for part in rows.in_parts(road_ids):
                named.delete().where((named.pupil == pupil_id) & named.road.in_(part)).execute()
        for part in rows.in_parts(self._past.roads):
            review.update(outcome="").where(review.road.in_(part)).execute()
            road.update(people="", agreements="", details="{}", voided_why="").where(road.id.in_(part)).execute()

    def _take_names(self) -> None:
        member, pupil = tables.Membership, tables.Pupil
        for part in rows.in_parts(self._past.pupils):
            member.update(pupil=None).where(member.pupil.in_(part)).execute()
            pupil.update(key=None, given_name="", prefix="", surname="").where(pupil.id.in_(part)).execute()

    def _hanging_on(self, table: Any, *, by_road: bool = False, suspensions: Sequence[int] = ()) -> list[int]:
        """The rows of `table` that hang on what goes, and those of pupils who keep no name."""
        found = {
            *self._ids(table, table.form, self._forms),
            *self._ids(table, table.turn, self._turns),
            *self._ids(table, table.pupil, self._past.pupils),
        }
        if by_road:
            found.update(self._of_records(table))
        if suspensions:
            found.update(self._ids(table, table.suspension, suspensions))
        return sorted(found)

    def _of_records(self, table: Any) -> list[int]:
        """The rows of `table` about a pupil and a record from which that pupil goes, or of pupils who keep no name."""
        found = set(self._ids(table, table.pupil, self._past.pupils))
        for pupil_id, road_ids in self._records_of().items():
            for part in rows.in_parts(road_ids):
                found.update(_ids_of(table, (table.pupil == pupil_id) & table.road.in_(part)))
        return sorted(found)

    def _records_of(self) -> dict[int, list[int]]:
        """The records from which each pupil goes."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for road_id, pupil_id in self._past.links:
            found[pupil_id].append(road_id)
        return found

    @staticmethod
    def _ids(table: Any, column: Any, of: Collection[int]) -> Iterator[int]:
        for part in rows.in_parts(sorted(of)):
            yield from _ids_of(table, column.in_(part))


def _ids_of(table: Any, where: Any) -> list[int]:
    return [row_id for (row_id,) in rows.tuples_of(table.select(table.id).where(where))]
