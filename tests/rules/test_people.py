"""Names: how they are called, ordered and found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.people import Finder, Person, name_order, search


def person(given_name: str, prefix: str = "", surname: str = "", person_id: int = 0) -> Person:
    return Person(person_id, given_name, prefix, surname)


AYSE = person("Ayşe", "", "Özdemir")
DAAN = person("Daan", "van der", "Berg")
LUKASZ = person("Łukasz", "", "Kowalski")
PATRICK = person("Patrick", "", "O'Neill")
SANNE = person("Sanne", "van 't", "Zand")
ANNE_FLEUR = person("Anne-Fleur", "", "Smit-de Vries")
SOLE = person("Minh")
EVERYONE = (AYSE, DAAN, LUKASZ, PATRICK, SANNE, ANNE_FLEUR, SOLE)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("oz", [AYSE]),
        ("özd", [AYSE]),
        ("AYSE", [AYSE]),
        ("berg", [DAAN]),
        ("van der b", [DAAN]),
        ("da be", [DAAN]),
        ("berg daan", [DAAN]),
        ("Berg, Daan van der", [DAAN]),
        ("lukasz", [LUKASZ]),
        ("oneill", [PATRICK]),
        ("neill", [PATRICK]),
        ("o'neill", [PATRICK]),
        ("O’Neill", [PATRICK]),
        ("t zand", [SANNE]),
        ("'t zand", [SANNE]),
        ("‘t zand", [SANNE]),
        ("van", [DAAN, SANNE]),
        ("fleur", [ANNE_FLEUR]),
        ("anne-fleur", [ANNE_FLEUR]),
        ("smit-de", [ANNE_FLEUR]),
        ("vries", [ANNE_FLEUR]),
        ("minh", [SOLE]),
        ("erg", []),
        ("daan kowalski", []),
    ],
)
def test_every_word_of_a_query_begins_a_part_of_the_name(query: str, found: list[Person]) -> None:
    assert list(search(query, EVERYONE)) == found


@pytest.mark.parametrize(
    ("prefix", "surname", "spoken", "listed"),
    [
        ("d'", "Ancona", "Luuk d'Ancona", "Ancona, Luuk d'"),
        ("van d’", "Ancona", "Luuk van d’Ancona", "Ancona, Luuk van d’"),
        ("'s", "Gravendijk", "Luuk 's Gravendijk", "Gravendijk, Luuk 's"),
        ("in 't", "Veld", "Luuk in 't Veld", "Veld, Luuk in 't"),
        ("", "", "Luuk", "Luuk"),
    ],
)
def test_a_prefix_that_ends_in_an_apostrophe_is_written_onto_the_surname(
    prefix: str, surname: str, spoken: str, listed: str
) -> None:
    luuk = person("Luuk", prefix, surname)
    assert (luuk.name, luuk.list_name) == (spoken, listed)
    assert search("da", [luuk]) == []
    assert list(search(spoken, [luuk])) == list(search("d' ancona" if "Anc" in spoken else surname, [luuk])) == [luuk]


def test_a_name_written_with_a_curly_apostrophe_is_found_as_well() -> None:
    curly = person("Tom", "van ‘t", "Hek")
    irish = person("Sean", "", "O’Brien")
    assert search("t hek", [curly, irish]) == [curly]
    assert search("obrien", [curly, irish]) == [irish]


def test_an_empty_query_finds_everyone_in_the_order_of_a_dutch_list() -> None:
    assert [one.surname or one.given_name for one in search("  ", EVERYONE)] == [
        "Berg",
        "Kowalski",
        "Minh",
        "O'Neill",
        "Özdemir",
        "Smit-de Vries",
        "Zand",
    ]


def test_a_dutch_list_goes_by_surname_without_prefix_then_by_given_name_then_by_prefix() -> None:
    bakker = person("Zoë", "", "Bakker")
    double = person("Aad", "", "Boer Smit")
    de_boer_a, de_boer_b = person("Anna", "de", "Boer"), person("Éva", "", "Boer")
    same_name, same_with_prefix = person("Anna", "", "Boer"), person("Anna", "den", "Boer")
    people = [double, de_boer_b, same_with_prefix, de_boer_a, same_name, bakker]
    assert sorted(people, key=name_order) == [
        bakker,
        same_name,
        de_boer_a,
        same_with_prefix,
        de_boer_b,
        double,
    ]


@pytest.mark.parametrize(
    ("one", "spoken", "listed"),
    [
        (DAAN, "Daan van der Berg", "Berg, Daan van der"),
        (AYSE, "Ayşe Özdemir", "Özdemir, Ayşe"),
        (SOLE, "Minh", "Minh"),
        (person("", "", "Jansen"), "Jansen", "Jansen"),
    ],
)
def test_a_person_is_spoken_to_and_listed_the_dutch_way(one: Person, spoken: str, listed: str) -> None:
    assert (one.name, one.list_name) == (spoken, listed)


@given(st.permutations(EVERYONE))
def test_the_order_of_a_list_does_not_depend_on_the_order_of_the_file(people: list[Person]) -> None:
    assert search("", people) == search("", EVERYONE)


@pytest.mark.parametrize("one", EVERYONE, ids=lambda one: one.name)
def test_everyone_is_found_by_their_own_name_as_spoken_and_as_listed(one: Person) -> None:
    assert one in search(one.name, EVERYONE)
    assert one in search(one.list_name, EVERYONE)


def test_who_finds_by_letters_again_and_again_finds_what_a_single_search_finds() -> None:
    finder = Finder(EVERYONE)
    for query in ("", "b", "van", "oz", "neill", "xq"):
        assert finder.find(query) == search(query, EVERYONE)
