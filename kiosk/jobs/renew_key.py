"""A new data key for a store that nobody has open."""

from collections.abc import Sequence
from contextlib import closing

from kiosk import settings
from kiosk.clock import Clock
from kiosk.db import keys
from kiosk.db.store import finish_renewal, open_store
from kiosk.paths import Home
from kiosk.rules.keys import Holding
from kiosk.rules.permissions import Actor


def renew_key(
    home: Home, clock: Clock, key: str | None, actor: Actor, holding: Holding, holders: Sequence[keys.NewHolder]
) -> str:
    """Open the store with `key` (None: the one on this computer), put it under a new one, close it; returns the new.

    Raises as `open_store` and `db.keys.renew_key` do: the old key then stands.
    """
    with closing(open_store(home, settings.load(home), clock, key)) as store:
        new = keys.renew_key(store, actor, holding, holders)
    finish_renewal(home)
    return new
