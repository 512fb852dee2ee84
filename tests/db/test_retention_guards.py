"""The guards around words let retention through, by its pass and within its transaction, and nothing else ever."""

import peewee

from kiosk.db import tables
from kiosk.db.tables import database
from tests.db.expired import applied
from tests.db.school import SampleSchool

WORDS = {
    "form_fact": "note",
    "talk": "outcome",
    "turn": "reason",
    "step_taken": "outcome",
    "step_review": "outcome",
    "proposal_taken": "outcome",
    "suspension": "reason",
    "suspension_task": "note",
    "letter": "text",
    "road": "agreements",
    "road_review": "outcome",
}
DATES = {
    "form_fact": "at",
    "talk": "held_at",
    "turn": "at",
    "step_taken": "done_at",
    "step_review": "at",
    "proposal_taken": "done_at",
    "suspension": "first_day",
    "suspension_task": "done_on",
    "letter": "at",
    "road": "held_at",
    "road_review": "at",
}


def refused(statement: str) -> bool:
    try:
        database.execute_sql(statement)
    except peewee.IntegrityError:
        return True
    return False


def test_without_the_pass_every_guard_stands_after_retention_too(long_line: SampleSchool) -> None:
    applied(long_line)
    for table in WORDS:
        assert refused(f"UPDATE {table} SET {WORDS[table]} = 'anders'"), table  # noqa: S608  (our own names)
        assert refused(f"DELETE FROM {table}"), table  # noqa: S608
    for table in ("turn", "step_taken", "proposal_taken", "suspension", "letter"):
        assert refused(f"UPDATE {table} SET pupil_id = 1"), table  # noqa: S608


def test_with_the_pass_words_go_and_dates_and_rows_stay(long_line: SampleSchool) -> None:
    for table in WORDS:
        with database.atomic() as undone:
            tables.RetentionPass.create()
            assert not refused(f"UPDATE {table} SET {WORDS[table]} = ''"), table  # noqa: S608
            assert refused(f"UPDATE {table} SET {DATES[table]} = '2020-01-01'"), table  # noqa: S608
            assert refused(f"DELETE FROM {table}"), table  # noqa: S608
            undone.rollback()


def test_answers_and_links_are_deleted_with_the_pass_only_and_never_changed(long_line: SampleSchool) -> None:
    assert refused("DELETE FROM answer")
    assert refused("DELETE FROM road_pupil")
    with database.atomic() as undone:
        tables.RetentionPass.create()
        assert refused("UPDATE answer SET text = 'anders'")
        assert refused("UPDATE road_pupil SET pupil_id = 1")
        assert refused("UPDATE form SET voided_at = NULL WHERE voided_at IS NOT NULL")
        assert refused("UPDATE log_row SET subject = ''")
        assert refused("DELETE FROM log_row")
        assert not refused("DELETE FROM answer")
        assert not refused("DELETE FROM road_pupil")
        undone.rollback()
