"""The school's policy in its file: the ladder, the reminders, the numbers of par. 11, the behaviours and the places."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from kiosk.rules.own_list import LABEL_LENGTH, OTHER, One, whole_list
from kiosk.rules.policy import (
    MOST_DUE_DAYS,
    MOST_FORMS,
    MOST_OBJECTION_DAYS,
    MOST_REMINDERS,
    MOST_TIME_OUTS,
    Behaviour,
    Counting,
    EarlierLadder,
    LadderStep,
    Listed,
    OutOfGroup,
    Place,
    Policy,
    Restart,
    StepKind,
)
from kiosk.settings.toml_file import TomlTable


def read_policy(table: TomlTable, base: Policy) -> Policy:
    """`base` with what `table` says instead; a list replaces the whole list, see `own_list.whole_list` for two."""
    table.only(
        ("counting", "restart", "reminders", "step", "due_days", "earlier", "behaviour", "place", "out_of_group")
    )
    given = table.values
    return Policy(
        counting=table.choice("counting", Counting) if "counting" in given else base.counting,
        restart=table.choice("restart", Restart) if "restart" in given else base.restart,
        steps=table.items("step", ("forms", "leads_to"), _step) if "step" in given else base.steps,
        reminders=table.number("reminders", 1, MOST_REMINDERS) if "reminders" in given else base.reminders,
        behaviours=_listed(table, "behaviour", Behaviour, base.behaviours),
        places=_listed(table, "place", Place, base.places),
        questions=base.questions,
        out_of_group=_out_of_group(table.table("out_of_group"), base.out_of_group),
        earlier=_earlier_ladders(table) if "earlier" in given else base.earlier,
        due_days=table.number("due_days", 1, MOST_DUE_DAYS) if "due_days" in given else base.due_days,
    )


def _out_of_group(table: TomlTable, base: OutOfGroup) -> OutOfGroup:
    highest = {"time_outs": MOST_TIME_OUTS, "most_days": 5, "within_days": 7, "objection_days": MOST_OBJECTION_DAYS}
    table.only(highest)
    return replace(base, **{key: table.number(key, 1, most) for key, most in highest.items() if key in table.values})


def _earlier_ladders(table: TomlTable) -> tuple[EarlierLadder, ...]:
    found = table.items("earlier", ("before", "restart", "step"), _earlier_ladder)
    return tuple(sorted(found, key=lambda one: one.before))


def _earlier_ladder(table: TomlTable) -> EarlierLadder:
    before = table.text("before", 'Zet daar een schooljaar, zoals "2026-2027".', pattern="[0-9]{4}-[0-9]{4}")
    return EarlierLadder(before, table.choice("restart", Restart), table.items("step", ("forms", "leads_to"), _step))


def _step(table: TomlTable) -> LadderStep:
    return LadderStep(table.number("forms", 1, MOST_FORMS), table.choice("leads_to", StepKind))


def _listed(
    table: TomlTable, key: str, make: Callable[[str, str, bool], One], base: tuple[One, ...]
) -> tuple[One, ...]:
    if key not in table.values:
        return base

    def read(item: TomlTable) -> One:
        label = item.text("label", f"Zet daar hooguit {LABEL_LENGTH} tekens tussen aanhalingstekens.", LABEL_LENGTH)
        one = make(item.key(), label, item.flag("off"))
        if one.key == OTHER and one.off:
            raise item.wrong("off", "Dit onderdeel blijft altijd in de lijst. Haal deze regel weg.")
        return one

    own = table.items(key, ("key", "label", "off"), read)
    if len({one.key for one in own}) < len(own):
        raise table.wrong(key, "Een key staat er twee keer. Geef elk onderdeel een eigen key.")
    return whole_list(own, base)


def write_policy(document: Any, old: Policy, policy: Policy) -> None:
    """Set what is another in `policy` than in `old` in a tomlkit `document`; the rest, and each comment, stays.

    Not the questions, which have their own place in the file.
    """
    table = document.setdefault("policy", {})
    for key in ("counting", "restart", "reminders", "due_days"):
        if getattr(policy, key) != getattr(old, key):
            table[key] = getattr(policy, key)
    if policy.steps != old.steps:
        _write_steps(table, policy.steps)
    if policy.out_of_group != old.out_of_group:
        _write_out_of_group(table, old.out_of_group, policy.out_of_group)
    if policy.behaviours != old.behaviours:
        _write_listed(table, "behaviour", policy.behaviours)
    if policy.places != old.places:
        _write_listed(table, "place", policy.places)
    if policy.earlier != old.earlier:
        _write_earlier(table, policy.earlier)


def _write_steps(table: Any, steps: Sequence[LadderStep]) -> None:
    written = table.get("step", [])
    if len(written) == len(steps):
        for item, step in zip(written, _as_written(steps), strict=True):
            item.update(step)
    else:
        table["step"] = _as_written(steps)


def _as_written(steps: Sequence[LadderStep]) -> list[dict[str, object]]:
    return [{"forms": step.forms, "leads_to": step.leads_to.value} for step in steps]


def _write_out_of_group(table: Any, old: OutOfGroup, new: OutOfGroup) -> None:
    numbers = {key: number for key, number in asdict(new).items() if number != getattr(old, key)}
    if "out_of_group" in table:
        table["out_of_group"].update(numbers)
    else:
        table["out_of_group"] = numbers


def _write_earlier(table: Any, earlier: Sequence[EarlierLadder]) -> None:
    table.pop("earlier", None)
    if earlier:
        table["earlier"] = [
            {"before": one.before, "restart": one.restart.value, "step": _as_written(one.steps)} for one in earlier
        ]


def _write_listed(table: Any, key: str, entries: Sequence[Listed]) -> None:
    """The whole list, each part with the comments that a person wrote in it."""
    there = {item["key"]: item for item in table.get(key, [])}
    parts = []
    for one in entries:
        item = there.get(one.key, {"key": one.key})
        item["label"] = one.label
        if one.off:
            item["off"] = True
        else:
            item.pop("off", None)
        parts.append(item)
    if there and list(there) == [one.key for one in entries[: len(there)]]:
        for new in parts[len(there) :]:
            table[key].append(new)
    else:
        table[key] = parts
