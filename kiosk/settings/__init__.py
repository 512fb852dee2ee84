"""The school's settings: read from its own TOML file over the program's policy, and written from the screens."""

from kiosk.settings.calendar import Region, make_calendar
from kiosk.settings.last_good import find_settings
from kiosk.settings.pupil import Contact, ContactRole, Look, PupilScreens
from kiosk.settings.saving import put_back_on_trouble, save, save_school
from kiosk.settings.school import School, Settings, default_policy, load, new_school_tag
from kiosk.settings.toml_file import NotSetUp

__all__ = [
    "Contact",
    "ContactRole",
    "Look",
    "NotSetUp",
    "PupilScreens",
    "Region",
    "School",
    "Settings",
    "default_policy",
    "find_settings",
    "load",
    "make_calendar",
    "new_school_tag",
    "put_back_on_trouble",
    "save",
    "save_school",
]
