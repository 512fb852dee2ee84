"""What a school sets from a screen: whole or not at all, logged, and never over what somebody changed by hand."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kiosk import settings
from kiosk.db.school import Part, change_school
from kiosk.errors import KioskError, Refused
from tests.db.school import SampleSchool

STUDY_DAY = frozenset({date(2026, 12, 4)})


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        (Part.CALENDAR, {"closed": frozenset()}),
        (Part.CONTACTS, {"contacts": ()}),
        (Part.RULES, {"policy": replace(settings.default_policy(), due_days=2)}),
    ],
)
def test_what_was_changed_by_hand_meanwhile_is_neither_undone_nor_put_in_force_unseen(
    written: SampleSchool, part: Part, changes: dict[str, Any]
) -> None:
    settings.save(written.home, closed=STUDY_DAY)  # in an editor, while the kiosk runs
    with pytest.raises(Refused, match="met de hand veranderd terwijl de kiosk liep"):
        change_school(written.store, written.head, part, **changes)
    assert settings.load(written.home).closed == STUDY_DAY
    assert written.store.settings.closed == frozenset()


def test_when_the_log_refuses_the_file_and_its_last_good_copy_are_as_they_were(
    written: SampleSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = written.store.act

    @contextmanager
    def full_disk(*given: Any, **named: Any) -> Iterator[Any]:
        with act(*given, **named) as deed:
            yield deed
            raise KioskError("De schijf is vol.", "Maak ruimte.")

    monkeypatch.setattr(written.store, "act", full_disk)
    before = written.home.last_good.read_bytes()
    with pytest.raises(KioskError, match="schijf is vol"):
        change_school(written.store, written.head, Part.CALENDAR, closed=STUDY_DAY)
    assert settings.load(written.home).closed == written.store.settings.closed == frozenset()
    assert written.home.last_good.read_bytes() == before


def test_what_a_screen_cannot_write_as_it_was_meant_is_refused_and_not_called_kept(written: SampleSchool) -> None:
    twice = '[[contact]]\nrole = "confidential_adviser"\nname = "Ria"\nplace = "hal"\n' * 2
    file = written.home.settings
    file.write_text(file.read_text(encoding="utf-8") + twice, encoding="utf-8")
    written.store.settings = settings.load(written.home)
    first = written.store.settings.contacts[0]
    new = (first, replace(first, name="Bas"))
    with pytest.raises(KioskError, match="kan dit scherm het niet aanpassen"):
        change_school(written.store, written.head, Part.CONTACTS, contacts=new)
    assert settings.load(written.home).contacts == (first, first)
