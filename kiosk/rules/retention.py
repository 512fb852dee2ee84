"""The retention term (bewaartermijn): what is past it on a day, and what has to be closed before it can go.

The law says how long at the most: no longer than it is needed (AVG, article 5.1.e), and by what the Autoriteit
Persoonsgegevens asks of primary schools no more than two years after a pupil left. The policy needs words for as long
as forms add up (par. 8, steps 5 and 6): a school year, or, where the school counts so, all the time at this school.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kiosk.rules.calendar import Calendar, school_year, school_year_days
from kiosk.rules.dutch import counted
from kiosk.rules.policy import Counting
from kiosk.rules.road_kinds import RoadKind

MOST_SCHOOL_YEARS, MOST_YEARS_AFTER_LEAVING = 8, 2
"""The longest terms that a school can set: all of primary school, and what the law allows for who left it.

Of each, one is the shortest: this school year is never past, and who was signed off by mistake comes back with words.
"""


@dataclass(frozen=True)
class Terms:
    """How long words and names stay: so many whole school years after the one they are of, and after who left."""

    school_years: int = 2
    after_leaving_years: int = 2


@dataclass(frozen=True)
class PupilYear:
    """A pupil's school year: how many `forms` it has, void ones too; there may be only a turn in it.

    `waits`: one of the forms is neither in ParnaSys nor void, or somebody still has to decide or look back.
    """

    pupil_id: int
    school_year: str
    forms: int = 0
    waits: bool = False


@dataclass(frozen=True)
class KeptRoad:
    """A record of another road, in the school year `school_year`; `waits`: somebody still has to look back.

    Of a support group the first of `pupils` is the one it is for.
    """

    id: int
    kind: RoadKind
    school_year: str
    pupils: tuple[int, ...]
    waits: bool = False

    @property
    def is_about(self) -> tuple[int, ...]:
        """Whose record it is: who only helps in a support group keeps nobody's words here, and hands none over."""
        return self.pupils[:1] if self.kind is RoadKind.SUPPORT_GROUP else self.pupils


@dataclass(frozen=True)
class Kept:
    """What the store holds about pupils by name. `left_on` is when who left did: others are at school."""

    left_on: Mapping[int, date | None]
    years: tuple[PupilYear, ...] = ()
    roads: tuple[KeptRoad, ...] = ()


@dataclass(frozen=True)
class Past:
    """What goes: all words of `years`, the pupils in `links` (road, pupil) from records, the words of `roads`, and the
    names and keys of `pupils`.

    `waiting` is past its term too, and stays until what is open in it was closed; `waiting_roads` likewise, by id.
    """

    years: tuple[PupilYear, ...] = ()
    links: tuple[tuple[int, int], ...] = ()
    roads: tuple[int, ...] = ()
    pupils: tuple[int, ...] = ()
    waiting: tuple[PupilYear, ...] = ()
    waiting_roads: tuple[int, ...] = ()

    @property
    def forms(self) -> dict[str, int]:
        """How many forms go, by school year, the oldest first."""
        found: defaultdict[str, int] = defaultdict(int)
        for one in self.years:
            found[one.school_year] += one.forms
        return {year: found[year] for year in sorted(found) if found[year]}

    @property
    def goes(self) -> bool:
        """Whether there is anything that can go now."""
        return bool(self.years or self.links or self.roads or self.pupils)


@dataclass(frozen=True)
class Term:
    """The terms as they fall on `today`: `counting` is how the school's forms add up."""

    today: date
    counting: Counting
    terms: Terms = field(default_factory=Terms)

    @property
    def last_year(self) -> str | None:
        """The newest school year whose words go, also of who is at school; None while all of them still count.

        With two school years, 2023-2024 is past from 1 August 2026 on.
        """
        if self.counting is Counting.WHOLE_SCHOOL:
            return None
        began = school_year_days(school_year(self.today))[0]
        first = began.year - 1 - self.terms.school_years
        return f"{first:04d}-{first + 1:04d}"

    @property
    def last_leaving(self) -> date:
        """Who left on this day or before it is past the term: with two years, on the same day two years later."""
        year = self.today.year - self.terms.after_leaving_years
        leap = (self.today.month, self.today.day) == (2, 29)
        return date(year, 2, 28) if leap else self.today.replace(year=year)

    def has_left(self, left_on: date | None) -> bool:
        """Whether a pupil left so long ago that everything goes; never of one who came back."""
        return left_on is not None and left_on <= self.last_leaving

    def is_over(self, year: str, left_on: date | None) -> bool:
        """Whether the words of this school year are past their term, of a pupil who left on that day, or is here."""
        return self.has_left(left_on) or (self.last_year is not None and year <= self.last_year)


def past_term(kept: Kept, term: Term) -> Past:
    """What is past its term.

    A pupil's school year goes as a whole, or the ladder would number what stays anew; so it stays as a whole while
    something in it is open. A record goes once it is past the term of everyone it is about.
    """
    over = [one for one in kept.years if term.is_over(one.school_year, kept.left_on.get(one.pupil_id))]
    roads = [(road, _pupils_over(road, kept, term)) for road in kept.roads]
    going = [(road, pupils) for road, pupils in roads if pupils and not road.waits]
    finished = [road for road, pupils in going if set(road.is_about) <= pupils]
    links = {(road.id, one) for road, pupils in going for one in pupils}
    links |= {(road.id, one) for road in finished for one in road.pupils}
    staying = {one.pupil_id for one in over if one.waits}
    staying |= {one for road in kept.roads for one in road.pupils if (road.id, one) not in links}
    return Past(
        years=tuple(one for one in over if not one.waits),
        links=tuple(sorted(links)),
        roads=tuple(road.id for road in finished),
        pupils=tuple(one for one, left in kept.left_on.items() if term.has_left(left) and one not in staying),
        waiting=tuple(one for one in over if one.waits),
        waiting_roads=tuple(road.id for road, pupils in roads if pupils and road.waits),
    )


def _pupils_over(road: KeptRoad, kept: Kept, term: Term) -> set[int]:
    """The pupils of a record whose term is over; who is only a helper goes with who it is for, or on leaving."""
    return {one for one in road.pupils if term.is_over(road.school_year, kept.left_on.get(one))}


def is_announced(today: date, calendar: Calendar) -> bool:
    """Whether Te doen says what is past: from the first school day after the summer on, when somebody is there."""
    return calendar.school_days(school_year_days(school_year(today))[0], today) > 0


def count_of_forms(count: int) -> str:
    """ "1 formulier", "34 formulieren"."""
    return counted(count, "formulier", "formulieren")


def count_of_names(count: int) -> str:
    """ "1 naam", "12 namen"."""
    return counted(count, "naam", "namen")
