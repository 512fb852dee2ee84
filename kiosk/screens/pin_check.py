"""Whether somebody gave their PIN, or the code of a colleague: the one check behind logging in and behind the lock."""

import asyncio
from collections.abc import Callable

from kiosk.db import logins
from kiosk.db.store import Store
from kiosk.screens.desk import Desk
from kiosk.vault.pins import pin_matches


async def pin_is_right(desk: Desk, staff_id: int, pin: str) -> bool:
    """Count the try, check it on a thread (0.1 s), and forget the wrong ones when it was right.

    Raises `Refused` while this person has to wait after wrong tries, or when their PIN is off. Who is cancelled
    meanwhile has not come in.
    """
    right = await _matches(desk, staff_id, pin, logins.begin_login(desk.store, staff_id), logins.fail_login)
    if right:
        logins.finish_login(desk.store, staff_id)
    return right


async def once_code_is_right(desk: Desk, staff_id: int, code: str) -> bool:
    """The same for the code that a colleague gave; `Refused` when there is none. The code stays until a new PIN is."""
    return await _matches(desk, staff_id, code, logins.begin_once_code(desk.store, staff_id), logins.fail_once_code)


async def _matches(desk: Desk, staff_id: int, digits: str, hashed: str, fail: Callable[[Store, int], None]) -> bool:
    """A try that nobody waited for did not come in either: the log keeps it as the wrong one that it was counted as."""
    right = False
    try:
        right = await asyncio.to_thread(pin_matches, hashed, digits)
    finally:
        if not right and desk.is_open:
            fail(desk.store, staff_id)
    return right
