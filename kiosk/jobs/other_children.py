"""Other children's names in what parents will read, against the school's own list of pupils."""

import tomllib
from collections.abc import Sequence
from datetime import date

from kiosk.db import people
from kiosk.db.store import Store
from kiosk.paths import asset
from kiosk.rules.masking import CommonWords, Hit, NameFinder


def names_of_others(store: Store, texts: Sequence[str], own_id: int, since: date) -> tuple[Hit, ...]:
    """Where `texts` may name another child than pupil `own_id`: one who was at school on day `since`, or came later."""
    return finder_of_others(store, own_id, since).find(texts)


def finder_of_others(store: Store, own_id: int, since: date) -> NameFinder:
    """The same for texts that are still being typed: it reads the school's list once."""
    return NameFinder(people.pupils_since(store, since), own_id, _common_words())


def _common_words() -> CommonWords:
    """The list that comes with the program."""
    file = tomllib.loads(asset("common_words.toml").read_text(encoding="utf-8"))
    openers, others = (frozenset(" ".join(file[part].values()).split()) for part in ("openers", "others"))
    return CommonWords(openers | others, openers)
