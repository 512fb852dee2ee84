"""Other children's names in what parents will read, found against the school's list of pupils.

A paper that goes home tells parents about their own child; whether another child's name stays on it, an adult decides
for each place. Rather a name too many than one too few: leaving it is one key.

A name that is also a Dutch word ("Roos", "Wit", "Bakker") counts only where it is written as a name: with a capital
inside a sentence, or as part of a full name. At the start of a sentence everything has a capital: there only a given
name counts, for "Roos duwde mij" is how a child begins; and not one with which sentences begin, such as "Dan". A given
name that surely stands there somewhere counts everywhere in these texts, also without a capital.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kiosk.rules.name_forms import PREFIXES, WORD, Words, ways_to_write
from kiosk.rules.people import Pupil
from kiosk.text import fold

PLACEHOLDER = "(naam)"
"""What stands on paper where a name was."""
NAMES_LEFT_OUT = f"Namen van andere kinderen laten we weg: daar staat {PLACEHOLDER}."

_APOSTROPHE = "['‘’‛ʼ′`´]"
_WITHIN_A_NAME = re.compile(rf" {{1,3}}|[\t\n-]|[./]? ?(?:{_APOSTROPHE} ?)?")
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}s\b", re.IGNORECASE)
_BARE_POSSESSIVE = re.compile(rf"{_APOSTROPHE}(?= \w)")  # "Lars' bal"; else it closes a quotation
_SENTENCE_BEGINS = re.compile(r"(?:^|[\n!?:…]|(?:^|[^\W\d_]{2}|[\d\W])\.)[^\w\n]*$|[\"“„«][^\w\n]*$")
_SENTENCE_ENDS = re.compile(r"[.!?…]+(?=\s)|\n")
_STAFF = re.compile(r"\b(?:juf|juffie|juffrouw|meester)\s+$", re.IGNORECASE)


@dataclass(frozen=True)
class Hit:
    """A name of another child: `written` stands in text number `text` from `start` to `end`.

    `pupils` are all whom it may be. A `possessive` ("Daans", "Emma's", "Lars'") is part of what is written.
    """

    text: int
    start: int
    end: int
    written: str
    pupils: tuple[Pupil, ...]
    possessive: bool = False


@dataclass(frozen=True)
class CommonWords:
    """Dutch words, folded, that are also names; with `openers` among them a sentence can begin."""

    words: frozenset[str]
    openers: frozenset[str]


@dataclass
class _Name:
    """One way to write a name: whose it may be, and whether it is somebody's given or whole name."""

    words: Words
    pupils: dict[int, Pupil] = field(default_factory=dict)
    given: bool = False
    whole: bool = False


class _Word(NamedTuple):
    """A word of a text: where it stands and how it compares."""

    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True)
class _Found:
    """What may be a name in a text: it `counts` by itself, and perhaps `surely`."""

    hit: Hit
    name: _Name
    counts: bool
    surely: bool


def masked(texts: Sequence[str], hits: Iterable[Hit]) -> tuple[str, ...]:
    """`texts` with `PLACEHOLDER` in the place of each hit; a possessive stays one: "(naam)'s bal"."""
    changed = list(texts)
    for hit in sorted(hits, key=lambda one: one.start, reverse=True):
        text = changed[hit.text]
        changed[hit.text] = text[: hit.start] + PLACEHOLDER + "'s" * hit.possessive + text[hit.end :]
    return tuple(changed)


def sentence_of(text: str, hit: Hit) -> tuple[int, int]:
    """Where the hit's own sentence begins and ends in its text."""
    starts = [0, *(end.end() for end in _SENTENCE_ENDS.finditer(text, 0, hit.start))]
    ends = _SENTENCE_ENDS.search(text, hit.end)
    end = ends.end() if ends else len(text)
    start = starts[-1] + len(text[starts[-1] : hit.start]) - len(text[starts[-1] : hit.start].lstrip())
    return start, hit.end + len(text[hit.end : end].rstrip())


class NameFinder:
    """The names of a school, by their first word: made once for texts that are looked through again and again."""

    def __init__(self, pupils: Iterable[Pupil], own_id: int, common: CommonWords) -> None:
        self._plain = common.words | PREFIXES
        self._openers = common.openers | PREFIXES
        self._own: set[Words] = set()
        names: dict[Words, _Name] = {}
        for pupil in pupils:
            for words, given, whole in ways_to_write(pupil):
                if pupil.id == own_id:
                    if len(words[0]) > 1 and len(words[-1]) > 1:  # an initial tells two of the same name apart
                        self._own.add(words)
                    continue
                name = names.setdefault(words, _Name(words))
                name.pupils[pupil.id] = pupil
                name.given |= given
                name.whole |= whole
        for words in self._own:
            names[words] = _Name(words)  # found, so that no part of it is taken for somebody else
        self._by_first: defaultdict[str, list[_Name]] = defaultdict(list)
        for name in sorted(names.values(), key=lambda one: -len(one.words)):
            self._by_first[name.words[0]].append(name)

    def find(self, texts: Sequence[str]) -> tuple[Hit, ...]:
        """Every place in `texts` where a pupil may be named, in reading order; whose texts they are is no hit.

        Whole words; case and accents are forgiven. Given names; surnames with and without their prefix; whole names,
        and a given name with an initial, as one. Not who is called "juf" or "meester".
        """
        found = [one for number, text in enumerate(texts) for one in self._found_in(number, text)]
        known = {one.name.words[0] for one in found if one.surely and (one.name.given or one.name.whole)}
        return tuple(one.hit for one in found if one.counts or (one.name.given and known.issuperset(one.name.words)))

    def _found_in(self, number: int, text: str) -> Iterator[_Found]:
        """The names in one text, the longest at each place, none over another."""
        words = [_word(match, text) for match in WORD.finditer(text)]
        place = 0
        while place < len(words):
            found = self._at(words, place, text)
            if found is None:
                place += 1
                continue
            name, last_word = found
            span = words[place : place + len(name.words)]
            start, end = span[0].start, span[-1].end
            ending = _possessive_end(text, start, end)
            while place < len(words) and words[place].start < ending:
                place += 1
            if name.words in self._own or _STAFF.search(text, max(start - 20, 0), start):
                continue
            hit = Hit(
                number, start, ending, text[start:ending], tuple(name.pupils.values()),
                possessive=ending > end or last_word != name.words[-1],
            )  # fmt: skip
            yield _Found(hit, name, *self._counts(name, span, text))

    def _at(self, words: Sequence[_Word], place: int, text: str) -> tuple[_Name, str] | None:
        """The longest name that begins with the word at `place`, and its last word as it is written."""
        first = words[place].folded
        candidates = self._by_first.get(first, [])
        if _may_end_in_s(first):
            candidates = candidates + self._by_first.get(first[:-1], [])
        best: tuple[_Name, str] | None = None
        for name in candidates:
            length = len(name.words)
            if (best and length <= len(best[0].words)) or place + length > len(words):
                continue
            span = words[place : place + length]
            last = span[-1].folded
            inner_fits = all(word.folded == part for word, part in zip(span[:-1], name.words[:-1], strict=True))
            last_fits = last == name.words[-1] or (_may_end_in_s(last) and last[:-1] == name.words[-1])
            if inner_fits and last_fits and _hang_together(span, text) and not _only_looks_like_initial(span, text):
                best = name, last
        return best

    def _counts(self, name: _Name, span: Sequence[_Word], text: str) -> tuple[bool, bool]:
        """Whether these words are a name here and not just Dutch words; and whether that is sure."""
        pairs = zip(span, name.words, strict=True)
        telling = [word for word, part in pairs if len(part) > 1 and part not in PREFIXES] or span
        if name.whole or any(not {word.folded, word.folded.removesuffix("s")} & self._plain for word in telling):
            return True, True
        capitals = [word for word in telling if word.capital]
        if any(not _begins_sentence(text, word.start) for word in capitals):
            return True, True
        return name.given and any(word.folded not in self._openers for word in capitals), False


def _word(match: re.Match[str], text: str) -> _Word:
    return _Word(match.start(), match.end(), fold(match[0]), text[match.start()].isupper())


def _may_end_in_s(word: str) -> bool:
    """Whether the s can be a possessive: "Daans"; after two letters it needs an apostrophe ("Bo's", not "bos")."""
    return len(word) > 3 and word.endswith("s")


def _hang_together(span: Sequence[_Word], text: str) -> bool:
    """Whether nothing stands between the words but what belongs in a name; a stop or slash only after an initial."""
    for word, following in pairwise(span):
        between = text[word.end : following.start]
        if not _WITHIN_A_NAME.fullmatch(between) or (between[:1] in "./" and len(word.folded) > 1):
            return False
    return True


def _only_looks_like_initial(span: Sequence[_Word], text: str) -> bool:
    """Whether the single letter at the end is no initial: "Daan z'n bal", "Daan 's morgens"."""
    if len(span) == 1 or span[-1].end - span[-1].start > 1:
        return False
    return bool(re.search(_APOSTROPHE, text[span[-2].end : span[-1].end + 1]))


def _possessive_end(text: str, start: int, end: int) -> int:
    """Where the name ends with its 's or its bare apostrophe."""
    if mark := _POSSESSIVE.match(text, end):
        return mark.end()
    if fold(text[end - 1]) in "sxz" and not re.match(_APOSTROPHE, text[max(start - 1, 0)]):
        mark = _BARE_POSSESSIVE.match(text, end)
        return mark.end() if mark else end
    return end


def _begins_sentence(text: str, place: int) -> bool:
    return _SENTENCE_BEGINS.search(text, max(place - 40, 0), place) is not None
