"""`make pictures`: the pictures in the README and the manual, made from the running program, so that they never show
what is not so. And the sheet that hangs beside the machine.

With a folder as argument, every screen that a pupil can see, in each of the three ways, is drawn there too: to be
looked at after a change. Needs `rsvg-convert` and `pdftoppm` (Debian: librsvg2-bin, poppler-utils, fonts-dejavu-core).
"""

import asyncio
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from PIL import Image
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.db import forms
from kiosk.jobs import make_demo, print_form
from kiosk.paper.form import form_pdf
from kiosk.paths import Home
from kiosk.rules.form import FactKind
from kiosk.rules.way import Way
from kiosk.screens.admin.home import AdminScreen
from kiosk.screens.desk import Desk
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.pictures.beside_the_kiosk import beside_the_kiosk_pdf
from tests.school import School, actor, make_school
from tests.screens.pupil.walk import past_every_screen, past_the_rare_ones

DOCS = Path(__file__).parents[2] / "docs"
PICTURES = DOCS / "pictures"
SIZES = ((80, 24), (120, 40))
MORNING = datetime(2026, 11, 26, 9, 45)
_FACES = "DejaVu Sans Mono, monospace"
"""A face that holds every sign of the screens in one width; the one that the export names is seldom installed."""
_IN_README = {
    (Way.TYPING, "vraag 1 words ingevuld"): "question",
    (Way.CHOOSING, "vraag 3 first ingevuld"): "cards",
}
"""Which screens of the walk stand in the README and the manual, and the names of their pictures."""


def draw(app: KioskApp, file: Path) -> None:
    """Write what stands on the screen now as a PNG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as svg:
        svg.write(app.export_screenshot().replace("Fira Code, monospace", _FACES))
        svg.flush()
        subprocess.run(["rsvg-convert", "-o", str(file), svg.name], check=True)
    _make_small(file)


def _make_small(file: Path) -> None:
    """The same picture in at most 64 colours: a third of the bytes, and no eye sees it."""
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(64).save(file, optimize=True)


async def for_readme(school: School) -> None:
    """Start and the screens of `_IN_README`, at 80x24."""
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await _come_to_rest(pilot)
        draw(app, PICTURES / "start.png")
        for (way, wanted), picture in _IN_README.items():
            async for name in past_every_screen(pilot, app, way):
                if name == wanted:
                    draw(app, PICTURES / f"{picture}.png")
        app.desk.close()


async def for_staff(folder: Path) -> None:
    """What staff of the demo's school see, at 80x24; and a form on paper."""

    def clock() -> datetime:
        return MORNING

    make_demo.ensure(Home(folder), clock)
    app = KioskApp(Desk(Home(folder), clock, never_print=True), calm_crash=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await _come_to_rest(pilot)
        head = actor(app.desk.store, "Anneke")
        await app.push_screen(TodoScreen(app.desk, head))
        await pilot.pause()
        draw(app, PICTURES / "te-doen.png")
        await pilot.press("c")
        await pilot.pause()
        draw(app, PICTURES / "cijfers.png")
        await app.back_to_start()
        await app.push_screen(AdminScreen(app.desk, head))
        await pilot.pause()
        draw(app, PICTURES / "beheer.png")
        await app.back_to_start()
        await app.push_screen(TodayScreen(app.desk, actor(app.desk.store, "Fenna")))
        await pilot.pause()
        draw(app, PICTURES / "vandaag.png")
        await _up_to_the_last_step(pilot)
        draw(app, PICTURES / "uitgeven.png")
        draw_paper(app, PICTURES / "formulier.png")
        app.desk.close()


async def _up_to_the_last_step(pilot: Pilot[None]) -> None:
    """From Vandaag, a form for Gijs: everything filled in, nothing given yet."""
    await pilot.press("n", *"gijs", "enter", "5", "enter", "1", "enter", *"Gijs gaf een duw.", "f8", "enter", "enter")
    await pilot.pause()


def draw_paper(app: KioskApp, file: Path) -> None:
    """The newest form that went home, small and grey, with the names of other children masked."""
    store = app.desk.store
    fenna = actor(store, "Fenna")
    gone_home = [one for one in forms.open_forms(store, fenna) if one.has(FactKind.TAKEN_HOME)]
    form = max(gone_home, key=lambda one: one.number)
    page = print_form.prepare(store, fenna, form.id)
    pdf = form_pdf(print_form.without_names(page, print_form.names_on(store, form, page)))
    one_page = ["pdftoppm", "-png", "-gray", "-r", "70", "-singlefile", "-", str(file.with_suffix(""))]
    subprocess.run(one_page, input=pdf, check=True)
    _make_small(file)


async def _come_to_rest(pilot: Pilot[None]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def every_pupils_screen(school: School, folder: Path, size: tuple[int, int]) -> None:
    """Draw the whole walk into `folder`, one file a screen."""
    app = school.app()
    async with app.run_test(size=size) as pilot:
        await _come_to_rest(pilot)
        for way in Way:
            place = 0
            async for name in past_every_screen(pilot, app, way):
                place += 1
                draw(app, folder / f"{size[0]}x{size[1]}-{way}-{place:02d}-{name.replace(' ', '-')}.png")
        async for name in past_the_rare_ones(pilot, app):
            draw(app, folder / f"{size[0]}x{size[1]}-zelden-{name.replace(' ', '-')}.png")
        app.desk.close()


def main(arguments: list[str]) -> None:
    """Make the pictures and the sheet; with a folder, every screen of a pupil there."""
    (DOCS / "naast-de-kiosk.pdf").write_bytes(beside_the_kiosk_pdf(MORNING.date()))
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(for_readme(make_school(Path(folder) / "readme")))
        asyncio.run(for_staff(Path(folder) / "demo"))
        for size in SIZES if arguments else ():
            school = make_school(Path(folder) / f"{size[0]}")
            asyncio.run(every_pupils_screen(school, Path(arguments[0]), size))


if __name__ == "__main__":
    main(sys.argv[1:])
