"""From the acceptance of directie's PIN until the first row of Te doen is painted, beside the same counts in plain SQL.

In a small store and in a large one. The reference finds what the list is made from on the same encrypted file: forms
whose step of the ladder was not taken, open forms, agreements that were not kept, proposals of par. 11, days to look
back, and the forms of each group. No rules, no list, no screen.
"""

import time

from kiosk import settings
from kiosk.db import tables
from kiosk.db.store import open_store
from kiosk.db.waiting import waiting
from tests.bench.logged_in import LOGINS, log_ins
from tests.bench.table import median, row
from tests.school import School, actor

ROUNDS = 3
ABOUT = (
    f"te doen: medians of {ROUNDS} times {LOGINS} log-ins of directie, from the PIN's acceptance to the first row; "
    "1,000 and 100,000 forms in the store; reference: the same counts in plain SQL"
)

# A cross join is SQLite's way to say which table comes first: it would begin with all facts.
_QUERIES = (
    "SELECT r.id, p.given_name, p.prefix, p.surname FROM (SELECT id, pupil_id, ROW_NUMBER() OVER "
    "(PARTITION BY pupil_id, school_year ORDER BY issued_at, number) AS nth FROM form WHERE voided_at IS NULL AND "
    "pupil_id IN (SELECT id FROM pupil WHERE left_on IS NULL OR left_on >= '2025-08-01')) r "
    "JOIN pupil p ON p.id = r.pupil_id LEFT JOIN step_taken t ON t.form_id = r.id "
    "WHERE (r.nth = 3 OR r.nth >= 6) AND t.id IS NULL",
    "SELECT f.*, x.* FROM form f CROSS JOIN form_fact x ON x.form_id = f.id "
    "WHERE f.voided_at IS NULL AND f.filed_at IS NULL",
    "SELECT form_id FROM form_fact f WHERE kind = 'agreement_checked' AND outcome = 'not_kept' AND at >= '2026-08-01' "
    "AND NOT EXISTS (SELECT 1 FROM form_fact g WHERE g.form_id = f.form_id AND g.kind = 'followed_up')",
    "SELECT l.pupil_id, COUNT(*) FROM road r JOIN road_pupil l ON l.road_id = r.id "
    "WHERE r.kind = 'time_out' AND r.voided_at IS NULL GROUP BY l.pupil_id HAVING COUNT(*) >= 2",
    "SELECT id FROM road WHERE voided_at IS NULL AND evaluate_on <= '2026-11-29'",
    "SELECT id FROM step_taken WHERE evaluate_on <= '2026-11-29'",
    "SELECT home_group_id, COUNT(*) FROM form WHERE voided_at IS NULL AND school_year >= '2026-2027' "
    "AND happened_at >= '2026-08-01' AND happened_at < '2027-08-01' GROUP BY home_group_id",
)


def todo(small: School, large: School) -> None:
    """Measure and print `te doen 1k` and `te doen 100k`."""
    for name, school in (("te doen 1k", small), ("te doen 100k", large)):
        first = _first_name(school)[:15]  # as much of it as stands in the column
        ours: list[float] = []
        bare: list[float] = []
        for _ in range(ROUNDS):
            ours += log_ins(school, "Anneke", first)
            bare += _in_sql(school)
        row(name, median(ours), median(bare))


def _first_name(school: School) -> str:
    """Who stands first on directie's list."""
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        return waiting(store, actor(store, "Anneke"))[0].pupil.name
    finally:
        store.close()


def _in_sql(school: School) -> list[float]:
    took = []
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        connection = tables.database.connection()
        for _ in range(LOGINS):
            began = time.perf_counter()
            found = [connection.execute(query).fetchall() for query in _QUERIES]
            took.append((time.perf_counter() - began) * 1000)
            assert found[0]
    finally:
        store.close()
    return took
