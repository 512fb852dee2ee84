"""Print programs of a machine, as the tests lay them there, and Vandaag with a form to print."""

from pathlib import Path

from kiosk.db.chosen_printer import choose_printer
from kiosk.db.store import Store
from kiosk.rules.form import Form
from kiosk.screens.dialogs import ChooseDialog
from tests.school import actor
from tests.screens.teacher.today_screen import AtToday, talked

LISTED = """\
system default destination: team
aula accepting requests since Mon Nov 23 16:51:34 2026
hal accepting requests since Mon Nov 23 16:51:34 2026
team accepting requests since Mon Nov 23 16:51:34 2026
printer aula disabled since Mon Nov 23 16:51:34 2026 -
\tpapier op
printer hal is idle.  enabled since Mon Nov 23 16:51:34 2026
printer team is idle.  enabled since Mon Nov 23 16:51:34 2026
"""
STICK_OR_THERE = ["opslaan op een stick of in een map", "het papier ligt er al"]
ON_TEAM = ["printen op team", "twee exemplaren op team (twee huishoudens)", "andere printer", *STICK_OR_THERE]


class Printers:
    """A folder that is all there is on PATH: three queues, and a program that keeps what it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listed(LISTED)
        self.script("lpstat", f"/bin/cat {folder}/listed")
        self.script("lp", f'echo "$@" > {folder}/said\n/bin/cat > {folder}/paper\necho "request id is team-7 ()"')
        self.script("cancel", f'echo "$@" > {folder}/cancelled\n/bin/cp {folder}/after {folder}/listed')
        (folder / "after").write_text(LISTED)

    def script(self, name: str, body: str) -> None:
        (self.folder / name).write_text(f"#!/bin/sh\n{body}\n")
        (self.folder / name).chmod(0o755)

    def listed(self, text: str) -> None:
        """From now on the queues stand like this."""
        (self.folder / "listed").write_text(text)

    def hangs(self) -> None:
        """What is sent stays in the queue, printing for ever."""
        busy = LISTED.replace("team is idle. ", "team now printing team-7. ") + "team-7   juf   1024   nu\n"
        (self.folder / "then").write_text(busy)
        self.script("lp", f'/bin/cp {self.folder}/then {self.folder}/listed\necho "request id is team-7 ()"')

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text()

    def __contains__(self, name: str) -> bool:
        return (self.folder / name).exists()


def usual_team(store: Store) -> Form:
    """A form to print, on a kiosk that prints on "team"."""
    choose_printer(store, actor(store, "Fenna"), "team")
    return talked(store)


async def at_the_choice(here: AtToday) -> None:
    await here.press("enter")
    await here.until(ChooseDialog)
