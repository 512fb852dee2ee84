"""On which line of a TOML file something stands. `tomllib` does not tell; it is asked only once something is wrong."""

import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

Way = tuple[str | int, ...]
"""From the top of a file to a value: names, and places in a list: ("policy", "step", 1, "forms")."""

_CLOSES = ("", "]", "]]")
"""What closes a list that goes on below: its part stands on the first line that then has it."""


def line_of(text: str, way: Way) -> int | None:
    """The line, from 1, on which `way` first stands in `text`, which is whole TOML; None when it is not there.

    The file itself says so: what comes before the end of a statement is TOML too, and what that has, it keeps.
    """
    lines = _lines(text)
    ends = _ends(lines)
    place = bisect_left(ends, True, key=lambda end: _stands(lines[:end], way))
    if not way or place == len(ends):
        return None
    begin = ends[place - 1] if place else 0
    sound = [
        [*lines[:line], closes]
        for line in range(begin + 1, ends[place] + 1)
        for closes in _CLOSES
        if _parsed([*lines[begin:line], closes]) is not None
    ]
    if len(sound) < 2:  # a text of several lines can nowhere be cut off: it is named by where it begins
        return begin + 1
    return next(len(part) - 1 for part in sound if _stands(part, way))


def broken_from(text: str) -> int | None:
    """The line on which the first statement begins that is no TOML; None when each of them is."""
    lines = _lines(text)
    sound = (_ends(lines) or [0])[-1]
    return sound + 1 if sound < len(lines) else None


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _ends(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines with which a statement ends; an empty line and a comment are one too."""
    ends, begin = [], 0
    for end in range(1, len(lines) + 1):
        if _parsed(lines[begin:end]) is not None:
            ends.append(end)
            begin = end
    return ends


def _stands(lines: Sequence[str], way: Way) -> bool:
    found: Any = _parsed(lines)
    for step in way:
        try:
            found = found[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def _parsed(lines: Sequence[str]) -> dict[str, Any] | None:
    try:
        return tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return None
