"""Printing a form: what the store knows stands on the paper, and only who may print gets that far."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from kiosk import settings
from kiosk.db import answers, corrections, enrolment, facts, log, people
from kiosk.db.store import Store, open_store
from kiosk.errors import KioskError, Refused
from kiosk.jobs import print_form
from kiosk.paper import printer, stick
from kiosk.paper.form import form_pdf
from kiosk.paper.logo import make_logo
from kiosk.rules.answer import Words
from kiosk.rules.form import FactKind, Form, HarmedPart, Outcome, Stage, Talk, stage
from kiosk.rules.permissions import command_line
from tests.paper.test_logo import picture
from tests.school import School, actor, hand_in, issue, talk


@pytest.fixture
def store(school: School) -> Iterator[Store]:
    opened = open_store(school.home, settings.load(school.home), school.clock)
    yield opened
    opened.close()


def talked(store: Store, text: str = "Ik was boos.") -> Form:
    form = issue(store).form
    hand_in(store, form, text)
    return talk(store, form)


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_everything_the_store_knows_stands_on_the_page(store: Store) -> None:
    page = print_form.prepare(store, actor(store, "Fenna"), talked(store).id)
    assert page.number.startswith("123260001")
    assert (page.school_name, page.school_phone) == ("De Regenboog", "0320 123 456")
    assert page.group_name == "De Egels"
    assert page.name.startswith(page.given_name)
    assert (page.place, page.behaviours) == ("plein", ("lichamelijk geweld",))
    assert page.answers == tuple((one.text, "Ik was boos.") for one in store.settings.policy.questions)
    assert page.agreement == "Als ik boos word, dan loop ik weg."
    assert (page.teacher_name, page.teacher_remark) == ("Fenna ter Beek", "Goed gesprek.")


def test_the_schools_logo_is_on_it_and_a_broken_one_is_left_out(store: Store) -> None:
    form, fenna, logo = talked(store), actor(store, "Fenna"), make_logo(picture())
    store.home.logo.write_bytes(logo.png)
    assert print_form.prepare(store, fenna, form.id).logo == logo
    store.home.logo.write_bytes(logo.png[:100])
    assert print_form.prepare(store, fenna, form.id).logo is None


def test_the_paper_is_due_on_the_next_school_day(store: Store, school: School) -> None:
    form = talked(store)
    assert print_form.prepare(store, actor(store, "Fenna"), form.id).due_on == date(2026, 11, 24)
    school.clock.forward(days=25)  # Friday 18 December: the holidays come first
    page = print_form.prepare(store, actor(store, "Fenna"), form.id)
    assert (page.printed_on, page.due_on) == (date(2026, 12, 18), date(2027, 1, 4))


def test_a_new_copy_is_due_on_the_day_that_the_first_one_was(store: Store, school: School) -> None:
    form, fenna = talked(store), actor(store, "Fenna")
    facts.record_printed(store, fenna, form.id)
    facts.record_taken_home(store, fenna, form.id)
    school.clock.forward(days=2)
    page = print_form.prepare(store, fenna, form.id)
    assert (page.printed_on, page.due_on) == (date(2026, 11, 25), date(2026, 11, 24))


def test_a_question_without_an_answer_stays_empty_on_the_page(store: Store) -> None:
    form = issue(store).form
    answers.save_answer(store, Words(form.id, 2, "Wat dacht je?", "Niks.", 1))
    answers.hand_in_for(store, actor(store, "Fenna"), form.id, "weggelopen")
    talk(store, form)
    page = print_form.prepare(store, actor(store, "Fenna"), form.id)
    assert [text for _, text in page.answers] == ["", "Niks.", "", "", "", "", "", ""]


def test_before_the_talk_there_is_nothing_to_print(store: Store) -> None:
    form = issue(store).form
    hand_in(store, form)
    with pytest.raises(Refused, match="Printen kan na het herstelgesprek"):
        print_form.prepare(store, actor(store, "Fenna"), form.id)


@pytest.mark.parametrize("who", ["Ruud", "Tess"])
def test_who_may_not_print_this_form_gets_no_page(store: Store, who: str) -> None:
    form = talked(store)
    with pytest.raises(Refused, match="niet van jou"):
        print_form.prepare(store, actor(store, who), form.id)


def test_preparing_and_saving_leave_the_form_to_be_printed(store: Store, tmp_path: Path) -> None:
    form = talked(store)
    page = print_form.prepare(store, actor(store, "Fenna"), form.id)
    saved = stick.save(form_pdf(page), tmp_path, page.number)
    assert saved == tmp_path / f"{page.number}.pdf"
    said = words_of(saved.read_bytes())
    assert "Ik was boos." in said
    assert "dinsdag 24 november 2026" in said
    facts.record_printed(store, actor(store, "Fenna"), form.id)  # still to be said by a person, and now it is


def test_a_child_that_types_markup_and_signs_gets_its_words_on_paper(store: Store, tmp_path: Path) -> None:
    form = talked(store, "[@click=app.quit] [/x] 😠")
    page = print_form.prepare(store, actor(store, "Fenna"), form.id)
    assert "[@click=app.quit] [/x]" in words_of(stick.save(form_pdf(page), tmp_path, page.number).read_bytes())


def test_a_reprint_is_a_second_fact_and_the_form_stays_where_it_was(store: Store) -> None:
    form, fenna = talked(store), actor(store, "Fenna")
    facts.record_printed(store, fenna, form.id)
    facts.record_taken_home(store, fenna, form.id)
    print_form.prepare(store, fenna, form.id)
    again = facts.record_printed(store, fenna, form.id)
    assert len(again.all(FactKind.PRINTED)) == 2
    assert stage(again) is Stage.AT_HOME


def test_other_children_are_found_wherever_parents_read(store: Store) -> None:
    form = talked(store, "Ik duwde Zofia. Ze zei: 'Luuk, wit is stom, in de berg.'")
    assert form.pupil_id is not None
    own = people.pupil(store, form.pupil_id)
    page = print_form.prepare(store, actor(store, "Fenna"), form.id)
    page = replace(
        page, agreement=f"Als ik {own.given_name} ben, help ik Zofia.", teacher_remark="Zofia's moeder belde."
    )
    hits = print_form.names_on(store, form, page)
    assert {hit.written for hit in hits} == {"Zofia", "Zofia's"}
    copy = print_form.without_names(page, hits)
    assert [text for _, text in copy.answers] == ["Ik duwde (naam). Ze zei: 'Luuk, wit is stom, in de berg.'"] * 8
    assert (copy.agreement, copy.teacher_remark) == ("Als ik Luuk ben, help ik (naam).", "(naam)'s moeder belde.")
    assert copy.names_left_out


def test_what_is_for_staff_only_never_reaches_the_paper(store: Store) -> None:
    form, fenna = issue(store, seen="GEHEIM-gezien").form, actor(store, "Fenna")
    assert fenna.staff_id is not None
    hand_in(store, form)
    held = Talk(
        store.clock(), fenna.staff_id, "GEHEIM-erbij", "GEHEIM-uitkomst", teacher_remark="Goed gesprek.",
        agreement_if="ik boos word", agreement_then="loop ik weg",
        missed_time="GEHEIM-tijd", harmed_side="GEHEIM-ander", harmed_part=HarmedPart.DECLINED,
    )  # fmt: skip
    facts.record_talk(store, fenna, form.id, held, store.clock(), "gebeld", informed_by="GEHEIM-beller")
    facts.add_note(store, fenna, form.id, "GEHEIM-aanvulling")
    corrections.correct_place(store, fenna, form.id, "corridor", "GEHEIM-reden")
    facts.record_printed(store, fenna, form.id)
    facts.record_taken_home(store, fenna, form.id)
    facts.record_return(store, fenna, form.id, Outcome.UNSIGNED, "GEHEIM-ouders", person="GEHEIM-wie")
    pdf = form_pdf(print_form.prepare(store, fenna, form.id))
    assert "Goed gesprek." in words_of(pdf)
    assert "GEHEIM" not in words_of(pdf)
    said = PdfReader(io.BytesIO(pdf)).metadata
    assert said is not None
    assert said.title == form.number
    assert not any(name in str(said) for name in ("Luuk", "Ancona", "Fenna"))


def test_masking_changes_the_copy_and_nothing_in_the_store(store: Store, tmp_path: Path) -> None:
    form, fenna = talked(store, "Ik duwde Zofia."), actor(store, "Fenna")
    page = print_form.prepare(store, fenna, form.id)
    copy = print_form.without_names(page, print_form.names_on(store, form, page))
    said = words_of(stick.save(form_pdf(copy), tmp_path, copy.number).read_bytes())
    assert "Ik duwde (naam)." in said
    assert "Zofia" not in said
    assert answers.answers(store, fenna, form.id)[0].said == "Ik duwde Zofia."
    assert print_form.prepare(store, fenna, form.id) == page
    assert print_form.without_names(page, ()) == page


def test_a_child_who_left_since_is_still_somebody_s_other_child(store: Store, school: School) -> None:
    form = talked(store, "Ik duwde Zofia.")
    roll = enrolment.roll_now(store)
    stay = tuple(one for one in roll.pupils if one.given_name != "Zofia")
    school.clock.forward(days=1)
    enrolment.apply_roll(store, command_line(), replace(roll, pupils=stay))
    page = print_form.prepare(store, actor(store, "Fenna"), form.id)
    assert [hit.written for hit in print_form.names_on(store, form, page)] == ["Zofia"] * 8


def test_a_folder_that_is_not_there_is_told_in_a_sentence(store: Store, tmp_path: Path) -> None:
    page = print_form.prepare(store, actor(store, "Fenna"), talked(store).id)
    with pytest.raises(KioskError, match="Deze map is er niet"):
        stick.save(form_pdf(page), tmp_path / "weg", page.number)


def test_a_job_is_named_after_the_number_and_never_after_the_child(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, "lpstat", 'echo "printer team is idle.  enabled since nu"')
    keeps = f'echo "$@" > {tmp_path}/said\n/bin/cat > {tmp_path}/paper'
    stand_in(tmp_path, "lp", f'{keeps}\necho "request id is team-1 ()"')
    monkeypatch.setenv("PATH", str(tmp_path))
    page = print_form.prepare(store, actor(store, "Fenna"), talked(store).id)
    printer.send(form_pdf(replace(page, name="Daan Vos")), page.number, "team")
    assert f"-d team -t {page.number}" in (tmp_path / "said").read_text()
    assert "Daan" not in (tmp_path / "said").read_text()
    assert "Daan Vos" in words_of((tmp_path / "paper").read_bytes())


def stand_in(folder: Path, name: str, body: str) -> None:
    """A program of this name that does no more than `body`."""
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


def test_a_parents_copy_bears_how_far_the_log_was(store: Store) -> None:
    page = print_form.prepare(store, actor(store, "Fenna"), talked(store).id)
    seq, digits = log.anchor(store)
    assert page.log_anchor == f"logboek {seq}-{digits}"
    assert page.log_anchor in words_of(form_pdf(page))
