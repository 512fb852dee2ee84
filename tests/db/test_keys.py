"""Who opens the kiosk: each with words of their own, never fewer than two, and only directie and beheer decide."""

from collections.abc import Callable

import pytest

from kiosk.db import tables
from kiosk.db.keys import NewHolder, add_opener, key_state, remove_opener, renew_key, replace_holder
from kiosk.db.store import is_locked
from kiosk.errors import Refused
from kiosk.rules.keys import Holding, SlotKind
from kiosk.rules.permissions import TABLE, Action, Actor, Role
from kiosk.vault.slots import make_slot, read_slots, write_slots
from tests.db.key_words import SHEETS, opens, renewed, sheet_of, sheet_words, slot_of, staff_id, words
from tests.db.school import SampleSchool, everything_stored, log_rows
from tests.locked import CHEAP

pytestmark = pytest.mark.usefixtures("no_argon2")


def test_a_kiosk_of_before_starts_by_itself_and_nobody_has_words(school: SampleSchool) -> None:
    state = key_state(school.store, school.head)
    assert (state.holding, state.holders, is_locked(school.home)) == (Holding.HERE, (), False)


def test_who_opens_is_told_openers_first_and_each_with_the_moment(locked: SampleSchool) -> None:
    state = key_state(locked.store, locked.head)
    told = [(one.kind, one.staff_id, one.made_at) for one in state.holders]
    head, counsellor = staff_id(locked.head), staff_id(locked.counsellor)
    assert state.holding is Holding.DAY
    assert {told[0][1], told[1][1]} == {head, counsellor}
    assert [kind for kind, *_ in told] == [SlotKind.OPENER] * 2 + [SlotKind.SHEET] * 2
    assert {made for *_, made in told} == {locked.clock.now}
    locked.clock.pass_time(hours=1)
    replace_holder(locked.store, locked.head, slot_of(locked, head), words("anneketwee"))
    assert [one.staff_id for one in key_state(locked.store, locked.head).openers] == [counsellor, head]


def test_a_colleague_gets_words_of_their_own_and_those_of_the_others_stay(locked: SampleSchool) -> None:
    add_opener(locked.store, locked.head, staff_id(locked.teacher), words("fenna"))
    assert [opens(locked, words(name)) for name in ("fenna", "anneke", "joost", "ruud")] == [True, True, True, False]
    assert opens(locked, sheet_words("kluis"))
    assert log_rows()[-1][1:] == ("manage_keys", f"key staff {staff_id(locked.teacher)}")


def test_who_has_words_and_gets_new_ones_opens_with_the_new_ones_alone(locked: SampleSchool) -> None:
    add_opener(locked.store, locked.head, staff_id(locked.head), words("anneketwee"))
    assert (opens(locked, words("anneke")), opens(locked, words("anneketwee"))) == (False, True)
    assert len(key_state(locked.store, locked.head).openers) == 2


def test_who_stands_there_twice_gets_one_slot_back(locked: SampleSchool) -> None:
    twice = make_slot(locked.store.key, SlotKind.OPENER, words("nogeens"), CHEAP)
    tables.KeySlot.create(slot=twice.id, staff=locked.head.staff_id, made_at=locked.clock.now)
    write_slots(locked.home.slots, [*read_slots(locked.home.slots), twice])
    add_opener(locked.store, locked.head, staff_id(locked.head), words("anneketwee"))
    assert sorted(one.staff_id or 0 for one in key_state(locked.store, locked.head).openers) == sorted(
        (staff_id(locked.head), staff_id(locked.counsellor))
    )
    assert not opens(locked, words("nogeens"))


def test_four_people_open_and_a_fifth_waits_until_one_is_taken_out(locked: SampleSchool) -> None:
    third, fourth, fifth = (staff_id(one) for one in (locked.teacher, locked.host, locked.stranger))
    add_opener(locked.store, locked.head, third, words("fenna"))
    add_opener(locked.store, locked.head, fourth, words("ruud"))
    before = locked.home.slots.read_bytes()
    with pytest.raises(Refused, match=r"Er zijn al 4 mensen die openen\. Haal eerst iemand weg"):
        add_opener(locked.store, locked.head, fifth, words("gerda"))
    assert locked.home.slots.read_bytes() == before
    remove_opener(locked.store, locked.head, slot_of(locked, third))
    add_opener(locked.store, locked.head, fifth, words("gerda"))
    assert (opens(locked, words("fenna")), opens(locked, words("gerda"))) == (False, True)


def test_of_two_openers_none_is_taken_out(locked: SampleSchool) -> None:
    before, rows = locked.home.slots.read_bytes(), everything_stored()
    with pytest.raises(Refused, match="Er moeten 2 mensen kunnen openen"):
        remove_opener(locked.store, locked.head, slot_of(locked, staff_id(locked.counsellor)))
    assert (locked.home.slots.read_bytes(), everything_stored()) == (before, rows)


def test_a_lost_sheet_is_replaced_and_never_taken_out(locked: SampleSchool) -> None:
    kluis, thuis = key_state(locked.store, locked.head).sheets
    lost = next(one for one in (kluis, thuis) if sheet_of(locked, sheet_words("kluis")) == one.slot_id)
    with pytest.raises(Refused, match="Een herstelblad gaat niet weg"):
        remove_opener(locked.store, locked.head, lost.slot_id)
    replace_holder(locked.store, locked.head, lost.slot_id, sheet_words("nieuw"), "0a1b2c3d")
    assert [opens(locked, sheet_words(name)) for name in ("kluis", "thuis", "nieuw")] == [False, True, True]
    assert sheet_of(locked, sheet_words("nieuw")) == "0a1b2c3d", "the id that stands on the paper already"
    assert len(key_state(locked.store, locked.head).sheets) == 2
    assert log_rows()[-1][1:] == ("manage_keys", "key sheet")


def test_words_of_which_the_store_knows_nothing_can_go_and_not_be_replaced(locked: SampleSchool) -> None:
    stranger = make_slot(locked.store.key, SlotKind.OPENER, words("vreemd"), CHEAP)
    write_slots(locked.home.slots, [*read_slots(locked.home.slots), stranger])
    (first, *_others) = key_state(locked.store, locked.head).openers
    assert (first.slot_id, first.staff_id, first.made_at) == (stranger.id, None, None)
    with pytest.raises(Refused, match=r"is niet bekend\. Haal ze weg, en geef iemand nieuwe"):
        replace_holder(locked.store, locked.head, stranger.id, words("nieuw"))
    remove_opener(locked.store, locked.head, stranger.id)
    assert (opens(locked, words("vreemd")), opens(locked, words("anneke"))) == (False, True)


def test_words_that_were_taken_out_already_are_told_so(locked: SampleSchool) -> None:
    told = r"openden al niets meer\. Kijk nog eens in de lijst"
    with pytest.raises(Refused, match=told):
        remove_opener(locked.store, locked.head, "0a1b2c3d")
    with pytest.raises(Refused, match=told):
        replace_holder(locked.store, locked.head, "0a1b2c3d", words("nieuw"))


def test_where_the_key_lies_on_this_computer_nobody_gets_words_and_sheets_are_replaced(school: SampleSchool) -> None:
    renewed(school, Holding.HERE)
    with pytest.raises(Refused, match=r"niemand hoeft te openen\. Kies eerst de dagsleutel"):
        add_opener(school.store, school.head, staff_id(school.teacher), words("fenna"))
    lost = sheet_of(school, sheet_words("thuis"))
    replace_holder(school.store, school.head, lost, sheet_words("nieuw"))
    assert [opens(school, sheet_words(name)) for name in ("kluis", "thuis", "nieuw")] == [True, False, True]


@pytest.mark.parametrize(
    "wrong", ["", "vier woorden is weinig", "vijf woorden zijn niet genoeg", sheet_words("kluis") + " dertien"]
)
def test_a_sheet_with_words_that_nobody_could_type_back_is_never_made(locked: SampleSchool, wrong: str) -> None:
    before = locked.home.slots.read_bytes()
    (sheet, _other) = key_state(locked.store, locked.head).sheets
    with pytest.raises(Refused):
        replace_holder(locked.store, locked.head, sheet.slot_id, wrong)
    with pytest.raises(Refused):
        renew_key(locked.store, locked.head, Holding.HERE, [SHEETS[0], NewHolder(None, wrong)])
    assert locked.home.slots.read_bytes() == before
    assert not locked.home.renewal.exists()


def test_words_are_kept_as_they_will_be_read_however_they_are_handed_over(locked: SampleSchool) -> None:
    add_opener(locked.store, locked.head, staff_id(locked.teacher), words("Fenná").upper())
    assert opens(locked, words("fenna"))


# -- who may -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_only_directie_and_beheer_see_and_change_who_opens(locked: SampleSchool, role: Role) -> None:
    actor = Actor("Iemand", frozenset({role}), staff_id(locked.teacher))
    slot_id, sheet = slot_of(locked, staff_id(locked.head)), sheet_of(locked, sheet_words("kluis"))
    before, rows = locked.home.slots.read_bytes(), everything_stored()
    deeds: tuple[Callable[[], object], ...] = (
        lambda: key_state(locked.store, actor),
        lambda: add_opener(locked.store, actor, staff_id(locked.teacher), words("fenna")),
        lambda: replace_holder(locked.store, actor, sheet, sheet_words("nieuw")),
        lambda: remove_opener(locked.store, actor, slot_id),
        lambda: renew_key(locked.store, actor, Holding.HERE, SHEETS),
    )
    if role in TABLE[Action.MANAGE_KEYS]:
        assert role in (Role.HEAD, Role.ADMIN)
        for deed in deeds:
            deed()
        assert log_rows()[-1] == (f"staff {actor.staff_id}", "manage_keys", "data key")
        return
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    assert (locked.home.slots.read_bytes(), everything_stored()) == (before, rows)
    assert not locked.home.renewal.exists()
