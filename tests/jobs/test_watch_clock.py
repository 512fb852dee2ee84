"""A clock that was put back is doubted until somebody says that it is right."""

import time
from collections.abc import Iterator

import pytest

from kiosk import settings
from kiosk.db import clock_trust, log, tables
from kiosk.db.store import Store, open_store
from kiosk.errors import Refused
from kiosk.jobs.watch_clock import ClockWatch
from kiosk.rules.wrong_clock import ClockDoubt
from tests.school import School, actor, issue


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    yield opened
    opened.close()


def test_a_clock_behind_the_newest_log_row_is_doubted_and_everything_goes_on(school: School, store: Store) -> None:
    assert ClockWatch(store).doubt() is None
    school.clock.forward(minutes=-6)
    watch = ClockWatch(store)
    assert watch.doubt() is ClockDoubt.BEHIND
    assert issue(store).code
    assert ClockWatch(store).doubt() is ClockDoubt.BEHIND, "a row with the wrong time proves nothing"
    school.clock.forward(minutes=6)
    assert watch.doubt() is None


def test_a_log_of_a_clock_that_was_ahead_counts_no_more_once_beheer_says_the_clock_is_right(
    school: School, store: Store
) -> None:
    school.clock.forward(days=1000)
    issue(store)
    school.clock.forward(days=-1000)
    watch = ClockWatch(store)
    assert watch.doubt() is ClockDoubt.BEHIND
    with pytest.raises(Refused):
        watch.trust(actor(store, "Fenna"))
    assert watch.doubt() is ClockDoubt.BEHIND
    watch.trust(actor(store, "Tess"))
    assert watch.doubt() is None
    assert ClockWatch(store).doubt() is None, "also after a restart"
    school.clock.forward(minutes=-6)
    assert watch.doubt() is ClockDoubt.BEHIND


def test_only_the_newest_rows_of_a_long_log_are_looked_at(
    school: School, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_trust, "_LOOKED_AT", 2)
    school.clock.forward(days=1000)
    clock_trust.trust_clock(store, actor(store, "Tess"))  # one row of a clock that was ahead
    ahead = school.clock()
    school.clock.forward(days=-1000)
    tables.Setting.delete().execute()
    log.append(school.clock(), actor(store, "Tess"), "log_in", "staff 1")
    assert clock_trust.latest_moment(store) == ahead
    log.append(school.clock(), actor(store, "Tess"), "log_in", "staff 1")
    assert clock_trust.latest_moment(store) == school.clock()


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="this machine does not count its sleep")
@pytest.mark.parametrize(
    ("jump", "doubt"), [(-600, ClockDoubt.BEHIND), (2 * 86400, ClockDoubt.AHEAD), (3600, None), (-60, None)]
)
def test_a_clock_that_jumps_while_the_kiosk_runs_is_doubted(
    store: Store, jump: int, doubt: ClockDoubt | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = ClockWatch(store)
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)
    assert watch.doubt() is doubt
