"""What a file or a person wrote is text on every screen that shows it: never obeyed, never a crash."""

from dataclasses import replace

from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.db import answers, enrolment, facts, people
from kiosk.db.store import Store
from kiosk.exchange.edexml import read_edexml
from kiosk.paths import asset
from kiosk.rules.permissions import command_line
from kiosk.screens.base import pop_to_start
from kiosk.text import clean_line
from tests.school import PIN, School, actor, hand_in, issue, talk

NAME = "[@click=app.quit]Klik[/] Łukasz 🙂 👩‍👩‍👧 \u202eO'Neill\x1b[2J\x1b]0;weg\x07 [/x] [b"


def rename_everyone(store: Store, name: str) -> None:
    """Every pupil of De Egels, every group and every teacher gets this name, by an import."""
    roll = read_edexml(asset("demo/voorbeeldschool.edexml.xml"))
    named = clean_line(name)  # the reader cleans what a file says; see tests/exchange
    enrolment.apply_roll(
        store,
        command_line(),
        replace(
            roll,
            groups=tuple(replace(group, name=f"{named} {group.key}") for group in roll.groups),
            pupils=tuple(replace(one, given_name=named, surname=f"{named} {one.key}") for one in roll.pupils),
            staff=tuple(replace(one, prefix=named) for one in roll.staff),
        ),
    )


def fill(store: Store, name: str) -> str:
    """Forms in the stages that the lists show, with the name in every text; returns a waiting pupil's code."""
    egels = next(group.id for group in people.groups(store) if group.name.endswith("MB1"))
    uilen = next(group.id for group in people.groups(store) if group.name.endswith("MB2"))
    waiting = issue(store, groups=(egels, uilen), seen=name)
    for _ in range(3):
        hand_in(store, issue(store, pupil=1, groups=(egels, uilen), seen=name).form, text=name)
    printed = issue(store, pupil=2, groups=(egels, uilen), seen=name).form
    hand_in(store, printed, text=name)
    talk(store, printed)
    facts.record_printed(store, actor(store, "Fenna"), printed.id)
    return waiting.code


async def come_in(pilot: Pilot[None], letters: str) -> None:
    await pilot.press("f2")
    await pilot.pause()
    await pilot.press(*letters, "enter", *PIN)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


# What each person presses to pass by every screen that shows a name; Esc leads back each time.
WALKS = {
    "fenna": ["?", "escape", "n", "escape", "c", "escape", "down", "enter", "f6", "escape", "p", "escape"],
    "anneke": ["?", "escape", "enter", "escape", "l", "enter", "enter", "escape", "escape", "escape"],
    "joost": ["enter", "escape", "l", "enter", "escape", "escape", "v", "down", "up"],
    "tess": [
        *("g", "enter", "escape", "v", "escape", "escape"),
        *("c", "down", "r", "escape", "g", "escape", "w", "escape", "R", "escape", "n", "escape", "p", "escape"),
    ],
}


async def test_a_strange_name_is_text_on_every_screen(school: School) -> None:
    name = NAME
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rename_everyone(app.desk.store, name)
        code = fill(app.desk.store, name)
        for letters, walk in WALKS.items():
            await come_in(pilot, letters)
            for key in walk:
                await pilot.press(key)
                await pilot.pause()
                assert app.is_running
            await pop_to_start(app)
            await pilot.pause()
        await pilot.press(*code)
        await pilot.pause()
        assert clean_line(name).split()[0] in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("f8", "f8")
        await pop_to_start(app)
        assert not [one for one in answers.pupil_form(app.desk.store, 1).words if one.text]
        assert "\x1b" not in shown(app)


def shown(app: KioskApp) -> str:
    """The text that stands on the screen."""
    return "\n".join("".join(segment.text for segment in line) for line in app.screen._compositor.render_strips())
