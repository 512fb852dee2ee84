"""A store of each earlier version is opened by this one: every row is still there, and what is new has its default."""

from pathlib import Path

import peewee
import pytest

from kiosk.db import (
    agreements,
    answers,
    cipher,
    facts,
    forms,
    letters,
    proposals,
    retention,
    step_reviews,
    suspensions,
    tables,
)
from kiosk.db.store import open_store
from kiosk.db.tables import database
from kiosk.rules.answer import Words
from kiosk.rules.form import FactKind, HarmedPart, Outcome, Stage, stage
from kiosk.rules.permissions import Actor, Role
from kiosk.rules.suspension import Duty
from kiosk.rules.way import Way
from kiosk.vault import data_key
from tests.db.earlier_versions import GONE_COLUMNS, NEW_COLUMNS, NOW, store_of_version, stored_rows
from tests.db.school import SETTINGS, SetClock

HEAD = Actor("Fenna Bos", frozenset({Role.HEAD}), staff_id=1)

WORDS_OF_DIRECTIE = {
    *("Gepraat.", "Beter.", "Onveilig.", "moeder", "Rekenen.", "juf", "Wil niet.", "Gebeld.", "Komt u praten?"),
    *("Te snel besloten.", "Goed.", "Dubbel.", "x"),
}
"""What directie wrote in `earlier_versions`, and what the test below adds: retention leaves none of it."""


@pytest.mark.parametrize("version", range(1, NOW))
def test_every_row_is_as_it_was_and_what_is_new_has_its_default(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, before = store_of_version(version, tmp_path, monkeypatch)
    opened = open_store(home, SETTINGS, SetClock())
    expected = {table: [dict(row) for row in rows] for table, rows in before.items()}
    for number in range(version + 1, NOW + 1):
        for (table, column), default in NEW_COLUMNS.get(number, {}).items():
            for row in expected[table]:
                row[column] = default
        for table, column in GONE_COLUMNS.get(number, ()):
            for row in expected[table]:
                del row[column]
    after = stored_rows()
    assert {table: after[table] for table in before} == expected
    assert [table for table in after if table not in before and after[table]] == []
    assert cipher.version_of(database) == NOW
    assert opened.first_fault() == ""
    assert set(after) == {model._meta.table_name for model in tables.ALL}
    for model in tables.ALL:
        assert set(columns_of(model._meta.table_name)) == {one.column_name for one in model._meta.sorted_fields}
    opened.close()
    (backup,) = home.backups.iterdir()
    database.point_at(backup, data_key.read_key(home.key))
    database.connect()
    try:
        assert (cipher.version_of(database), stored_rows()) == (version, before)
    finally:
        database.close()


def columns_of(table: str) -> list[str]:
    return [column.name for column in database.get_columns(table)]


@pytest.mark.parametrize("version", range(1, NOW))
def test_what_was_kept_is_read_and_goes_on_by_this_versions_verbs(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _before = store_of_version(version, tmp_path, monkeypatch)
    clock = SetClock()
    opened = open_store(home, SETTINGS, clock)
    clock.move_to("2026-12-07 09:00")  # ten school days after the talk
    try:
        form, talk = forms.read_form(opened, HEAD, 1), facts.talk_of(opened, HEAD, 1)
        assert (form.way, stage(form)) == (Way.TYPING, Stage.RETURNED)
        assert talk is not None
        assert (talk.harmed_side, talk.harmed_part) == ("Wil een nieuwe bal.", HarmedPart.NONE)
        assert {fact.person for fact in form.facts} == {""}
        assert answers.answers(opened, HEAD, 1) == (Words(1, 1, "Wat gebeurde er?", "Oei.", 4),)
        assert [one.id for one, _talk in agreements.agreements_to_check(opened, HEAD)] == [1]
        agreements.check_agreement(opened, HEAD, 1, Outcome.KEPT)
        assert facts.file_form(opened, HEAD, 1).has(FactKind.FILED)
        with pytest.raises(peewee.IntegrityError, match="UNIQUE"):
            tables.FormFact.create(form=1, kind=FactKind.AGREEMENT_CHECKED, at=clock.now, outcome=Outcome.KEPT)
        for change, guard in (
            ("UPDATE form_fact SET note = ''", "form_fact is insert-only"),
            ("DELETE FROM talk", "talk is insert-only"),
            ("UPDATE answer SET text = '' WHERE form_id = 1", "answer is frozen"),
        ):
            with pytest.raises(peewee.IntegrityError, match=guard):
                database.execute_sql(change)
        answers.save_answer(opened, Words(2, 1, "Wat gebeurde er?", "Niks.", 9))
        assert answers.at_work(forms.read_form(opened, HEAD, 2)) == (1, clock.now)
        assert opened.first_fault() == ""
    finally:
        opened.close()


@pytest.mark.parametrize("version", range(4, NOW))
def test_what_directie_decided_is_read_stays_as_it_was_and_goes_at_its_term(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _before = store_of_version(version, tmp_path, monkeypatch)
    clock = SetClock()
    opened = open_store(home, SETTINGS, clock)
    clock.move_to("2026-12-07 09:00")
    try:
        (suspension,) = suspensions.suspensions_of(opened, HEAD, 1)
        assert (suspension.form_id, suspension.reason) == (1, "Onveilig.")
        assert suspension.done[Duty.BOARD].note == "Gebeld."
        assert [(one.turn_id, one.text) for one in letters.letters_of(opened, HEAD, 1)] == [(1, "Komt u praten?")]
        assert [one.outcome for one in proposals.out_of_group_of(opened, HEAD, 1).taken] == ["Gepraat."]
        assert [one.outcome for one in step_reviews.reviews_of(opened, HEAD, 1)[None, 1]] == ["Beter."]
        for change, guard in (
            ("UPDATE step_review SET outcome = ''", "step_review is insert-only"),
            ("UPDATE proposal_taken SET outcome = ''", "proposal_taken is insert-only"),
            ("UPDATE suspension SET reason = ''", "suspension"),
            ("UPDATE suspension_task SET note = ''", "suspension_task is insert-only"),
            ("UPDATE letter SET text = ''", "letter is insert-only"),
            ("DELETE FROM letter", "letter is insert-only"),
        ):
            with pytest.raises(peewee.IntegrityError, match=guard):
                database.execute_sql(change)
        suspensions.withdraw(opened, HEAD, 1, "Te snel besloten.")
        facts.file_form(opened, HEAD, 1)
        facts.void_form(opened, HEAD, 2, "Dubbel.")
        clock.move_to("2029-08-27 09:00")  # two whole school years later
        seen = retention.past(opened, HEAD)
        assert (seen.forms, seen.roads, seen.waiting, seen.waiting_roads) == ({"2026-2027": 2}, (1,), (), ())
        retention.apply_retention(opened, HEAD, seen)
        left = {table: rows for table, rows in stored_rows().items() if table not in ("log_row", "pupil", "staff")}
        told = {value for rows in left.values() for row in rows for value in row.values() if isinstance(value, str)}
        assert not told & WORDS_OF_DIRECTIE
        unlinked = ("turn", "step_taken", "proposal_taken", "suspension", "letter")
        assert {row["pupil_id"] for table in unlinked for row in left[table]} == {None}
        assert [row["last_day"] for row in left["suspension"]] == ["2026-11-24"], "figures still know that it was"
    finally:
        opened.close()
