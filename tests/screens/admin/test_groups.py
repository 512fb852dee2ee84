"""Home groups and their parallel groups (par. 8, step 1): chosen one by one, or proposed and looked at first."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.widgets import Footer

from kiosk.db import people, tables
from kiosk.db.store import Store
from kiosk.screens.admin.groups import GroupsScreen
from kiosk.screens.admin.staff_dialogs import TicksDialog
from kiosk.screens.dialogs import ChooseDialog
from tests.school import School, actor
from tests.screens.under_pilot import UnderPilot


@asynccontextmanager
async def at_the_groups(school: School) -> AsyncIterator[tuple[UnderPilot, Store]]:
    app = school.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.push_screen(GroupsScreen(app.desk, actor(app.desk.store, "Tess")))
        await pilot.pause()
        yield UnderPilot(pilot, app), app.desk.store


def hosts(store: Store) -> dict[str, str | None]:
    names = {group.id: group.name for group in people.groups(store)}
    return {group.name: names.get(group.host_id or 0) for group in people.groups(store)}


async def test_the_list_says_of_each_group_who_is_there_and_what_it_means_to_have_no_parallel_group(
    school: School,
) -> None:
    async with at_the_groups(school) as (here, store):
        assert "9 groepen · 7 zonder parallelgroep · 1 leerling zonder groep" in here.says()
        assert "Zonder parallelgroep kiest de leerkracht bij elk formulier zelf een plek." in here.says()
        assert here.rows()[:3] == [
            "De Bijen 1-2 Youssef, Tess 24 kinderen ▲ nog geen",
            "De Dassen 6-8 Carla 26 kinderen ▲ nog geen",
            "De Egels 3-5 Fenna, Gerda 26 kinderen → De Uilen",
        ]
        await here.press("down", "down")
        assert "Een kind van De Egels schrijft in De Uilen.\nLeerkracht: Fenna ter Beek, Gerda Kok" in here.says()
        assert here.app.screen.query_one(Footer).virtual_size.width <= 80
        everything = "\n".join([*here.rows(), here.says()])
        assert not any(pupil.name in everything for pupil in people.pupils(store) if pupil.surname)


async def test_a_parallel_group_is_chosen_and_taken_away(school: School) -> None:
    async with at_the_groups(school) as (here, store):
        await here.press("down", "down", "enter")
        await here.until(ChooseDialog)
        assert here.rows()[:3] == ["De Uilen 3-5", "De Vossen 3-5", "De Bijen 1-2"]
        await here.press("down", "enter")
        assert hosts(store)["De Egels"] == "De Vossen"
        await here.press("enter", "end", "enter")
        assert hosts(store)["De Egels"] is None
        await here.press("enter", "escape", "escape")
        assert not isinstance(here.app.screen, GroupsScreen)


async def test_proposed_parallel_groups_are_looked_at_and_kept_at_once(school: School) -> None:
    async with at_the_groups(school) as (here, store):
        await here.press("v")
        await here.until(TicksDialog)
        assert here.rows()[0] == "■ De Bijen → De Mieren (allebei 1-2) ja"
        logged = tables.LogRow.select().count()
        await here.press("down", "enter", "f8")
        assert tables.LogRow.select().count() == logged + 1
        assert hosts(store)["De Bijen"] == "De Mieren"
        assert hosts(store)["De Dassen"] is None
        assert hosts(store)["De Egels"] == "De Uilen"  # was chosen, and stays
        await here.press("v", "f8", "v")
        assert None not in hosts(store).values()
        assert "Er is niets voor te stellen." in here.told()


async def test_without_groups_it_says_where_they_come_from_and_markup_is_text(school: School) -> None:
    async with at_the_groups(school) as (here, store):
        tables.HomeGroup.update(name="[/x][@click=app.quit]").execute()
        await here.press("v", "f8", "enter", "escape")
        assert here.rows()[0].startswith("[/x]")
        tables.Membership.update(group=None).execute()
        tables.HomeGroup.update(active=False).execute()
        await here.press("escape")
        await here.app.push_screen(GroupsScreen(here.app.desk, actor(store, "Tess")))
        await here.press("enter", "v", "question_mark", "escape")
        assert "Nog geen groepen." in here.rows()[0]
