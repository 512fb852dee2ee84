"""What led to a suspension or to a proposal of par. 11, in words: one line above the fields, and the whole to read."""

from dataclasses import dataclass
from textwrap import shorten

from kiosk.db import people
from kiosk.db.history import PupilHistory
from kiosk.db.store import Store
from kiosk.rules.out_of_group import PROPOSAL_NAMES, ProposalKind, ProposalTaken
from kiosk.rules.suspension import Ground
from kiosk.rules.waiting import marks_up_to
from kiosk.screens.head import wording
from kiosk.screens.roads.road_words import RoadWords, road_words

_ONE_LINE = 72
"""Characters on a line of the narrowest screen."""

_SINCE = {
    ProposalKind.PARENTS_TALK: "",
    ProposalKind.ONE_DAY: " na het gesprek",
    ProposalKind.SEVERAL_DAYS: " na de schorsing",
}


@dataclass(frozen=True)
class GroundWords:
    """`short` is one line, `long` the whole."""

    short: str
    long: str


def ground_words(store: Store, history: PupilHistory, ground: Ground) -> GroundWords:
    """The forms of the round, the deviation's reason, or the time-outs with what directie did before."""
    if ground.road_id is not None:
        return time_out_words(history, road_words(store))
    today = store.clock().date()
    if ground.turn_id is not None:
        decided = history.reasons[ground.turn_id]
        long = wording.decided_words(decided, people.staff_names(store), today)
        short = f"Afgeweken, {wording.day_in_list(decided.at.date(), today)}: {decided.words}"
        return GroundWords(_one_line(short), f"Afgeweken van de lijn.\n{long}\n\n{_forms(store, history, None)}")
    told = _forms(store, history, ground.form_id)
    return GroundWords(_one_line(told.splitlines()[-1]), told)


def time_out_words(history: PupilHistory, words: RoadWords) -> GroundWords:
    """The time-outs that led to the open proposal, and before them what directie did with earlier ones."""
    line = history.out_of_group
    ids, since = (line.open.road_ids, _SINCE[line.open.kind]) if line.open else ((), "")
    theirs = [road for road in history.roads if road.id in ids]
    parts = [taken_words(one, words) for one in line.taken]
    parts += [f"{words.title(road)}\n{words.story(road)}" for road in theirs]
    return GroundWords(f"{len(theirs)} keer buiten de groep{since}", "\n\n".join(parts))


def taken_words(taken: ProposalTaken, words: RoadWords) -> str:
    """What directie did with a proposal: "Gesprek met ouders, do 12 nov, Anneke de Groot:" and what came of it."""
    at = (taken.held_at or taken.done_at).date()
    name = PROPOSAL_NAMES[taken.kind].capitalize() + ("" if taken.carried_out else ", niet gedaan")
    who = words.staff.get(taken.done_by, "directie")
    return f"{name}, {wording.day_in_list(at, words.today)}, {who}:\n{taken.outcome}"


def _forms(store: Store, history: PupilHistory, form_id: int | None) -> str:
    """The forms of the round up to this one (None: all that count), a line each."""
    policy, today = store.settings.policy, store.clock().date()
    marks = history.line.marks if form_id is None else marks_up_to(history.line, form_id)
    found = []
    for mark in marks:
        form = history.form(mark.form_id)
        if form:
            what = f"{policy.behaviour_label(form.main)}, {policy.place_label(form.place)}"
            found.append(f"{mark.nth}e formulier, {wording.day_in_list(form.happened_at.date(), today)}: {what}")
    return "\n".join(found) or "Er is geen formulier dat telt."


def _one_line(text: str) -> str:
    return shorten(text, _ONE_LINE, placeholder=" …")
