"""The kiosk's time as a file: a journey writes in it, and the kiosk that launch.py started reads it."""

import time
from datetime import datetime
from pathlib import Path


class ClockFile:
    """What time it is for the kiosk, in `path`; and in a file beside it how long nobody touched the kiosk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._skipped = path.with_suffix(".skipped")

    def set(self, now: datetime) -> None:
        """From now on it is `now` for the kiosk."""
        _write(self.path, now.isoformat())

    def break_down(self) -> None:
        """From now on whatever in the kiosk asks for the time meets a `ValueError`, until `set`."""
        _write(self.path, "not a time")

    def sit_still(self, seconds: float) -> None:
        """Nobody has touched the kiosk for `seconds` since the last key, though the journey did not wait."""
        _write(self._skipped, str(self._seconds_skipped() + seconds))

    def now(self) -> datetime:
        """For the kiosk: what time it is."""
        return datetime.fromisoformat(self.path.read_text(encoding="ascii"))

    def monotonic(self) -> float:
        """For the kiosk: `time.monotonic`, with what the journey did not wait for."""
        return time.monotonic() + self._seconds_skipped()

    def _seconds_skipped(self) -> float:
        return float(self._skipped.read_text(encoding="ascii")) if self._skipped.exists() else 0.0


def _write(path: Path, text: str) -> None:
    coming = path.with_name(f"{path.name}.new")  # the kiosk may look at any moment: never at half a text
    coming.write_text(text, encoding="ascii")
    coming.replace(path)
