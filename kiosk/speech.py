"""What is heard: reading aloud through the system's own speech program, in Dutch. Quiet where there is none."""

import logging
import shutil
import subprocess
import threading
from dataclasses import dataclass

from kiosk.errors import kind_and_place

_LOG = logging.getLogger("kiosk")
_TRY = 5.0  # seconds that a program may take to list its voices


@dataclass(frozen=True)
class Voice:
    """A speech program with a Dutch voice: `say` reads a text from its standard input, `hush` breaks it off.

    Words never go on a command line: every user of the machine can read those.
    """

    program: str
    say: tuple[str, ...]
    hush: tuple[str, ...] = ()


def find_voice() -> Voice | None:
    """The speech program of this machine, None without one. Asks it for its voices, so it takes tens of milliseconds.

    espeak-ng first: it speaks by itself and is silent at once when it is ended. Otherwise speech-dispatcher, which is
    asked for Dutch; whether it has a Dutch voice is not looked at.
    """
    espeak = shutil.which("espeak-ng")
    if espeak and _lists_dutch(espeak):
        return Voice("espeak-ng", (espeak, "-v", "nl", "-s", "140", "--stdin"))
    dispatcher = shutil.which("spd-say")
    if dispatcher:
        return Voice("spd-say", (dispatcher, "-l", "nl", "-r", "-20", "-w", "-e"), (dispatcher, "-C"))
    return None


def _lists_dutch(espeak: str) -> bool:
    try:
        listed = subprocess.run(  # noqa: S603  (a program of the system, found on its PATH)
            [espeak, "--voices=nl"], capture_output=True, text=True, timeout=_TRY, stdin=subprocess.DEVNULL, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return any(line.split()[1:2] == ["nl"] for line in listed.stdout.splitlines())


class Speaker:
    """Reads one text aloud at a time, on a thread and in a process of its own: no key waits for it."""

    def __init__(self) -> None:
        self.voice: Voice | None = None
        self._lock = threading.Lock()
        self._hushing = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = 0

    def look_for_voice(self) -> None:
        """Find the machine's speech program; for a thread."""
        self.voice = find_voice()

    @property
    def speaking(self) -> bool:
        """Whether something is being read aloud now."""
        return self._process is not None

    def say(self, text: str) -> None:
        """Read `text` aloud in place of what was being read. Returns at once; does nothing without a voice."""
        self.stop()
        if self.voice and text.strip():
            # spd-say takes a line that begins with "!-!" for a command.
            harmless = "\n".join(f" {line}" for line in text.splitlines())
            threading.Thread(
                target=self._speak, args=(self.voice, harmless, self._turn), name="reading aloud", daemon=True
            ).start()

    def stop(self) -> None:
        """Be silent."""
        with self._lock:
            self._turn += 1
            process, self._process = self._process, None
            if process is None:
                return
            process.kill()
            if self.voice and self.voice.hush and self._hushing.acquire(blocking=False):
                threading.Thread(target=self._hush, args=(self.voice.hush,), daemon=True).start()

    def _hush(self, command: tuple[str, ...]) -> None:
        quiet = subprocess.DEVNULL
        try:
            subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=_TRY, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            _LOG.error("reading aloud: %s", kind_and_place(error))
        finally:
            self._hushing.release()

    def _speak(self, voice: Voice, text: str, turn: int) -> None:
        with self._hushing:  # or the silence that was asked for before would break this off
            pass
        with self._lock:
            if turn != self._turn:  # somebody asked for silence, or for another text, meanwhile
                return
            try:
                # What the program has to say about itself would paint over the screen.
                self._process = process = subprocess.Popen(  # noqa: S603
                    voice.say, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            except OSError as error:
                _LOG.error("reading aloud: %s", kind_and_place(error))
                return
        process.communicate(text.encode("utf-8"))
        with self._lock:
            if self._process is process:
                self._process = None
