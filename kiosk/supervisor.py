"""The supervisor: starts the kiosk again however it ended, unless staff closed it, and never lets a terminal lie open.

It is the parent process of the kiosk (`kiosk --supervise`), needs no library, and opens no store. Linux only, as the
lock-down of the machine is; systemd is the outer ring around it (see docs/kiosk-linux.md).
"""

import os
import re
import signal
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from kiosk.errors import KioskError, kind_and_place
from kiosk.text import clean_line

LEFT_ON_PURPOSE = 10
"""How a kiosk ends that staff closed, and its supervisor with it: kiosk.service starts it again at all other codes."""

BROKEN = 70
"""The exit code of a kiosk that a fault ended."""

QUICK, WITHIN = 3, 60.0
"""So many ends within so many seconds: starting again does not help."""

PAUSE = 0.5
"""Seconds between an end and the next start, so that no fault makes the machine run hot."""

GUARDED = ("SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGCONT", "SIGUSR1", "SIGUSR2", "SIGALRM")
"""What a key or another process may send to interrupt, stop or end a program: a kiosk has no ear for it.

SIGCONT comes with a hangup too: Textual would take the terminal a second time.
"""

ENDING = ("SIGTERM", "SIGHUP")
"""The machine goes down, or the terminal is gone: the kiosk ends in good order, with every word saved."""

EMPTY_SCREEN = "\x1b[0m\x1b[H\x1b[2J\x1b[3J"
"""Without history, too. A Linux console has only one screen: what stood there last would stand there still."""

# What Textual switched on, for a kiosk that had no time to switch it off: its keyboard protocol, mouse, focus, paste,
# size reports, whole frames, another screen, no wrapping, no cursor.
_CALM_TERMINAL = (
    "\x1b[<u\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l\x1b[?1004l\x1b[?2004l\x1b[?2048l"
    f"\x1b[?2026l\x1b[?1049l\x1b[?7h\x1b[?25h{EMPTY_SCREEN}"
)
_FAULT_IN_LOG = re.compile(r"[A-Za-z_]\w* at \S+:\d+$")


def ignore_signals() -> None:
    """No signal of `GUARDED` does anything from here on, in this process and in those it starts."""
    for number in _numbers(GUARDED):
        signal.signal(number, signal.SIG_IGN)


def hold_signals() -> None:
    """Signals wait from here on: an end is heard when the kiosk listens, or not at all when it is ending already."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, _numbers(GUARDED + ENDING))


def let_signals_in() -> None:
    """What waited since `hold_signals` arrives now."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _numbers(GUARDED + ENDING))


def _numbers(names: tuple[str, ...]) -> list[signal.Signals]:
    return [signal.Signals[name] for name in names if hasattr(signal, name)]


def supervise(run: Callable[[], int], log: Path) -> int:
    """Call `run` in a process of its own, again and again, until it returns `LEFT_ON_PURPOSE` or the machine goes down.

    `run` returns an exit code. So does this: `LEFT_ON_PURPOSE`, 0 (the machine), `BROKEN` (the terminal is gone). What
    `run` raises, and what it wrote to `log`, is told on the plain screen that stands after `QUICK` ends within `WITHIN`
    seconds and waits for Enter: a `KioskError`'s sentence, of all else the type and the place.
    """
    return _Supervisor(run, log).watch()


class _Supervisor:
    def __init__(self, run: Callable[[], int], log: Path) -> None:
        self._run = run
        self._log = log
        self._child = 0
        self._ending = False

    def watch(self) -> int:
        """Until staff leave or the machine goes down."""
        ignore_signals()
        for number in _numbers(ENDING):
            signal.signal(number, self._pass_on)
        ends: list[float] = []
        with _quiet_terminal():
            while True:
                code, reason = self._one_kiosk()
                sys.stdout.write(_CALM_TERMINAL)
                sys.stdout.flush()
                if code == LEFT_ON_PURPOSE:
                    return LEFT_ON_PURPOSE
                if self._ending:
                    return 0
                now = time.monotonic()
                ends = [end for end in ends if now - end < WITHIN] + [now]
                if len(ends) >= QUICK:
                    if not _wait_for_enter(reason or _how(code)):
                        return BROKEN
                    ends = []
                else:
                    time.sleep(PAUSE)

    def _pass_on(self, number: int, _frame: FrameType | None) -> None:
        """The machine goes down: so does the kiosk, and when it is gone we."""
        self._ending = True
        if not self._child:
            raise SystemExit(0)
        with suppress(ProcessLookupError):
            os.kill(self._child, number)

    def _one_kiosk(self) -> tuple[int, str]:
        """Start the kiosk and wait for its end: how it ended (a signal as a negative number) and what is known of why.

        Signals wait while it is born: the child lets them in when it can end in good order.
        """
        written = self._log.stat().st_size if self._log.exists() else 0
        told, tell = os.pipe()
        hold_signals()
        child = os.fork()
        if not child:
            os.close(told)
            _be_the_kiosk(self._run, tell)
        os.close(tell)
        self._child = child
        let_signals_in()
        _, status = os.waitpid(child, 0)
        self._child = 0
        with os.fdopen(told, encoding="utf-8", errors="replace") as pipe:
            reason = pipe.read()
        return os.waitstatus_to_exitcode(status), reason or self._last_fault(written)

    def _last_fault(self, since: int) -> str:
        """The type and place of the last fault in what was written to the log since then."""
        with suppress(OSError):
            for line in reversed(self._log.read_bytes()[since:].decode("utf-8", "replace").splitlines()):
                if found := _FAULT_IN_LOG.search(line):
                    return found[0]
        return ""


def _be_the_kiosk(run: Callable[[], int], tell: int) -> None:
    """In the child: run, tell why it could not be, and end here."""
    for number in _numbers(ENDING):
        signal.signal(number, signal.SIG_DFL)  # held until the kiosk has its own answer to it
    code, reason = BROKEN, ""
    try:
        code = run()
    except KioskError as trouble:
        code, reason = trouble.exit_code, str(trouble)
    except BaseException as error:  # noqa: BLE001  (the process's edge: its text may hold words, and is not shown)
        reason = kind_and_place(error)
    finally:
        with suppress(OSError):
            os.write(tell, reason.encode())
        os._exit(code)


def _how(code: int) -> str:
    return f"gestopt door signaal {-code}" if code < 0 else f"gestopt met code {code}"


@contextmanager
def _quiet_terminal() -> Iterator[None]:
    """Between two kiosks too no key makes a signal, stops the output or stands on the screen."""
    import termios

    try:
        before = termios.tcgetattr(0)
    except termios.error:  # the terminal is gone: the kiosk itself says so
        yield
        return
    quiet: list[Any] = list(before)
    quiet[0] &= ~(termios.IXON | termios.IXOFF)
    quiet[3] &= ~(termios.ISIG | termios.ICANON | termios.ECHO | termios.IEXTEN)
    termios.tcsetattr(0, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, before)


def _wait_for_enter(reason: str) -> bool:
    """The plain safe screen, until somebody presses Enter (True) or the terminal is gone (False)."""
    import termios

    lines = (
        "",
        "De kiosk stopt steeds meteen weer. Roep wie de computer beheert.",
        "Er wordt niets weggegooid.",
        "",
        *textwrap.wrap(f"Wat er misging: {clean_line(reason)}", 76),
        "",
        "Druk op Enter om het opnieuw te proberen.",
    )
    sys.stdout.write("".join(f"  {line}\r\n" for line in lines))
    sys.stdout.flush()
    try:
        termios.tcflush(0, termios.TCIFLUSH)  # what a child was still typing is no answer
        while key := os.read(0, 1):
            if key in b"\r\n":
                return True
    except (OSError, termios.error):
        return False
    return False
