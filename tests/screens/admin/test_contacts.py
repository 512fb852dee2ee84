"""Beheer sets whom a child can go to, and the child reads it behind F1."""

from textual.pilot import Pilot
from textual.widgets import Input

from kiosk import settings
from kiosk.db.store import Store
from kiosk.screens.admin.contacts import ContactDialog, ContactsScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.settings import Contact, ContactRole
from tests.school import School, actor
from tests.screens.head.scenes import kiosk, rows, told, words


async def come_in(pilot: Pilot[None]) -> Store:
    await pilot.pause()
    app = kiosk(pilot)
    await app.push_screen(ContactsScreen(app.desk, actor(app.desk.store, "Tess")))
    await pilot.pause()
    return app.desk.store


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_who_was_added_and_changed_stands_behind_f1_on_the_first_screen(school: School) -> None:
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        assert "Met n zet je iemand op de lijst." in rows(pilot)[0]
        await press(pilot, "n", *"juf Mila", "enter", "enter")
        assert isinstance(pilot.app.screen, ContactDialog)
        assert "▲ Waar vindt een kind deze persoon?" in words(pilot)
        assert pilot.app.screen.query_one("#name", Input).value == "juf Mila"
        await press(pilot, *"de hal", "enter")
        await press(pilot, "n", *"Bo", "tab", *"zolder", "f8")
        await press(pilot, "enter", "right", "f8")
        assert rows(pilot) == ["juf Mila vertrouwenspersoon de hal", "Bo antipestcoördinator zolder"]
        await press(pilot, "f8")
        assert "Bewaard." in told(pilot)
        assert store.settings.contacts == settings.load(school.home).contacts
        assert store.settings.contacts[1] == Contact(ContactRole.ANTI_BULLYING_COORDINATOR, "Bo", "zolder")
        await press(pilot, "f1")
        assert "juf Mila, vertrouwenspersoon" in words(pilot)


async def test_who_is_taken_away_is_gone_once_it_is_saved(school: School) -> None:
    settings.save(school.home, contacts=(Contact(ContactRole.CONFIDENTIAL_ADVISER, "Ann", "hal"),))
    async with school.app().run_test(size=(80, 24)) as pilot:
        store = await come_in(pilot)
        await press(pilot, "v", "escape")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape")
        assert store.settings.contacts
        await press(pilot, "v", "enter", "f8")  # nobody is left to take away or to change
        assert store.settings.contacts == ()
