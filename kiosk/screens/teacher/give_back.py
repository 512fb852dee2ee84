"""Giving a form back, so that the child adds something: from Vandaag and from the talk's screen alike."""

from typing import Any

from kiosk.db import facts, forms
from kiosk.db.store import group_now
from kiosk.rules.form import Form
from kiosk.rules.permissions import Action, Actor, require_for_form
from kiosk.screens.base import KioskScreen
from kiosk.screens.dialogs import AskDialog
from kiosk.screens.teacher.code import CodeScreen


async def give_back(screen: KioskScreen[Any], actor: Actor, form: Form, given_name: str, warning: str = "") -> bool:
    """Ask for a reason, which the child reads; give the form back, and show the new code.

    `warning` says what else giving back does. False when the person went back. Raises `Refused` before anybody types a
    reason in vain. To be called in one of the screen's workers.
    """
    require_for_form(actor, Action.SEND_BACK, form, group_now(form))
    text = f"{given_name} leest dit. Schrijf het vriendelijk en kort. {warning}".strip()
    reason = await screen.app.push_screen_wait(AskDialog(f"Wat kan {given_name} nog aanvullen?", text))
    if reason is None:
        return False
    code = facts.send_back(screen.desk.store, actor, form.id, reason)
    await screen.app.push_screen_wait(CodeScreen(screen.desk, actor, forms.Issued(form, code), given_name))
    return True
