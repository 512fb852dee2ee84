"""The form becomes paper: which names of other children stay on it; how paper is made: `to_paper`."""

from dataclasses import dataclass

from kiosk.db import facts
from kiosk.jobs import print_form
from kiosk.paper.form import FormPage, form_pdf
from kiosk.rules.masking import Hit
from kiosk.screens.teacher.case import Case
from kiosk.screens.to_paper import Document, to_paper


@dataclass
class _Copy:
    """The page as parents may read it; which names were left is kept when the form is printed in another way."""

    case: Case
    page: FormPage
    hits: tuple[Hit, ...]
    left: frozenset[Hit] = frozenset()

    async def settle(self) -> bool:
        """Ask which names stay; False when the person went back. Asks only when somebody is named."""
        if not self.hits:
            return True
        from kiosk.screens.teacher.masking import MaskingScreen, Text  # only when a name stands there

        wheres = [*(f"vraag {n}" for n, _ in enumerate(self.page.answers, 1)), "afspraak", "opmerking"]
        texts = [Text(*pair) for pair in zip(wheres, print_form.written(self.page), strict=True)]
        left = await self.case.ask(MaskingScreen(self.case.screen.desk, self.case.actor, texts, self.hits, self.left))
        if left is None:
            return False
        self.left = left
        return True

    def pdf(self) -> bytes:
        return form_pdf(print_form.without_names(self.page, [hit for hit in self.hits if hit not in self.left]))


async def print_paper(case: Case) -> None:
    """Print the form. Only a person's yes to "Kwam het papier eruit?" makes it printed; any trouble leaves it."""
    with case.screen.told():
        page = print_form.prepare(case.store, case.actor, case.form.id)
        copy = _Copy(case, page, print_form.names_on(case.store, case.form, page))
        document = Document(
            page.number,
            f"Het formulier van {case.child} printen",
            "het formulier",
            "op de lijst om te printen",
            copy.pdf,
            copy.settle,
            is_asked_after=True,
        )
        if await to_paper(case.screen, case.actor, document):
            facts.record_printed(case.store, case.actor, case.form.id)
            case.screen.tell(f"Geprint. Geef het papier nu mee met {case.child}.")
