"""The agreement of an earlier form, as who holds the next talk reads it."""

from datetime import date
from typing import Any

import pytest

from kiosk.db import agreements, facts, tables
from kiosk.errors import Refused
from kiosk.rules.agreement import EarlierAgreement
from kiosk.rules.form import Outcome
from tests.db.school import SampleSchool


def agreed(school: SampleSchool, plan: str = "vraag ik hulp", **other: Any) -> int:
    """A form with a talk in which this was agreed."""
    form_id = school.handed_in(**other)
    held = school.talk(agreement_if="ik boos word", agreement_then=plan)
    facts.record_talk(school.store, school.teacher, form_id, held, school.clock.now, "")
    school.clock.pass_time(days=7)
    return form_id


def test_the_newest_agreement_before_this_form_is_found_and_how_it_went(school: SampleSchool) -> None:
    agreed(school, "tel ik tot tien")
    second = agreed(school)
    now = school.handed_in()
    agreed(school, "van later")
    assert agreements.earlier_agreement(school.store, school.teacher, now) == EarlierAgreement(
        date(2026, 11, 30), "Als ik boos word, dan vraag ik hulp."
    )
    agreements.check_agreement(school.store, school.teacher, second, Outcome.KEPT, "Twee keer.")
    earlier = agreements.earlier_agreement(school.store, school.teacher, now)
    assert earlier is not None
    assert (earlier.outcome, earlier.note) == (Outcome.KEPT, "Twee keer.")


def test_a_void_form_one_without_an_agreement_and_one_of_another_pupil_or_year_are_no_earlier_one(
    school: SampleSchool,
) -> None:
    facts.void_form(school.store, school.head, agreed(school), "Een ander.")
    agreed(school, pupil_id=school.pupils[1])
    school.talked()
    assert agreements.earlier_agreement(school.store, school.teacher, school.handed_in()) is None
    agreed(school)
    school.clock.move_to("2027-08-24 10:00")
    assert agreements.earlier_agreement(school.store, school.teacher, school.handed_in()) is None


def test_forms_of_which_nobody_knows_the_pupil_any_more_tell_nothing_of_each_other(school: SampleSchool) -> None:
    agreed(school)
    of_another = school.handed_in(pupil_id=school.pupils[1])
    tables.Form.update(pupil=None).execute()
    assert agreements.earlier_agreement(school.store, school.head, of_another) is None


def test_who_may_read_this_form_reads_the_agreement_before_it_and_nobody_else(school: SampleSchool) -> None:
    agreed(school)
    form_id = school.issue().form.id
    assert agreements.earlier_agreement(school.store, school.host, form_id) is not None  # the child sits there now
    with pytest.raises(Refused, match="Dit formulier is niet van jou"):
        agreements.earlier_agreement(school.store, school.stranger, form_id)
