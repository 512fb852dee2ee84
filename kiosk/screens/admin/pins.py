"""PINs for colleagues: made by the kiosk, shown once, and kept as a hash only."""

import asyncio
from collections.abc import Sequence

from kiosk.db import logins
from kiosk.rules.dutch import counted
from kiosk.rules.people import Staff
from kiosk.rules.staffing import waiting_for_pin
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.digits_dialog import DigitsDialog
from kiosk.vault.pins import generate_pin, hash_pin

_NOT_YET = "Hij werkt pas na Opgeschreven."
_ONCE = "Schrijf hem op en geef het briefje. Je ziet deze cijfers maar één keer."


async def make_pin(screen: StaffScreen[None], member: Staff) -> None:
    """A new PIN for `member`, asked first when they have one: shown once, and another until one sticks; then kept."""
    sure = ConfirmDialog(f"Een nieuwe pincode voor {member.name}?", "De oude pincode werkt dan niet meer.")
    if member.has_pin and not await screen.app.push_screen_wait(sure):
        return
    text = f"{_ONCE}\n{_NOT_YET}"
    if not member.roles:
        text += f"\n{member.given_name} heeft nog geen rol. Geef die met r, anders gaat inloggen niet."
    taken: bool | None = False
    while taken is False:
        pin = generate_pin()
        shown = DigitsDialog(f"De pincode van {member.name}", pin, text, take="Opgeschreven")
        taken = await screen.app.push_screen_wait(shown)
    if taken:
        await _keep(screen, member, pin)
        screen.tell(f"Bewaard. De pincode van {member.given_name} werkt nu.")


async def make_pins(screen: StaffScreen[None], everyone: Sequence[Staff]) -> None:
    """For all who have a role and no PIN, one after the other: kept once it was written down; "Later" skips one."""
    waiting = waiting_for_pin(everyone)
    if not waiting:
        screen.tell("Iedereen met een rol heeft een pincode.")
        return
    text = "Je ziet ze één voor één. Leg briefjes klaar. Stoppen kan altijd: wie nog moet, komt een volgende keer."
    question = f"{counted(len(waiting), 'pincode', 'pincodes')} maken?"
    if not await screen.app.push_screen_wait(ConfirmDialog(question, text)):
        return
    made = 0
    for place, member in enumerate(waiting, start=1):
        pin = generate_pin()
        title = f"{place} van {len(waiting)}: de pincode van {member.name}"
        text = f"{_ONCE}\n{_NOT_YET} Esc stopt."
        taken = await screen.app.push_screen_wait(DigitsDialog(title, pin, text, take="Opgeschreven", other="Later"))
        if taken is None:
            break
        if taken:
            await _keep(screen, member, pin)
            made += 1
    screen.tell(f"{made} van {counted(len(waiting), 'pincode', 'pincodes')} gemaakt.")


async def _keep(screen: StaffScreen[None], member: Staff, pin: str) -> None:
    """Hashed on a thread: it takes 0.1 s."""
    pin_hash = await asyncio.to_thread(hash_pin, pin)
    logins.set_pin(screen.desk.store, screen.actor, member.id, pin_hash)
