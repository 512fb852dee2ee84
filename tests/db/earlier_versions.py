"""A store as each earlier version left it, with a row in every table, and what later versions changed about them."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.db import cipher, log, migrating
from kiosk.db.store import create_store
from kiosk.db.tables import database
from kiosk.paths import Home
from kiosk.rules.permissions import command_line
from tests.db.school import SETTINGS, SetClock

NOW = max(migrating.steps())
MOMENT = "2026-11-23 09:00:00"

FIRST_ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("home_group", {"id": 1, "key": "g1", "name": "5a", "host_id": None, "active": 1}),
    ("home_group", {"id": 2, "key": "g2", "name": "5b", "host_id": 1, "active": 1}),
    ("pupil", {"id": 1, "key": "p1", "given_name": "Noor", "prefix": "", "surname": "Vos", "left_on": None}),
    (
        "membership",
        {"id": 1, "pupil_id": 1, "group_id": 1, "year_group": 5, "first_day": "2026-08-24", "last_day": None},
    ),
    (
        "staff",
        {
            "id": 1,
            "key": None,
            "given_name": "Fenna",
            "prefix": "",
            "surname": "Bos",
            "role_hint": "",
            "active": 1,
            "pin_hash": "a hash",
        },
    ),
    ("staff_role", {"id": 1, "staff_id": 1, "role": "head"}),
    ("staff_group", {"id": 1, "staff_id": 1, "group_id": 1}),
    ("tries", {"id": 1, "who": "code", "wrong": 3, "wait_until": None}),
    *(
        (
            "form",
            {
                "id": form_id,
                "number": number,
                "school_year": "2026-2027",
                "pupil_id": 1,
                "home_group_id": 1,
                "year_group": 5,
                "host_id": 2,
                "happened_at": MOMENT,
                "place": "gym",
                "main": "theft",
                "what_was_seen": "Pakte een bal.",
                "consulted_id": 1,
                "consulted_at": MOMENT,
                "issued_at": MOMENT,
                "issued_by_id": 1,
                "voided_at": None,
                "voided_by_id": None,
                "voided_why": "",
                "filed_at": None,
                "filed_by_id": None,
                "filed_note": "",
            },
        )
        for form_id, number in ((1, "1232600016"), (2, "1232600029"))
    ),
    ("form_behaviour", {"id": 1, "form_id": 1, "behaviour": "theft"}),
    ("form_behaviour", {"id": 2, "form_id": 2, "behaviour": "theft"}),
    ("code", {"id": 1, "form_id": 1, "code": "111111", "valid_on": "2026-11-23"}),
    ("code", {"id": 2, "form_id": 2, "code": "222222", "valid_on": "2026-11-23"}),
    ("answer", {"id": 1, "form_id": 1, "question": 1, "asked_text": "Wat gebeurde er?", "text": "Oei.", "rev": 4}),
    *(
        (
            "form_fact",
            {
                "id": place,
                "form_id": 1,
                "kind": kind,
                "at": f"2026-11-{day} 10:0{place}:00",
                "by_id": by,
                "note": note,
                "outcome": outcome,
            },
        )
        for place, (kind, day, by, note, outcome) in enumerate(
            (
                ("first_word", 23, None, "", None),
                ("handed_in", 23, None, "", None),
                ("back_in_class", 23, 1, "", None),
                ("parents_informed", 23, 1, "gebeld", None),
                ("printed", 23, 1, "", None),
                ("taken_home", 23, 1, "", None),
                ("returned", 24, 1, "Dank u.", "agreed"),
            ),
            start=1,
        )
    ),
    (
        "talk",
        {
            "id": 1,
            "form_id": 1,
            "held_at": "2026-11-23 10:02:30",
            "held_by_id": 1,
            "present": "juf en kind",
            "outcome": "Ze gaven een hand.",
            "agreement_if": "ik boos word",
            "agreement_then": "loop ik weg",
            "teacher_remark": "Goed gesprek.",
            "missed_time": "",
            "harmed_side": "Wil een nieuwe bal.",
        },
    ),
    (
        "turn",
        {"id": 1, "pupil_id": 1, "kind": "deviation", "at": MOMENT, "step": "parents_talk", "reason": "x", "by_id": 1},
    ),
    (
        "step_taken",
        {
            "id": 1,
            "pupil_id": 1,
            "kind": "parents_talk",
            "form_id": None,
            "turn_id": 1,
            "done_at": MOMENT,
            "done_by_id": 1,
            "outcome": "Gepraat.",
        },
    ),
)
"""A row in every table of version 1: a form that came back signed, and one that nobody wrote on yet."""

NEW_COLUMNS: dict[int, dict[tuple[str, str], Any]] = {
    2: {("form", "way"): "typing", ("answer", "picks"): "[]", ("answer", "typed_by_id"): None},
    3: {("form_fact", "person"): "", ("talk", "harmed_part"): "", ("answer", "saved_at"): None},
    4: {("step_taken", "evaluate_on"): None},
    5: {("form", "salt"): None},
}
"""What each later version put beside the columns that were there, with what an older row has in it."""

GONE_COLUMNS: dict[int, tuple[tuple[str, str], ...]] = {5: (("tries", "wait_until"),)}
"""What each later version took away: nothing that anybody wrote."""

LATER_VALUES: dict[int, tuple[str, ...]] = {
    2: (
        "UPDATE form SET way = 'together' WHERE id = 2",
        "INSERT INTO answer (form_id, question, asked_text, text, rev, picks, typed_by_id) "
        "VALUES (2, 3, 'Ik voelde mij:', '', 1, '[[\"angry\", 2, \"boos\"]]', 1)",
    ),
    3: (
        "INSERT INTO setting (key, value) VALUES ('printer', 'kantoor')",
        "INSERT INTO road (id, kind, held_at, group_id, people, agreements, evaluate_on, details, written_at, "
        "written_by_id, voided_why) VALUES (1, 'time_out', '2026-11-23 09:00:00', 1, 'juf', '', NULL, '{}', "
        "'2026-11-23 09:30:00', 1, '')",
        "INSERT INTO road_pupil (road_id, pupil_id) VALUES (1, 1)",
        "INSERT INTO road_review (road_id, at, by_id, outcome) VALUES (1, '2026-11-23 09:45:00', 1, 'Goed.')",
    ),
    4: (
        "INSERT INTO step_review (step_id, at, by_id, outcome) VALUES (1, '2026-11-23 10:00:00', 1, 'Beter.')",
        "INSERT INTO proposal_taken (pupil_id, kind, road_id, done_at, done_by_id, carried_out, outcome, held_at) "
        "VALUES (1, 'parents_talk', 1, '2026-11-23 10:00:00', 1, 1, 'Gepraat.', '2026-11-23 09:50:00')",
        "INSERT INTO suspension (id, pupil_id, decided_at, decided_by_id, first_day, last_day, return_at, reason, "
        "heard, heard_on, schoolwork, contact, last_chance, last_chance_why, form_id, objection_days, withdrawn_why) "
        "VALUES (1, 1, '2026-11-23 10:00:00', 1, '2026-11-24', '2026-11-24', '2026-11-25 08:30:00', 'Onveilig.', "
        "'moeder', '2026-11-23', 'Rekenen.', 'juf', 'impossible', 'Wil niet.', 1, 5, '')",
        "INSERT INTO suspension_task (suspension_id, kind, done_on, at, by_id, note) "
        "VALUES (1, 'board', '2026-11-23', '2026-11-23 10:00:00', 1, 'Gebeld.')",
        "INSERT INTO letter (pupil_id, kind, at, by_id, text, turn_id) "
        "VALUES (1, 'invitation', '2026-11-23 10:00:00', 1, 'Komt u praten?', 1)",
    ),
    5: (
        "UPDATE form SET salt = 'f00d' WHERE id = 1",
        "INSERT INTO once_code (staff_id, code_hash, valid_on, tries) VALUES (1, 'a hash', '2026-11-23', 2)",
    ),
    6: ("INSERT INTO key_slot (slot, staff_id, made_at) VALUES ('0a1b2c3d', 1, '2026-11-23 10:00:00')",),
}
"""What a store of that version can hold in its own new columns."""

ALWAYS_EMPTY = {"retention_pass"}
"""A row stands there only while retention is at work."""

Rows = dict[str, list[dict[str, Any]]]


def stored_rows() -> Rows:
    """Every row of every table, by column, as the file has it."""
    found: Rows = {}
    for table in database.get_tables():
        if table != "schema_migration" and not table.startswith("sqlite_"):
            cursor = database.execute_sql(f'SELECT * FROM "{table}" ORDER BY id')  # noqa: S608  (our own names)
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def store_of_version(version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Home, Rows]:
    """A closed store as that version left it, with the rows in it."""
    folder, home = tmp_path / "migrations", Home(tmp_path / "kiosk")
    folder.mkdir()
    for number, name in migrating.steps().items():
        if number <= version:
            shutil.copy(migrating.MIGRATIONS / f"{name}.py", folder)
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "MIGRATIONS", folder)
        made = create_store(home, SETTINGS, SetClock())
    gone = {column for number in range(2, version + 1) for column in GONE_COLUMNS.get(number, ())}
    for table, first_row in FIRST_ROWS:
        row = {column: value for column, value in first_row.items() if (table, column) not in gone}
        places = ", ".join("?" * len(row))
        database.execute_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", tuple(row.values()))  # noqa: S608
    for number in range(2, version + 1):
        for statement in LATER_VALUES.get(number, ()):
            database.execute_sql(statement)
    database.execute_sql("DELETE FROM code WHERE form_id = 1")  # handed in
    for action in ("import", "issue"):
        log.append(datetime.fromisoformat(MOMENT), command_line(), action, "form 1")
    before = stored_rows()
    assert cipher.version_of(database) == version
    assert all(rows for table, rows in before.items() if table not in ALWAYS_EMPTY), (
        "a table without a row proves nothing"
    )
    made.close()
    return home, before
