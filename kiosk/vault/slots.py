"""Slots: the data key, locked once for each passphrase that may open the store, in a small file beside it.

Argon2id makes guessing a passphrase slow and costly in memory (RFC 9106; its second recommendation is 64 MiB and three
passes, ours is more where the machine can); AES-256-GCM keeps the key secret and tells a slot that was changed. A PIN
never wraps the key: six digits are guessed in a day.
"""

import json
import os
import secrets
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kiosk.errors import KioskError, Refused
from kiosk.paths import put_in_place, sync_file
from kiosk.rules.keys import SlotKind
from kiosk.vault.data_key import KEY_BYTES

FORMAT = 1
MIB = 1024
"""Argon2 counts memory in KiB."""

LEAST_MEMORY, MOST_MEMORY = 64 * MIB, 1024 * MIB
LONGEST_WAIT = 2.0
"""Seconds that one try may take on this machine; with four openers, the last one's words are the fourth try."""

_MOST_PASSES, _MOST_LANES, _MOST_SLOTS, _MOST_BYTES = 10, 16, 16, 32_768
_ID_BYTES, _SALT_BYTES, _NONCE_BYTES, _TAG_BYTES = 4, 16, 12, 16


class WrongWords(Refused):
    """No slot opens with these words."""


class BrokenSlots(KioskError):
    """The slot file is missing, damaged or doctored."""


@dataclass(frozen=True)
class Cost:
    """What one try costs: memory in KiB, passes over it, and lanes that a machine can walk at once."""

    memory_kib: int = 256 * MIB
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True)
class Slot:
    """The data key, locked with one passphrase. `salt`, `nonce` and `wrapped` are in hexadecimal digits."""

    id: str
    kind: SlotKind
    cost: Cost
    salt: str
    nonce: str
    wrapped: str


@dataclass(frozen=True)
class Opened:
    """The data key (64 hexadecimal digits) and the slot that gave it."""

    key: str = field(repr=False)
    slot: Slot


def new_slot_id() -> str:
    """An id for a slot that is still to be made: 8 hexadecimal digits."""
    return secrets.token_hex(_ID_BYTES)


def make_slot(key: str, kind: SlotKind, passphrase: str, cost: Cost, slot_id: str = "") -> Slot:
    """Lock data key `key` with `passphrase`, as `passphrase.read_words` gives it. Takes as long as a try: see `Cost`.

    `slot_id` comes from `new_slot_id`, where it was needed before (a recovery sheet bears its beginning).
    Raises `KioskError` when the machine has not that much memory.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_hex(_SALT_BYTES), secrets.token_hex(_NONCE_BYTES)
    slot = Slot(slot_id or new_slot_id(), kind, cost, salt, nonce, "")
    cipher = AESGCM(_slot_key(slot, passphrase))
    wrapped = cipher.encrypt(bytes.fromhex(slot.nonce), bytes.fromhex(key), _bound(slot))
    return Slot(slot.id, kind, cost, slot.salt, slot.nonce, wrapped.hex())


def open_slots(slots: Sequence[Slot], kind: SlotKind, passphrase: str) -> Opened:
    """The data key, by the slot of that kind which `passphrase` opens: a try for each, so not on the event loop.

    Raises `WrongWords` when none does, `KioskError` when the machine has not the memory.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    for slot in slots:
        if slot.kind is not kind:
            continue
        try:
            key = AESGCM(_slot_key(slot, passphrase)).decrypt(
                bytes.fromhex(slot.nonce), bytes.fromhex(slot.wrapped), _bound(slot)
            )
        except InvalidTag:
            continue
        return Opened(key.hex(), slot)
    raise WrongWords("Deze woorden openen de kiosk niet.", "Kijk of elk woord goed staat, en typ ze nog eens.")


def fitting_cost() -> Cost:
    """What a try may cost on this machine: 256 MiB, halved until it takes two seconds at most, never under 64 MiB.

    A quarter of the machine's memory at most. Tries the least one first, so it takes some tenths of a second.
    """
    begun = time.perf_counter()
    _slot_key(Slot("", SlotKind.OPENER, Cost(LEAST_MEMORY), "00" * _SALT_BYTES, "", ""), "")
    a_try = time.perf_counter() - begun
    cost = Cost()
    while cost.memory_kib > LEAST_MEMORY and (
        cost.memory_kib * 1024 > _memory() / 4 or a_try * cost.memory_kib / LEAST_MEMORY > LONGEST_WAIT
    ):
        cost = Cost(cost.memory_kib // 2)
    return cost


def read_slots(path: Path) -> tuple[Slot, ...]:
    """The slots in file `path`. Raises `BrokenSlots` for anything that the kiosk did not write.

    Also for a cost that would take all memory of the machine, or that would make guessing cheap.
    """
    try:
        with path.open("rb") as file:
            told = json.loads(file.read(_MOST_BYTES))
        if told["format"] != FORMAT or not 1 <= len(told["slots"]) <= _MOST_SLOTS:
            raise ValueError
        found = tuple(_slot(one) for one in told["slots"])
        if len({one.id for one in found}) < len(found):
            raise ValueError
    except FileNotFoundError:
        raise BrokenSlots("De sleutelgegevens ontbreken.", _GET_A_COPY) from None
    except OSError:
        raise BrokenSlots("De sleutelgegevens zijn niet te lezen.", "Kijk of deze gebruiker erbij mag.") from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise BrokenSlots("De sleutelgegevens zijn beschadigd.", _GET_A_COPY) from None
    return found


def write_slots(path: Path, slots: Sequence[Slot]) -> None:
    """Put `slots` in file `path`, which only its owner may read: the old or the new file stands, never half of one.

    Raises `OSError` when the disk refuses.
    """
    with slots_aside(path, slots) as new:
        put_in_place(new, path)


@contextmanager
def slots_aside(path: Path, slots: Sequence[Slot]) -> Iterator[Path]:
    """The same in a file beside `path`, on the disk already, to be put in its place; gone at the end if it was not."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    told = {"format": FORMAT, "slots": [asdict(slot) for slot in slots]}
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR), "w") as file:
            json.dump(told, file, indent=1)
        sync_file(new)
        yield new
    except BaseException:
        new.unlink(missing_ok=True)
        raise


_GET_A_COPY = "Haal een reservekopie terug: daar liggen ze naast."


def _slot(told: dict[str, object]) -> Slot:
    """One slot as it was read. Raises `ValueError`, `TypeError` or `KeyError` when it is no such thing."""
    cost = told["cost"]
    if not isinstance(cost, dict) or not all(type(cost[name]) is int for name in ("memory_kib", "passes", "lanes")):
        raise ValueError
    slot = Slot(
        str(told["id"]),
        SlotKind(str(told["kind"])),
        Cost(cost["memory_kib"], cost["passes"], cost["lanes"]),
        *(str(told[name]) for name in ("salt", "nonce", "wrapped")),
    )
    texts = (slot.id, slot.salt, slot.nonce, slot.wrapped)
    found = [bytes.fromhex(text) for text in texts]
    if [len(one) for one in found] != [_ID_BYTES, _SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES]:
        raise ValueError
    if [one.hex() for one in found] != list(texts):  # Python reads capitals and white space too
        raise ValueError
    if not (
        LEAST_MEMORY <= slot.cost.memory_kib <= MOST_MEMORY
        and 1 <= slot.cost.passes <= _MOST_PASSES
        and 1 <= slot.cost.lanes <= _MOST_LANES
    ):
        raise ValueError
    return slot


def _bound(slot: Slot) -> bytes:
    """What a slot says of itself: changed anywhere, it opens no more."""
    cost = slot.cost
    return f"oeps {FORMAT} {slot.id} {slot.kind} {cost.memory_kib} {cost.passes} {cost.lanes}".encode("ascii")


def _slot_key(slot: Slot, passphrase: str) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    try:
        return hash_secret_raw(
            passphrase.encode(),
            bytes.fromhex(slot.salt),
            time_cost=slot.cost.passes,
            memory_cost=slot.cost.memory_kib,
            parallelism=slot.cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError:
        raise KioskError(
            "Deze computer heeft te weinig geheugen om de sleutel te openen.",
            f"Sluit andere programma's: er is {slot.cost.memory_kib // MIB} MB nodig.",
        ) from None


def _memory() -> float:
    """The machine's memory in bytes; without end where the system does not tell."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):  # Windows has no sysconf
        return float("inf")
