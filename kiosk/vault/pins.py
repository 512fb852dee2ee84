"""Staff PINs: six digits, kept as Argon2id, and the time to wait after wrong tries."""

import secrets
from datetime import datetime, timedelta

from kiosk.errors import Refused

PIN_DIGITS = 6
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=1)
_EASY = {"123456", "654321", "012345", "543210", "112233", "121212", "123123"}


def generate_pin() -> str:
    """A random PIN that nobody types by accident: not one repeated digit, not a well-known row."""
    while True:
        pin = f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}d}"
        if len(set(pin)) > 2 and pin not in _EASY:
            return pin


def hash_pin(pin: str) -> str:
    """The Argon2id hash of a PIN of six digits; about 0.1 s. Raises `Refused` for anything else than six digits."""
    from argon2 import PasswordHasher  # costs start-up

    if not (len(pin) == PIN_DIGITS and pin.isascii() and pin.isdigit()):
        raise Refused(f"Een pincode heeft {PIN_DIGITS} cijfers.", "Kies een andere.")
    return PasswordHasher().hash(pin)


def pin_matches(pin_hash: str, pin: str) -> bool:
    """Whether `pin` is the one behind `pin_hash`; about 0.1 s, so not on the event loop. "" never matches."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def wait_after(wrong_tries: int, first_wait: timedelta = FIRST_WAIT) -> timedelta:
    """The wait after so many wrong tries in a row: none for five, then `first_wait`, doubling, one hour at most."""
    if wrong_tries < FREE_TRIES:
        return timedelta(0)
    doublings = min(wrong_tries - FREE_TRIES, 20)
    return min(first_wait * (1 << doublings), LONGEST_WAIT)


def check_wait(wait_until: datetime | None, now: datetime) -> None:
    """Raise `Refused`, naming the seconds, while a wait lasts.

    A wait longer than the longest was set before the clock was put back (an empty battery, say): it counts no more, or
    nobody could log in until that day came again.
    """
    if wait_until is None or not timedelta(0) < wait_until - now <= LONGEST_WAIT:
        return
    seconds = max(int((wait_until - now).total_seconds()), 1)
    wait = "1 seconde" if seconds == 1 else f"{seconds} seconden"
    raise Refused("Te vaak een verkeerde code.", f"Wacht {wait} en probeer het dan nog eens.")
