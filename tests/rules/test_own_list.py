"""A school's own list of behaviours and places: it grows, is renamed and thinned out, and old forms still read."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Refused
from kiosk.rules.correction import check_behaviours, check_place
from kiosk.rules.issue import IssueRequest, check_request
from kiosk.rules.own_list import (
    KEY_LENGTH,
    LABEL_LENGTH,
    MOST_LISTED,
    add,
    move,
    offered,
    rename,
    switch,
    what_changes,
    whole_list,
)
from kiosk.rules.policy import Behaviour, Place
from tests.rules.builders import COUNSELLOR, at, form_with, school_policy

LIST: tuple[Behaviour, ...] = (
    Behaviour("bullying", "pesten"),
    Behaviour("theft", "stelen"),
    Behaviour("other", "anders, namelijk …"),
)


def keys(entries: tuple[Behaviour, ...]) -> list[str]:
    return [one.key for one in entries]


def test_a_new_one_comes_before_the_open_end_with_a_key_made_from_its_label() -> None:
    added = add(LIST, "  Lawaai in de\tgang! ")
    assert added == (*LIST[:2], Behaviour("lawaai_in_de_gang", "Lawaai in de gang!"), LIST[2])


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Één café", "een_cafe"),
        ("123", "eigen"),
        ("theft", "theft_a"),
        ("Other", "other_a"),
        ("een heel lang verhaal over vroeger", "een_heel_lang_verhaal_ov"),
        ("[/x] Şeyma", "x_seyma"),
    ],
)
def test_a_key_is_plain_and_no_others(label: str, key: str) -> None:
    assert add(LIST, label)[2].key == key


@given(st.lists(st.text(max_size=60), max_size=30))
def test_whatever_is_typed_no_key_comes_twice_and_none_ever_changes(labels: list[str]) -> None:
    entries = LIST
    for label in labels:
        try:
            after = add(entries, label)
        except Refused:
            continue
        assert [one for one in after if one in entries] == list(entries)
        entries = after
    assert len(set(keys(entries))) == len(entries)
    assert all(re.fullmatch("[a-z][a-z_]*", key) and len(key) <= KEY_LENGTH for key in keys(entries))
    assert keys(entries)[-1] == "other"


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("", "Hier hoort een naam."),
        (" \x1b\n", "Hier hoort een naam."),
        ("x" * (LABEL_LENGTH + 1), "te lang: 49 tekens. Er passen er 48"),
        ("STELEN", "Dit staat al in de lijst."),
        ("Pésten", "Het staat uit. Zet het weer aan."),
    ],
)
def test_a_name_that_does_not_fit_is_told(label: str, told: str) -> None:
    entries = switch(LIST, "bullying")
    with pytest.raises(Refused, match=told):
        add(entries, label)
    with pytest.raises(Refused, match=told):
        rename(entries, "other", label)


def test_another_name_keeps_the_key_and_may_differ_in_capitals_only() -> None:
    assert rename(LIST, "theft", "Stelen")[1] == Behaviour("theft", "Stelen")


def test_what_is_switched_off_is_not_offered_and_can_come_back_but_the_open_end_stays() -> None:
    off = switch(LIST, "bullying")
    assert keys(offered(off)) == ["theft", "other"]
    assert switch(off, "bullying") == LIST
    with pytest.raises(Refused, match="blijft altijd in de lijst"):
        switch(LIST, "other")


def test_there_are_no_more_than_the_keyboard_has_keys_for() -> None:
    entries = LIST
    for number in range(MOST_LISTED - len(LIST)):
        entries = add(entries, f"gedrag {number}")
    with pytest.raises(Refused, match="De lijst is vol"):
        add(entries, "nog een")
    swapped = add(switch(entries, "theft"), "nog een")
    assert len(offered(swapped)) == MOST_LISTED
    with pytest.raises(Refused, match="De lijst is vol"):
        switch(swapped, "theft")


@pytest.mark.parametrize(
    ("key", "by", "order"),
    [
        ("theft", -1, ["theft", "bullying", "other"]),
        ("bullying", 1, ["theft", "bullying", "other"]),
        ("bullying", -1, ["bullying", "theft", "other"]),
        ("theft", 1, ["bullying", "theft", "other"]),
        ("other", -1, ["bullying", "theft", "other"]),
    ],
)
def test_the_order_can_change_but_the_open_end_is_the_last(key: str, by: int, order: list[str]) -> None:
    assert keys(move(LIST, key, by)) == order


def test_what_a_school_leaves_out_of_the_programs_list_is_off_and_still_reads() -> None:
    own = (LIST[2], Behaviour("noise", "lawaai"), replace(LIST[1], label="iets wegnemen"))
    assert whole_list(own, LIST) == (own[1], own[2], replace(LIST[0], off=True), LIST[2])
    assert whole_list(own[1:2], LIST)[-1] == LIST[2], "the open end is there also for who leaves it out"


def test_old_forms_read_what_is_off_and_even_what_was_taken_out_by_hand() -> None:
    policy = replace(school_policy(), behaviours=switch(LIST, "theft"), places=(Place("yard", "het plein", off=True),))
    assert policy.behaviour_label("theft") == "stelen"
    assert policy.place_label("yard") == "het plein"
    assert policy.behaviour_label("lawaai_in_de_gang") == "lawaai in de gang"


def test_what_is_off_cannot_be_given_but_stays_on_the_form_that_has_it() -> None:
    places = (Place("yard", "het plein"), Place("gym", "gymzaal", off=True))
    policy = replace(school_policy(), behaviours=switch(LIST, "theft"), places=places)
    moment = at("2026-11-23 09:00")
    request = IssueRequest(501, "bullying", ("bullying",), moment, "yard", "Zag het.", COUNSELLOR, moment)
    check_request(request, policy, moment)
    for wrong in (replace(request, main="theft", behaviours=("theft",)), replace(request, place="gym")):
        with pytest.raises(Refused):
            check_request(wrong, policy, moment)

    stolen = replace(form_with(), main="theft", behaviours=("theft",))
    check_behaviours(stolen, ("theft", "bullying"), policy)
    with pytest.raises(Refused):
        check_behaviours(form_with(), ("theft",), policy)
    with pytest.raises(Refused, match="Kies een plek van de lijst"):
        check_place(form_with(), "gym", policy)


def test_each_change_is_told_in_a_sentence() -> None:
    assert what_changes(LIST, LIST) == []
    new = move(add(switch(rename(LIST, "bullying", "plagen"), "theft"), "lawaai"), "theft", -1)
    assert what_changes(LIST, new) == [
        "Niet meer te kiezen: stelen. Op formulieren van vroeger blijft het staan.",
        "'pesten' heet nu 'plagen', ook op formulieren van vroeger.",
        "Nieuw: lawaai.",
        "De volgorde is anders.",
    ]
    assert what_changes(switch(LIST, "theft"), LIST) == ["Weer te kiezen: stelen."]
