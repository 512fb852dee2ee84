"""What the school sets: one verb for every part of its file, in the file and at the open store at once."""

from enum import StrEnum
from typing import Any

from kiosk import settings
from kiosk.db.store import Store
from kiosk.rules.permissions import Action, Actor


class Part(StrEnum):
    """What of its settings a school changes on one screen; the log names it."""

    SCHOOL = "school"
    CALENDAR = "calendar"
    LADDER = "ladder"
    RULES = "rules"
    BEHAVIOURS = "behaviours"
    QUESTIONS = "questions"
    CONTACTS = "contacts"
    BACKUP = "backup"


_ACTIONS = {Part.SCHOOL: Action.MANAGE_SCHOOL, Part.CALENDAR: Action.MANAGE_CALENDAR, Part.BACKUP: Action.BACK_UP}


def change_school(store: Store, actor: Actor, part: Part, **changes: Any) -> None:
    """From now on the school has `changes` (fields of `Settings`, see `settings.save`): in its file, and here at once.

    Also with nothing changed it is logged: somebody looked at this part and found it right. `Refused` for who may not
    change it; another `KioskError` when the file or the log cannot be written, and then nothing was changed.
    """
    deed = store.act(actor, _ACTIONS.get(part, Action.MANAGE_POLICY), subject=part.value)
    with settings.put_back_on_trouble(store.home), deed:
        saved = settings.save(store.home, **changes)
    store.settings = saved
