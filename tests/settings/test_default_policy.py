"""The policy that a school gets which sets nothing of its own: ladder, behaviours, places, questions."""

from kiosk.rules.own_list import LABEL_LENGTH
from kiosk.rules.policy import Counting, LadderStep, Restart, StepKind
from kiosk.settings import default_policy


def test_the_default_ladder_is_that_of_the_policy() -> None:
    policy = default_policy()
    assert policy.counting is Counting.SCHOOL_YEAR
    assert policy.restart is Restart.AT_STEP
    assert policy.reminders == 2
    assert policy.steps == (
        LadderStep(3, StepKind.PARENTS_TALK),
        LadderStep(3, StepKind.OFFICIAL_WARNING),
        LadderStep(1, StepKind.SUSPENSION_REVIEW),
    )


def test_the_behaviours_have_the_stable_keys_and_end_open() -> None:
    keys = [behaviour.key for behaviour in default_policy().behaviours]
    assert keys == [
        "language",
        "disrespect",
        "bullying",
        "discrimination",
        "violence",
        "vandalism",
        "theft",
        "threat",
        "intimacy",
        "running_away",
        "other",
    ]
    assert default_policy().behaviour_label("other") == "anders, namelijk …"


def test_every_label_fits_in_a_list_and_no_key_comes_twice() -> None:
    policy = default_policy()
    for entries in (policy.behaviours, policy.places):
        assert all(0 < len(entry.label) <= LABEL_LENGTH for entry in entries)
        assert len({entry.key for entry in entries}) == len(entries)
    labels = [place.label for place in policy.places]
    assert labels == ["plein", "klas", "gang", "toilet", "gymzaal", "overblijf", "onderweg", "online", "anders"]


def test_the_eight_questions_stand_in_the_forms_own_words() -> None:
    questions = default_policy().questions
    assert [question.number for question in questions] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [question.text for question in questions] == [
        "Wat gebeurde er?",
        "Wat dacht je?",
        "Ik voelde mij:",
        "Wat deed je en waarom?",
        "Wie had last van jouw gedrag en waarom?",
        "Wat ga je de volgende keer anders doen?",
        "Wat ga je doen om het nu op te lossen?",
        "Deze afspraak maak ik met mijzelf, de leerkracht en/of de groep:",
    ]


def test_every_question_helps_with_a_short_hint_and_starters() -> None:
    for question in default_policy().questions:
        assert 3 <= len(question.starters) <= 4
        sentences = [*question.hint.replace("?", ".").split("."), *question.starters]
        assert all(len(sentence.split()) <= 12 for sentence in sentences)
