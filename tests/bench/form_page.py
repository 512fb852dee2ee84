"""The parents' form as a PDF, beside plain fpdf2 that writes the same text in the same letters."""

import io
import time
from collections.abc import Callable
from datetime import date, datetime

from fpdf import FPDF
from pypdf import PdfReader

from kiosk.paper.form import FormPage, form_pdf
from kiosk.paths import asset
from kiosk.settings import default_policy
from tests.bench.table import median, row

ROUNDS = 31
ABOUT = f"form page: medians of {ROUNDS} PDFs each, after the first; reference: plain fpdf2, the same text and font"

_ANSWERS = (
    "We speelden tikkertje op het plein. Ik tikte Daan en hij zei dat het niet telde.",
    "Ik dacht: waarom krijg ik altijd de schuld? Dat vond ik niet eerlijk.",
    "boos (heel erg) en geschrokken (best wel)",
    "Ik duwde hem omdat ik wilde dat hij ophield. Het ging te hard.",
    "Daan had last, want zijn knie was kapot. De groep had last, want het spel moest stoppen.",
    "De volgende keer ga ik eerst naar de juf.",
    "Ik ga vragen hoe het gaat met zijn knie.",
    "Als ik boos word, dan tel ik tot tien.",
)
_PAGE = FormPage(
    school_name="De Regenboog",
    school_phone="0320 123 456",
    number="1232600427",
    given_name="Noor",
    name="Noor Vos",
    group_name="De Egels",
    happened_at=datetime(2026, 11, 23, 10, 15),
    place="plein",
    behaviours=("lichamelijk geweld", "schelden, vloeken, kwetsende taal of gebaren"),
    answers=tuple(zip((one.text for one in default_policy().questions), _ANSWERS, strict=True)),
    talk_held_on=date(2026, 11, 23),
    agreement="Als ik boos word, dan loop ik naar de juf.",
    teacher_name="Fenna ter Beek",
    teacher_remark="We spraken er goed over. Noor bood haar excuses aan.",
    due_on=date(2026, 11, 24),
    printed_on=date(2026, 11, 23),
    log_anchor="00042-0123456789abcdef",
)


def form_page() -> None:
    """Measure and print `form page`."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(form_pdf(_PAGE))).pages)
    ours: list[float] = []
    bare: list[float] = []
    makers: tuple[tuple[list[float], Callable[[], bytes]], ...]
    makers = ((ours, lambda: form_pdf(_PAGE)), (bare, lambda: _plain(text)))
    for number in range(ROUNDS + 1):
        for kept, make in makers[:: 1 if number % 2 else -1]:
            began = time.perf_counter()
            made = make()
            took = (time.perf_counter() - began) * 1000
            assert made.startswith(b"%PDF")
            if number:
                kept.append(took)
    row("form page", median(ours), median(bare))


def _plain(text: str) -> bytes:
    pdf = FPDF(format="A4", unit="mm")
    regular = asset("fonts/atkinson-hyperlegible/AtkinsonHyperlegible-Regular.ttf")
    pdf.add_font("atkinson", "", regular)
    pdf.add_font("atkinson", "B", regular.with_name("AtkinsonHyperlegible-Bold.ttf"))
    pdf.add_page()
    heading, _, rest = text.partition("\n")
    pdf.set_font("atkinson", "B", 16)
    pdf.multi_cell(0, text=heading, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("atkinson", "", 11)
    pdf.multi_cell(0, text=rest, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())
