"""Each link covers the one before it and every field by itself."""

from kiosk.vault import chain


def test_a_link_is_the_same_for_the_same_row_after_the_same_row() -> None:
    one = chain.link(chain.START, "1", "2026-11-23T10:00:00", "staff 7", "issue", "form 1")
    assert one == chain.link(chain.START, "1", "2026-11-23T10:00:00", "staff 7", "issue", "form 1")
    assert len(one) == 64
    assert set(one) <= set("0123456789abcdef")


def test_another_row_before_it_or_another_field_makes_another_link() -> None:
    fields = ["1", "2026-11-23T10:00:00", "staff 7", "issue", "form 1"]
    links = {chain.link(chain.START, *fields), chain.link("1" * 64, *fields)}
    for place in range(len(fields)):
        links.add(chain.link(chain.START, *fields[:place], fields[place] + "1", *fields[place + 1 :]))
    assert len(links) == 2 + len(fields)


def test_a_letter_that_moves_from_one_field_to_the_next_makes_another_link() -> None:
    assert chain.link(chain.START, "staff 1", "2 issue") != chain.link(chain.START, "staff 12", " issue")
    assert chain.link(chain.START, "a", "") != chain.link(chain.START, "a")
