"""Whether somebody gave their PIN: the one check behind logging in and behind the lock."""

import asyncio

from kiosk.db import logins
from kiosk.screens.desk import Desk
from kiosk.vault.pins import pin_matches


async def pin_is_right(desk: Desk, staff_id: int, pin: str) -> bool:
    """Count the try, check it on a thread (0.1 s), and forget the wrong ones when it was right.

    Raises `Refused` while this person has to wait after wrong tries. Who is cancelled meanwhile has not come in.
    """
    pin_hash = logins.begin_login(desk.store, staff_id)
    right = await asyncio.to_thread(pin_matches, pin_hash, pin)
    if right:
        logins.finish_login(desk.store, staff_id)
    return right
