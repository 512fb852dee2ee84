"""A newer roll before it is taken over: whom it concerns, by name, and what a person should look at first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.rules.dutch import counted
from kiosk.rules.people import name_order
from kiosk.rules.roll import Roll, RollChanges, RollGroup, RollPupil, RollStaff, clean_roll, compare, doubt
from kiosk.text import fold

Someone = RollPupil | RollStaff


@dataclass(frozen=True)
class Lookalike:
    """Somebody `new` by their key, called exactly as somebody `known` who would be gone, or who never had a key.

    Are they the same, the known one goes on under the new key, with all that is theirs. Only a person can say so:
    `new_is` and `known_is` tell where they are, and under which number.
    """

    new: Someone
    known: Someone
    known_id: int
    new_is: str
    known_is: str


@dataclass(frozen=True)
class PreviewLine:
    """One of the people or groups that change, and how."""

    name: str
    what: str


@dataclass(frozen=True)
class PreviewPart:
    """Those who change in one way, in the order of a list of names; never empty."""

    title: str
    lines: tuple[PreviewLine, ...]

    def __str__(self) -> str:
        return f"{self.title}: {len(self.lines)}"


@dataclass(frozen=True)
class Preview:
    """What a newer roll would change.

    `doubts` are sentences to look at; `many_gone` is one to say yes to, or ""; `alike` are those to be asked about.
    """

    changes: RollChanges
    parts: tuple[PreviewPart, ...]
    doubts: tuple[str, ...] = ()
    many_gone: str = ""
    alike: tuple[Lookalike, ...] = ()


def find_lookalikes(
    newcomers: Iterable[Someone], leavers: Mapping[int, Someone], groups: Mapping[str, str]
) -> list[Lookalike]:
    """Each newcomer beside each of the `leavers` (by id) of the same name, in the order of the newcomers.

    `groups` are the names of all groups by key.
    """
    by_name: dict[str, list[tuple[int, Someone]]] = {}
    for known_id, known in leavers.items():
        by_name.setdefault(fold(known.name), []).append((known_id, known))
    return [
        Lookalike(new, known, known_id, _identity(new, groups), _identity(known, groups))
        for new in newcomers
        for known_id, known in by_name.get(fold(new.name), ())
        if type(new) is type(known)
    ]


def open_questions(found: Iterable[Lookalike], same: Iterable[Lookalike]) -> list[Lookalike]:
    """Those of `found` that are still a question when `same` are each one person: nobody is two of the others."""
    settled = list(same)
    return [
        one
        for one in found
        if not any(
            type(one.new) is type(other.new) and (one.new.key == other.new.key or one.known_id == other.known_id)
            for other in settled
        )
    ]


def one_way(found: Sequence[Lookalike]) -> list[Lookalike]:
    """Those of `found` of whom neither looks like anybody else."""
    new = Counter((type(one.new), one.new.key) for one in found)
    known = Counter((type(one.new), one.known_id) for one in found)
    return [one for one in found if new[type(one.new), one.new.key] == 1 and known[type(one.new), one.known_id] == 1]


def with_new_keys(known: Roll, same: Iterable[Lookalike]) -> Roll:
    """`known`, in which those who are the `same` have the key of the newer roll already."""
    pupils = {one.key: one for one in known.pupils}
    staff = {one.key: one for one in known.staff}
    for one in same:
        if isinstance(one.known, RollPupil):
            pupils[one.known.key] = replace(one.known, key=one.new.key)
        else:  # who was added by hand has no key, and is not yet among them
            staff[one.known.key or one.new.key] = replace(one.known, key=one.new.key)
    return replace(known, pupils=tuple(pupils.values()), staff=tuple(staff.values()))


def preview_roll(known: Roll, newer: Roll, today: date, open_forms: Mapping[str, int] | None = None) -> Preview:
    """What taking over `newer` would change in the school as it is `known`; `Refused` as `compare` does.

    `open_forms` says how many forms of a pupil, by key, are not finished; None for who may not know.
    """
    newer = clean_roll(newer)
    changes = compare(known, newer)
    doubts = [doubt(newer, today), *_twice(newer, changes)]
    return Preview(
        changes, _parts(known, changes, open_forms or {}), tuple(filter(None, doubts)), _many(known, changes)
    )


def _many(known: Roll, changes: RollChanges) -> str:
    gone, all_known = len(changes.pupils.gone), len(known.pupils)
    if 2 * gone <= all_known:
        return ""
    return f"Let op: {gone} van de {all_known} leerlingen staan niet in dit bestand. Zij gaan van school."


def _twice(newer: Roll, changes: RollChanges) -> Iterator[str]:
    """A sentence for each newcomer beside whom another pupil has that name in that group: perhaps entered twice."""
    keys: dict[tuple[str, str | None], set[str]] = {}
    for one in newer.pupils:
        keys.setdefault((one.name, one.group_key), set()).add(one.key)
    new = {one.key for one in changes.pupils.new}
    for one in newer.pupils:
        same = keys.pop((one.name, one.group_key), set())
        if len(same) > 1 and same & new:
            yield f"Let op: {one.name} staat {len(same)} keer in één groep. Zijn het verschillende kinderen?"


def _parts(known: Roll, changes: RollChanges, open_forms: Mapping[str, int]) -> tuple[PreviewPart, ...]:
    before = {group.key: group.name for group in known.groups}
    after = before | {group.key: group.name for group in (*changes.groups.new, *changes.groups.changed)}
    pupils = {one.key: one for one in known.pupils}
    staff = {one.key: one for one in known.staff}
    moved = [one for one in changes.pupils.changed if one.group_key != pupils[one.key].group_key]
    stays = [one for one in changes.pupils.changed if one.group_key == pupils[one.key].group_key]
    parts: tuple[tuple[str, list[tuple[Someone, str]]], ...] = (
        ("Van school", [(one, _last_place(one, before, open_forms)) for one in changes.pupils.gone]),
        ("Nieuw", [(one, _place(one, after)) for one in changes.pupils.new]),
        ("Naar een andere groep", [(one, _moves(pupils[one.key], one, before, after)) for one in moved]),
        ("Gewijzigd", [(one, ", ".join(_differs(pupils[one.key], one))) for one in stays]),
        ("Medewerker weg", [(one, "verliest rollen en pincode") for one in changes.staff.gone]),
        ("Medewerker nieuw", [(one, _groups_of(one, after)) for one in changes.staff.new]),
        ("Medewerker gewijzigd", [(one, _at_work(staff[one.key], one, after)) for one in changes.staff.changed]),
    )
    found = [
        PreviewPart(
            title,
            tuple(PreviewLine(one.list_name, what) for one, what in sorted(people, key=lambda who: name_order(who[0]))),
        )
        for title, people in parts
        if people
    ]
    groups = (
        ("Groep nieuw", changes.groups.new, "heeft nog geen parallelgroep"),
        ("Groep weg", changes.groups.gone, "niet meer in gebruik"),
        ("Groep met een andere naam", changes.groups.changed, ""),
    )
    for title, of_these, what in groups:
        if of_these:
            lines = (PreviewLine(one.name, what or f"was {before[one.key]}") for one in _by_name(of_these))
            found.append(PreviewPart(title, tuple(lines)))
    return tuple(found)


def _by_name(groups: Iterable[RollGroup]) -> list[RollGroup]:
    return sorted(groups, key=lambda group: fold(group.name))


def _identity(one: Someone, groups: Mapping[str, str]) -> str:
    where = _place(one, groups) if isinstance(one, RollPupil) else _groups_of(one, groups) or "zonder groep"
    return f"{where}, nummer {one.key}" if one.key else f"{where}, met de hand toegevoegd"


def _place(one: RollPupil, groups: Mapping[str, str]) -> str:
    year = f", leerjaar {one.year_group}" if one.year_group else ""
    return _group_of(one, groups) + year


def _group_of(one: RollPupil, groups: Mapping[str, str]) -> str:
    return groups.get(one.group_key or "", "zonder groep")


def _last_place(one: RollPupil, groups: Mapping[str, str], open_forms: Mapping[str, int]) -> str:
    count = open_forms.get(one.key, 0)
    forms = f" · {counted(count, 'formulier', 'formulieren')} nog niet klaar" if count else ""
    return _place(one, groups) + forms


def _moves(old: RollPupil, new: RollPupil, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    where = (_group_of(old, before), _group_of(new, after))
    return ", ".join([" → ".join(where), *_differs(old, new)])


def _differs(old: Someone, new: Someone) -> Iterator[str]:
    """What else is new than the group."""
    if old.name != new.name or old.list_name != new.list_name:
        yield f"heette {old.list_name}"
    if isinstance(old, RollPupil) and isinstance(new, RollPupil) and old.year_group != new.year_group:
        yield f"leerjaar {old.year_group or '?'} → {new.year_group or '?'}"


def _groups_of(one: RollStaff, groups: Mapping[str, str]) -> str:
    return ", ".join(groups[key] for key in one.group_keys if key in groups)


def _at_work(old: RollStaff, new: RollStaff, groups: Mapping[str, str]) -> str:
    moved = set(old.group_keys) != set(new.group_keys)
    where = [_groups_of(new, groups) or "zonder groep"] if moved else []
    hint = [f"in het bestand: {new.role_hint}"] if old.role_hint != new.role_hint else []
    return ", ".join([*where, *_differs(old, new), *hint])
