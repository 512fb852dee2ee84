"""Which roles and which home groups colleagues have: asked in dialogs on top of the list of colleagues."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.db import people
from kiosk.rules.people import Staff
from kiosk.rules.permissions import Action, Actor, Role, reach
from kiosk.rules.staffing import proposed_roles
from kiosk.screens.admin.staff_dialogs import Tick, TicksDialog, proposed_dialog, roles_dialog
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import ConfirmDialog

_GROUPS_HINT = "Een groep mag er meer hebben, een duo. Een volgend bestand van de school met medewerkers gaat voor."


async def give_roles(screen: StaffScreen[None], member: Staff) -> None:
    """Which roles has `member`? Whoever takes away their own way into Beheer is asked first. `Refused` as the verb."""
    chosen = await screen.app.push_screen_wait(roles_dialog(member))
    if chosen is None:
        return
    roles = [Role(one) for one in chosen]
    sure = ConfirmDialog(
        "Wil je je eigen toegang tot Beheer weghalen?",
        "Zonder de rol directie of beheer kom je hier niet meer in. Een ander kan je die rol weer geven.",
        yes="Ja, weghalen",
        careful=True,
    )
    is_own = member.id == screen.actor.staff_id
    if is_own and not _lets_in(screen.actor, roles) and not await screen.app.push_screen_wait(sure):
        return
    people.give_roles(screen.desk.store, screen.actor, member.id, roles)
    _tell_kept(screen, member)


def _lets_in(actor: Actor, roles: Sequence[Role]) -> bool:
    return bool(reach(replace(actor, roles=frozenset(roles)), Action.MANAGE_PEOPLE))


async def propose_roles(screen: StaffScreen[None], everyone: Sequence[Staff]) -> None:
    """The roles that the school's file makes likely; nobody gets one before a person says so."""
    proposed = proposed_roles(everyone)
    if not proposed:
        screen.tell("Er is niets voor te stellen. Geef een rol met r.")
        return
    dialog = proposed_dialog([(one, proposed[one.id]) for one in everyone if one.id in proposed])
    chosen = await screen.app.push_screen_wait(dialog)
    if chosen:
        roles_of = {int(key): [proposed[int(key)]] for key in chosen}
        people.give_roles_to_several(screen.desk.store, screen.actor, roles_of)
        screen.tell("Bewaard. Maak nu de pincodes met P.")


async def give_groups(
    screen: StaffScreen[None], member: Staff, everyone: Sequence[Staff], groups: Mapping[int, str]
) -> None:
    """Which of the `groups` (names by id) has `member`? Who else has one stands beside it. `Refused` as the verb."""
    if not groups:
        screen.tell("Er zijn nog geen groepen. Lees eerst bij Beheer met b het bestand van de school in.")
        return
    others = [one for one in everyone if one.id != member.id]
    ticks = [
        Tick(str(key), name, f"ook {names}" if (names := _names_of_group(key, others)) else "")
        for key, name in groups.items()
    ]
    on_now = {str(group_id) for group_id in member.group_ids}
    dialog = TicksDialog(f"Welke groepen heeft {member.name}?", _GROUPS_HINT, ticks, on_now)
    chosen = await screen.app.push_screen_wait(dialog)
    if chosen is not None:
        people.give_groups(screen.desk.store, screen.actor, member.id, [int(key) for key in chosen])
        _tell_kept(screen, member)


def _names_of_group(group_id: int, staff: Sequence[Staff]) -> str:
    return ", ".join(one.given_name for one in staff if group_id in one.group_ids)


def _tell_kept(screen: StaffScreen[None], member: Staff) -> None:
    screen.tell(f"Bewaard. Dit geldt zodra {member.given_name} opnieuw inlogt.")
