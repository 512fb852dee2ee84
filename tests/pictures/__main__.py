"""`make pictures`: the pictures in the README, made from the running program, so that they never show what is not so.

With a folder as argument, every screen that a pupil can see, in each of the three ways, is drawn there too: to be
looked at after a change. Needs `rsvg-convert` (Debian: librsvg2-bin).
"""

import asyncio
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.jobs import make_demo
from kiosk.paths import Home
from kiosk.rules.way import Way
from kiosk.screens.desk import Desk
from kiosk.screens.head.todo import TodoScreen
from kiosk.screens.teacher.today import TodayScreen
from tests.school import School, actor, hand_in, issue, make_school, talk
from tests.screens.pupil.walk import past_every_screen, past_the_rare_ones

README = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = ((80, 24), (120, 40))
MORNING = datetime(2026, 11, 26, 9, 45)
_IN_README = {
    (Way.TYPING, "vraag 1 words ingevuld"): "question",
    (Way.CHOOSING, "vraag 3 first ingevuld"): "cards",
}
"""Which screens of the walk stand in the README, and the names of their pictures."""


def draw(app: KioskApp, file: Path) -> None:
    """Write what stands on the screen now as a PNG."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as svg:
        svg.write(app.export_screenshot())
        svg.flush()
        subprocess.run(["rsvg-convert", "-o", str(file), svg.name], check=True)


async def for_readme(school: School) -> None:
    """Start, Vandaag, and the screens of `_IN_README`, at 80x24."""
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await _come_to_rest(pilot)
        draw(app, README / "start.png")
        for (way, wanted), picture in _IN_README.items():
            async for name in past_every_screen(pilot, app, way):
                if name == wanted:
                    draw(app, README / f"{picture}.png")
        await _show_today(app)
        await pilot.pause()
        draw(app, README / "vandaag.png")
        app.desk.close()


async def for_directie(folder: Path) -> None:
    """Te doen and Cijfers of the demo's school, at 80x24."""

    def clock() -> datetime:
        return MORNING

    make_demo.ensure(Home(folder), clock)
    app = KioskApp(Desk(Home(folder), clock, never_print=True), calm_crash=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await _come_to_rest(pilot)
        await app.push_screen(TodoScreen(app.desk, actor(app.desk.store, "Anneke")))
        await pilot.pause()
        draw(app, README / "te-doen.png")
        await pilot.press("c")
        await pilot.pause()
        draw(app, README / "cijfers.png")
        app.desk.close()


async def _show_today(app: KioskApp) -> None:
    """Fenna's morning: a child that writes, one that handed in, one whose talk was held."""
    store = app.desk.store
    hand_in(store, issue(store, pupil=3, main="theft").form)
    talked = issue(store, pupil=4).form
    hand_in(store, talked)
    talk(store, talked)
    issue(store, pupil=5, main="vandalism")
    await app.push_screen(TodayScreen(app.desk, actor(store, "Fenna")))


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
    """Make the README's pictures; with a folder, all of them there."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(for_readme(make_school(Path(folder) / "readme")))
        asyncio.run(for_directie(Path(folder) / "demo"))
        for size in SIZES if arguments else ():
            school = make_school(Path(folder) / f"{size[0]}")
            asyncio.run(every_pupils_screen(school, Path(arguments[0]), size))


if __name__ == "__main__":
    main(sys.argv[1:])
