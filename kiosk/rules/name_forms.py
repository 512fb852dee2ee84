"""The ways in which a Dutch school writes a pupil's name, as words to compare."""

import re
from collections.abc import Iterator

from kiosk.rules.people import Pupil
from kiosk.text import fold

Words = tuple[str, ...]
"""Words as they compare: folded, without the signs between them."""

WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
"""One word of a text or of a name: letters only."""

_SMALL = (
    "aan al bij d da das de del della den der des di do dos du een el het il in la las le les lo los o of op over s t"
    " te ten ter tot uit uijt ul van vande vanden vander ver vom von voor zu zum zur"
)
PREFIXES = frozenset(_SMALL.split())
"""The small words before a surname, each apart."""


def ways_to_write(pupil: Pupil) -> Iterator[tuple[Words, bool, bool]]:
    """Every way to write this pupil's name, as words to compare; whether it is a given name, and a whole one."""
    given, prefix, surname = _words(pupil.given_name), _words(pupil.prefix), _words(pupil.surname)
    givens = {given, given[:1], ("".join(given),)} - {(), ("",)}
    surnames = set(_surnames(pupil, prefix, surname)) - {(), ("",)}
    for one in givens:
        if len("".join(one)) > 1:
            yield one, True, False
        for last in surnames:
            yield one + last, False, True
        for word in {*surname[:1], *prefix[:1]}:
            yield (*one, word[0]), False, False
    for last in surnames:
        if len("".join(last)) > 1:
            yield last, False, False
        if given and len(given[0]) > 1:
            yield (given[0][0], *last), False, False


def _surnames(pupil: Pupil, prefix: Words, surname: Words) -> Iterator[Words]:
    """With the prefix, whole or shortened ("v.d. Berg"), and without it; of a double name also each half."""
    if not surname:
        return
    yield prefix + surname
    yield ("".join(surname),)
    if len(prefix) > 1:
        initials = tuple(part[0] for part in prefix)
        yield initials + surname
        yield ("".join(initials), *surname)
    for part in (surname, *(_words(half) for half in pupil.surname.split("-"))):
        yield part
        while len(part) > 1 and part[0] in PREFIXES:  # some files put the prefix in the surname
            part = part[1:]
        yield part


def _words(text: str) -> Words:
    return tuple(WORD.findall(fold(text)))
