"""Par. 8, step 1: the pupil goes to the parallel class. Which one is likely, a person confirms."""

from kiosk.rules.parallel import GroupNow, groups_as_they_are, propose_hosts
from kiosk.rules.people import Group, Pupil, Staff


def groups(*years: tuple[int, ...], hosts: dict[int, int] | None = None) -> list[GroupNow]:
    """A group for each of `years`, with id 1 and on."""
    return [
        GroupNow(Group(place, f"groep {place}", (hosts or {}).get(place)), one, 20, ())
        for place, one in enumerate(years, start=1)
    ]


def test_two_groups_of_the_same_years_host_each_other() -> None:
    assert propose_hosts(groups((3, 4), (5,), (3, 4), (5,))) == {1: 3, 3: 1, 2: 4, 4: 2}


def test_three_of_the_same_years_go_round_and_five_are_a_pair_and_a_ring() -> None:
    assert propose_hosts(groups((3,), (3,), (3,))) == {1: 2, 2: 3, 3: 1}
    assert propose_hosts(groups(*[(3,)] * 5)) == {1: 2, 2: 1, 3: 4, 4: 5, 5: 3}


def test_who_is_alone_goes_to_the_nearest_years_of_the_same_phase_first() -> None:
    assert propose_hosts(groups((1, 2), (3,), (4,), (8,))) == {1: 2, 2: 3, 3: 2, 4: 3}
    assert propose_hosts(groups((5,), (6,), (7,)))[2] == 3


def test_what_was_chosen_stays_and_one_group_has_nowhere_to_go() -> None:
    assert propose_hosts(groups((3,), (3,), (4,), hosts={1: 3})) == {2: 1, 3: 1}
    assert propose_hosts(groups((3,))) == {}


def test_a_group_of_which_no_year_is_known_gets_no_proposal_and_hosts_nobody() -> None:
    assert propose_hosts(groups((), (3,))) == {}


def test_a_group_tells_its_years_its_pupils_and_both_teachers_of_a_duo() -> None:
    duo = [
        Staff(one, name, "", "", "", frozenset(), frozenset({1}), has_pin=False)
        for one, name in enumerate(("Fenna", "Gerda"), start=1)
    ]
    pupils = [Pupil(place, "Kind", "", "", year, 1, "Egels") for place, year in enumerate((4, 3, 5, 3, None))]
    (egels, empty) = groups_as_they_are([Group(1, "Egels"), Group(2, "Uilen")], pupils, duo)
    assert (egels.years, egels.pupils, [one.name for one in egels.teachers]) == ("3-5", 5, ["Fenna", "Gerda"])
    assert (empty.years, empty.pupils, empty.teachers) == ("", 0, ())
    assert [one.years for one in groups((1,), (1, 3), (7, 8))] == ["1", "1, 3", "7-8"]
