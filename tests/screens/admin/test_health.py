"""Whether the kiosk is well, on its own screen: what needs care first, and what to do about each row."""

import pytest
from textual.pilot import Pilot

from kiosk.rules.health import Finding
from kiosk.screens.admin import health
from kiosk.screens.admin.health import HealthScreen
from kiosk.screens.dialogs import TellDialog
from tests.school import School, actor
from tests.screens.head.scenes import kiosk
from tests.screens.under_pilot import UnderPilot


async def come_in(pilot: Pilot[None]) -> UnderPilot:
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(HealthScreen(app.desk, actor(app.desk.store, "Tess")))
    at = UnderPilot(pilot, app)
    await at.wait_until(lambda: "nagekeken" not in at.says())
    return at


async def test_a_running_kiosk_is_looked_at_from_within(school: School) -> None:
    school.clock.forward(days=365 * 200)  # the store's file is of the machine's own day
    async with school.app().run_test(size=(80, 24)) as pilot:
        at = await come_in(pilot)
        rows = at.rows()
        assert any(row.startswith("● goed opslag heel (") for row in rows)
        assert "▲ let op reservekopie nog geen" in rows
        signs = [row[0] for row in rows]
        assert signs == sorted(signs, key="▲●".index)
        assert f"▲ Let op bij {signs.count('▲')} punten." in at.says()


async def test_each_row_says_what_to_do_and_enter_tells_all(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    found = (
        Finding("python", "3.11.7"),
        Finding("disk", "bijna vol: nog 12 MB vrij", ok=False, todo="Maak ruimte: haal [b]oude[/b] bestanden weg."),
    )
    monkeypatch.setattr(health, "examine_open", lambda _store, _actor: found)
    async with school.app().run_test(size=(80, 24)) as pilot:
        at = await come_in(pilot)
        assert at.rows() == ["▲ let op schijf bijna vol: nog 12 MB vrij", "● goed python 3.11.7"]
        assert "Maak ruimte: haal [b]oude[/b] bestanden weg." in at.says()
        await at.press("down")
        assert "Hier hoef je niets te doen." in at.says()
        await at.press("up", "enter")
        await at.until(TellDialog)
        assert "Nu: bijna vol: nog 12 MB vrij." in at.says()
        assert "Wat doe je? Maak ruimte" in at.says()
        await at.press("enter", "f1")
        await at.until(TellDialog)
        assert "kiosk doctor --kiosk" in at.says()
