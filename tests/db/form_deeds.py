"""Every verb that begins a deed on a form, as data: what it is called in the log, how far the form is, and the deed."""

from collections.abc import Callable

from kiosk.db import agreements, answers, corrections, facts, forms
from kiosk.rules.form import Outcome
from kiosk.rules.way import Way
from tests.db.school import SampleSchool, with_head

Deed = Callable[[SampleSchool, int], object]

DEEDS_ON_A_FORM: dict[str, tuple[str, str, Deed]] = {
    "forms.new_code": ("new_code", "issued", lambda s, f: forms.new_code(s.store, s.teacher, f)),
    "forms.same_code": ("new_code", "issued", lambda s, f: forms.same_code(s.store, s.host, f)),
    "forms.choose_way": ("choose_way", "issued", lambda s, f: forms.choose_way(s.store, s.host, f, Way.CHOOSING)),
    "answers.write_down": ("write_down", "together", lambda s, f: answers.write_down(s.store, s.host, f)),
    "answers.save_answer": ("write_first_word", "issued", lambda s, f: s.write(f)),
    "answers.hand_in": ("hand_in", "issued", lambda s, f: answers.hand_in(s.store, f, [])),
    "answers.hand_in_for": ("hand_in_for", "issued", lambda s, f: answers.hand_in_for(s.store, s.host, f, "Liep weg.")),
    "facts.void_form": ("void", "issued", lambda s, f: facts.void_form(s.store, s.teacher, f, "Vergissing.")),
    "facts.send_back": ("send_back", "handed_in", lambda s, f: facts.send_back(s.store, s.teacher, f, "Vraag 2 nog.")),
    "facts.record_talk": (
        "talk",
        "handed_in",
        lambda s, f: facts.record_talk(s.store, s.host, f, s.talk(), s.clock.now, "telefoon"),
    ),
    "facts.record_parents_informed": (
        "inform_parents",
        "issued",
        lambda s, f: facts.record_parents_informed(s.store, s.teacher, f, "gebeld", person="Karin"),
    ),
    "facts.add_note": ("add_note", "talked", lambda s, f: facts.add_note(s.store, s.teacher, f, "Moeder belde.")),
    "facts.record_printed": ("print", "talked", lambda s, f: facts.record_printed(s.store, s.teacher, f)),
    "facts.record_taken_home": ("take_home", "printed", lambda s, f: facts.record_taken_home(s.store, s.teacher, f)),
    "facts.remind": ("remind", "late", lambda s, f: facts.remind(s.store, s.teacher, f, "briefje")),
    "facts.record_return": (
        "return",
        "at_home",
        lambda s, f: facts.record_return(s.store, s.teacher, f, Outcome.SEEN, "Dank u.", person="vader"),
    ),
    "facts.escalate": ("escalate", "refused", lambda s, f: facts.escalate(s.store, s.teacher, f, "Eerst praten.")),
    "facts.close_unsigned": (
        "close_unsigned",
        "with_head",
        lambda s, f: facts.close_unsigned(s.store, s.head, f, Outcome.WITHOUT_SIGNATURE, "Na gesprek."),
    ),
    "facts.file_form": ("file", "signed", lambda s, f: facts.file_form(s.store, s.teacher, f, "ParnaSys")),
    "agreements.check_agreement": (
        "check_agreement",
        "agreed",
        lambda s, f: agreements.check_agreement(s.store, s.teacher, f, Outcome.KEPT, "Twee keer."),
    ),
    "facts.follow_up": ("close_step", "not_kept", lambda s, f: facts.follow_up(s.store, s.head, f, "Nieuw plan.")),
    "corrections.correct_behaviours": (
        "correct",
        "talked",
        lambda s, f: corrections.correct_behaviours(s.store, s.teacher, f, ("theft",), "Fout."),
    ),
    "corrections.correct_place": (
        "correct",
        "talked",
        lambda s, f: corrections.correct_place(s.store, s.teacher, f, "online", "Fout."),
    ),
}
"""By verb: the action in the log, how far the form is before, and the deed."""


def form_that_is(school: SampleSchool, reached: str) -> int:
    store, teacher = school.store, school.teacher
    if reached in ("issued", "together"):
        return school.issue(way=Way.TOGETHER if reached == "together" else Way.TYPING).form.id
    if reached in ("agreed", "not_kept"):
        form_id = school.handed_in()
        facts.record_talk(store, teacher, form_id, school.talk(agreement_then="hulp vragen"), school.clock.now, "")
        if reached == "not_kept":
            agreements.check_agreement(store, teacher, form_id, Outcome.NOT_KEPT)
        return form_id
    if reached == "printed":
        form_id = school.talked()
        facts.record_printed(store, teacher, form_id)
        return form_id
    form_id = {
        "handed_in": school.handed_in,
        "talked": school.talked,
        "signed": school.signed,
    }.get(reached, school.at_home)()
    if reached == "late":
        school.clock.move_to("2026-11-25 09:00")
    elif reached == "refused":
        facts.record_return(store, teacher, form_id, Outcome.REFUSED)
    elif reached == "with_head":
        with_head(school, form_id)
    return form_id
