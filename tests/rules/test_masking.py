"""Other children's names in what parents will read: which words are names, and what stands in their place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.masking import CommonWords, Hit, NameFinder, masked, sentence_of
from kiosk.rules.people import Pupil

_WORDS = "roos wit bakker berg veld bos hoop beer storm prins de van dan mens an"
COMMON = CommonWords(frozenset(_WORDS.split()), frozenset({"dan", "hoop", "an"}))


def pupil(number: int, given_name: str, prefix: str = "", surname: str = "") -> Pupil:
    return Pupil(number, given_name, prefix, surname, 5, 1, "De Egels")


KAAN = pupil(1, "Kaan", "", "Yıldız")
PUPILS = (
    KAAN,
    pupil(2, "Daan", "van der", "Berg"),
    pupil(3, "Emma", "de", "Vries"),
    pupil(4, "Lars", "", "Smit"),
    pupil(5, "Zoë", "", "Özdemir"),
    pupil(6, "Roos", "", "Wit"),
    pupil(7, "Hugo", "", "Bakker"),
    pupil(8, "Bo", "in 't", "Veld"),
    pupil(9, "Jan-Willem", "d'", "Ancona"),
    pupil(10, "Daan", "", "Vos-Jansen"),
    pupil(11, "Łukasz", "", "O'Neill"),
    pupil(12, "Hoop", "", "Prins"),
)


def found(*texts: str, pupils: tuple[Pupil, ...] = PUPILS, own: int = 1) -> list[str]:
    """What is found in `texts`, as it is written there."""
    return [hit.written for hit in NameFinder(pupils, own, COMMON).find(texts)]


def on_paper(text: str) -> str:
    """`text` as the parents read it when every name is masked."""
    return masked([text], NameFinder(PUPILS, KAAN.id, COMMON).find([text]))[0]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ik duwde Daan en emma.", ["Daan", "emma"]),
        ("Toen zei ZOE iets tegen lukasz.", ["ZOE", "lukasz"]),
        ("Van der Berg lachte.", ["Van der Berg"]),
        ("Ik zag de vries en Özdemir, en ozdemir ook.", ["de vries", "Özdemir", "ozdemir"]),
        ("Het was van den Berg.", ["Berg"]),
        ("Het was v.d. Berg, of vd Berg, of v/d Berg.", ["v.d. Berg", "vd Berg", "v/d Berg"]),
        ("Met Jan-Willem, jan willem, Janwillem en Jan.", ["Jan-Willem", "jan willem", "Janwillem", "Jan"]),
        ("d'Ancona en D’Ancona en Ancona", ["d'Ancona", "D’Ancona", "Ancona"]),
        ("O'Neill en oneill", ["O'Neill", "oneill"]),
        ("Vos-Jansen, en Jansen, en Bo in ’t Veld.", ["Vos-Jansen", "Jansen", "Bo in ’t Veld"]),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ik gaf Daan van der Berg een duw.", "Daan van der Berg"),
        ("Ik gaf Daan Berg een duw.", "Daan Berg"),
        ("Ik gaf Daan B. een duw.", "Daan B"),
        ("Ik gaf daan v een duw.", "daan v"),
        ("Ik gaf D. van der Berg een duw.", "D. van der Berg"),
        ("Ik gaf\nDaan\nVos een duw.", "Daan\nVos"),
    ],
)
def test_a_whole_name_is_one_hit(text: str, name: str) -> None:
    assert found(text) == [name]


def test_a_letter_that_is_no_initial_stays() -> None:
    assert on_paper("Daan z'n bal en Daan 's morgens.") == "(naam) z'n bal en (naam) 's morgens."


@pytest.mark.parametrize(
    "text", ["Emmaus is ver.", "Een banaan, een daantje.", "Het bos.", "Ik at een vosje.", "", "…'s"]
)
def test_only_whole_words_are_names(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Daans bal", "(naam)'s bal"),
        ("Emma's bal", "(naam)'s bal"),
        ("emma’s bal", "(naam)'s bal"),
        ("Lars' bal", "(naam)'s bal"),
        ("Daan van der Bergs bal", "(naam)'s bal"),
        ("Bo's bal", "(naam)'s bal"),
        ("Hij zei: 'Lars' en lachte.", "Hij zei: '(naam)' en lachte."),
        ("Daan, Emma; (Lars)!", "(naam), (naam); ((naam))!"),
        ("Ik sloeg Daan. Daan huilde.", "Ik sloeg (naam). (naam) huilde."),
    ],
)
def test_what_stands_on_paper_reads_well(text: str, printed: str) -> None:
    assert on_paper(text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Ik gaf haar een roos.",
        "De muur is wit. Wit is mooi.",
        "We gingen van de berg af.",
        "De bakker was boos. Bakker is een beroep.",
        "In het bos is een veld. En in 't veld een beer.",
        "Ik hoop dat het goed komt. Hoop ik.",  # nor at the start of a sentence, where a verb can stand
    ],
)
def test_a_common_word_is_no_name(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ik gaf Roos een duw.", ["Roos"]),  # a capital inside a sentence
        ("Toen zei Bakker nee.", ["Bakker"]),
        ("Ik gaf roos wit een duw.", ["roos wit"]),  # a whole name
        ("Hugo bakker was er.", ["Hugo bakker"]),
        ("Roos duwde mij.", ["Roos"]),  # a given name, where a child's sentence begins
        ("Het was stom. Roos zei niets.", ["Roos"]),
        ("Roos' jas is van Roos.", ["Roos'", "Roos"]),
        ("Ik zag Roos. Toen riep roos mij.", ["Roos", "roos"]),  # known here, so also without a capital
    ],
)
def test_a_common_word_that_is_written_as_a_name_is_one(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_name_that_one_text_makes_known_counts_in_the_others() -> None:
    assert found("ik sloeg roos") == []
    assert found("ik sloeg roos", "Sorry zeggen tegen Roos.") == ["roos", "Roos"]


def test_a_capital_at_the_start_of_a_sentence_makes_no_name_known() -> None:
    assert found("Roos was er. Ik gaf haar een roos.") == ["Roos"]
    assert found("Dan ging ik, en dan kwam hij.", pupils=(*PUPILS, pupil(20, "Dan", "", "Smit"))) == []
    assert found("Ik zag Dan, en dan kwam hij.", pupils=(*PUPILS, pupil(20, "Dan", "", "Smit"))) == ["Dan", "dan"]


def test_the_child_itself_is_never_masked() -> None:
    assert found("Kaan zegt sorry. Kaans bal. Kaan Yıldız en yildiz.") == []


def test_what_the_child_shares_with_another_is_its_own() -> None:
    pupils = (*PUPILS, pupil(20, "Daan", "de", "Boer"), pupil(21, "Lisa", "de", "Boer"))
    assert found("Daan de Boer was boos. Daan en Boer.", pupils=pupils, own=20) == []
    assert found("Daan Vos en Lisa de Boer.", pupils=pupils, own=20) == ["Daan Vos", "Lisa de Boer"]
    assert found("Daan V. en Daan B.", pupils=pupils, own=20) == ["Daan V", "Daan B"]


def test_staff_keep_their_names() -> None:
    assert found("Ik zei het tegen juf Emma, meester Lars en Juffrouw Zoë.") == []
    assert found("Ik zei het tegen juf. Emma was er ook.") == ["Emma"]


def test_a_hit_says_where_it_stands_and_whom_it_may_be() -> None:
    (hit,) = NameFinder(PUPILS, KAAN.id, COMMON).find(["Niets.", "Toen kwam Daan erbij."])
    assert hit == Hit(1, 10, 14, "Daan", (PUPILS[1], PUPILS[9]))


def test_a_hit_is_shown_in_its_own_sentence() -> None:
    text = "Eerst niets. Toen kwam Daan erbij! En Emma"
    first, second = NameFinder(PUPILS, KAAN.id, COMMON).find([text])
    assert text[slice(*sentence_of(text, first))] == "Toen kwam Daan erbij!"
    assert text[slice(*sentence_of(text, second))] == "En Emma"
    assert sentence_of("Daan", Hit(0, 0, 4, "Daan", ())) == (0, 4)


def test_only_the_hits_that_are_given_are_masked() -> None:
    texts = ["Daan en Emma.", "Emma."]
    first, second, third = NameFinder(PUPILS, KAAN.id, COMMON).find(texts)
    assert masked(texts, [third, first]) == ("(naam) en Emma.", "(naam).")
    assert masked(texts, []) == ("Daan en Emma.", "Emma.")
    assert second.written == "Emma"


def test_a_pupil_with_little_of_a_name_is_no_trouble() -> None:
    odd = (
        pupil(1, "Kaan"),
        pupil(2, "", "", ""),
        pupil(3, "X", "", ""),
        pupil(4, "An", "", "Van"),
        pupil(5, "", "", "Ó"),
        pupil(6, "Storm", "", "Vos-"),
    )
    assert found("x van an ó storm", pupils=odd) == []
    assert found("Met An Van.", pupils=odd) == ["An Van"]


@given(st.lists(st.text(alphabet="DaEmRoosBergvn '’.-\n\"z", max_size=60), min_size=1, max_size=3))
def test_hits_never_overlap_and_stand_where_they_say(texts: list[str]) -> None:
    hits = NameFinder(PUPILS, KAAN.id, COMMON).find(texts)
    for hit in hits:
        assert texts[hit.text][hit.start : hit.end] == hit.written != ""
    for one, following in pairwise(hits):
        assert (one.text, one.end) <= (following.text, following.start)
    changed = masked(texts, hits)
    assert sum(text.count("(naam)") for text in changed) == len(hits)


def test_among_a_thousand_pupils_every_name_in_eight_long_answers_is_found() -> None:
    pupils = [
        pupil(n, f"Naam{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}", "van der", f"Berg{chr(97 + n % 17)}")
        for n in range(1000)
    ]
    texts = [("Toen kwam Emma en zei Daan van der Berg dat ik weg moest. " * 90)[:5000]] * 8
    hits = NameFinder([*PUPILS, *pupils], KAAN.id, COMMON).find(texts)
    assert len(hits) == 8 * sum(text.count("Emma") + text.count("Daan") for text in texts[:1])
