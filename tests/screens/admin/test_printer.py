"""Which printer the kiosk prints on, and a test page that a person looks at."""

from pathlib import Path

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.db.chosen_printer import choose_printer, chosen_printer
from kiosk.db.store import Store
from kiosk.screens.admin.printer import PrinterScreen
from kiosk.screens.desk import Desk
from kiosk.screens.dialogs import AskDialog, ConfirmDialog, TellDialog
from tests.school import School, actor
from tests.screens.head.scenes import kiosk, told, words
from tests.screens.teacher.printers import Printers
from tests.screens.under_pilot import UnderPilot


async def come_in(pilot: Pilot[None], printer: str = "") -> tuple[UnderPilot, Store]:
    await pilot.pause()
    app = kiosk(pilot)
    store = app.desk.store
    if printer:
        choose_printer(store, actor(store, "Tess"), printer)
    await app.push_screen(PrinterScreen(app.desk, actor(store, "Tess")))
    at = UnderPilot(pilot, app)
    await at.wait_until(lambda: "opgezocht" not in at.says())
    return at, store


async def test_a_printer_is_chosen_from_the_list_or_none(school: School, printers: Printers) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, store = await come_in(pilot)
        assert [row[0] for row in at.rows()] == ["○", "○", "○", "●"]
        assert at.rows()[0] == "○ team klaar"
        await at.press("down")
        assert "aula: De printer staat stil. De printer meldt: papier op." in words(pilot)
        await at.press("down", "enter")
        assert chosen_printer(store) == "hal"
        assert at.rows()[2] == "● hal klaar"
        await at.press("end", "enter")
        assert chosen_printer(store) == ""
        assert "kies je een stick" in told(pilot)


async def test_a_printer_that_is_gone_stands_there_still(school: School, printers: Printers) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, _ = await come_in(pilot, "zolder")
        assert any(row.startswith("● zolder niet gevonden") for row in at.rows())


async def test_the_test_page_goes_to_the_highlighted_printer_and_well_is_well(
    school: School, printers: Printers
) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, _ = await come_in(pilot, "team")
        await at.press("p")
        await at.until(ConfirmDialog)
        assert "-d team -t proefpagina" in printers.said
        assert (printers.folder / "paper").read_bytes().startswith(b"%PDF")
        assert "Kwam de proefpagina goed uit de printer?" in at.says()
        await at.press("enter")
        await at.until(PrinterScreen)
        assert "De printer is klaar voor de kiosk." in told(pilot)


async def test_a_page_that_came_out_badly_says_what_to_do_and_leaves_nothing_in_the_queue(
    school: School, busy_printers: Printers
) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, _ = await come_in(pilot, "team")
        await at.press("p")
        await at.until(ConfirmDialog)
        assert "De printer is nog bezig." in at.says()
        await at.press("right", "enter")
        await at.until(TellDialog)
        assert "Zijn de streepjes vaag" in at.says()
        assert "cancelled" in busy_printers


async def test_a_printer_that_stands_still_is_told_and_without_one_paper_goes_to_a_stick(
    school: School, printers: Printers
) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, _ = await come_in(pilot)
        await at.press("down", "p")
        await at.until(PrinterScreen)
        await at.wait_until(at.told)
        assert "De printer staat stil." in told(pilot)
        await at.press("end", "p")
        await at.until(AskDialog)


async def test_without_any_printer_it_says_that_this_is_allowed_and_saves_the_test_page(
    school: School, no_printers: Path
) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        at, _ = await come_in(pilot)
        assert at.rows() == ["● geen printer naar een stick of map"]
        assert "papier gaat dan naar een stick of map" in at.says()
        for saved in ("proefpagina.pdf", "proefpagina-2.pdf"):
            await at.press("p")
            await at.until(AskDialog)
            if saved == "proefpagina.pdf":  # the next time the folder stands there
                await at.press(*str(no_printers))
            await at.press("enter")
            await at.wait_until((no_printers / saved).exists)
            await at.until(PrinterScreen)
            assert (no_printers / saved).read_bytes().startswith(b"%PDF")


async def test_the_fictional_school_shows_no_real_printer_and_prints_nothing(
    school: School, printers: Printers
) -> None:
    desk = Desk(school.home, school.clock, never_print=True)
    school.desks.append(desk)
    async with KioskApp(desk, calm_crash=False).run_test(size=(80, 24)) as pilot:
        at, _ = await come_in(pilot)
        assert "De voorbeeldschool print niet echt." in at.says()
        await at.press("p")
        assert "De voorbeeldschool print niet echt." in told(pilot)
        assert "said" not in printers
