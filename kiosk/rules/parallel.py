"""Home groups beside each other: what each is like now, and which could be whose parallel group (par. 8, step 1)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.rules.figures import phase
from kiosk.rules.people import Group, Pupil, Staff


@dataclass(frozen=True)
class GroupNow:
    """A home group with the year groups of its pupils, how many they are, and its teachers (a duo has two)."""

    group: Group
    year_groups: tuple[int, ...]
    pupils: int
    teachers: tuple[Staff, ...]

    @property
    def years(self) -> str:
        """The year groups in a list: "3-5", "1, 3"; "" when the school's file does not say."""
        first, last = (self.year_groups or (0,))[0], (self.year_groups or (0,))[-1]
        if len(self.year_groups) > 1 and last - first == len(self.year_groups) - 1:
            return f"{first}-{last}"
        return ", ".join(str(year) for year in self.year_groups)


def groups_as_they_are(groups: Iterable[Group], pupils: Iterable[Pupil], staff: Iterable[Staff]) -> list[GroupNow]:
    """Each of the `groups`, in their order, with who is in it now."""
    years: defaultdict[int | None, set[int]] = defaultdict(set)
    counts: defaultdict[int | None, int] = defaultdict(int)
    for pupil in pupils:
        counts[pupil.group_id] += 1
        if pupil.year_group:
            years[pupil.group_id].add(pupil.year_group)
    everyone = list(staff)
    return [
        GroupNow(
            group,
            tuple(sorted(years[group.id])),
            counts[group.id],
            tuple(one for one in everyone if group.id in one.group_ids),
        )
        for group in groups
    ]


def propose_hosts(groups: Sequence[GroupNow]) -> dict[int, int]:
    """A parallel group, by id, for each of the `groups` without one: parallel is who has the same year groups.

    Those pair up in the order of `groups` (3/4a and 3/4b host each other), the last three of an odd number in a ring.
    Who is alone goes to whose year groups lie nearest, of the same phase first. A group of which no year group is
    known gets no proposal, and hosts nobody.
    """
    known = [one for one in groups if one.year_groups]
    alike: defaultdict[tuple[int, ...], list[GroupNow]] = defaultdict(list)
    for one in known:
        alike[one.year_groups].append(one)
    hosts: dict[int, int] = {}
    for one in known:
        same = alike[one.year_groups]
        host = same[_partner(same.index(one), len(same))] if len(same) > 1 else _nearest(one, known)
        if host and one.group.host_id is None:
            hosts[one.group.id] = host.group.id
    return hosts


def _partner(place: int, count: int) -> int:
    ring = count - 3 if count % 2 else count  # where the ring of the last three begins
    return place ^ 1 if place < ring else ring + (place - ring + 1) % 3


def _nearest(one: GroupNow, known: Iterable[GroupNow]) -> GroupNow | None:
    here = _middle(one)
    others = [other for other in known if other is not one]
    return min(others, key=lambda other: (abs(_middle(other) - here), _phase(other) != _phase(one)), default=None)


def _middle(one: GroupNow) -> float:
    return sum(one.year_groups) / len(one.year_groups)


def _phase(one: GroupNow) -> str:
    return phase(round(_middle(one)))
