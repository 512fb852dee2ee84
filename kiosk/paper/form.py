"""The paper that goes home: the Oeps form with the child's answers and the part that the parents sign (par. 8, step 3).

The title, the columns, the eight questions and the signature part are annex 1 of the policy. What the adult saw is not
on it: that is the staff's own record, it may name others, and the form of annex 1 is the child's story.
"""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.paper.logo import Logo
from kiosk.paper.sheet import BOTTOM, GAP, LEFT, RIGHT, THICK, THIN, WIDTH, Column, Sheet, Style
from kiosk.rules.dutch import day_in_full_and_time, long_day, unbroken
from kiosk.rules.masking import NAMES_LEFT_OUT
from kiosk.rules.number import spaced
from kiosk.text import clean, clean_line

TITLE = "Oeps… dat ging even mis…"
NOT_ANSWERED = "Deze vraag is samen besproken."
_REMARK = "Opmerking leerkracht:"
_SIGNATURE = "Handtekening ouder(s)/verzorgers:"

_SIZES = (11.0, 10.5, 10.0, 9.4)
"""Sizes of the letters in points: the largest with which the form fits on one page is taken."""
_QUESTION_WIDTH = 54.0
_SIGNATURE_HEIGHT = 57.0
_LOGO_WIDTH, _BESIDE_LOGO = 30.0, 4.0
_LEAST_DRAWING, _MOST_DRAWING = 100.0, 170.0


@dataclass(frozen=True)
class FormPage:
    """Everything that stands on the paper.

    `number` has ten digits. `behaviours` are labels, the main one first. `answers` hold each question as it was asked
    and the answer. An empty answer prints a quiet sentence. `names_left_out`: other children's names were masked.
    `agreement` is the one made in the talk. `due_on` is when the paper comes back; `printed_on` is today. Empty texts
    leave their line out, except `teacher_remark`: there the paper keeps room to write. `told_by` says who told and who
    typed, for a child that told its answers; with `drawing` the paper has a box to draw in. `log_anchor` says how far
    the log was: kept by the parents, it shows whether the log was cut off or written anew since. `logo` is the
    school's.
    """

    school_name: str
    school_phone: str
    number: str
    given_name: str
    name: str
    group_name: str
    happened_at: datetime
    place: str
    behaviours: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    talk_held_on: date
    agreement: str
    teacher_name: str
    teacher_remark: str
    due_on: date
    printed_on: date
    told_by: str = ""
    drawing: bool = False
    names_left_out: bool = False
    log_anchor: str = ""
    logo: Logo | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that people wrote."""
        given = (self.school_name, self.school_phone, self.given_name, self.name, self.group_name, self.place)
        told = tuple(text for answer in self.answers for text in answer)
        return (*given, *self.behaviours, *told, self.told_by, self.agreement, self.teacher_name, self.teacher_remark)


def form_pdf(page: FormPage) -> bytes:
    """The form as a PDF of A4 pages, the same bytes for the same page; one page whenever it fits in readable letters.

    Any text gives a PDF: a sign that no letter exists for is printed as a box. Takes tens of milliseconds, and a third
    of a second more the first time: not for the thread that draws the screen.
    """
    fewest = 2 if page.drawing else 1
    size, sheet = _SIZES[0], _draw(page, _SIZES[0], fewest)
    if sheet.page_number == fewest + 1:  # perhaps smaller letters bring it back
        tries = ((smaller, _draw(page, smaller, fewest)) for smaller in _SIZES[1:])
        size, sheet = next((one for one in tries if one[1].page_number == fewest), (size, sheet))
    if sheet.page_number > fewest:
        sheet = _draw(page, size, sheet.page_number)
    return sheet.finish()


def parents_text(page: FormPage) -> str:
    """What the paper says to the parents, at reading level B1."""
    same_day = page.happened_at.date() == page.printed_on
    when = "Vandaag" if same_day else f"Op {long_day(page.happened_at)}"
    wrote = any(clean(answer).strip() for _, answer in page.answers)
    phone = unbroken(clean_line(page.school_phone))
    teacher = clean_line(page.teacher_name)
    sentences = (
        f"{when} ging er iets mis.",
        f"{clean_line(page.given_name)} heeft {'verteld' if page.told_by else 'opgeschreven'} wat er gebeurde."
        if wrote
        else "",
        "Er is over gepraat.",
        NAMES_LEFT_OUT if page.names_left_out else "",
        f"Wilt u het samen lezen, ondertekenen en {long_day(page.due_on)} meegeven?",
        f"Heeft u vragen? Stel ze aan {teacher}{f', telefoon {phone}' if phone else ''}." if teacher else "",
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _draw(page: FormPage, size: float, pages: int) -> Sheet:
    head = f"Oeps-formulier {spaced(page.number)}"
    sheet = Sheet(page.number, page.printed_on, "".join(page.texts), head, pages)
    _draw_head(sheet, page, size)
    _draw_answers(sheet, page, size)
    _draw_talk(sheet, page, size)
    _draw_signature(sheet, page)
    if page.log_anchor:
        with sheet.at(BOTTOM + 1.5):
            sheet.line(LEFT, page.log_anchor, Style(7, quiet=True))
    if page.drawing:
        _draw_box(sheet, page)
    return sheet


def _draw_head(sheet: Sheet, page: FormPage, size: float) -> None:
    """School, title, number with bar code; then who and what it is about, and the sentence to the parents."""
    quiet = Style(size - 1, quiet=True)
    with sheet.at(sheet.y + 1):
        code_x = sheet.bar_code(page.number)
    with sheet.at(sheet.y + 12):
        sheet.line(code_x, f"Formulier {spaced(page.number)}", Style(9.5), right=True)
    left, title = LEFT, Style(22, bold=True)
    if page.logo:  # beside the name and the title, in the height that the bar code takes anyway
        left += sheet.picture(page.logo, _LOGO_WIDTH) + _BESIDE_LOGO
        title = Style(17, bold=True)
    width = code_x - left - GAP
    sheet.flow(Column(left, width, clean_line(page.school_name), quiet))
    sheet.y += 1.5
    sheet.flow(Column(left, width, TITLE, title))
    sheet.y = max(sheet.y, 34) + 0.35 * size

    sheet.flow(Column(LEFT, WIDTH, _joined(page.name, page.group_name), Style(size + 2, bold=True)))
    sheet.y += 0.6
    sheet.flow(Column(LEFT, WIDTH, _joined(day_in_full_and_time(page.happened_at), page.place), quiet))
    if behaviours := _joined(*page.behaviours):
        sheet.flow(Column(LEFT, WIDTH, f"Gedrag: {behaviours}", quiet))
    sheet.y += 0.3 * size
    sheet.flow(Column(LEFT, WIDTH, parents_text(page), Style(size)))
    sheet.y += 0.4 * size


def _draw_answers(sheet: Sheet, page: FormPage, size: float) -> None:
    """The table of annex 1: each question beside its answer, a thin line between."""
    quiet, plain, bold = Style(size, quiet=True), Style(size), Style(size, bold=True)
    sheet.pair(("Vraag:", quiet), ("Jouw antwoord:", quiet), _QUESTION_WIDTH)
    for place, (question, answer) in enumerate(page.answers):
        said = (answer, plain) if clean(answer).strip() else (NOT_ANSWERED, quiet)
        sheet.pair((clean_line(question), bold), said, _QUESTION_WIDTH, rule=THIN if place else THICK)
    if page.told_by:
        sheet.y += 2
        sheet.flow(Column(LEFT + _QUESTION_WIDTH + GAP, WIDTH - _QUESTION_WIDTH - GAP, page.told_by, quiet))


def _draw_box(sheet: Sheet, page: FormPage) -> None:
    """Room for a large drawing: small hands need it. Below the signature, mostly on a page of its own."""
    sheet.y += 10
    sheet.need(_LEAST_DRAWING)
    sheet.flow(Column(LEFT, WIDTH, f"Hier kan {clean_line(page.given_name)} erbij tekenen:", Style(11, bold=True)))
    sheet.y += 2
    sheet.box(LEFT, WIDTH, min(BOTTOM - sheet.y, _MOST_DRAWING))


def _draw_talk(sheet: Sheet, page: FormPage, size: float) -> None:
    """What came out of the talk, and the teacher's remark (annex 1): the adults' part."""
    plain, bold = Style(size), Style(size, bold=True)
    held = f"Gesprek op {long_day(page.talk_held_on)}."
    if clean(page.agreement).strip():
        told = (f"{page.agreement}\n{held}", plain)
        sheet.pair(("Wat we samen afspraken:", bold), told, _QUESTION_WIDTH, rule=THICK)
    else:
        sheet.pair(("Ons gesprek:", bold), (held, plain), _QUESTION_WIDTH, rule=THICK)
    sheet.pair((_REMARK, bold), (page.teacher_remark, plain), _QUESTION_WIDTH, rule=THIN)
    if not clean(page.teacher_remark).strip():
        sheet.y += 6


def _draw_signature(sheet: Sheet, page: FormPage) -> None:
    """What the parents fill in; never broken over two pages, and at the foot of a form of one page."""
    sheet.y += 4
    sheet.need(_SIGNATURE_HEIGHT)
    if sheet.page_number == 1:
        sheet.y = BOTTOM - _SIGNATURE_HEIGHT
    sheet.rule(thick=THICK)
    sheet.y += 4
    x = LEFT + _QUESTION_WIDTH + GAP
    plain, bold, small = Style(11), Style(11, bold=True), Style(9.5)
    with sheet.at(sheet.y):
        sheet.flow(Column(LEFT, _QUESTION_WIDTH, _SIGNATURE, bold))
        sheet.y += 4
        sheet.flow(Column(LEFT, _QUESTION_WIDTH, "Graag terug op school op", small))
        sheet.flow(Column(LEFT, _QUESTION_WIDTH, long_day(page.due_on), bold))
    for start, label in ((x, "Ik heb dit gezien"), (x + 54, "Ik ga akkoord")):
        sheet.box(start, 4.4, 4.4)
        sheet.line(start + 7, label, plain)
    sheet.y += 11
    _line_to_fill(sheet, "Naam", x, RIGHT - 40)
    _line_to_fill(sheet, "Datum", RIGHT - 36, RIGHT)
    sheet.y += 12
    _line_to_fill(sheet, "Handtekening", x, RIGHT)
    sheet.y += 10
    sheet.line(x, "Dit wil ik erbij zeggen:", small)
    for height in (11.0, 8.0):
        sheet.y += height
        sheet.rule(x, quiet=True)


def _line_to_fill(sheet: Sheet, label: str, x: float, right: float) -> None:
    small = Style(9.5)
    sheet.line(x, label, small)
    with sheet.at(sheet.y + small.leading):
        sheet.rule(x + 1.9 * len(label) + 3, right, quiet=True)


def _joined(*texts: str) -> str:
    return " · ".join(line for text in texts if (line := clean_line(text)))
