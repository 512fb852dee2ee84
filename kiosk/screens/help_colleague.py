"""Helping a colleague who cannot log in: a code, with which they get a new PIN that nobody else sees."""

import asyncio
from typing import Any

from kiosk.db import logins, people
from kiosk.rules.people import Staff, search
from kiosk.rules.permissions import Actor
from kiosk.screens.base import StaffScreen
from kiosk.screens.digits_dialog import DigitsDialog
from kiosk.screens.pick_person import pick_person
from kiosk.vault.pins import generate_pin, hash_pin


async def help_colleague(screen: StaffScreen[Any], actor: Actor) -> None:
    """Choose a colleague and show their code, once. In one of the screen's workers."""
    store = screen.desk.store

    def find(typed: str) -> dict[Staff, str]:
        others = [one for one in people.staff(store) if one.id != actor.staff_id]
        return {one: one.name for one in search(typed, others)}

    with screen.told():
        member = await pick_person(screen, "Welke collega kan niet inloggen?", find)
        if member is None:
            return
        code = generate_pin()
        code_hash = await asyncio.to_thread(hash_pin, code)
        logins.give_once_code(store, actor, member.id, code_hash)
        text = (
            f"Geef deze code alleen aan {member.given_name} zelf. Hij werkt vandaag, één keer.\n"
            f"{member.given_name} kiest bij Personeel de eigen naam, drukt op F3 en typt de code. "
            "Dan komt er een nieuwe pincode, die jij niet hoort te zien."
        )
        title = f"Een code voor {member.name}"
        await screen.app.push_screen_wait(DigitsDialog(title, code, text, take="Gegeven", other=""))
