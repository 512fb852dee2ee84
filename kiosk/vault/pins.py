"""Staff PINs: six digits, kept as Argon2id, and the time to wait after wrong tries."""

import math
import secrets
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

from kiosk.errors import Refused

PIN_DIGITS = 6
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=15)
OFF_AFTER = 10
"""Wrong tries after which a PIN is off, until a colleague helps."""
LONGEST_WAIT = timedelta(minutes=10)
"""Only the pupils' code comes this far, which is never off: one child's wrong codes must not keep the others out."""


class MustWait(Refused):
    """Too many wrong tries in a row: the next one is not looked at until the wait of so many `seconds` is over."""

    def __init__(self, seconds: int) -> None:
        wait = "1 seconde" if seconds == 1 else f"{seconds} seconden"
        super().__init__("Te vaak een verkeerde code.", f"Wacht {wait} en probeer het dan nog eens.")
        self.seconds = seconds


class PinIsOff(Refused):
    """So many wrong tries that this PIN opens nothing any more: a colleague gives a once-code."""


def check_pin(pin: str) -> None:
    """Raise `Refused` for anything else than six digits, and for a PIN that a bystander tries first."""
    _check_digits(pin)
    if _easy(pin):
        raise Refused("Deze pincode is te makkelijk te raden.", "Kies een andere.")


def _check_digits(pin: str) -> None:
    if not (len(pin) == PIN_DIGITS and pin.isascii() and pin.isdigit()):
        raise Refused(f"Een pincode heeft {PIN_DIGITS} cijfers.")


def _easy(pin: str) -> bool:
    """Two digits only, equal steps all the way (a row up or down), three digits twice, or three pairs."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return len(set(pin)) <= 2 or len(steps) == 1 or pin[:3] == pin[3:] or pin[::2] == pin[1::2]


def random_digits(count: int) -> str:
    """`count` digits that nobody can foretell, zeros in front kept."""
    return f"{secrets.randbelow(10**count):0{count}d}"


def generate_pin() -> str:
    """A random PIN that `check_pin` takes."""
    while True:
        pin = random_digits(PIN_DIGITS)
        if not _easy(pin):
            return pin


def hash_pin(pin: str) -> str:
    """The Argon2id hash of a PIN; about 0.1 s. Raises `Refused` for anything else than six digits."""
    from argon2 import PasswordHasher  # costs start-up

    _check_digits(pin)
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
    """The wait after so many wrong tries in a row: none for five, then `first_wait`, doubling, ten minutes at most."""
    if wrong_tries < FREE_TRIES:
        return timedelta(0)
    doublings = min(wrong_tries - FREE_TRIES, 20)
    return min(first_wait * (1 << doublings), LONGEST_WAIT)


class Waits:
    """Who waits after wrong tries, by a clock that nobody can set.

    A wait runs from the try that set it off. How long it ran before a restart is not known: it then begins anew, from
    the moment of the start, so that neither a restart nor a moved clock makes it shorter.
    """

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._started = steady()
        self._since: dict[tuple[str, int], float] = {}

    def begin(self, who: str, wrong_tries: int) -> None:
        """From now on `who` waits what belongs to so many wrong tries."""
        self._since[who, wrong_tries] = self._steady()

    def check(self, who: str, wrong_tries: int, first_wait: timedelta = FIRST_WAIT) -> None:
        """Raise `MustWait`, naming the seconds, while `who` has to wait after so many wrong tries."""
        passed = self._steady() - self._since.get((who, wrong_tries), self._started)
        left = math.ceil(wait_after(wrong_tries, first_wait).total_seconds() - passed)
        if left > 0:
            raise MustWait(left)
