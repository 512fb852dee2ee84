"""The way to paper: a PDF goes into a print queue and is watched until it is printed, or taken out again.

It goes through `lp`'s standard input, and what the queue keeps of it is thrown away: no copy with a child's words stays
on the machine. That a queue says "completed" proves nothing (measured: a queue can swallow a job): a person says
whether the paper came out, and what is still in the queue when they say no comes out of it.
"""

import re
import subprocess
import time
from dataclasses import dataclass

from kiosk.errors import KioskError
from kiosk.paper import cups
from kiosk.text import clean_line

_SEND_SECONDS = 20.0
_WATCH_SECONDS = 6.0  # by then a printer that is off or out of paper has said so, and most paper is out
_IDLE_SECONDS = 1.5  # a job that waits in a queue that does nothing
_LET_GO_SECONDS = 15.0
_LOOK_AGAIN = 0.15
_GIVE_UP = "job-cancel-after=600"
"""CUPS itself ends a job that hangs for ten minutes, whatever became of the kiosk."""


@dataclass(frozen=True)
class Sent:
    """A job that was sent. `busy` says in Dutch why it is not through the queue yet; "" when it is."""

    job: str
    busy: str = ""


def send(pdf: bytes, title: str, queue: str, copies: int = 1) -> Sent:
    """Put `pdf` in `queue` to be printed `copies` times, and watch it for some seconds.

    Everyone can read a queue's list, so `title` is a number or a word and never a name. Raises `KioskError` when the
    queue is unknown or stands still, refuses, or does not answer; then nothing waits that would come out next week.
    Takes up to half a minute: for a thread. Afterwards call `let_go` or `take_back`.
    """
    before = _ready(queue)
    arguments = ["-d", queue, "-t", title, "-n", str(copies), "-o", _GIVE_UP, "-"]
    try:
        sent = cups.run("lp", arguments, _SEND_SECONDS, pdf)
    except FileNotFoundError as error:
        raise KioskError("Op deze computer kan niet geprint worden.", "Bewaar het op een stick.") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        _take_out_new(queue, before)
        raise KioskError(
            "De printer antwoordt niet.", "Kijk of er papier uit komt. Zo niet: zet de printer aan en probeer opnieuw."
        ) from error
    if sent.returncode != 0:
        raise _refusal(sent.stderr.decode(errors="replace"))
    said = re.search(r"request id is (\S+-\d+)", sent.stdout.decode(errors="replace"))
    if said is None:  # without its name nobody can watch it
        _take_out_new(queue, before)
        raise _refusal("")
    return _watch(said[1], queue)


def take_back(sent: Sent) -> None:
    """The paper did not come out: whatever is still in the queue comes out of it. Raises `KioskError` if it cannot."""
    now = cups.look()
    if now is not None and sent.job not in now.jobs:
        cups.purge(sent.job)
    elif not cups.cancel(sent.job):
        raise KioskError("Het papier staat nog in de rij van de printer.", "Vraag beheer om het eruit te halen.")


def let_go(sent: Sent) -> None:
    """The paper came out: leave nothing of it in the queue, once that is done with it. Takes up to 15 seconds."""
    until = time.monotonic() + _LET_GO_SECONDS
    while (now := cups.look()) is not None and sent.job in now.jobs and time.monotonic() < until:
        time.sleep(_LOOK_AGAIN)
    if now is None or sent.job in now.jobs:
        cups.cancel(sent.job)
    else:
        cups.purge(sent.job)


def _ready(queue: str) -> frozenset[str]:
    """The jobs that wait already. Raises `KioskError` unless `queue` exists and is ready."""
    now = cups.look()
    if now is None or not now.queues:
        raise KioskError("Er is geen printer gevonden.", "Kijk of de printer aanstaat, of bewaar op een stick.")
    its = now.queue(queue)
    if its is None:
        raise _gone(queue)
    if not its.ready:
        raise _still(its)
    return now.jobs


def _watch(job: str, queue: str) -> Sent:
    """Look until the job is through, its queue stops, or it takes long; a job that will not move is taken out."""
    began = moved = time.monotonic()
    its: cups.Queue | None = None
    while True:
        now, at = cups.look(), time.monotonic()
        if now is not None:
            if job not in now.jobs:
                _check_after(now, queue)
                cups.purge(job)
                return Sent(job)
            its = now.queue(queue)
            if its is None or not its.ready:
                raise _taken_out(job, _gone(queue) if its is None else _still(its))
            if its.printing:
                moved = at
            elif at - moved > _IDLE_SECONDS:
                failed = f"Het printen is niet gelukt. {its.message}".strip()
                raise _taken_out(job, KioskError(failed, "Kijk bij de printer, en print daarna opnieuw."))
        if at - began > _WATCH_SECONDS:
            return Sent(job, f"De printer is nog bezig. {its.message if its else ''}".strip())
        time.sleep(_LOOK_AGAIN)


def _check_after(now: cups.Waiting, queue: str) -> None:
    """A queue that stopped or vanished just when the job left it did not print it."""
    its = now.queue(queue)
    if its is None or not its.ready:
        raise _gone(queue) if its is None else _still(its)


def _taken_out(job: str, why: KioskError) -> KioskError:
    """`why` it was not printed, after taking the job out; says so when it is still in."""
    if cups.cancel(job):
        return why
    return KioskError(why.message, "Het papier staat nog in de rij van de printer. Vraag beheer om het eruit te halen.")


def _take_out_new(queue: str, before: frozenset[str]) -> None:
    """`lp` did not tell its job's name: take out what we put into the queue since; never another person's job."""
    now = cups.look()
    for job in now.ours - before if now else ():
        if job.rpartition("-")[0] == queue:
            cups.cancel(job)


def _gone(queue: str) -> KioskError:
    return KioskError(
        f"De printer {clean_line(queue)} is niet gevonden.", "Kies een andere printer, of bewaar op een stick."
    )


def _still(queue: cups.Queue) -> KioskError:
    return KioskError(queue.message, "Kijk bij de printer, en print daarna opnieuw.")


def _refusal(said: str) -> KioskError:
    if "does not exist" in said:
        return KioskError("Deze printer bestaat niet meer.", "Kies een andere printer, of bewaar op een stick.")
    if "not accepting" in said:
        return KioskError("De printer neemt nu niets aan.", "Kijk bij de printer, en print daarna opnieuw.")
    return KioskError("Het printen is niet gelukt.", "Probeer het opnieuw, of bewaar het op een stick.")
