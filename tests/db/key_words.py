"""The school's key as its tests use it: whose words open it, and the files that hold it."""

from kiosk.db.keys import NewHolder, key_state, renew_key
from kiosk.db.store import open_store
from kiosk.paths import Home
from kiosk.rules.keys import Holding, SlotKind
from kiosk.rules.permissions import Actor
from kiosk.vault.passphrase import WORDS_OF
from kiosk.vault.slots import WrongWords, open_slots, read_slots
from tests.db.school import SETTINGS, SampleSchool


def words(name: str, kind: SlotKind = SlotKind.OPENER) -> str:
    """As many words as that kind has, which stand nowhere else: "annekewoord annekewoord …"."""
    return " ".join([f"{name}woord"] * WORDS_OF[kind])


def sheet_words(name: str) -> str:
    return words(name, SlotKind.SHEET)


SHEETS = (NewHolder(None, sheet_words("kluis")), NewHolder(None, sheet_words("thuis")))


def staff_id(actor: Actor) -> int:
    assert actor.staff_id is not None
    return actor.staff_id


def renewed(school: SampleSchool, holding: Holding = Holding.DAY, *openers: NewHolder) -> str:
    """A new key for these people (or directie and IB), the store open with it."""
    if holding is Holding.DAY and not openers:
        openers = (
            NewHolder(staff_id(school.head), words("anneke")),
            NewHolder(staff_id(school.counsellor), words("joost")),
        )
    key = renew_key(school.store, school.head, holding, [*openers, *SHEETS])
    reopen(school, key)
    return key


def reopen(school: SampleSchool, key: str | None) -> None:
    school.store.close()
    school.store = open_store(school.home, SETTINGS, school.clock, key)


def opens(school: SampleSchool, typed: str) -> bool:
    kind = next(kind for kind, count in WORDS_OF.items() if count == len(typed.split()))
    try:
        return open_slots(read_slots(school.home.slots), kind, typed).key == school.store.key
    except WrongWords:
        return False


def slot_of(school: SampleSchool, staff: int) -> str:
    return next(one.slot_id for one in key_state(school.store, school.head).openers if one.staff_id == staff)


def bytes_of_files(home: Home) -> dict[str, bytes]:
    return {str(path.relative_to(home.folder)): path.read_bytes() for path in home.folder.rglob("*") if path.is_file()}


def sheet_of(school: SampleSchool, typed: str) -> str:
    return open_slots(read_slots(school.home.slots), SlotKind.SHEET, typed).slot.id
