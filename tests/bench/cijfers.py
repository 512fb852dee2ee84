"""From the key c on Te doen until the first page of Cijfers is painted, beside the same counts in plain SQL.

In a small store and in a large one, each with all its years. The reference counts, on the same encrypted file, the
forms of this school year by day, place, time, pupil and how the slip came back, and the pupils who are enrolled: no
rules, no charts, no screen.
"""

import os
import time

from kiosk import settings
from kiosk.db import tables
from kiosk.db.store import open_store
from tests.bench.logged_in import log_in
from tests.bench.painted import read_on, read_until
from tests.bench.table import median, row
from tests.journeys.terminal import KEYS, Terminal
from tests.school import MONDAY, School

ROUNDS = 3
LOOKS = 7
"""Looks at Cijfers in one round, the first of them in a kiosk that nobody looked at it in yet."""
ABOUT = (
    f"cijfers: medians of {ROUNDS} times {LOOKS} looks of directie, from the key to the first page; "
    "1,000 and 100,000 forms in the store; reference: the same counts in plain SQL"
)

_OF_THIS_YEAR = (
    "f.voided_at IS NULL AND f.school_year = '2026-2027' "
    "AND f.happened_at >= '2026-08-01' AND f.happened_at < '2027-08-01'"
)
_QUERIES = (
    *(
        f"SELECT {what}, COUNT(*) FROM form f WHERE {_OF_THIS_YEAR} GROUP BY 1"  # noqa: S608  (our names)
        for what in ("date(f.happened_at)", "f.place", "f.pupil_id")
    ),
    "SELECT date(f.happened_at), substr(f.happened_at, 12, 5), COUNT(*) FROM form f "  # noqa: S608
    f"WHERE {_OF_THIS_YEAR} GROUP BY 1, 2",
    "SELECT home_on, signed_on, reminders, to_head, COUNT(*) FROM (SELECT "  # noqa: S608
    "MIN(CASE WHEN x.kind = 'taken_home' THEN date(x.at) END) AS home_on, "
    "MIN(CASE WHEN x.kind = 'returned' AND x.outcome IN ('seen', 'agreed') THEN date(x.at) END) AS signed_on, "
    "SUM(x.kind = 'reminded') AS reminders, MAX(x.kind IN ('escalated', 'closed')) AS to_head "
    f"FROM form f CROSS JOIN form_fact x ON x.form_id = f.id WHERE {_OF_THIS_YEAR} GROUP BY f.id) GROUP BY 1, 2, 3, 4",
    "SELECT pupil_id, group_id, year_group FROM membership WHERE first_day <= '2026-11-23' "
    "AND (last_day IS NULL OR last_day >= '2026-11-23')",
)


def cijfers(small: School, large: School) -> None:
    """Measure and print `cijfers 1k` and `cijfers 100k`."""
    for name, school in (("cijfers 1k", small), ("cijfers 100k", large)):
        ours: list[float] = []
        bare: list[float] = []
        for _ in range(ROUNDS):
            ours += _in_the_kiosk(school)
            bare += _in_sql(school)
        row(name, median(ours), median(bare))


def _in_the_kiosk(school: School) -> list[float]:
    took = []
    with Terminal(school.home.folder, MONDAY, program="tests.bench.marked_kiosk") as kiosk:
        kiosk.wait_for("Heb je een briefje")
        kiosk.settle(2)
        terminal: int = kiosk.process.child_fd
        log_in(terminal, "Anneke", "Te doen")
        for _ in range(LOOKS):
            began = time.perf_counter()
            os.write(terminal, b"c")
            (painted,) = read_until(terminal, b"niet getekend")  # the end of the last line of the page
            took.append((painted - began) * 1000)
            read_on(terminal, time.perf_counter() + 0.5)
            os.write(terminal, KEYS["esc"].encode())
            read_until(terminal, b"Te doen")
            read_on(terminal, time.perf_counter() + 0.5)
    return took


def _in_sql(school: School) -> list[float]:
    took = []
    store = open_store(school.home, settings.load(school.home), school.clock)
    try:
        connection = tables.database.connection()
        for _ in range(LOOKS):
            began = time.perf_counter()
            found = [connection.execute(query).fetchall() for query in _QUERIES]
            took.append((time.perf_counter() - began) * 1000)
            assert all(found)
    finally:
        store.close()
    return took
