"""A real pseudo-terminal around a real kiosk process: keys go in, what stands on the screen comes out."""

import os
import re
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

from tests.journeys.clock_file import ClockFile
from tests.journeys.hands import Hands

# What Textual writes that pyte does not know: keyboard protocol, window title and colour queries, DCS and APC.
_UNKNOWN = re.compile(
    rb"\x1b\[[<=>?]\d*(?:;\d+)*u|\x1b\](?:22|8|0|2|1[0-2]);[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_].*?\x1b\\"
)

# Textual asks whether the terminal can show a frame as a whole, and then says where each begins and ends. A terminal
# that cannot shows half a frame now and then, and a test that looks just then finds what is about to be painted over.
_CAN_YOU_SYNC, _I_CAN = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "f8": "\x1b[19~",
}


class Terminal(Hands):
    """A kiosk started in a pseudo-terminal of `columns` by `lines`, on the clock that `set_clock` writes.

    Use as a context manager. The kiosk is the whole program, started by `tests/journeys/launch.py`, which does nothing
    but hand it that clock, and let time pass at which nobody touches a key; or by another `program` that does more.
    `also` stands in its environment.
    """

    def __init__(
        self,
        home: Path,
        now: datetime,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        term: str = "xterm-256color",
        program: str = "tests.journeys.launch",
        also: Mapping[str, str] | None = None,
    ) -> None:
        self.clock = ClockFile(home.parent / f"{home.name}-clock")
        self.set_clock(now)
        environment = {
            "PATH": os.environ["PATH"],
            "TERM": term,
            "LANG": "C.UTF-8",
            "KIOSK_HOME": str(home),
            "OEPS_TEST_CLOCK": str(self.clock.path),
            **(also or {}),
        }
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._unshown = b""
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", program, *arguments],
            env=environment,
            dimensions=(lines, columns),
            cwd=str(Path(__file__).parents[2]),
            timeout=60,
        )
        self.process.delaybeforesend = None  # pexpect would wait 50 ms before each key

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(pexpect.ExceptionPexpect):  # killed, but on a busy machine not gone within a tenth of a second
            self.process.close(force=True)

    def set_clock(self, now: datetime) -> None:
        """From now on it is `now` for the kiosk."""
        self.clock.set(now)

    @property
    def text(self) -> str:
        """What stands on the screen, line by line."""
        self._read(0.02)
        return "\n".join(line.rstrip() for line in self._screen.display)

    def look(self, text: str) -> tuple[str, str, bool, bool]:
        """How the first sign of `text` looks: its colour, the one behind it, bold, reversed. All plain if not there."""
        for place, line in enumerate(self.text.splitlines()):
            if text in line:
                sign = self._screen.buffer[place][line.index(text)]
                return sign.fg, sign.bg, sign.bold, sign.reverse
        return "", "", False, False

    @property
    def runs(self) -> bool:
        """Whether the kiosk's process is there."""
        return bool(self.process.isalive())

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

    def send(self, raw: bytes) -> None:
        """Send bytes as they are, however many: what the kiosk writes meanwhile is read, so that nobody waits."""
        for start in range(0, len(raw), 1024):
            self.process.send(raw[start : start + 1024])
            self._read(0)

    def paste(self, text: str) -> None:
        """Paste as a terminal does that was asked to say where a paste begins and ends."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def click(self, column: int, line: int) -> None:
        """Press and let go of the left mouse button there; 1, 1 is the first cell."""
        self.send(f"\x1b[<0;{column};{line}M\x1b[<0;{column};{line}m".encode())

    def resize(self, columns: int, lines: int) -> None:
        """Make the window another size."""
        self._read(0.05)  # what was drawn for the old size
        self._screen.resize(lines, columns)
        self.process.setwinsize(lines, columns)

    def settle(self, seconds: float = 0.4) -> None:
        """Let the kiosk come to rest where no sign on the screen tells that it has."""
        self._read(seconds)

    def ended(self, seconds: float = 60) -> int | None:
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
                self._take(self.process.read_nonblocking(65536, timeout=max(end - time.monotonic(), 0.001)))
            except pexpect.TIMEOUT:
                return
            except pexpect.EOF:
                self._show(self._unshown)
                self._unshown = b""
                return
            if time.monotonic() > end:
                return

    def _take(self, raw: bytes) -> None:
        """Show what was written, but of a frame that has begun nothing until it is whole."""
        written = self._unshown + raw
        if _CAN_YOU_SYNC in raw:
            self.process.send(_I_CAN)
        begun = written.rfind(_FRAME_BEGINS)
        whole = begun if begun > written.rfind(_FRAME_ENDS) else len(written)
        self._show(written[:whole])
        self._unshown = written[whole:]

    def _show(self, written: bytes) -> None:
        self._stream.feed(_UNKNOWN.sub(b"", written))
