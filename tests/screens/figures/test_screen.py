"""Cijfers for directie and IB: charts of the year, page by page, and the forms behind each number."""

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Footer

from kiosk.db import people, tables
from kiosk.db.figures_book import FigureBook
from kiosk.rules.figures import in_school_year
from kiosk.rules.figures_way import SlipEnd
from kiosk.screens.dialogs import ChooseDialog, TellDialog
from kiosk.screens.figures.behind import BehindScreen
from kiosk.screens.figures.charts import BarList
from kiosk.screens.figures.pages import Pages, in_time_line
from kiosk.screens.figures.screen import FiguresScreen
from kiosk.screens.figures.words import FILTERS
from kiosk.screens.head.pupil_line import LineScreen
from kiosk.screens.row_list import RowList
from tests.school import School, actor, hand_in, issue, talk
from tests.screens.figures.scenes import charts, come_in, store_of, words


def focused(pilot: Pilot[None]) -> str:
    shown = pilot.app.screen.focused
    assert isinstance(shown, BarList)
    return f"{shown.chart.title}: {shown.bar.label if shown.bar else ''}"


async def choose(pilot: Pilot[None], key: str, *downs: int) -> None:
    """Open a dialog with `key`, and choose the so-manieth row of it and of each next one."""
    await pilot.press(key)
    for down in downs:
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseDialog)
        await pilot.press(*["down"] * down, "enter")
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ((12, 2, 1, 2), "12 van 17 (71 %)  na aandringen 2  niet getekend 3"),
        ((299, 1, 0, 0), "299 van 300 (99 %)  na aandringen 1  niet getekend 0"),
        ((3, 0, 0, 0), "3 van 3 (100 %)  na aandringen 0  niet getekend 0"),
        ((0, 0, 0, 0), "-"),
    ],
)
def test_the_share_in_time_is_rounded_and_full_only_when_all_were(ends: tuple[int, ...], told: str) -> None:
    counts = dict(zip((SlipEnd.IN_TIME, SlipEnd.AFTER_1, SlipEnd.REFUSED, SlipEnd.WITH_HEAD), ends, strict=True))
    assert in_time_line({**dict.fromkeys(SlipEnd, 0), **counts}) == told


async def test_the_first_page_is_the_year_at_a_glance(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=4)
        assert "1 aug - 23 nov 2026 · 66 schooldagen · 229 leerlingen · 4 formulieren" in words(pilot)
        shown = charts(pilot)
        assert shown["Per schooldag, per maand"] == ["aug 0,00 (0)", "sep 0,00 (0)", "okt 0,00 (0)", "nov 0,25 (4)"]
        assert shown["Waar"][0] == "plein 4"
        assert shown["Wanneer"][1] == "ochtend 4"
        assert shown[""] == [
            "Per schooldag 0,06 per 100 leerlingen 1,7 en dat per schooldag 0,03",
            "Leerlingen 0: 226 1-2: 3 3-5: 0 6+: 0",
            "Op tijd terug -",
        ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_page_fits_and_stands_under_its_own_digit(school: School, size: tuple[int, int]) -> None:
    async with school.app().run_test(size=size) as pilot:
        screen = await come_in(pilot, forms=3)
        titles = []
        for page in "12345":
            await pilot.press(page)
            await pilot.pause()
            titles.append(" ".join(charts(pilot)))
            assert screen.query_one(Footer).virtual_size.width <= size[0]
            for shown in screen.query(BarList):
                assert shown.size.height >= len(shown.chart.bars), (page, shown.chart.title)
                assert all(len(str(option.prompt)) <= shown.size.width for option in shown.options)
        assert len(set(titles)) == 5


async def test_the_arrows_go_along_the_numbers_of_a_page(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=1)
        assert focused(pilot) == "Per schooldag, per maand: nov"  # the first one with something behind it
        await pilot.press("right", "down")
        assert focused(pilot) == "Waar: klas"
        await pilot.press("left", "home", "up")  # past the first row lies the chart before it: the lines at the foot
        assert focused(pilot) == ": Per schooldag"
        await pilot.press("down", "down", "down")
        assert focused(pilot) == "Per schooldag, per maand: aug"


async def test_enter_opens_the_forms_behind_a_number_their_story_and_the_line(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=2)
        await pilot.press("right", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, BehindScreen)
        assert "Waar · plein: 2 formulieren" in words(pilot)
        rows = [" ".join(str(option.prompt).split()) for option in pilot.app.screen.query_one(RowList).options]
        assert all(row.startswith("ma 23 nov") and "De Egels lichamelijk geweld plein" in row for row in rows)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TellDialog)
        assert "zag: Duwde een ander kind van het klimrek." in words(pilot)
        await pilot.press("escape", "t")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LineScreen)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert focused(pilot) == "Waar: plein"


async def test_behind_a_nought_lies_nothing(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=1)
        await pilot.press("home", "enter")  # August
        await pilot.pause()
        assert isinstance(pilot.app.screen, FiguresScreen)
        assert "openen" not in [
            binding.binding.description for binding in pilot.app.screen.active_bindings.values() if binding.enabled
        ]


async def test_a_line_at_the_foot_leads_to_the_page_with_more_of_it(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=3)
        await pilot.press("left", "down", "enter")
        await pilot.pause()
        assert "[3 groepen]" in words(pilot)
        assert charts(pilot)["Leerlingen met"] == [
            "0 formulieren 226",
            "1-2 formulieren 3",
            "3-5 formulieren 0",
            "6+ formulieren 0",
        ]
        assert focused(pilot) == "Leerlingen met: 1-2 formulieren"
        await pilot.press("enter")
        await pilot.pause()
        assert "Leerlingen met · 1-2 formulieren: 3 formulieren" in words(pilot)


async def test_each_number_has_its_definition_on_one_key(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        screen = await come_in(pilot, forms=1)
        await pilot.press("right", "right", "question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, TellDialog)
        assert "Voor school is voor 8.30 uur." in words(pilot)
        assert "een ander schooljaar" in words(pilot)
        store = store_of(pilot)
        pages = Pages(FigureBook(store, screen.actor, in_school_year("2026-2027")), store.settings.policy)
        made = [chart for number in pages.numbers for column in pages.page(number) for chart in column]
        told = [chart.about for chart in (*made, pages.summary())]
        assert len(set(told)) == len(told) == 13


@pytest.mark.parametrize("key", ["f", "j", "r"])
async def test_a_key_struck_twice_asks_once(school: School, key: str) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=1)
        for _ in range(2):
            pilot.app.post_message(events.Key(key, key))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.screen, ChooseDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FiguresScreen)


async def test_two_filters_combine_and_a_third_takes_the_place_of_the_oldest(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=3)
        issue(store_of(pilot), main="theft", pupil=4)
        await choose(pilot, "f", 1, 0)  # a place: the playground
        assert "Alleen: plein" in words(pilot)
        await choose(pilot, "f", 1, 4)  # behind "no filter" now: a behaviour
        assert "Alleen: plein · lichamelijk geweld" in words(pilot)
        assert "3 formulieren" in words(pilot)
        assert charts(pilot)["Waar"] == ["plein 3"]
        await choose(pilot, "f", 6, 0)  # Monday
        assert "Alleen: lichamelijk geweld · maandag" in words(pilot)
        await choose(pilot, "f", 0)
        assert "Alleen" not in words(pilot)
        assert "4 formulieren" in words(pilot)


async def test_each_filter_asks_for_its_value_in_good_dutch(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=1)
        asked = []
        for row in range(len(FILTERS)):
            await pilot.press("f")
            await pilot.pause()
            await pilot.press(*["down"] * row, "enter")
            await pilot.pause()
            asked.append(next(line for line in words(pilot).splitlines() if "?" in line).strip())
            await pilot.press("escape")
            await pilot.pause()
        assert asked == [
            "Welk gedrag?",
            "Welke plek?",
            "Welke stamgroep?",
            "Welk leerjaar?",
            "Welk dagdeel?",
            "Welke weekdag?",
            "Welke maand?",
        ]


async def test_a_filter_that_was_begun_and_left_changes_nothing(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=1)
        await choose(pilot, "f", 1)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FiguresScreen)
        assert "Alleen" not in words(pilot)
        assert len(pilot.app.screen.query(BarList)) == 4  # drawn once


async def test_an_earlier_year_is_chosen_with_a_key_and_stands_beside_this_one(school: School) -> None:
    school.clock.now = school.clock.now.replace(year=2025, month=9, day=8)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=2)
        school.clock.now = school.clock.now.replace(year=2026, month=11, day=23)
        issue(store_of(pilot), pupil=5)
        await choose(pilot, "j", 1)
        assert "schooljaar 2025-2026 · 195 schooldagen · 0 leerlingen · 2 formulieren" in words(pilot)
        assert "geen leerlingen bekend: dan staat er een streepje" in words(pilot)
        assert "Per schooldag 0,01 per 100 leerlingen - en dat per schooldag -" in charts(pilot)[""]
        await choose(pilot, "j", 0)
        await pilot.press("5")
        await pilot.pause()
        (years,) = charts(pilot).values()
        assert years == ["2026-2027 1 0,02", "2025-2026 2 0,03"]


async def test_how_forms_went_on_has_a_page(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        store = store_of(pilot)
        form = issue(store).form
        school.clock.forward(minutes=30)
        hand_in(store, form)
        talk(store, form)
        await come_in(pilot)
        await pilot.press("4")
        await pilot.pause()
        shown = charts(pilot)
        assert shown["Tot gesprek: midden 0,5 uur"][0] == "tot 1 uur 1"
        assert "nog niet mee 1" in shown["Hoe het papier terugkwam"]
        assert "nog niet nagekeken 1" in shown["Lukte de afspraak?"]


async def test_a_year_without_forms_and_one_past_the_calendar_have_words(school: School) -> None:
    school.clock.now = school.clock.now.replace(year=2041)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "In deze periode zijn er geen formulieren." in words(pilot)
        assert "De schoolvakanties zijn hier onbekend" in words(pilot)
        for page in "12345":
            await pilot.press(page)
            await pilot.pause()
            assert "geen formulieren" in words(pilot)


async def test_the_first_days_of_august_have_dashes(school: School) -> None:
    school.clock.now = school.clock.now.replace(month=8, day=1)
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, "Joost")
        assert "1 aug 2026 · 0 schooldagen" in words(pilot)
        assert charts(pilot)["Per schooldag, per maand"] == ["aug - (0)"]


async def test_names_from_a_file_are_text_and_long_ones_are_cut_off(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        store = store_of(pilot)
        strange = "[@click=app.quit]De heel erg lange naam van deze stamgroep[/x]"
        tables.HomeGroup.update(name=strange).where(tables.HomeGroup.name == "De Egels").execute()
        by_name = {group.name: group.id for group in people.groups(store)}
        issue(store, groups=(by_name[strange], by_name["De Uilen"]))
        await come_in(pilot)
        await pilot.press("3")
        await pilot.pause()
        rows = charts(pilot)["Stamgroep, en per 100 leerlingen"]
        assert any(row.startswith("[@click=app.quit]") and "… 1 3,8" in row for row in rows)
        assert actor(store, "Anneke").name in words(pilot)


async def test_a_plain_console_gets_whole_blocks(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot, forms=7)
        drawn = "".join(str(option.prompt) for shown in pilot.app.screen.query(BarList) for option in shown.options)
        assert set(drawn) & set("▏▎▍▌▋▊▉█") == {"█"}
