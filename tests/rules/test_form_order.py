"""Which fact may come next: the order of par. 8, what is written once, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.errors import Refused
from kiosk.rules.form import Fact, FactKind, Form, Outcome, Stage, stage
from kiosk.rules.form_order import check_next, first_word, no_earlier
from tests.rules.builders import HEAD, TEACHER, at, at_home, fact, form_with, life_until, returned, whole_life

FRIDAY = at("2026-11-27 12:00")
K = FactKind

# What may happen at each stage. ("Escalated" also needs a refusal, "followed up" an
# agreement that was not kept: tested on their own.)
ALWAYS = {K.PARENTS_INFORMED, K.VOIDED, K.CORRECTED}
TALKED = ALWAYS | {K.BACK_IN_CLASS, K.PRINTED, K.AGREEMENT_CHECKED, K.ADDED}
MAY_HAPPEN: dict[Stage, set[FactKind]] = {
    Stage.WAITING: {K.FIRST_WORD, K.HANDED_IN, K.CLOSED} | ALWAYS,  # closed: the pupil left, see `rules.slip`
    Stage.WRITING: {K.HANDED_IN, K.CLOSED} | ALWAYS,
    Stage.HANDED_IN: {K.SENT_BACK, K.TALK, K.CLOSED} | ALWAYS,
    Stage.TALKED: {K.CLOSED} | TALKED,
    Stage.PRINTED: {K.TAKEN_HOME, K.CLOSED} | TALKED,
    Stage.AT_HOME: {K.REMINDED, K.RETURNED, K.CLOSED} | TALKED,
    Stage.RETURNED: {K.RETURNED, K.FILED} | TALKED,
    Stage.FILED: TALKED,
    Stage.VOIDED: set(),
}
LIVES: dict[Stage, tuple[Fact, ...]] = {
    Stage.WAITING: (),
    Stage.WRITING: life_until(K.FIRST_WORD),
    Stage.HANDED_IN: life_until(K.HANDED_IN),
    Stage.TALKED: life_until(K.TALK),
    Stage.PRINTED: life_until(K.PRINTED),
    Stage.AT_HOME: life_until(K.TAKEN_HOME),
    Stage.RETURNED: life_until(K.RETURNED),
    Stage.FILED: whole_life(),
    Stage.VOIDED: (*life_until(K.TALK), fact(K.VOIDED, "2026-11-24 09:00", note="verkeerd kind")),
}
OUTCOMES = {
    K.RETURNED: Outcome.SEEN,
    K.CLOSED: Outcome.WITHOUT_SIGNATURE,
    K.AGREEMENT_CHECKED: Outcome.PARTLY_KEPT,
}


NOT_KEPT = fact(K.AGREEMENT_CHECKED, "2026-11-26 09:00", outcome=Outcome.NOT_KEPT)


def on_friday(kind: FactKind, *, note: str = "een reden", outcome: Outcome | None = None) -> Fact:
    return fact(kind, "2026-11-27 11:00", note=note, outcome=outcome or OUTCOMES.get(kind))


def refusal(form: Form, coming: Fact) -> Refused:
    with pytest.raises(Refused) as caught:
        check_next(form, coming, FRIDAY)
    assert caught.value.message
    assert caught.value.what_to_do
    return caught.value


@pytest.mark.parametrize("reached", Stage, ids=lambda one: one.name.lower())
@pytest.mark.parametrize("kind", FactKind)
def test_each_fact_has_its_place_in_the_order(reached: Stage, kind: FactKind) -> None:
    form = form_with(*LIVES[reached])
    assert stage(form) is reached
    if kind in MAY_HAPPEN[reached]:
        check_next(form, on_friday(kind), FRIDAY)
    else:
        refusal(form, on_friday(kind))


def test_every_fact_of_a_whole_life_may_follow_the_one_before() -> None:
    life = whole_life()
    for length, coming in enumerate(life):
        check_next(form_with(*life[:length]), coming, coming.at)


def test_a_form_sent_back_is_with_the_pupil_again_until_it_is_handed_in_once_more() -> None:
    back = fact(K.SENT_BACK, "2026-11-23 10:10", note="vraag 4 is leeg")
    again = fact(K.HANDED_IN, "2026-11-23 10:20", by=None)
    assert stage(form_with(*life_until(K.HANDED_IN), back)) is Stage.WRITING
    assert stage(form_with(*life_until(K.HANDED_IN), back, again)) is Stage.HANDED_IN
    check_next(form_with(*life_until(K.HANDED_IN), back), again, FRIDAY)


def test_a_child_for_whom_an_adult_handed_in_can_still_write_its_first_word_when_the_form_is_sent_back() -> None:
    form = form_with(
        fact(K.HANDED_IN, "2026-11-23 10:00", note="liep weg"),
        fact(K.SENT_BACK, "2026-11-23 10:10", note="is er weer, wil zelf vertellen"),
    )
    check_next(form, fact(K.FIRST_WORD, "2026-11-23 10:15", by=None), FRIDAY)
    refusal(form, fact(K.FIRST_WORD, "2026-11-23 10:05", by=None))


@pytest.mark.parametrize("kind", [K.FIRST_WORD, K.TALK, K.BACK_IN_CLASS, K.PARENTS_INFORMED, K.TAKEN_HOME, K.FILED])
def test_what_ends_a_road_is_written_once(kind: FactKind) -> None:
    life = (
        *whole_life(),
        fact(K.BACK_IN_CLASS, "2026-11-24 16:10"),
        fact(K.PARENTS_INFORMED, "2026-11-24 16:20"),
    )
    refusal(form_with(*life), on_friday(kind))


def test_parents_are_told_once_and_the_child_goes_back_once_even_while_the_stage_allows_it() -> None:
    form = at_home(fact(K.BACK_IN_CLASS, "2026-11-23 11:30"), fact(K.PARENTS_INFORMED, "2026-11-23 12:00"))
    for kind in (K.BACK_IN_CLASS, K.PARENTS_INFORMED):
        assert "staat er al" in refusal(form, on_friday(kind)).message


def test_a_paper_is_not_closed_twice_and_not_voided_twice() -> None:
    closed = at_home(fact(K.CLOSED, "2026-11-26 09:00", by=HEAD, outcome=Outcome.SIGNED_LATER))
    refusal(closed, on_friday(K.CLOSED))
    assert "ongeldig" in refusal(form_with(*LIVES[Stage.VOIDED]), on_friday(K.VOIDED)).message


def test_an_agreement_that_was_not_kept_is_followed_up_once_with_what_is_done_about_it() -> None:
    form = form_with(*life_until(K.TALK), NOT_KEPT)
    check_next(form, on_friday(K.FOLLOWED_UP), FRIDAY)
    assert "Wat doen jullie" in refusal(form, on_friday(K.FOLLOWED_UP, note="")).message
    refusal(form_with(*life_until(K.TALK), NOT_KEPT, on_friday(K.FOLLOWED_UP)), on_friday(K.FOLLOWED_UP))
    kept = fact(K.AGREEMENT_CHECKED, "2026-11-26 09:00", outcome=Outcome.KEPT)
    assert "niet gelukt" in refusal(form_with(*life_until(K.TALK), kept), on_friday(K.FOLLOWED_UP)).message


@pytest.mark.parametrize("kind", FactKind)
def test_nothing_happens_in_the_future(kind: FactKind) -> None:
    form = {
        K.ESCALATED: at_home(returned("2026-11-24 08:30", Outcome.REFUSED)),
        K.FOLLOWED_UP: form_with(*life_until(K.TALK), NOT_KEPT),
    }.get(kind) or form_with(*next(LIVES[one] for one, kinds in MAY_HAPPEN.items() if kind in kinds))
    later = fact(kind, "2026-11-27 12:01", note="een reden", outcome=OUTCOMES.get(kind))
    assert "toekomst" in refusal(form, later).message


@pytest.mark.parametrize(
    ("reached", "kind", "too_early"),
    [
        (Stage.WAITING, K.FIRST_WORD, "2026-11-23 08:59"),
        (Stage.WAITING, K.PARENTS_INFORMED, "2026-11-23 08:59"),
        (Stage.WAITING, K.VOIDED, "2026-11-23 08:59"),
        (Stage.WRITING, K.HANDED_IN, "2026-11-23 09:14"),
        (Stage.HANDED_IN, K.SENT_BACK, "2026-11-23 09:59"),
        (Stage.HANDED_IN, K.TALK, "2026-11-23 09:59"),
        (Stage.TALKED, K.BACK_IN_CLASS, "2026-11-23 10:59"),
        (Stage.TALKED, K.PRINTED, "2026-11-23 10:59"),
        (Stage.PRINTED, K.TAKEN_HOME, "2026-11-23 13:59"),
        (Stage.AT_HOME, K.REMINDED, "2026-11-23 14:29"),
        (Stage.AT_HOME, K.RETURNED, "2026-11-23 14:29"),
        (Stage.AT_HOME, K.CLOSED, "2026-11-23 14:29"),
        (Stage.RETURNED, K.FILED, "2026-11-24 08:29"),
    ],
)
def test_nothing_happens_before_the_step_it_comes_after(reached: Stage, kind: FactKind, too_early: str) -> None:
    form = form_with(*LIVES[reached])
    early = fact(kind, too_early, note="een reden", outcome=OUTCOMES.get(kind))
    assert "vorige stap" in refusal(form, early).message
    on_time = Fact(kind, early.at + timedelta(minutes=1), early.by, early.note, early.outcome)
    check_next(form, on_time, FRIDAY)


def test_directie_does_not_close_a_paper_before_the_last_thing_that_happened_to_it() -> None:
    form = at_home(returned("2026-11-24 08:30", Outcome.UNSIGNED), fact(K.REMINDED, "2026-11-25 15:00"))
    closing = fact(K.CLOSED, "2026-11-25 14:59", by=HEAD, outcome=Outcome.WITHOUT_SIGNATURE)
    assert "vorige stap" in refusal(form, closing).message


def test_a_reprint_does_not_move_the_moment_the_paper_may_have_gone_home() -> None:
    form = form_with(*life_until(K.PRINTED), fact(K.PRINTED, "2026-11-24 10:00"))
    check_next(form, fact(K.TAKEN_HOME, "2026-11-23 14:30"), FRIDAY)


@pytest.mark.parametrize("note", ["", "   "])
def test_an_adult_who_hands_in_gives_a_reason(note: str) -> None:
    form = form_with(*life_until(K.FIRST_WORD))
    assert "reden" in refusal(form, fact(K.HANDED_IN, "2026-11-23 10:00", by=TEACHER, note=note)).message
    check_next(form, fact(K.HANDED_IN, "2026-11-23 10:00", by=TEACHER, note="is weggelopen"), FRIDAY)


def test_a_pupil_hands_in_without_a_reason() -> None:
    check_next(form_with(*life_until(K.FIRST_WORD)), fact(K.HANDED_IN, "2026-11-23 10:00", by=None), FRIDAY)


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_void_a_send_back_and_an_escalation_need_a_reason(note: str) -> None:
    refused = at_home(returned("2026-11-24 08:30", Outcome.REFUSED))
    for form, kind in (
        (form_with(), K.VOIDED),
        (form_with(*life_until(K.HANDED_IN)), K.SENT_BACK),
        (refused, K.ESCALATED),
    ):
        assert "reden" in refusal(form, on_friday(kind, note=note)).message


@pytest.mark.parametrize("outcome", [None, Outcome.UNSIGNED, Outcome.SEEN])
def test_a_teacher_does_not_escalate_at_once_unless_the_parents_refused(outcome: Outcome | None) -> None:
    form = at_home(*([returned("2026-11-24 08:30", outcome)] if outcome else []))
    refusal(form, on_friday(K.ESCALATED))


def test_a_teacher_escalates_at_once_after_a_refusal_and_only_once() -> None:
    refused = (returned("2026-11-24 08:30", Outcome.REFUSED),)
    check_next(at_home(*refused), on_friday(K.ESCALATED), FRIDAY)
    refusal(at_home(*refused, fact(K.ESCALATED, "2026-11-24 09:00", note="weigert")), on_friday(K.ESCALATED))


@pytest.mark.parametrize("outcome", [None, *Outcome])
def test_a_paper_returns_and_is_closed_only_in_the_ways_the_policy_knows(outcome: Outcome | None) -> None:
    ways = {
        K.RETURNED: {Outcome.SEEN, Outcome.AGREED, Outcome.UNSIGNED, Outcome.REFUSED},
        K.CLOSED: {Outcome.SIGNED_LATER, Outcome.WITHOUT_SIGNATURE},
    }
    for kind, known in ways.items():
        coming = fact(kind, "2026-11-27 11:00", note="gebeld", outcome=outcome)
        if outcome in known:
            check_next(at_home(), coming, FRIDAY)
        else:
            refusal(at_home(), coming)


def test_only_a_return_and_a_close_have_an_outcome() -> None:
    refusal(at_home(), fact(K.REMINDED, "2026-11-27 11:00", outcome=Outcome.SEEN))


@pytest.mark.parametrize("outcome", [Outcome.UNSIGNED, Outcome.REFUSED])
def test_a_paper_that_came_back_without_a_signature_is_still_away(outcome: Outcome) -> None:
    form = at_home(returned("2026-11-24 08:30", outcome))
    assert stage(form) is Stage.AT_HOME
    assert form.signature is None
    refusal(form, on_friday(K.FILED))
    check_next(form, on_friday(K.REMINDED), FRIDAY)


def test_the_first_household_to_sign_closes_and_the_second_is_added() -> None:
    first, second = returned("2026-11-24 08:30", Outcome.AGREED), returned("2026-11-26 08:30", Outcome.REFUSED)
    check_next(at_home(first), second, FRIDAY)
    form = at_home(first, second)
    assert (stage(form), form.signature) == (Stage.RETURNED, first)
    assert form.all(K.RETURNED) == (first, second)
    assert form.last(K.RETURNED) == second


@pytest.mark.parametrize("note", ["", " \n"])
def test_a_reminder_and_telling_the_parents_say_how(note: str) -> None:
    for form, kind in ((at_home(), K.REMINDED), (form_with(), K.PARENTS_INFORMED)):
        assert refusal(form, on_friday(kind, note=note)).message == "Hoe hoorden de ouders het?"
        check_next(form, on_friday(kind, note="gebeld"), FRIDAY)


@pytest.mark.parametrize("note", ["", " \n"])
def test_directie_says_why_a_paper_is_closed_without_a_signature_and_need_not_when_it_was_signed(note: str) -> None:
    without = on_friday(K.CLOSED, note=note, outcome=Outcome.WITHOUT_SIGNATURE)
    assert "reden" in refusal(at_home(), without).message
    check_next(at_home(), on_friday(K.CLOSED, note=note, outcome=Outcome.SIGNED_LATER), FRIDAY)


def test_a_form_that_was_closed_without_a_talk_is_never_printed_and_one_that_never_went_home_never_returns() -> None:
    for life in (life_until(K.HANDED_IN), ()):
        closed = form_with(*life, fact(K.CLOSED, "2026-11-26 09:00", by=HEAD, outcome=Outcome.SIGNED_LATER))
        assert stage(closed) is Stage.RETURNED
        for kind in (K.PRINTED, K.BACK_IN_CLASS, K.RETURNED, K.TALK, K.HANDED_IN):
            refusal(closed, on_friday(kind))
        check_next(closed, on_friday(K.FILED), FRIDAY)


def test_the_first_word_is_a_fact_of_the_moment_it_was_written_and_only_once() -> None:
    now = at("2026-11-23 09:20")
    assert first_word(form_with(), now) == Fact(K.FIRST_WORD, now)
    assert first_word(form_with(*life_until(K.FIRST_WORD)), now) is None
    assert first_word(form_with(*life_until(K.HANDED_IN)), FRIDAY) is None


def test_who_wrote_nothing_before_an_adult_handed_in_begins_when_the_form_is_given_back() -> None:
    handed_in = fact(K.HANDED_IN, "2026-11-23 10:00", note="liep weg")
    back = fact(K.SENT_BACK, "2026-11-23 10:10", note="is er weer")
    assert first_word(form_with(handed_in, back), at("2026-11-23 10:15")) is not None
    assert first_word(form_with(*life_until(K.HANDED_IN), back), at("2026-11-23 10:15")) is None


def test_what_a_child_does_after_the_clock_was_put_back_counts_from_the_step_before_it() -> None:
    a_day_back = at("2026-11-22 09:20")
    begun = first_word(form_with(), a_day_back)
    assert begun is not None
    assert begun.at == form_with().issued_at
    check_next(form_with(), begun, begun.at)
    writing = form_with(*life_until(K.FIRST_WORD))
    assert no_earlier(writing, K.HANDED_IN, a_day_back) == at("2026-11-23 09:15")
    assert no_earlier(writing, K.HANDED_IN, FRIDAY) == FRIDAY


@pytest.mark.parametrize("kind", [FactKind.ADDED, FactKind.CORRECTED, FactKind.PRINTED, FactKind.VOIDED])
def test_nothing_is_added_to_a_form_of_which_retention_took_the_name(kind: FactKind) -> None:
    gone = replace(form_with(*whole_life()), pupil_id=None)
    with pytest.raises(Refused, match="de leerling niet meer bekend"):
        check_next(gone, fact(kind, "2029-08-27 09:00", note="Toch nog iets."), at("2029-08-27 09:00"))
