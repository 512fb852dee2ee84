"""The retention term on the screen: announced in Te doen, read in numbers, and taken away after a typed word."""

from datetime import date

import pytest

from kiosk.db import facts, people, retention, tables
from kiosk.db.figures_book import FigureBook
from kiosk.db.store import Store
from kiosk.rules.figures import in_school_year
from kiosk.rules.form import Outcome
from kiosk.rules.policy import Counting
from kiosk.rules.retention import Past, PupilYear, Terms
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.figures.pages import Pages
from kiosk.screens.figures.words import NOT_KEPT
from kiosk.screens.head import retention_words
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.head.retention import RetentionScreen
from kiosk.screens.head.todo import TodoScreen
from tests.school import School, actor, hand_in, issue, talk
from tests.screens.head.scenes import come_in, earlier, keys_shown, kiosk, rows, told, words

SIZES = [(80, 24), (120, 40)]


def finished(store: Store, pupil: int) -> None:
    """A form that is signed and in ParnaSys."""
    form, fenna = issue(store, pupil=pupil).form, actor(store, "Fenna")
    hand_in(store, form)
    talk(store, form)
    facts.record_printed(store, fenna, form.id)
    facts.record_taken_home(store, fenna, form.id)
    facts.record_return(store, fenna, form.id, Outcome.AGREED)
    facts.file_form(store, fenna, form.id)


def long_ago(school: School) -> None:
    """Two forms of 2023-2024 that are finished, one that is not, and two pupils who left that year."""
    with earlier(school, "2023-11-20 10:00") as store:
        for pupil in (0, 1):
            finished(store, pupil)
        issue(store, pupil=2)
        left = [one.id for one in people.pupils(store)][-2:]
        tables.Pupil.update(left_on=date(2024, 7, 5)).where(tables.Pupil.id.in_(left)).execute()


async def test_te_doen_announces_it_and_enter_tells_what_goes_and_what_stays(school: School) -> None:
    long_ago(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert rows(pilot)[-1] == "○ bewaartermijn 2 formulieren van 2023-2024"
        await pilot.press("end")
        assert "Er gaat niets vanzelf weg" in words(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, RetentionScreen)
        assert [row for row in rows(pilot) if row.startswith("gaat weg")] == [
            "gaat weg schooljaar 2023-2024 2 formulieren van 2 leerlingen",
            "gaat weg wie van school is 2 namen",
        ]
        assert rows(pilot)[-1].startswith("blijft")
        assert "2023-2024 iets staat open" in rows(pilot)[-1]
        shown = " ".join(words(pilot).split())
        assert "Woorden gaan weg 2 schooljaren na hun eigen schooljaar, namen 2 jaar nadat" in shown
        assert "De cijfers blijven gelijk" in shown
        assert "Reservekopieën hebben de woorden nog" in shown


async def test_what_is_open_is_one_enter_away(school: School) -> None:
    long_ago(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("end", "enter", "end", "enter")
        assert isinstance(pilot.app.screen, LineScreen)


async def test_directie_reads_whose_forms_and_names_go_before_saying_yes(school: School) -> None:
    long_ago(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("end", "enter", "enter")
        assert rows(pilot) == ["Luuk d'Ancona 1 formulier", "Nena van den Berg 1 formulier"]
        assert "Schooljaar 2023-2024: 2 formulieren van 2 leerlingen." in words(pilot)
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, LineScreen)
        await pilot.press("escape", "escape", "down", "enter")
        left = [one.name for one in people.pupils_since(kiosk(pilot).desk.store, date.min) if not one.active]
        assert sorted(rows(pilot)) == sorted(left)
        assert len(left) == 2


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_goes_without_the_word_and_all_of_it_with_it(school: School, size: tuple[int, int]) -> None:
    long_ago(school)
    async with school.app().run_test(size=size) as pilot:
        await come_in(pilot)
        await pilot.press("end", "k", "k")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AskDialog)
        assert "2 formulieren en 2 namen weghalen?" in words(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Er is niets weggehaald" in told(pilot)
        await pilot.press("k")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert tables.Form.select().where(tables.Form.pupil.is_null()).count() == 0
        await pilot.press("k")
        await pilot.pause()
        await pilot.press(*"Weg", "enter")
        await pilot.pause()
        assert "Weggehaald: 2 formulieren en 2 namen." in told(pilot)
        assert isinstance(pilot.app.screen, TodoScreen)
        assert not any("bewaartermijn" in row for row in rows(pilot))
        assert tables.Form.select().where(tables.Form.pupil.is_null()).count() == 2


async def test_ib_reads_along_and_does_not_take_away(school: School) -> None:
    long_ago(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Joost")
        await pilot.press("end", "enter")
        assert "weghalen" not in keys_shown(pilot)
        await pilot.press("k")
        await pilot.pause()
        assert "Dit besluit de directie" in told(pilot)
        assert isinstance(pilot.app.screen, RetentionScreen)


async def test_it_waits_until_school_began(school: School) -> None:
    long_ago(school)
    school.clock.now = school.clock.now.replace(month=8, day=3)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert not any("bewaartermijn" in row for row in rows(pilot))


async def test_what_was_taken_meanwhile_is_told_and_nothing_breaks(school: School) -> None:
    long_ago(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await pilot.press("end", "enter", "k")
        await pilot.pause()
        store = kiosk(pilot).desk.store
        head = actor(store, "Anneke")
        retention.apply_retention(store, head, retention.past(store, head))
        await pilot.press(*"weg", "enter")
        await pilot.pause()
        assert "Er is intussen iets veranderd" in told(pilot)


async def test_cijfers_says_that_pupils_are_not_to_be_counted_any_more(school: School) -> None:
    long_ago(school)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        store = kiosk(pilot).desk.store
        head = actor(store, "Anneke")
        tables.Form.update(voided_at=school.clock.now).where(tables.Form.filed_at.is_null()).execute()
        retention.apply_retention(store, head, retention.past(store, head))
        book = FigureBook(store, head, in_school_year("2023-2024"))
        pages = Pages(book, store.settings.policy)
        triangle = next(chart for column in pages.page(3) for chart in column if chart.title == "Leerlingen met")
        assert [bar.label for bar in triangle.bars] == [NOT_KEPT]
        assert [bar.value for bar in pages.summary().bars if bar.label == "Leerlingen"] == [NOT_KEPT]


def test_the_words_say_one_and_many_and_both_ways_of_counting() -> None:
    one = Past(years=(PupilYear(1, "2022-2023", 1), PupilYear(1, "2023-2024", 3)), roads=(4,), pupils=(2,))
    assert retention_words.amounts(one) == "4 formulieren, 1 verslag en 1 naam"
    assert retention_words.todo_row(one)[1:] == ("4 formulieren", "van 2 schooljaren")
    assert retention_words.todo_row(Past(pupils=(2, 3)))[1:] == ("2 namen", "van school")
    assert retention_words.todo_row(Past(links=((1, 2),)))[1:] == ("oude aantekeningen", "")
    assert retention_words.amounts(Past(links=((1, 2),))) == "oude aantekeningen"
    assert retention_words.terms(Terms(1, 1), Counting.SCHOOL_YEAR).startswith("Woorden gaan weg 1 schooljaar na")
    assert "de hele schooltijd" in retention_words.terms(Terms(), Counting.WHOLE_SCHOOL)
