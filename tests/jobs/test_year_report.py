"""The year report: the same numbers as the store's forms, no names, no small numbers, beside the year before."""

import io
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from pypdf import PdfReader

from kiosk import settings
from kiosk.db import facts, forms, people
from kiosk.db.store import Store, open_store
from kiosk.db.tables import LogRow
from kiosk.errors import KioskError, Refused
from kiosk.jobs.year_report import year_report
from kiosk.paper.report import Chart, Report, report_pdf
from kiosk.rules.dutch import month_name, weekday_name
from kiosk.rules.issue import IssueRequest
from tests.school import HandClock, School, actor, hand_in, issue, talk

YEAR = "2026-2027"


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    yield opened
    opened.close()


def report(store: Store, who: str = "Anneke", year: str = YEAR) -> Report:
    return year_report(store, actor(store, who), year)


def chart(made: Report, title: str) -> Chart:
    return next(one for one in made.charts if one.title == title)


def told(made: Report, title: str) -> dict[str, str]:
    return {bar.label: bar.now.text for bar in chart(made, title).bars}


def before(made: Report, title: str) -> dict[str, str]:
    return {bar.label: bar.before.text if bar.before else "" for bar in chart(made, title).bars}


PLACES, MAINS = ("playground", "classroom", "corridor", "gym"), ("violence", "theft", "language", "bullying")


@dataclass(frozen=True)
class Happened:
    """An incident, as the test counts it again."""

    at: datetime
    main: str
    place: str
    group_name: str


def spread_out(store: Store, clock: HandClock, first: date, days: int, count: int) -> list[Happened]:
    """Forms of the whole school over some weeks: most here, some there; and a void one, which counts nowhere."""
    chance, found = random.Random(count), []  # noqa: S311  (the same in every run)
    pupils, head, groups = people.pupils(store), actor(store, "Anneke"), people.groups(store)
    assert head.staff_id is not None
    school_days = [first + timedelta(days=n) for n in range(days)]
    moments = sorted(
        datetime.combine(chance.choice(school_days), time(chance.choice((8, 9, 10, 11, 13, 15)), 20))
        for _ in range(count)
    )
    for number, at in enumerate(moments):
        clock.now = at
        pupil = chance.choice([one for one in pupils if one.group_id is not None])
        happened = Happened(
            at, chance.choices(MAINS, (9, 5, 2, 1))[0], chance.choices(PLACES, (8, 4, 3, 1))[0], pupil.group_name
        )
        asked = IssueRequest(
            pupil_id=pupil.id, main=happened.main, behaviours=(happened.main,), happened_at=at, place=happened.place,
            what_was_seen="Zag het.", consulted_id=head.staff_id, consulted_at=at,
            host_id=next(one.id for one in groups if one.id != pupil.group_id),
        )  # fmt: skip
        form = forms.issue_form(store, head, asked).form
        if number == 3:
            facts.void_form(store, head, form.id, "dubbel")
        else:
            found.append(happened)
    return found


def agree(shown: Mapping[str, str], counted: Mapping[str, int]) -> int:
    """Every number that is shown is what the test counted; returns how many were shown."""
    seen = {label: text for label, text in shown.items() if text != "*"}
    for label, text in seen.items():
        count = re.search(r"\((\d+)\)$", text) or re.fullmatch(r"(\d+)", text)
        assert count is not None
        assert int(count[1]) == counted.get(label, 0), label
    assert all(counted[label] >= 5 for label in seen if counted.get(label))
    return len(seen)


def test_every_number_is_what_a_second_count_gives(store: Store, school: School) -> None:
    before_ = spread_out(store, school.clock, date(2025, 9, 1), 70, 60)
    now = spread_out(store, school.clock, date(2026, 8, 31), 80, 90)
    school.clock.now = datetime(2026, 11, 23, 10)
    made, policy = report(store), store.settings.policy
    calendar = store.settings.calendar
    days = calendar.school_days(date(2026, 8, 1), date(2026, 11, 23))
    pupils = len(people.pupils(store))
    assert made.numbers == (
        ("formulieren", "89"),
        ("schooldagen", str(days)),
        ("leerlingen", str(pupils)),
        ("formulieren per schooldag", f"{89 / days:.2f}".replace(".", ",")),
        ("formulieren per 100 leerlingen", f"{8900 / pupils:.1f}".replace(".", ",")),
    )
    shown = 0
    for title, label in (
        ("Gedrag", lambda one: policy.behaviour_label(one.main)),
        ("Plaats", lambda one: policy.place_label(one.place)),
        ("Per 100 leerlingen, per stamgroep", lambda one: one.group_name),
        ("Per schooldag, per maand", lambda one: month_name(one.at)),
        ("Per schooldag, per dag van de week", lambda one: weekday_name(one.at.weekday())),
    ):
        shown += agree(told(made, title), Counter(map(label, now)))
        assert agree(before(made, title), Counter(map(label, before_))) > 0, title
    assert shown > 20
    years = told(made, "Dit jaar naast eerdere jaren")
    assert agree(years, {"2026-2027": 89, "2025-2026": len(before_)}) > 0
    assert years["2026-2027"].endswith("(89)")
    october = sum(one.at.month == 10 for one in now)
    per_day = october / calendar.school_days(date(2026, 10, 1), date(2026, 10, 31))
    assert told(made, "Per schooldag, per maand")["okt"] == f"{per_day:.2f} ({october})".replace(".", ",")


def test_a_small_number_and_what_would_give_it_away_are_not_told(store: Store) -> None:
    for pupil in range(7):
        issue(store, pupil=pupil, main="violence" if pupil < 5 else "theft")
    made = report(store)
    assert told(made, "Gedrag")["stelen"] == "*"
    assert set(told(made, "Per 100 leerlingen, per stamgroep").values()) == {
        "*",
        *[text for label, text in told(made, "Per 100 leerlingen, per stamgroep").items() if label == "De Egels"],
    }
    assert told(made, "De driehoek")["6 of meer"] == "*"


def test_how_forms_went_on_is_told_with_small_numbers_hidden(store: Store) -> None:
    for pupil in range(18):
        form = issue(store, pupil=pupil).form
        if pupil < 10:
            hand_in(store, form)
            talk(store, form)
        if pupil < 2:
            facts.record_printed(store, actor(store, "Fenna"), form.id)
            facts.record_taken_home(store, actor(store, "Fenna"), form.id)
    made = report(store)
    assert "2" not in told(made, "Het papier").values()
    assert told(made, "Afspraken")["gelukt"] == "*"
    assert "De middelste is 0,0 uur" in chart(made, "Van gebeurtenis tot gesprek").meaning


def test_the_hours_of_a_few_talks_are_not_told(store: Store) -> None:
    for pupil in range(6):
        form = issue(store, pupil=pupil).form
        if pupil < 4:
            hand_in(store, form)
            talk(store, form)
    assert chart(report(store), "Van gebeurtenis tot gesprek").meaning == "In uren op de klok."


def test_last_year_counts_to_the_same_school_day_and_a_whole_year_beside_a_whole_one(
    store: Store, school: School
) -> None:
    spread_out(store, school.clock, date(2025, 9, 1), 250, 80)
    made = report(store, year="2025-2026")
    assert all(bar.before is None for one in made.charts for bar in one.bars)  # there was no year before
    assert not any("vorig schooljaar" in note for note in made.notes)
    spread_out(store, school.clock, date(2026, 8, 31), 60, 40)
    school.clock.now = datetime(2026, 11, 23, 10)
    (note,) = [note for note in report(store).notes if "vorig schooljaar" in note]
    assert (
        note
        == "Lichte balken zijn vorig schooljaar, tot en met maandag 1 december 2025: tot dezelfde schooldag als nu."
    )
    school.clock.now = datetime(2027, 9, 6, 10)
    whole = report(store)
    assert whole.period == "zaterdag 1 augustus 2026 tot en met zaterdag 31 juli 2027"
    assert any("tot en met vrijdag 31 juli 2026" in note for note in whole.notes)


def test_no_name_of_a_pupil_or_a_colleague_reaches_the_paper(store: Store) -> None:
    for pupil in range(12):
        issue(store, pupil=pupil)
    pdf = report_pdf(report(store))
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "De Egels" in words
    names = {one.surname or one.given_name for one in (*people.pupils(store), *people.staff(store))}
    assert not any(f" {name} " in f" {' '.join(words.split())} " for name in names)


def test_a_year_without_forms_says_so_and_has_no_charts(store: Store) -> None:
    for year in (YEAR, "2019-2020"):
        made = report(store, year=year)
        assert made.notes == ("In dit schooljaar is geen formulier gegeven.",)
        assert (made.charts, made.numbers) == ((), ())


def test_a_year_of_which_the_holidays_are_not_known_says_so(store: Store, school: School) -> None:
    school.clock.now = datetime(2033, 11, 21, 10)
    issue(store)
    assert any("schoolvakanties van dit jaar" in note for note in report(store, year="2033-2034").notes)


def test_each_report_is_in_the_log_with_its_year(store: Store) -> None:
    report(store, "Joost")
    row = LogRow.select().order_by(LogRow.seq.desc()).get()
    assert (row.action, row.subject) == ("figures_without_names", f"report {YEAR}")


@pytest.mark.parametrize("who", ["Fenna", "Tess"])
def test_who_sees_no_figures_of_the_whole_school_makes_no_report(store: Store, who: str) -> None:
    with pytest.raises(Refused, match="Dit mag je niet doen"):
        report(store, who)


def test_a_year_that_cannot_be_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="nog niet begonnen"):
        report(store, year="2027-2028")
    with pytest.raises(KioskError, match="Dit is geen schooljaar"):
        report(store, year="vorig jaar")
