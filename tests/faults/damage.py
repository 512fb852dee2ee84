"""Damage by chance to files that are closed: a byte that changed, a piece that is gone, a page of nothing."""

import random
from collections.abc import Mapping, Sequence

PAGE = 4096


def flip(content: bytes, chance: random.Random) -> bytes:
    """One byte is another."""
    place = chance.randrange(len(content))
    return content[:place] + bytes([content[place] ^ chance.randint(1, 255)]) + content[place + 1 :]


def cut(content: bytes, chance: random.Random) -> bytes:
    """The end is gone; one in ten times all."""
    return b"" if chance.random() < 0.1 else content[: chance.randrange(len(content))]


def blank(content: bytes, chance: random.Random) -> bytes:
    """A page was never written."""
    start = chance.randrange(len(content)) // PAGE * PAGE
    return content[:start] + bytes(len(content[start : start + PAGE])) + content[start + PAGE :]


def swap(content: bytes, chance: random.Random) -> bytes:
    """A page stands where another should."""
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    one, other = chance.randrange(len(pages)), chance.randrange(len(pages))
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


KINDS = (flip, flip, flip, cut, cut, blank, swap)
"""Flips and cuts are what the issue asks for."""


def damaged(files: Mapping[str, bytes], among: Sequence[str], chance: random.Random) -> tuple[str, dict[str, bytes]]:
    """One of `files` (content by name) damaged; what was done, and all of them. Who is named twice is hit twice."""
    name = chance.choice(among)
    kind = chance.choice(KINDS)
    return f"{kind.__name__} in {name}", {**files, name: kind(files[name], chance)}
