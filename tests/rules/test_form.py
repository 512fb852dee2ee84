"""One form: the stage that its facts add up to."""

from kiosk.rules.form import FactKind, Stage, Talk, stage
from tests.rules.builders import TEACHER, at, at_home, fact, form_with, whole_life

K = FactKind


def test_every_prefix_of_a_whole_life_has_its_stage() -> None:
    life = whole_life()
    assert [stage(form_with(*life[:length])) for length in range(len(life) + 1)] == [
        Stage.WAITING,
        Stage.WRITING,
        Stage.HANDED_IN,
        Stage.TALKED,
        Stage.PRINTED,
        Stage.AT_HOME,
        Stage.RETURNED,
        Stage.FILED,
    ]


def test_back_in_class_and_parents_informed_leave_the_stage_as_it_was() -> None:
    form = at_home(fact(K.BACK_IN_CLASS, "2026-11-23 11:30"), fact(K.PARENTS_INFORMED, "2026-11-23 12:00"))
    assert stage(form) is Stage.AT_HOME


def test_the_agreement_reads_as_an_if_then_plan() -> None:
    def talk(agreement_if: str, agreement_then: str) -> str:
        return Talk(at("2026-11-23 11:00"), TEACHER, "Daan, juf", "goed", agreement_if, agreement_then).agreement

    assert talk("ik boos word", "loop ik weg") == "Als ik boos word, dan loop ik weg."
    assert talk("", "Ik vraag hulp.") == "Ik vraag hulp."
    assert talk("", "") == ""
