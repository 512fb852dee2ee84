"""Whether a child who types waits for a backup: saves of answers with and without one running beside them.

Run it with: python -m tests.bench.backups [FORMS]
"""

import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from kiosk import settings
from kiosk.db import answers
from kiosk.db.backups import make_backup
from kiosk.db.store import Store, open_store
from kiosk.rules.answer import Words
from kiosk.rules.permissions import by_itself
from tests.bench.big_store import LARGE, SMALL, make_big_school
from tests.school import issue

PAUSE = 0.06
"""Seconds between two saves: a fast typist with the writer's coalescing taken away."""


def saves(store: Store, form_id: int, stop: threading.Event, first_rev: int) -> list[float]:
    """The seconds that each save of one answer took until `stop`, on this thread's own connection."""
    took, rev = [], first_rev
    with store.connection():
        while not stop.is_set():
            began = time.perf_counter()
            answers.save_answer(store, Words(form_id, 1, "Wat gebeurde er?", "Ik duwde hem. " * 20, rev))
            took.append(time.perf_counter() - began)
            rev += 1
            time.sleep(PAUSE)
    return took


def told(what: str, took: list[float]) -> None:
    """One line of figures, in milliseconds."""
    in_order = sorted(took)
    at = [in_order[min(int(len(in_order) * share), len(in_order) - 1)] * 1000 for share in (0.5, 0.99)]
    print(f"{what:28} {len(took):5} saves  p50 {at[0]:6.1f}  p99 {at[1]:6.1f}  max {in_order[-1] * 1000:6.1f} ms")


def main(forms: int) -> None:
    """Build the store, then save for a while without and with backups."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as closing:
        size = replace(LARGE, forms=forms) if forms > SMALL.forms else SMALL
        school = make_big_school(Path(name) / "kiosk", size=size)
        store = open_store(school.home, settings.load(school.home), school.clock)
        closing.callback(store.close)
        form_id = issue(store).form.id
        print(f"{forms} forms, {school.home.store.stat().st_size / 1e6:.0f} MB")
        for round_number, backing_up in enumerate((False, True)):
            stop, took = threading.Event(), list[float]()
            typing = threading.Thread(
                target=lambda stop=stop, took=took, rev=round_number * 1_000_000 + 1: took.extend(
                    saves(store, form_id, stop, rev)
                )
            )
            typing.start()
            seconds = []
            for _time in range(5):
                began = time.perf_counter()
                if backing_up:
                    school.clock.forward(hours=4)
                    make_backup(store, by_itself())
                else:
                    time.sleep(2)
                seconds.append(time.perf_counter() - began)
            stop.set()
            typing.join()
            told("with backups beside them" if backing_up else "without a backup", took)
        print(f"one backup: {min(seconds):.2f} to {max(seconds):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SMALL.forms)
