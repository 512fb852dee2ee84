"""What directie and IB do by keys, for journeys over many days."""

from pathlib import Path

from pypdf import PdfReader

from tests.journeys.people_at_work import until_in_field
from tests.journeys.week import Week

HEAD_DECIDES = "Dit besluit de directie. Je kunt wel alles lezen."


class Directie(Week):
    """Days on which directie decides and IB looks along."""

    def fill_in(self, *fields: tuple[str, str]) -> None:
        """From the field that has the focus on: each (title, text); without a text it is passed over."""
        for nth, (title, text) in enumerate(fields):
            if nth:
                self.kiosk.press("tab")
            until_in_field(self.kiosk, title)
            if text:
                self.kiosk.type(text)
                self.kiosk.wait_for(text)

    def save_letter(self, stick: Path) -> str:
        """From the letter that stands there to be read to a file on the stick; returns what is on its pages."""
        before = set(stick.glob("*.pdf"))
        self.kiosk.wait_for("F8 printen of opslaan")
        self.kiosk.press("f8")
        self.kiosk.wait_for("opslaan op een stick of in een map")
        self.kiosk.press("end", "enter")  # below the machine's printers, if it has any
        self.kiosk.wait_for("In welke map van de stick?")
        self.kiosk.type(str(stick))
        self.kiosk.press("enter")
        self.kiosk.wait_for("Bewaard als brief-")
        (saved,) = set(stick.glob("*.pdf")) - before
        return " ".join(" ".join(page.extract_text() for page in PdfReader(saved).pages).split())

    def write_time_out(self, moment: str, happened: str) -> None:
        """From Te doen and back to it: IB writes down that Luuk was out of the group for a day."""
        kiosk = self.kiosk
        kiosk.press("w")
        kiosk.wait_for("Andere wegen", "n nieuw")
        kiosk.press("n")
        kiosk.wait_for("buiten de groep: dag(deel)")
        kiosk.press("5")
        self.fill_in(("Leerlingen", "luuk d"))
        kiosk.press("enter")
        kiosk.wait_for("Gekozen (1): Luuk d'Ancona")
        kiosk.press("tab")
        self.fill_in(("Wanneer", moment), ("Wat gebeurde er", happened), ("Hoe lang", ""))
        kiosk.press("1")
        self.fill_in(
            ("Waar was het kind", "bij de IB'er"),
            ("Wie was erbij", ""),
            ("Wie sprak de ouders", "Joost Wiersma"),
            ("Wie van directie of IB sprak het kind", "Joost"),
            ("Wie lichtte de directie in", "Joost"),
        )
        kiosk.press("f8")
        kiosk.wait_for("Bewaard: buiten de groep.", "Andere wegen")
        self.back_to("Te doen")

    def back_to(self, title: str) -> None:
        self.kiosk.press("esc")
        self.kiosk.wait_for(f"  {title}   ")

    def tick(self, task: str, day: str, note: str) -> None:
        """Tick off the highlighted task of a suspension."""
        self.kiosk.press("enter")
        self.kiosk.wait_for(f"{task}: wanneer gedaan?")
        self.kiosk.type(day)
        self.kiosk.press("enter")
        self.kiosk.wait_for("Met wie, of hoe?")
        self.kiosk.type(note)
        self.kiosk.press("enter")
        self.kiosk.wait_for(f"Opgeschreven: {task[0].lower()}{task[1:]}.")

    def is_told_who_decides(self, title: str, *keys: str) -> None:
        """Each of these keys decides something; who is IB is told who does that, and stays on the screen `title`."""
        for key in keys:
            self.kiosk.press(key)
            self.kiosk.wait_for(f"▌ {HEAD_DECIDES}")
            self.kiosk.settle(0.2)
            assert f"  {title}   " in self.kiosk.text
