"""Reading what a program paints on a pseudo-terminal, and when it was there."""

import os
import select
import time

PATIENCE = 5.0
"""Seconds after which something is not waited for any more."""


def read_until(terminal: int, *wanted: bytes) -> tuple[float, ...]:
    """Read until all of `wanted` were painted, in this order; the moment of each, by `time.perf_counter`."""
    began, painted = time.perf_counter(), b""
    moments: list[float] = []
    for one in wanted:
        while one not in painted:
            painted += _read(terminal, began + PATIENCE)
            if time.perf_counter() > began + PATIENCE:
                raise AssertionError(f"{one.decode()} was not painted within {PATIENCE} s")
        painted = painted.partition(one)[2]
        moments.append(time.perf_counter())
    return tuple(moments)


def read_on(terminal: int, until: float) -> None:
    """Read what is painted, until the moment `until`: a program that nobody reads stops to wait for room."""
    while time.perf_counter() < until:
        _read(terminal, until)


def read_until_quiet(terminal: int, seconds: float) -> None:
    """Read until nothing was painted for so long."""
    while _read(terminal, time.perf_counter() + seconds):
        pass


def _read(terminal: int, until: float) -> bytes:
    """The next bytes that are painted; none when nothing is before the moment `until`."""
    ready, _, _ = select.select([terminal], [], [], max(until - time.perf_counter(), 0))
    return os.read(terminal, 65536) if ready else b""
