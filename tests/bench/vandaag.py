"""From the moment that a PIN was found to be right until the first row of Vandaag is painted, beside plain SQL.

A teacher comes in to a store of 100,000 forms of which some tens are hers to do. The reference is what SQLite takes to
hand over the same rows on the same encrypted file: no rules, no list, no screen.
"""

import time

from kiosk import settings
from kiosk.db import tables
from kiosk.db.store import open_store
from kiosk.screens.teacher.today_rows import read_rows
from tests.bench.big_store import FORMS
from tests.bench.logged_in import LOGINS, log_ins
from tests.bench.table import median, row
from tests.school import School, actor

ROUNDS = 3
ABOUT = (
    f"vandaag 100k: medians of {ROUNDS} times {LOGINS} log-ins, from the PIN's acceptance to the first row; "
    f"{FORMS:,} forms in the store; reference: the same rows in plain SQL"
)

_SOURCES = (
    "form f WHERE f.voided_at IS NULL AND f.filed_at IS NULL",
    "talk t JOIN form f ON f.id = t.form_id WHERE t.agreement_then <> '' AND t.held_at >= '2026-08-01' "
    "AND t.held_at < '2026-11-13' AND f.voided_at IS NULL AND NOT EXISTS "
    "(SELECT 1 FROM form_fact c WHERE c.form_id = t.form_id AND c.kind = 'agreement_checked')",
)
"""Which forms: those that are open, and those with an agreement to look at."""
# A cross join is SQLite's way to say which table comes first: it knows no sizes, and would begin with all facts.
_QUERIES = tuple(
    f"WITH wanted AS (SELECT f.* FROM {source}) {query}"  # noqa: S608  (our names)
    for source in _SOURCES
    for query in (
        "SELECT w.*, p.*, m.group_id, g.name FROM wanted w CROSS JOIN pupil p ON p.id = w.pupil_id "
        "JOIN membership m ON m.pupil_id = p.id AND m.last_day IS NULL LEFT JOIN home_group g ON g.id = w.host_id",
        "SELECT t.* FROM wanted w CROSS JOIN talk t ON t.form_id = w.id",
        "SELECT x.* FROM wanted w CROSS JOIN form_fact x ON x.form_id = w.id ORDER BY x.id",
        "SELECT b.* FROM wanted w CROSS JOIN form_behaviour b ON b.form_id = w.id ORDER BY b.id",
    )
)


def vandaag(school: School) -> None:
    """Measure and print `vandaag 100k` in the big school."""
    first = _first_name(school)
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(ROUNDS):
        ours += log_ins(school, "Fenna", first)
        bare += _in_sql(school)
    row("vandaag 100k", median(ours), median(bare))


def _first_name(school: School) -> str:
    """Whose form stands first on Fenna's list."""
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        return read_rows(store, actor(store, "Fenna"))[0].name
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
            assert found[4]
    finally:
        store.close()
    return took
