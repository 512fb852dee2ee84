"""The school's policy in its file: the ladder, the reminders, the numbers of par. 11, the behaviours and the places."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from kiosk.rules.policy import (
    MOST_FORMS,
    MOST_REMINDERS,
    MOST_TIME_OUTS,
    Behaviour,
    Counting,
    EarlierLadder,
    LadderStep,
    OutOfGroup,
    Place,
    Policy,
    Restart,
    StepKind,
)
from kiosk.settings.toml_file import Item, TomlTable

LABEL_LENGTH = 48
"""How many signs of a behaviour's or place's label fit on a line of a list."""


def read_policy(table: TomlTable, base: Policy) -> Policy:
    """`base` with what `table` says instead; a list replaces the whole list."""
    table.only(("counting", "restart", "reminders", "step", "earlier", "behaviour", "place", "out_of_group"))
    given = table.values
    return Policy(
        counting=table.choice("counting", Counting) if "counting" in given else base.counting,
        restart=table.choice("restart", Restart) if "restart" in given else base.restart,
        steps=table.items("step", ("forms", "leads_to"), _step) if "step" in given else base.steps,
        reminders=table.number("reminders", 1, MOST_REMINDERS) if "reminders" in given else base.reminders,
        behaviours=_labelled(table, "behaviour", Behaviour) if "behaviour" in given else base.behaviours,
        places=_labelled(table, "place", Place) if "place" in given else base.places,
        questions=base.questions,
        out_of_group=_out_of_group(table.table("out_of_group"), base.out_of_group),
        earlier=_earlier_ladders(table) if "earlier" in given else base.earlier,
    )


def _out_of_group(table: TomlTable, base: OutOfGroup) -> OutOfGroup:
    highest = {"time_outs": MOST_TIME_OUTS, "most_days": 5, "within_days": 7, "objection_days": 42}
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


def _labelled(table: TomlTable, key: str, make: Callable[[str, str], Item]) -> tuple[Item, ...]:
    pairs = table.items(key, ("key", "label"), _key_and_label)
    if len({name for name, _ in pairs}) < len(pairs):
        raise table.wrong(key, "Een key staat er twee keer. Geef elk onderdeel een eigen key.")
    return tuple(make(name, label) for name, label in pairs)


def _key_and_label(table: TomlTable) -> tuple[str, str]:
    key = table.key("key")
    label = table.text("label", f"Zet daar hooguit {LABEL_LENGTH} tekens tussen aanhalingstekens.", LABEL_LENGTH)
    return key, label


def write_policy(document: Any, _old: Policy, policy: Policy) -> None:
    """Set the ladder of `policy` in a tomlkit `document`; what else stands in it, and each comment, stays.

    The ladder is how forms count, the steps (those of earlier years too), the reminders, and after how many times out
    of the group a talk is proposed.
    """
    table = document.setdefault("policy", {})
    table.update(counting=policy.counting.value, restart=policy.restart.value, reminders=policy.reminders)
    steps = _as_written(policy.steps)
    written = table.get("step", [])
    if len(written) == len(steps):
        for item, step in zip(written, steps, strict=True):
            item.update(step)
    else:
        table["step"] = steps
    if "out_of_group" in table:
        table["out_of_group"]["time_outs"] = policy.out_of_group.time_outs
    else:
        table["out_of_group"] = {"time_outs": policy.out_of_group.time_outs}
    table.pop("earlier", None)
    if policy.earlier:
        table["earlier"] = [
            {"before": one.before, "restart": one.restart.value, "step": _as_written(one.steps)}
            for one in policy.earlier
        ]


def _as_written(steps: Sequence[LadderStep]) -> list[dict[str, object]]:
    return [{"forms": step.forms, "leads_to": step.leads_to.value} for step in steps]
