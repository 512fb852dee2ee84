"""A pupil's whole file for parents who ask (subject access): a warning, which names stay, and then paper."""

from dataclasses import dataclass
from typing import Any

from kiosk.db import people
from kiosk.jobs import pupil_file
from kiosk.paper.pupil_file import FilePages, file_pdf
from kiosk.rules.masking import Hit
from kiosk.rules.permissions import Action, Actor, require
from kiosk.screens.base import StaffScreen
from kiosk.screens.dialogs import ConfirmDialog
from kiosk.screens.to_paper import Document, to_paper

_WARNING = (
    "Alles wat de kiosk over dit kind bewaart, komt op papier: formulieren, antwoorden, gesprekken, besluiten. Geef "
    "het alleen aan een ouder met gezag die erom vroeg. Dat je het dossier opent, komt in het logboek."
)


@dataclass
class _Copy:
    """The pages as parents may read them; which names were left is kept when another way to paper is chosen."""

    screen: StaffScreen[Any]
    actor: Actor
    pages: FilePages
    hits: tuple[Hit, ...]
    left: frozenset[Hit] = frozenset()

    async def settle(self) -> bool:
        """Ask which names stay; False when the person went back. Asks only when somebody is named."""
        if not self.hits:
            return True
        from kiosk.screens.teacher.masking import MaskingScreen, Text  # only when a name stands there

        texts = [Text(*pair) for pair in zip(self.pages.wheres, self.pages.written, strict=True)]
        asking = MaskingScreen(self.screen.desk, self.actor, texts, self.hits, self.left)
        left = await self.screen.app.push_screen_wait(asking)
        if left is None:
            return False
        self.left = left
        return True

    def pdf(self) -> bytes:
        return file_pdf(self.pages.without(hit for hit in self.hits if hit not in self.left))


async def hand_out_file(screen: StaffScreen[Any], actor: Actor, pupil_id: int) -> None:
    """Print or save the whole file of a pupil, for directie; asks on top of `screen`, in one of its workers.

    Nothing is opened or logged before the person said yes to the warning. Trouble, and a refusal, are told.
    """
    with screen.told():
        require(actor, Action.SUBJECT_ACCESS)
        store = screen.desk.store
        name = people.pupil(store, pupil_id).name
        sure = ConfirmDialog(f"Het hele dossier van {name}?", _WARNING, yes="Ja, openen", no="Nee", careful=True)
        if not await screen.app.push_screen_wait(sure):
            return
        copy = _Copy(screen, actor, *pupil_file.prepare(store, actor, pupil_id))
        document = Document(
            f"inzage-{store.clock():%Y%m%d}",
            f"Het dossier van {name} printen",
            "het dossier",
            "gewoon in de kiosk",
            copy.pdf,
            copy.settle,
        )
        if await to_paper(screen, actor, document):
            screen.tell("Klaar. Geef het dossier zelf aan de ouder, in een dichte envelop.")
