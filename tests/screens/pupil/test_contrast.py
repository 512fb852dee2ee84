"""Every text on every pupil's screen stands out from its ground at least 7 to 1, in the light look and in the dark."""

import pytest
from rich.color import Color, ColorSystem
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.rules.way import Way
from kiosk.screens.theme import DARK, LIGHT
from tests.school import School
from tests.screens.pupil.sitting import kiosk
from tests.screens.pupil.walk import past_every_screen

LEAST = 7.0
Rgb = tuple[int, int, int]

_DARK, _BRIGHT = (0, 170), (85, 255)
CONSOLE: list[Rgb] = [
    (high if number & 1 else low, high if number & 2 else low, high if number & 4 else low)
    for low, high in (_DARK, _BRIGHT)
    for number in range(8)
]
"""The 16 colours of the Linux console as the kernel draws them, in the order of their numbers."""
CONSOLE[3] = (170, 85, 0)


def luminance(colour: Rgb) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [part / 255 for part in colour]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio, WCAG 2.1: from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def is_text(sign: str) -> bool:
    """Whether a sign is read; lines and blocks around the text only decorate."""
    return not sign.isspace() and not "\u2500" <= sign <= "\u259f"


def texts(app: KioskApp) -> list[tuple[str, Rgb, Rgb]]:
    """Every run of text that is drawn now, with its own colour and that of its ground."""
    found = []
    for line in app.screen._compositor.render_strips():
        for part in line:
            if not any(map(is_text, part.text)):
                continue
            assert part.style
            assert part.style.color
            assert part.style.bgcolor
            ink, ground = part.style.color.get_truecolor(), part.style.bgcolor.get_truecolor()
            if part.style.reverse:
                ink, ground = ground, ink
            assert not part.style.dim
            found.append((part.text, (ink.red, ink.green, ink.blue), (ground.red, ground.green, ground.blue)))
    return found


def too_faint(app: KioskApp, name: str) -> list[str]:
    """The texts on this screen that do not stand out enough, each with the name of the screen."""
    return [
        f"{name}: {text!r} {contrast(ink, ground):.1f}"
        for text, ink, ground in texts(app)
        if contrast(ink, ground) < LEAST
    ]


async def too_faint_in_a_look(pilot: Pilot[None], app: KioskApp, name: str) -> list[str]:
    """The same in the light look and in the dark; the other look is left on, for a change of look is dear."""
    faint = too_faint(app, f"{name}, {app.theme}")
    app.theme = DARK.name if app.theme == LIGHT.name else LIGHT.name
    await pilot.pause()
    return faint + too_faint(app, f"{name}, {app.theme}")


def test_the_measure_itself() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def on_the_console(colour: Rgb) -> int:
    """Which of the console's 16 colours is shown for this one."""
    number = Color.from_rgb(*colour).downgrade(ColorSystem.STANDARD).number
    assert number is not None
    return number


async def test_every_text_stands_out_in_the_sixteen_colours_of_a_bare_console(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with kiosk(school) as (pilot, app):
        faint = []
        async for name in past_every_screen(pilot, app, Way.CHOOSING):
            if name.startswith("vraag 4"):  # every kind of screen but the last ones was there; the others are like them
                break
            for text, ink, ground in texts(app):
                # A ground has no bright colours there: the console shows the dark one in its place.
                shown, behind = CONSOLE[on_the_console(ink)], CONSOLE[on_the_console(ground) % 8]
                if contrast(shown, behind) < LEAST:
                    faint.append(f"{name}: {text!r} {contrast(shown, behind):.1f}")
        assert faint == []
