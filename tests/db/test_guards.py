"""Every guard in the store itself, tried by direct SQL: by hand, by another program, or by a verb that is wrong."""

from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest

from kiosk.db.store import open_store
from kiosk.db.tables import database
from tests.db.earlier_versions import LATER_VALUES, NOW, store_of_version
from tests.db.school import SETTINGS, SetClock

_ROW = "seq + 1, digest, 'f00d', '2026-11-23', 'staff 1', 'print', 'form 1' FROM log_head"
_LOG = "INSERT INTO log_row (seq, prev, digest, at, actor, action, subject)"

ONLY_ADDED = (
    *("form_fact", "talk", "turn", "step_taken", "step_review", "road_pupil", "road_review"),
    *("proposal_taken", "suspension_task", "letter", "log_row", "key_slot"),
)
TRIED: dict[str, tuple[str, ...]] = {
    **{f"{table}_no_update": (f"UPDATE {table} SET id = id",) for table in ONLY_ADDED},  # noqa: S608
    **{f"{table}_no_delete": (f"DELETE FROM {table}",) for table in ONLY_ADDED},  # noqa: S608
    "answer_frozen_insert": ("INSERT INTO answer (form_id, question, asked_text, text, rev) VALUES (1, 8, '', '', 1)",),
    "answer_frozen_update": ("UPDATE answer SET text = 'Niks.' WHERE form_id = 1",),
    "answer_frozen_delete": ("DELETE FROM answer WHERE form_id = 2",),
    "form_voided_at_once": ("UPDATE form SET voided_at = '2026-11-23'", "UPDATE form SET voided_at = NULL"),
    "form_filed_at_once": ("UPDATE form SET filed_at = '2026-11-23'", "UPDATE form SET filed_at = '2026-11-24'"),
    "road_kept_update": ("UPDATE road SET people = 'niemand'",),
    "road_kept_delete": ("DELETE FROM road",),
    "road_frozen": ("UPDATE road SET voided_at = '2026-11-23'", "UPDATE road SET voided_at = NULL"),
    "suspension_kept_update": ("UPDATE suspension SET last_day = '2026-11-27'",),
    "suspension_kept_delete": ("DELETE FROM suspension",),
    "suspension_frozen": (
        "UPDATE suspension SET withdrawn_at = '2026-11-23'",
        "UPDATE suspension SET withdrawn_why = 'Toch niet.'",
    ),
    "log_row_chained": (f"{_LOG} SELECT {_ROW}",),
    "log_head_moves_on": ("UPDATE log_head SET seq = seq - 1",),
    "log_head_no_insert": ("INSERT INTO log_head (seq, digest) VALUES (0, '')",),
    "log_head_no_delete": ("DELETE FROM log_head",),
}
"""By guard: what it refuses, after what is allowed before."""


@pytest.fixture
def full_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store with a row in every table, brought up to date."""
    home, _before = store_of_version(NOW - 1, tmp_path, monkeypatch)
    opened = open_store(home, SETTINGS, SetClock())
    for statement in LATER_VALUES.get(NOW, ()):
        database.execute_sql(statement)
    yield
    opened.close()


def test_every_guard_is_tried_here(full_store: None) -> None:
    made = database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert {name for (name,) in made} == set(TRIED)


@pytest.mark.parametrize("guard", TRIED)
def test_a_guard_refuses_what_it_is_there_for_and_nothing_else_refuses_it(full_store: None, guard: str) -> None:
    *allowed, refused = TRIED[guard]
    for statement in allowed:
        database.execute_sql(statement)
    with database.atomic() as tried:
        with pytest.raises(peewee.IntegrityError, match=r"is insert-only|is frozen|is kept|write-once|chain|head"):
            database.execute_sql(refused)
        tried.rollback()
    database.execute_sql("PRAGMA foreign_keys = OFF")
    database.execute_sql(f"DROP TRIGGER {guard}")
    database.execute_sql(refused)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_head SET seq = seq + 2",
        "UPDATE log_head SET digest = 'f00d'",
        "UPDATE log_head SET seq = seq + 1, digest = 'f00d'",
        "UPDATE log_head SET seq = 1, digest = (SELECT digest FROM log_row WHERE seq = 1)",
        f"{_LOG} SELECT seq, 'another', {_ROW.split(', ', 2)[2]}",
        f"{_LOG} SELECT seq - 1, digest, {_ROW.split(', ', 2)[2]}",
    ],
)
def test_the_logs_head_and_its_next_row_only_move_together(full_store: None, statement: str) -> None:
    with pytest.raises(peewee.IntegrityError, match=r"is a chain|only moves on"):
        database.execute_sql(statement)


def test_a_head_that_is_already_right_may_be_written_again(full_store: None) -> None:
    database.execute_sql("UPDATE log_head SET digest = digest")
    before = database.execute_sql("SELECT seq, digest FROM log_head").fetchall()
    database.execute_sql("UPDATE log_head SET digest = (SELECT digest FROM log_row ORDER BY seq DESC LIMIT 1)")
    assert database.execute_sql("SELECT seq, digest FROM log_head").fetchall() == before
