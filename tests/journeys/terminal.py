"""A real pseudo-terminal around a real kiosk process: keys go in, what stands on the screen comes out."""

import os
import re
import sys
import time
from datetime import datetime
from pathlib import Path
from types import TracebackType

import pexpect
import pyte

# What Textual writes that pyte does not know: keyboard protocol, window title and colour queries, DCS and APC.
_UNKNOWN = re.compile(
    rb"\x1b\[[<=>?]\d*(?:;\d+)*u|\x1b\](?:22|8|0|2|1[0-2]);[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_].*?\x1b\\"
)

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
}


class Terminal:
    """A kiosk started in a pseudo-terminal of `columns` by `lines`, on the clock that `set_clock` writes.

    Use as a context manager. The kiosk is the whole program, started by `tests/journeys/launch.py`, which does nothing
    but hand it that clock.
    """

    def __init__(
        self,
        home: Path,
        now: datetime,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        term: str = "xterm-256color",
    ) -> None:
        self._clock_file = home.parent / f"{home.name}-clock"
        self.set_clock(now)
        environment = {
            "PATH": os.environ["PATH"],
            "TERM": term,
            "LANG": "C.UTF-8",
            "KIOSK_HOME": str(home),
            "OEPS_TEST_CLOCK": str(self._clock_file),
        }
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "tests.journeys.launch", *arguments],
            env=environment,
            dimensions=(lines, columns),
            cwd=str(Path(__file__).parents[2]),
            timeout=10,
        )
        self.process.delaybeforesend = None  # pexpect would wait 50 ms before each key

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.close(force=True)

    def set_clock(self, now: datetime) -> None:
        """From now on it is `now` for the kiosk."""
        coming = self._clock_file.with_suffix(".new")  # the kiosk may look at any moment: never at half a time
        coming.write_text(now.isoformat(), encoding="ascii")
        coming.replace(self._clock_file)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        self._read(0.02)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, *wanted: str, seconds: float = 15) -> str:
        """Wait until all of `wanted` stand on the screen, and return the screen; fails with the screen otherwise."""
        end = time.monotonic() + seconds
        while True:
            screen = self.text
            if all(text in screen for text in wanted):
                return screen
            if time.monotonic() > end or not self.process.isalive():
                missing = [text for text in wanted if text not in screen]
                raise AssertionError(f"waited for {missing}, but the screen says:\n{screen}")

    def press(self, *keys: str) -> None:
        """Press named keys ("enter", "f2") or single signs, with a breath between, as a person does."""
        for key in keys:
            self.process.send(KEYS.get(key, key))
            self._read(0.03)

    def type(self, text: str) -> None:
        """Type a text, sign by sign."""
        for sign in text:
            self.process.send(sign)
            self._read(0.004)
        self._read(0.05)

    def begin_to_answer(self, code: str) -> None:
        """From start to the first question, as a child with this code comes there."""
        self.wait_for("Heb je een briefje")
        self.type(code)
        self.wait_for("Ga rustig zitten.")
        self.press("enter")
        self.wait_for("Ik begin")
        self.press("enter")
        self.wait_for("Vraag 1 van 8")

    def settle(self, seconds: float = 0.4) -> None:
        """Let the kiosk come to rest where no sign on the screen tells that it has."""
        self._read(seconds)

    def ended(self, seconds: float = 10) -> int | None:
        """Wait for the process to end and return its exit code (None when a signal ended it)."""
        end = time.monotonic() + seconds
        while self.process.isalive() and time.monotonic() < end:
            self._read(0.05)
        self._read(0.1)
        self.process.close()
        status: int | None = self.process.exitstatus
        return status

    def _read(self, seconds: float) -> None:
        """Feed what the kiosk wrote to the screen, for at least `seconds`."""
        end = time.monotonic() + seconds
        while not self.process.closed:
            try:
                raw = self.process.read_nonblocking(65536, timeout=max(end - time.monotonic(), 0.001))
                self._stream.feed(_UNKNOWN.sub(b"", raw))
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                return
            if time.monotonic() > end:
                return
