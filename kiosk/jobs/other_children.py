"""Other children's names in what parents will read, against the school's own list of pupils."""

import tomllib
from collections.abc import Sequence
from datetime import date

from kiosk.db import people
from kiosk.db.store import Store
from kiosk.paths import asset
from kiosk.rules.masking import CommonWords, Hit, find_names


def names_of_others(store: Store, texts: Sequence[str], own_id: int, since: date) -> tuple[Hit, ...]:
    """Where `texts` may name another child than pupil `own_id`: one who was at school on day `since`, or came later."""
    return find_names(texts, people.pupils_since(store, since), own_id, _common_words())


def _common_words() -> CommonWords:
    """The list that comes with the program."""
    file = tomllib.loads(asset("common_words.toml").read_text(encoding="utf-8"))
    openers, others = (frozenset(" ".join(file[part].values()).split()) for part in ("openers", "others"))
    return CommonWords(openers | others, openers)
