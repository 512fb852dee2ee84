"""Processes that are killed in the middle of their work: each is forked from one that has everything loaded.

A kiosk that starts costs a second; a fork costs ten milliseconds, so that a thousand kills cost minutes.
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.faults.work"])


class Doomed:
    """A process that does `work(line, *rest)`; what it sends over that line is heard here, also when it was killed."""

    def __init__(self, work: Callable[..., None], *rest: object) -> None:
        self._ear, mouth = _FORKS.Pipe()
        self._process = _FORKS.Process(target=work, args=(mouth, *rest), daemon=True)
        self._process.start()
        mouth.close()

    def hear(self) -> Any:
        """Wait for the next thing that it says."""
        assert self._ear.poll(30), "it says nothing"
        return self._ear.recv()

    def tell(self, what: object) -> None:
        """Say something to it, for when it listens."""
        self._ear.send(what)

    def last_words(self) -> list[Any]:
        """All that it said and nobody heard yet, until it ended."""
        said = []
        while True:
            try:
                said.append(self.hear())
            except EOFError:
                return said

    def kill(self) -> None:
        """Kill -9, and wait until it is gone."""
        self._process.kill()
        self.ended()

    def ended(self) -> int:
        """Wait for its end; its exit code, negative when a signal ended it."""
        self._process.join(30)
        assert self._process.exitcode is not None, "it does not end"
        return self._process.exitcode


@contextmanager
def doomed(work: Callable[..., None], *rest: object) -> Iterator[Doomed]:
    """A process for this block; killed after it, if it still lives."""
    one = Doomed(work, *rest)
    try:
        yield one
    finally:
        one.kill()
