"""The answers' writer: one thread that keeps a pupil's words within a second of the key, and never holds up a key."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass

from kiosk.db.answers import NoCodeAnyMore, save_answer
from kiosk.db.store import Store
from kiosk.errors import KioskError, kind_and_place
from kiosk.rules.answer import Words

_LOG = logging.getLogger("kiosk")

PACE = 0.3
"""Seconds between two commits; the first change waits for no more than a `BREATH`. (A pure trailing pause starves: with
steady typing it saved nothing when tried.)"""

BREATH = 0.03
"""Seconds after a change before it is committed: the frame that shows the key goes first. A commit takes 2 to 10 ms of
both threads' time. Where keys come faster than this, the next commit waits for them no longer than another `PACE`."""

RETRY = 1.0
"""Seconds until a save that failed is tried again; the words stay in memory and on the screen."""


@dataclass(frozen=True)
class SaveReport:
    """Tells the screen that these words are in the store (`saved`), or not.

    What is not saved is tried again, whatever went wrong, unless the form is no longer the pupil's (`final`).
    """

    words: Words
    saved: bool
    final: bool = False


class AnswerWriter:
    """Takes the newest words of each question and commits them on its own thread and connection.

    `report` is called on that thread after every try; it must not wait for the event loop (use
    `loop.call_soon_threadsafe`), or joining at lock would hang.
    """

    def __init__(self, store: Store, report: Callable[[SaveReport], None]) -> None:
        self._store = store
        self._report = report
        self._waiting: dict[tuple[int, int], Words] = {}
        self._changed = 0.0
        self._change = threading.Condition()
        self._hurry = False
        self._stopping = False
        self._busy = False
        self._tries = 0
        self._connected = ExitStack()
        self._is_connected = False
        self._last_fault = ""
        self._thread = threading.Thread(target=self._run, name="answers' writer", daemon=True)
        self._thread.start()

    def put(self, words: Words) -> None:
        """Have these words kept; older words of the same question that still wait are dropped."""
        with self._change:
            self._waiting[words.form_id, words.question] = words
            self._changed = time.monotonic()
            self._change.notify_all()

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until every word put so far was committed; False when that fails or takes longer than `timeout` s.

        Words that the store refuses for good (see `SaveReport.final`) are dropped, and not waited for.
        """
        with self._change:
            self._hurry = True
            tries = self._tries
            self._change.notify_all()
            self._change.wait_for(lambda: self._at_rest() or self._tries > tries + 1, timeout)
            self._hurry = False
            return self._at_rest()

    def forget(self, form_id: int) -> None:
        """Drop what still waits of this form: it was handed in with its final words."""
        with self._change:
            for key in [key for key in self._waiting if key[0] == form_id]:
                del self._waiting[key]

    def close(self) -> bool:
        """Flush, end the thread, and say whether every word is in the store."""
        kept = self.flush()
        with self._change:
            self._stopping = True
            self._change.notify_all()
        self._thread.join(timeout=5)
        return kept

    def _at_rest(self) -> bool:
        return not self._waiting and not self._busy

    def _run(self) -> None:
        pause, last = 0.0, time.monotonic() - PACE
        while (batch := self._next_batch(last + max(PACE, pause))) is not None:
            pause = 0.0 if self._keep(batch) else RETRY
            last = time.monotonic()
        self._connected.close()

    def _next_batch(self, not_before: float) -> dict[tuple[int, int], Words] | None:
        """What waits, once there is something and the pace allows it; None when the thread is to end.

        Empty when everything that waited was forgotten meanwhile.
        """
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._stopping)
            if self._stopping:
                return None
            latest = max(not_before, self._changed) + PACE
            while not (self._hurry or self._stopping):
                pause = min(max(not_before, self._changed + BREATH), latest) - time.monotonic()
                if pause <= 0:
                    break
                self._change.wait(pause)
            batch, self._waiting, self._busy = self._waiting, {}, True
            return batch

    def _keep(self, batch: dict[tuple[int, int], Words]) -> bool:
        """Commit each of the batch; put back what failed, unless newer words came meanwhile."""
        failed: list[Words] = []
        for words in batch.values():
            report = self._save(words)
            if not (report.saved or report.final):
                failed.append(words)
            self._tell(report)
        with self._change:
            for words in failed:
                self._waiting.setdefault((words.form_id, words.question), words)
            self._busy = False
            self._tries += 1
            self._change.notify_all()
        return not failed

    def _save(self, words: Words) -> SaveReport:
        """Save, and say how it went. What fails is tried again, on a fresh connection."""
        try:
            self._connect()
            save_answer(self._store, words)
        except NoCodeAnyMore:
            return SaveReport(words, saved=False, final=True)
        except KioskError:  # a full disk or a locked file: expected trouble
            self._is_connected = False
            return SaveReport(words, saved=False)
        except Exception as error:  # noqa: BLE001  (the thread's edge: were it to end here, every later word were lost)
            self._log(error)
            self._is_connected = False
            return SaveReport(words, saved=False)
        self._last_fault = ""
        return SaveReport(words, saved=True)

    def _tell(self, report: SaveReport) -> None:
        try:
            self._report(report)
        except Exception as error:  # noqa: BLE001  (the thread's edge: who listens wrongly must not stop the saving)
            self._log(error)

    def _connect(self) -> None:
        """Have a connection of this thread's own; after a failure a fresh one."""
        if not self._is_connected:
            self._connected.close()
            self._connected.enter_context(self._store.connection())
            self._is_connected = True

    def _log(self, error: Exception) -> None:
        """Type and place, never a word of the child; the same fault once, not at every try."""
        fault = kind_and_place(error)
        if fault != self._last_fault:
            _LOG.error("answers' writer: %s", fault)
        self._last_fault = fault
