"""Saving behaviours and places from a screen: the next start reads them, and what a person wrote stays."""

from dataclasses import replace

import pytest

from kiosk.errors import KioskError
from kiosk.paths import Home
from kiosk.rules.own_list import add, move, offered, rename, switch
from kiosk.rules.policy import Policy
from kiosk.settings import default_policy, load, save
from tests.settings.school_file import SMALLEST, written

OWN = """\
[policy]
reminders = 3  # drie keer
# Bij ons gaat het vaak om lawaai.
[[policy.behaviour]]
key = "noise"  # van 2024
label = "lawaai"
[[policy.behaviour]]
key = "theft"
label = "iets wegnemen"  # zo noemen wij het
off = true
[calendar]
# vrij
closed = []
"""
COMMENTS = ("# drie keer", "# Bij ons gaat", "# van 2024", "# zo noemen wij het", "# vrij")


def changed(policy: Policy) -> Policy:
    """One added, one renamed, one off, one moved, in both lists."""
    behaviours = switch(rename(add(policy.behaviours, 'het "bos"'), "violence", "slaan"), "bullying")
    places = switch(rename(add(policy.places, "bos"), "gym", "gymzaal en hal"), "lunch")
    return replace(policy, behaviours=move(behaviours, "threat", -1), places=move(places, "gym", 1))


@pytest.mark.parametrize(
    "own",
    [
        "",
        OWN,
        '[policy]\nplace = [{key = "wood", label = "bos?"}, {key = "gym", label = "zaal"}]\n',
        'policy.behaviour = [\n  {key = "noise", label = "lawaai"},\n]\n',
        '[[policy.place]]\nkey = "w"\nlabel = "w"\n[pupil]\n[[policy.behaviour]]\nkey = "a"\nlabel = "a"\n',
    ],
)
def test_however_a_person_wrote_it_what_is_saved_is_what_the_next_start_reads(home: Home, own: str) -> None:
    top, tables = (own, "") if own.startswith("policy") else ("", own)
    before = load(written(home, top + SMALLEST + tables))
    new = changed(before.policy)
    save(home, policy=new)
    assert load(home) == replace(before, policy=new)
    again = changed(
        replace(new, behaviours=rename(new.behaviours, "het_bos", "x"), places=rename(new.places, "bos", "x"))
    )
    save(home, policy=again)
    assert load(home) == replace(before, policy=again)


def test_comments_stay_when_one_is_added_and_when_the_order_changes(home: Home) -> None:
    before = load(written(home, SMALLEST + OWN)).policy
    added = replace(before, behaviours=add(switch(before.behaviours, "theft"), "duwen"))
    save(home, policy=added)
    text = home.settings.read_text(encoding="utf-8")
    assert all(comment in text for comment in COMMENTS)
    assert [one.key for one in offered(load(home).policy.behaviours)] == ["noise", "theft", "duwen", "other"]
    save(home, policy=replace(added, behaviours=move(added.behaviours, "theft", -1)))
    text = home.settings.read_text(encoding="utf-8")
    assert all(comment in text for comment in COMMENTS[2:])
    assert load(home).policy.behaviours[0].label == "iets wegnemen"


def test_only_what_changed_is_written(home: Home) -> None:
    before = load(written(home, SMALLEST)).policy
    save(home, policy=replace(before, places=switch(before.places, "gym")))
    text = home.settings.read_text(encoding="utf-8")
    assert "behaviour" not in text
    assert "reminders" not in text
    assert text.count("off = true") == 1


def test_an_old_behaviour_that_the_schools_own_list_leaves_out_still_has_its_name(home: Home) -> None:
    policy = load(written(home, SMALLEST + OWN)).policy
    assert policy.behaviour_label("violence") == default_policy().behaviour_label("violence")
    assert [one.key for one in offered(policy.behaviours)] == ["noise", "other"]


def test_the_open_end_cannot_be_switched_off_in_the_file(home: Home) -> None:
    own = '[[policy.place]]\nkey = "other"\nlabel = "anders"\noff = true\n'
    with pytest.raises(KioskError, match=r"regel 8, klopt 'off' onder \[\[policy.place\]\] niet. Dit onderdeel blijft"):
        load(written(home, SMALLEST + own))
