"""Backups: what their names say, when the next one is due, and which may go once a newer one is safe."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

EVERY = timedelta(hours=4)
"""While the kiosk runs: no backup is much older than this."""

DAY_ENDS = time(16)
"""When the day's last backup is due at a school that did not say when it goes out."""

TOO_OLD = timedelta(days=2)
"""A newest backup of before this is a fault that somebody should look at."""

KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 7, 4, 6

ANCHOR_DIGITS = 16
"""So many digits of the log head's digest stand in a name and on paper. Of eight, as they once were, somebody with the
key finds another log that fits in minutes; of these not in years."""

_NAME = re.compile(r"oeps-(?P<at>\d{4}-\d\d-\d\d-\d{6})-nr(?P<seq>\d+)-(?P<digits>(?:[0-9a-f]{8}){1,2})\.db", re.ASCII)
_AT = "%Y-%m-%d-%H%M%S"


@dataclass(frozen=True, order=True)
class Backup:
    """One backup by its name: when it was made, and the log's head in it, which makes the name an anchor of the log."""

    at: datetime
    seq: int
    digits: str

    @property
    def name(self) -> str:
        """The file's name: "oeps-2026-11-23-160000-nr1204-3fa94c018be2d7a4.db"."""
        return f"oeps-{self.at:{_AT}}-nr{self.seq}-{self.digits}.db"

    @property
    def slots(self) -> str:
        """The name of the slots that belong to it, beside it: with their words it opens on any computer."""
        return self.name.removesuffix(".db") + ".slots"

    @property
    def settings(self) -> str:
        """The name of the school's settings beside a copy elsewhere: a new kiosk gets them as its school.toml."""
        return self.name.removesuffix(".db") + ".toml"

    @property
    def anchor(self) -> tuple[int, str]:
        """The number and first digits of the newest log row in it."""
        return self.seq, self.digits


def read_name(name: str) -> Backup | None:
    """The backup that has this file name; None for any other file, such as the copy before a migration."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], _AT)
    except ValueError:
        return None
    return Backup(at, int(found["seq"]), found["digits"])


def read_anchor(text: str) -> tuple[int, str] | None:
    """The log's number and first digits in a backup's name or path, or as on paper: "logboek 1204-3fa94c018be2d7a4"."""
    found = re.search(r"(?:^|-nr|\s)(\d{1,9})[- ]((?:[0-9a-f]{8}){1,2})(?:\.db)?$", text.strip().lower(), re.ASCII)
    return (int(found[1]), found[2]) if found else None


def newest(backups: Iterable[Backup], now: datetime) -> Backup | None:
    """The newest one; one from after `now` (the clock was wrong, then or now) only when there is no other."""
    return max(backups, key=lambda one: (one.at <= now, one), default=None)


def is_due(last: datetime | None, now: datetime, day_ends: time | None) -> bool:
    """Whether it is time for a backup: none yet, four hours since `last`, or school is out and `last` was before.

    A `last` that lies in the future tells nothing: the clock was wrong.
    """
    if last is None or last > now or now - last >= EVERY:
        return True
    return last < datetime.combine(now.date(), day_ends or DAY_ENDS) <= now


def may_go(backups: Iterable[Backup], made: Backup) -> frozenset[Backup]:
    """Which of the `backups` may be removed now that `made` is safe.

    Kept are the newest of each of the last 7 days, 4 weeks and 6 months that have one. What claims to be from after
    `made` is left alone: one of the two clocks was wrong, and nobody knows which.
    """
    known = sorted((one for one in {*backups, made} if one.at <= made.at), reverse=True)
    kept = (
        _newest_of_each(known, lambda one: one.at.date().toordinal(), KEPT_DAYS)
        | _newest_of_each(known, lambda one: one.at.date().toordinal() // 7, KEPT_WEEKS)
        | _newest_of_each(known, lambda one: one.at.year * 12 + one.at.month, KEPT_MONTHS)
    )
    return frozenset(known) - kept


def _newest_of_each(newest_first: list[Backup], period: Callable[[Backup], int], count: int) -> set[Backup]:
    """The newest backup of each of the last `count` periods that have one."""
    found: dict[int, Backup] = {}
    for one in newest_first:
        found.setdefault(period(one), one)
    return set(list(found.values())[:count])
