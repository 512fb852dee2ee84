"""A colleague comes, leaves, or is back: asked in dialogs on top of the list of colleagues."""

from collections.abc import Sequence

from kiosk.db import keys, people
from kiosk.rules.dutch import counted
from kiosk.rules.people import Person, Staff
from kiosk.screens.admin.staff_dialogs import NameDialog
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.text import fold
from kiosk.vault.slots import BrokenSlots

_LEAVING = (
    "Inloggen kan dan niet meer: rollen, groepen en pincode vervallen. De naam blijft op oude formulieren.\n"
    "Noemt een volgend bestand deze collega weer, dan komt die terug, zonder rol."
)
_WHAT_IS_OPEN = "Wat open staat, zien directie, IB en de groepsleerkracht."


async def add_colleague(screen: StaffScreen[None], known: Sequence[Staff]) -> Staff | None:
    """Somebody who is not in the school's file; asked first when one of `known` has that name. The one added."""
    name = await screen.app.push_screen_wait(NameDialog())
    if name is None:
        return None
    full = fold(Person(0, *name).name)
    same = next((one for one in known if fold(one.name) == full), None)
    if same:
        text = "Die staat al in de lijst." if same.active else "Die is van school. Terughalen kan ook: met v en dan w."
        sure = ConfirmDialog(f"Er is al een {same.name}. Toch toevoegen?", text, careful=True)
        if not await screen.app.push_screen_wait(sure):
            return None
    added = people.add_staff(screen.desk.store, screen.actor, *name)
    screen.tell(f"{added.name} staat erbij. Geef een rol met r en een pincode met p.")
    return added


async def leave_or_return(screen: StaffScreen[None], member: Staff) -> None:
    """`member` left, or is back; asked first. `KioskError` when they cannot leave."""
    if member.active:
        await _leave(screen, member)
        return
    text = "Zonder rol, groep en pincode: die geef je daarna."
    if await screen.app.push_screen_wait(ConfirmDialog(f"Is {member.name} terug op school?", text)):
        people.staff_back(screen.desk.store, screen.actor, member.id)
        screen.tell(f"{member.name} is terug. Geef een rol met r en een pincode met p.")


async def _leave(screen: StaffScreen[None], member: Staff) -> None:
    unfinished = people.look_at_leaving(screen.desk.store, screen.actor, member.id)
    lines = [_LEAVING]
    if unfinished:
        forms = counted(unfinished, "formulier", "formulieren")
        lines.append(f"Nog niet klaar: {forms} van {member.given_name}. {_WHAT_IS_OPEN}")
    elif unfinished is None:  # not for this person to know
        lines.append(_WHAT_IS_OPEN)
    if _opens_the_kiosk(screen, member):
        lines.append(f"▲ {member.given_name} opent ook de kiosk met eigen woorden. Haal die weg bij Sleutels.")
    sure = ConfirmDialog(f"Is {member.name} weg van school?", "\n".join(lines), yes="Ja, is weg", careful=True)
    if await screen.app.push_screen_wait(sure):
        people.staff_left(screen.desk.store, screen.actor, member.id)
        screen.tell(f"{member.name} kan niet meer inloggen. Met v zie je wie van school is.")


def _opens_the_kiosk(screen: StaffScreen[None], member: Staff) -> bool:
    try:
        state = keys.key_state(screen.desk.store, screen.actor)
    except BrokenSlots:
        return False  # nobody's words open it now, which Beheer says; leaving need not wait for that
    return any(one.staff_id == member.id for one in state.openers)
