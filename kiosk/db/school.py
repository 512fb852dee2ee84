"""What the school sets: one verb for every part of its file, there and at the open store at once; and its logo."""

from enum import StrEnum
from typing import Any

from kiosk import settings
from kiosk.db.store import Store
from kiosk.errors import KioskError, Refused
from kiosk.rules.permissions import Action, Actor
from kiosk.settings.toml_file import kept_for_trouble, write_whole


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


_ACTIONS = {Part.SCHOOL: Action.MANAGE_SCHOOL, Part.CALENDAR: Action.MANAGE_CALENDAR, Part.BACKUP: Action.MANAGE_SCHOOL}


def change_school(store: Store, actor: Actor, part: Part, **changes: Any) -> None:
    """From now on the school has `changes` (fields of `Settings`, see `settings.save`): in its file, and here at once.

    Also with nothing changed it is logged: somebody looked at this part and found it right. `Refused` for who may not
    change it, and when the file says something else by now than the kiosk read: who looks at a screen knows nothing of
    that. Another `KioskError` when the file or the log cannot be written. Then nothing was changed.
    """
    deed = store.act(actor, _ACTIONS.get(part, Action.MANAGE_POLICY), subject=part.value)
    with settings.put_back_on_trouble(store.home), deed:
        if settings.load(store.home) != store.settings:
            raise Refused(
                f"{store.home.settings.name} is met de hand veranderd terwijl de kiosk liep.",
                "Sluit de kiosk en start hem opnieuw: dan geldt wat erin staat, en kun je hier weer bewaren.",
            )
        saved = settings.save(store.home, **changes)
    store.settings = saved


def change_logo(store: Store, actor: Actor, png: bytes | None) -> None:
    """From now on `png` (as `paper.logo.make_logo` makes it) stands on the school's paper; None: no logo.

    A file beside the settings, not in the store: a backup does not carry it. `Refused` for who may not change it;
    another `KioskError` when the disk refuses, and then the logo is the one of before.
    """
    file, deed = store.home.logo, store.act(actor, Action.MANAGE_SCHOOL, subject="logo")
    try:
        with kept_for_trouble(file), deed:
            if png is None:
                file.unlink(missing_ok=True)
            else:
                write_whole(file, png)
    except OSError as trouble:
        raise KioskError(
            f"Het logo kan niet worden bewaard ({trouble.strerror}).",
            "Kijk of de schijf vol is en of de kiosk in zijn map mag schrijven.",
        ) from trouble
