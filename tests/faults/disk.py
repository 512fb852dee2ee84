"""A disk that fails at a chosen moment: every write, sync, cut and removal of SQLite and of Python is counted.

SQLite does its own I/O, in C, so nothing that Python patches stops it. But it goes to the disk through one table of
functions, its VFS, and for each open file another; this puts functions of its own in front of the ones that change
something, as SQLite's own tests do. Nothing else is simulated: what was written before stands in the real file.
"""

import ctypes as c
import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlcipher3 import _sqlite3

OK = 0
FULL = 13  # SQLITE_FULL: what a write says when there is no room
NO_SYNC, NO_CUT, NO_REMOVAL = 10 | 4 << 8, 10 | 6 << 8, 10 | 10 << 8  # SQLITE_IOERR_FSYNC, _TRUNCATE, _DELETE

_POINTER = c.sizeof(c.c_void_p)
_METHODS = 19  # a version number and eighteen functions
_WRITE, _TRUNCATE, _SYNC = 3, 4, 5  # their places in the table of an open file
_FIRST_OF_VFS = 5  # x_open comes after two pairs of numbers, and the next VFS, a name and its data

_Open = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_void_p, c.c_int, c.c_void_p)
_Remove = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_int)
_Write = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_void_p, c.c_int, c.c_int64)
_Truncate = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int64)
_Sync = c.CFUNCTYPE(c.c_int, c.c_void_p, c.c_int)


class Fault(StrEnum):
    """What happens at the chosen moment. A write that fails has written its first half, as on a full disk."""

    ONCE = "refused once"
    FULL = "refused from then on"
    KILLED = "killed halfway"


@dataclass
class Disk:
    """Counts what changes the disk since `fail_at` was called; `faults` is how often it failed.

    One is made a process, by `under_everything`.
    """

    count: int = 0
    faults: int = 0
    _nth: int = 0
    _fault: Fault = Fault.ONCE

    def fail_at(self, nth: int, fault: Fault) -> None:
        """Count from 0 again, and fail at the `nth` change from now (0: only count)."""
        self.count, self.faults, self._nth, self._fault = 0, 0, nth, fault

    def free(self) -> None:
        """There is room again."""
        self.fail_at(0, Fault.ONCE)

    def fails(self) -> bool:
        """Whether this change is to fail: to be asked once for each. Never returns when it kills."""
        self.count += 1
        due = self.count == self._nth or (self._fault is Fault.FULL and 0 < self._nth < self.count)
        self.faults += due
        return due

    def refuse(self) -> None:
        """After the first half of a change that fails."""
        if self._fault is Fault.KILLED:
            os.kill(os.getpid(), signal.SIGKILL)


def _slot(address: int, place: int) -> Any:
    return c.c_void_p.from_address(address + place * _POINTER)


@contextmanager
def under_everything() -> Iterator[Disk]:
    """Stand between the disk and every file that SQLite opens from now on, and Python's open, sync, rename and unlink.

    Only for one thread that writes: what is counted is in its order.
    """
    disk = Disk()
    with _under_sqlite(disk), _under_python(disk):
        yield disk


_ALIVE: list[object] = []
"""SQLite may hold these functions for as long as a file is open: they are never let go."""


@contextmanager
def _under_sqlite(disk: Disk) -> Iterator[None]:
    find = c.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    find.restype, find.argtypes = c.c_void_p, [c.c_char_p]
    vfs = find(None)
    x_open, x_remove = _slot(vfs, _FIRST_OF_VFS), _slot(vfs, _FIRST_OF_VFS + 1)
    real_open, real_remove = x_open.value, x_remove.value

    def open_file(vfs: int, name: int, file: int, flags: int, out: int) -> int:
        status: int = _Open(real_open or 0)(vfs, name, file, flags, out)
        if status == OK:
            _slot(file, 0).value = _table_in_front_of(disk, _slot(file, 0).value)
        return status

    def remove(vfs: int, name: int, synced: int) -> int:
        if disk.fails():
            disk.refuse()
            return NO_REMOVAL
        status: int = _Remove(real_remove or 0)(vfs, name, synced)
        return status

    ours = _Open(open_file), _Remove(remove)
    _ALIVE.extend(ours)
    x_open.value, x_remove.value = (c.cast(one, c.c_void_p).value for one in ours)
    try:
        yield
    finally:
        x_open.value, x_remove.value = real_open, real_remove


def _table_in_front_of(disk: Disk, real: int | None) -> int:
    """A copy of an open file's table of functions, in which ours stand where something is changed."""
    table = (c.c_void_p * _METHODS).from_buffer_copy(c.string_at(real or 0, _METHODS * _POINTER))
    real_write, real_truncate, real_sync = (
        _Write(table[_WRITE] or 0),
        _Truncate(table[_TRUNCATE] or 0),
        _Sync(table[_SYNC] or 0),
    )

    def write(file: int, content: int, amount: int, offset: int) -> int:
        if disk.fails():
            real_write(file, content, amount // 2, offset)
            disk.refuse()
            return FULL
        return int(real_write(file, content, amount, offset))

    def truncate(file: int, size: int) -> int:
        if disk.fails():
            disk.refuse()
            return NO_CUT
        return int(real_truncate(file, size))

    def sync(file: int, flags: int) -> int:
        if disk.fails():
            disk.refuse()
            return NO_SYNC
        return int(real_sync(file, flags))

    ours = {_WRITE: _Write(write), _TRUNCATE: _Truncate(truncate), _SYNC: _Sync(sync)}
    for place, function in ours.items():
        table[place] = c.cast(function, c.c_void_p).value
    _ALIVE.extend((table, *ours.values()))
    return c.addressof(table)


@contextmanager
def _under_python(disk: Disk) -> Iterator[None]:
    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def run(*rest: Any, **more: Any) -> Any:
            if disk.fails():
                disk.refuse()
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*rest, **more)

        return run

    with ExitStack() as patches:
        for place, name in ((os, "open"), (os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir")):
            patches.enter_context(patch.object(place, name, counted(getattr(place, name))))
        yield
