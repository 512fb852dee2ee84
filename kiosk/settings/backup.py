"""Where a school wants its second backup: a folder on a stick, beside the kiosk's own."""

from pathlib import Path

from kiosk.settings.toml_file import TomlTable

LONGEST = 300
"""How many signs the whole name of that folder may have."""


def read_backup_folder(table: TomlTable) -> Path | None:
    """The second folder, by its whole path; None where the school names none. It need not be there: a stick is out."""
    table.only(("folder",))
    if table.values.get("folder", "") == "":
        return None
    expected = 'Zet daar de hele naam van een map, zoals "/media/kiosk/STICK/oeps", of "" als er geen is.'
    folder = Path(table.text("folder", expected, LONGEST))
    if not folder.is_absolute():
        raise table.wrong("folder", expected)
    return folder
