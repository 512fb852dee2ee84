"""A record of another road of the policy: what it cannot do without, when it is looked back on, and who may see it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from kiosk.errors import Refused
from kiosk.rules.calendar import Calendar
from kiosk.rules.dutch import counted, long_day, short_day
from kiosk.rules.permissions import Actor, Scope, reach
from kiosk.rules.road_kinds import BACK_ON, FIELDS, LOOKED_BACK_ON, SUPPORTERS, Asks, RoadField, RoadKind, action_of
from kiosk.text import clean, clean_line

LOOK_BACK_AFTER = 10
"""School days after which a look back is proposed."""

_FARTHEST = timedelta(days=365)
"""A day further on than this is a slip of the fingers."""


@dataclass(frozen=True)
class RoadRequest:
    """What a person fills in. `texts` by the keys of `FIELDS[kind]`, a DAY in ISO form; `pupils` are ids.

    Of a support group the first pupil is the one it is for. `evaluate_on` is the day to look back, None: no such day.
    """

    kind: RoadKind
    held_at: datetime
    pupils: tuple[int, ...]
    texts: dict[str, str]
    evaluate_on: date | None = None


@dataclass(frozen=True)
class RoadReview:
    """A look back: when, by whom (a staff id), what came of it, and the day of the next one, if there is one."""

    at: datetime
    by: int
    outcome: str
    next_on: date | None = None


@dataclass(frozen=True)
class Road(RoadRequest):
    """A record that was kept. `group_id` is the home group, then, of its first pupil; `reviews` in order of time."""

    id: int = field(kw_only=True)
    group_id: int | None = field(kw_only=True)
    written_at: datetime = field(kw_only=True)
    written_by: int = field(kw_only=True)
    reviews: tuple[RoadReview, ...] = field(default=(), kw_only=True)
    voided_at: datetime | None = field(default=None, kw_only=True)
    voided_by: int | None = field(default=None, kw_only=True)
    voided_why: str = field(default="", kw_only=True)

    @property
    def due_on(self) -> date | None:
        """The day to look back, or to look back again; None when the road is finished or void."""
        if self.voided_at:
            return None
        return self.reviews[-1].next_on if self.reviews else self.evaluate_on

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look back."""
        return self.due_on is not None


class RoadState(StrEnum):
    """Where a road is: to be looked back on by now, later, no more, or void."""

    DUE = "due"
    OPEN = "open"
    DONE = "done"
    VOIDED = "voided"


def state(road: Road, today: date) -> RoadState:
    """Where `road` is today, from its facts alone."""
    if road.voided_at:
        return RoadState.VOIDED
    if road.due_on is None:
        return RoadState.DONE
    return RoadState.DUE if road.due_on <= today else RoadState.OPEN


def in_order(roads: Iterable[Road]) -> list[Road]:
    """Those to look back on first, by that day; then the others, the newest first."""
    newest_first = sorted(roads, key=lambda road: (road.held_at, road.id), reverse=True)
    return sorted(newest_first, key=lambda road: road.due_on or date.max)


def due_words(road: Road, today: date, calendar: Calendar) -> str:
    """When a road is to be looked back on: "vandaag", "2 dagen te laat", "di 8 dec"; "" when it is finished."""
    due_on = road.due_on
    if due_on is None:
        return ""
    if due_on == today:
        return "vandaag"
    if due_on > today:
        return short_day(due_on) if due_on.year == today.year else f"{short_day(due_on)} {due_on.year}"
    late = max(calendar.school_days_since(due_on, today), 1)
    return f"{counted(late, 'dag', 'dagen')} te laat"


# -- what must be there ----------------------------------------------------------------------------------------------


def clean_road(request: RoadRequest) -> RoadRequest:
    """`request` with every text as it may be kept, only those that its kind asks, and each pupil once."""
    asked = {one.key: one.asks for one in FIELDS[request.kind]}
    texts = {
        key: clean(text).strip() if asked[key] is Asks.WORDS else clean_line(text)
        for key, text in request.texts.items()
        if key in asked
    }
    return replace(request, texts=texts, pupils=tuple(dict.fromkeys(request.pupils)))


def first_missing(request: RoadRequest) -> RoadField | None:
    """The first field that may not stay empty and does."""
    return next((one for one in FIELDS[request.kind] if one.required and not request.texts.get(one.key)), None)


def check_road(request: RoadRequest, calendar: Calendar, now: datetime) -> None:
    """Raise `Refused` when something that must be there is missing, or a day or moment cannot be.

    `request` is cleaned before. Who the pupils are, and whether they are at school, the store knows.
    """
    if request.held_at > now:
        raise Refused("Dit moment ligt in de toekomst.", "Kies een moment dat al geweest is.")
    check_pupils(request)
    if missing := first_missing(request):
        raise _still_asked(missing)
    for one in FIELDS[request.kind]:
        if one.asks is Asks.CHOICE and request.texts.get(one.key) not in one.words:
            raise _still_asked(one)
    first = request.held_at.date()
    if back := request.texts.get(BACK_ON):
        check_day(_day(back), first, calendar)
    if request.evaluate_on:
        check_day(request.evaluate_on, first, calendar)
    elif request.kind in LOOKED_BACK_ON:
        raise Refused("Kies een dag om terug te kijken.", "Na een tijdje kijk je of het beter gaat.")


def _still_asked(missing: RoadField) -> Refused:
    """That this field is still to be filled in, and how."""
    if missing.asks is Asks.CHOICE:
        return Refused(f"{missing.label}: kies een van de woorden.", f"Dat zijn: {', '.join(missing.words)}.")
    how = "Typ een dag zoals 8-12." if missing.asks is Asks.DAY else "Is er niets? Schrijf dan dat."
    return Refused(f"Vul nog in: {missing.label}" + ("" if missing.label.endswith("?") else "."), how)


def check_pupils(request: RoadRequest) -> None:
    """Raise `Refused` unless it is about somebody; for a support group about as many as the policy says."""
    if not request.pupils:
        raise Refused("Om wie gaat het?", "Kies ten minste een leerling.")
    supporters = len(request.pupils) - 1
    if request.kind is RoadKind.SUPPORT_GROUP and supporters not in SUPPORTERS:
        raise Refused(
            f"Een steungroep heeft 6 tot 8 leerlingen. Nu zijn het er {supporters}.",
            "De leerling voor wie de steungroep is, staat voorop en telt niet mee.",
        )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("Deze dag bestaat niet.", "Typ een dag zoals 8-12.") from None


def check_day(day: date, first: date, calendar: Calendar) -> None:
    """Raise `Refused` unless `day` is a school day from `first` on, and within a year of it."""
    if day < first:
        raise Refused(f"{long_day(day).capitalize()} is te vroeg.", f"Kies een dag vanaf {short_day(first)}.")
    if day - first > _FARTHEST:
        raise Refused(f"{long_day(day).capitalize()} is te ver weg.", "Kies een dag binnen een jaar.")
    if not calendar.is_school_day(day):
        better = short_day(calendar.next_school_day(day))
        raise Refused(f"{long_day(day).capitalize()} is geen schooldag.", f"De eerste schooldag daarna is {better}.")


def check_review(road: Road, review: RoadReview, calendar: Calendar) -> None:
    """Raise `Refused` when `road` is finished or void, or the review says nothing or names a day that cannot be."""
    if road.voided_at:
        raise Refused("Dit is ongeldig gemaakt.", "Schrijf zo nodig iets nieuws op.")
    if not road.is_open:
        raise Refused("Hier is al op teruggekeken: het is klaar.", "Schrijf zo nodig iets nieuws op.")
    if not review.outcome:
        raise Refused("Wat kwam eruit?", "Schrijf in een of twee zinnen hoe het nu gaat.")
    if review.next_on:
        check_day(review.next_on, review.at.date() + timedelta(days=1), calendar)


def check_void(road: Road, actor: Actor, reason: str) -> None:
    """Raise `Refused` unless there is a reason, and the record is not void already.

    A teacher makes void what they wrote themselves, not what directie, IB or the KiVa team wrote about their pupil.
    """
    if road.written_by != actor.staff_id and Scope.ALL not in reach(actor, action_of(road.kind)):
        raise Refused("Dit schreef een collega op.", "Vraag het aan wie het opschreef, of aan de directie.")
    if road.voided_at:
        raise Refused("Dit is al ongeldig gemaakt.", "De reden staat erbij.")
    if not reason:
        raise Refused("Waarom is dit ongeldig?", "Schrijf een korte reden op.")


# -- who may see it --------------------------------------------------------------------------------------------------


def road_scopes(actor: Actor, road: Road, groups_now: Iterable[int | None]) -> frozenset[Scope]:
    """In which ways `road` is the actor's; `groups_now` are the present home groups of its pupils.

    Own is what I wrote, and what is about a pupil of my home group.
    """
    mine = road.written_by == actor.staff_id or not actor.group_ids.isdisjoint(
        group for group in groups_now if group is not None
    )
    return frozenset({Scope.ALL, Scope.OWN}) if mine else frozenset({Scope.ALL})


def may_for_road(actor: Actor, road: Road, groups_now: Iterable[int | None]) -> bool:
    """Whether `actor` may read this record, look back on it and void it."""
    return bool(reach(actor, action_of(road.kind)) & road_scopes(actor, road, groups_now))


def kinds_for(actor: Actor) -> tuple[RoadKind, ...]:
    """The kinds that `actor` may write."""
    return tuple(kind for kind in RoadKind if reach(actor, action_of(kind)))
