"""Beheer looks at the year and changes it: what a day is, what moves by it, and only then it is saved."""

from datetime import date, time

from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db import people
from kiosk.db.store import Store
from kiosk.rules.year_view import column_of
from kiosk.screens.admin.calendar import CalendarScreen
from kiosk.screens.admin.calendar_preview import CalendarPreviewScreen
from kiosk.screens.admin.calendar_times import TimesScreen
from kiosk.screens.admin.calendar_year import YearView
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.dialogs import AskDialog, ConfirmDialog
from kiosk.settings import Region
from tests.school import School, actor
from tests.screens.head.scenes import earlier, keys_shown, kiosk, paper_at_home, told, words


async def come_in(pilot: Pilot[None], given_name: str = "Anneke") -> Store:
    await pilot.pause()
    app = kiosk(pilot)
    who = actor(app.desk.store, given_name)
    await app.push_screen(AdminScreen(app.desk, who))
    await app.push_screen(CalendarScreen(app.desk, who))
    await pilot.pause()
    return app.desk.store


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def year(pilot: Pilot[None]) -> YearView:
    return pilot.app.screen.query_one(YearView)


def month(pilot: Pilot[None], name: str) -> str:
    """The days of a month, as they stand there."""
    rows = year(pilot).render().plain.splitlines()
    return " ".join(next(row for row in rows if row.startswith(name)).split()[1:])


async def test_a_year_stands_on_one_screen_with_every_key(school: School) -> None:
    settings.save(school.home, closed=frozenset({date(2026, 11, 6)}), opened=frozenset({date(2026, 10, 12)}))
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert month(pilot, "okt") == "· · · · · · · O V V V V · · · · · · · · · ·"
        assert month(pilot, "nov") == "· · · · S · · · · · · · · · · >· · · · · ·"
        assert month(pilot, "dec").endswith("V V V V F V V V V")
        assert len(year(pilot).render().plain.splitlines()) == 13 <= year(pilot).size.height
        assert max(map(len, year(pilot).render().plain.splitlines())) <= year(pilot).size.width
        said = words(pilot)
        assert "2026-2027   205 schooldagen   r  regio noord" in said
        assert "Maandag 23 november 2026, vandaag: schooldag." in said
        assert "S vrije dag" in said
        assert keys_shown(pilot) == ["vrij/school", "typen", "jaar", "bewaren", "uitleg", "terug"]


async def test_with_room_the_numbers_of_the_days_stand_there(school: School) -> None:
    async with school.app().run_test(size=(120, 40)) as pilot:
        await come_in(pilot)
        assert month(pilot, "dec").startswith("1 2 3 4 7 8 9 10 11 14 15 16 17 18 V V V V F")


async def test_the_cursor_says_of_each_day_what_it_is_and_stays_in_the_year(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "down")
        assert "Maandag 28 december 2026: vakantie." in words(pilot)
        await press(pilot, *["down"] * 9, "end", "right")
        assert year(pilot).cursor == date(2027, 7, 31)
        await press(pilot, "pagedown")
        assert "Zondag 1 augustus 2027: weekend." in words(pilot)
        await press(pilot, "left", "up", "pageup")
        assert year(pilot).cursor == date(2026, 11, 23)


async def test_a_year_of_which_nothing_is_known_warns(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        assert "zijn nog niet bekend" not in words(pilot)
        await press(pilot, *["right_square_bracket"] * 4)
        assert "▲ De schoolvakanties van 2030-2031 zijn nog niet bekend. Vul ze zelf in" in words(pilot)
        assert year(pilot).size.height >= 13


async def test_directie_sees_whose_paper_moves_and_saves_after_a_careful_yes(school: School) -> None:
    with earlier(school, "2026-11-23 09:00") as store:
        paper_at_home(store)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        pupil = [one for one in people.pupils(store) if one.group_name == "De Egels"][1]
        await press(pilot, "right", "enter")
        assert "Dinsdag 24 november 2026: vrije dag, nog niet bewaard." in words(pilot)
        assert "204 schooldagen" in words(pilot)
        await press(pilot, "f8")
        assert isinstance(pilot.app.screen, CalendarPreviewScreen)
        said = words(pilot)
        assert "Vrij: di 24 nov 2026." in said
        assert "Bij 1 leerling moet het papier terug op wo 25 nov (nu: di 24 nov)." in said
        assert f"{pupil.name} (De Egels)" in said
        await press(pilot, "enter", "enter")  # the button has the focus, and then "Nee"
        assert store.settings.closed == frozenset()
        await press(pilot, "f8", "left", "enter")
        assert "Bewaard. De nieuwe kalender geldt vanaf nu." in told(pilot)
        assert isinstance(pilot.app.screen, AdminScreen)
        assert store.settings.closed == {date(2026, 11, 24)} == settings.load(school.home).closed


async def test_beheer_reads_no_name_and_sets_region_days_and_times_in_one_go(school: School) -> None:
    with earlier(school, "2026-11-23 09:00") as store:
        paper_at_home(store)
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot, "Tess")
        await press(pilot, "n", *"24 nov, 1-2 t/m 3-2", "enter")
        await press(pilot, "r", "down", "enter")
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, TimesScreen)
        await press(pilot, *"10:15", "enter")
        for _ in range(5):
            await press(pilot, *"14:00", "enter")
        await press(pilot, "f8", "f8")
        said = words(pilot)
        assert "Schoolvakanties: die van regio midden (nu: noord)." in said
        assert "Vrij: di 24 nov 2026, ma 1 feb t/m wo 3 feb 2027." in said
        assert "Tijden: Pauze 10.15   Uit (ma-vr) 14.00 14.00 14.00 14.00 14.00" in said
        assert "Er schuiven termijnen van papier, afspraken of schorsingen. De directie ziet hier van wie." in said
        assert "moet het papier terug" not in said
        assert not any(pupil.name in said for pupil in people.pupils(store))
        await press(pilot, "f8", "left", "enter")
        saved = settings.load(school.home)
        assert (saved.school.region, len(saved.closed)) == (Region.MIDDEN, 4)
        assert (saved.timetable.breaks, saved.timetable.ends) == ((time(10, 15),), (time(14),) * 5)


async def test_a_wrong_day_is_told_in_one_sentence_and_stands_there_to_be_mended(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "n", *"31 nov", "enter")
        assert isinstance(pilot.app.screen, AskDialog)
        assert "▲ Deze dag bestaat niet. Typ bijvoorbeeld 4-11, 4 nov of 4-11-2026." in words(pilot)
        await press(pilot, "home", "right", "backspace", "delete", *"30", "enter")
        assert "Maandag 30 november 2026: vrije dag" in words(pilot)


async def test_typed_days_that_are_free_already_are_opened_only_when_asked(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "n", *"22-2 t/m 26-2", "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Op deze dagen is er al geen school." in words(pilot)
        await press(pilot, "enter")  # "Nee" has the focus
        assert month(pilot, "feb").count("V") == 5
        await press(pilot, "n", *"22-2 t/m 26-2", "enter", "left", "enter")
        assert month(pilot, "feb").count("O") == 5


async def test_a_wrong_time_gets_the_focus_and_everything_typed_stays(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        await press(pilot, "t", *"10:15", "enter", *"14:00", "enter", *"2:00", "f8")
        assert "▲ Om 2.00 uur is er geen school. Typ een tijd van 7:00 tot en met 18:00." in words(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#end-1")
        await press(pilot, "end", *["backspace"] * 4, *"14:00", "f8")
        assert "Niet elke dag heeft een tijd." in words(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#end-2")
        assert pilot.app.screen.query_one("#breaks", Input).value == "10:15"
        await press(pilot, "escape", "enter")  # "Doorgaan" has the focus
        assert isinstance(pilot.app.screen, TimesScreen)


async def test_with_nothing_changed_f8_notes_that_it_was_found_right(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        before = store.settings
        await press(pilot, "enter", "enter", "f8")
        assert "Nagekeken: de kalender blijft zoals hij is." in told(pilot)
        assert isinstance(pilot.app.screen, AdminScreen)
        assert store.settings == before


async def test_escape_asks_before_a_day_is_lost(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "space", "escape")
        assert "Stoppen?" in words(pilot)
        await press(pilot, "enter", "escape", "left", "enter")
        assert isinstance(pilot.app.screen, AdminScreen)
        assert store.settings.closed == frozenset()


async def test_a_touch_goes_to_a_day_and_another_turns_it(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        await come_in(pilot)
        on_tuesday = (4 + 2 * column_of(date(2026, 11, 24)) + 1, 4)
        assert await pilot.click(YearView, offset=on_tuesday)
        await pilot.pause()
        assert "Dinsdag 24 november 2026: schooldag." in words(pilot)
        assert await pilot.click(YearView, offset=on_tuesday)
        await pilot.pause()
        assert "Dinsdag 24 november 2026: vrije dag" in words(pilot)
