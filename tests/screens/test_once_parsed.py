"""Sheets parsed once are what Textual makes of them, in each look; and a fault in one is told as Textual tells it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import textual.css.stylesheet as textuals
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet, StylesheetParseError

import kiosk
from kiosk.screens.once_parsed import OnceParsed
from kiosk.screens.theme import BARE, DARK, LIGHT
from tests.school import School

SHEETS = sorted(Path(kiosk.__file__).parent.rglob("*.tcss"))
READ_FROM = ("here", "")


def told(rules: list[RuleSet]) -> list[tuple[object, ...]]:
    """All that a rule says and where it applies."""
    return [
        (rule.css, rule.selector_names, rule.pseudo_classes, rule.is_default_rules, rule.tie_breaker, rule.selector_set)
        for rule in rules
    ]


@pytest.mark.parametrize("look", [LIGHT.name, DARK.name, BARE.name])
def test_every_sheet_has_the_rules_that_textual_makes_of_it(school: School, look: str) -> None:
    app = school.app()
    app.theme = look
    variables = app.get_css_variables()
    plain, first, second = Stylesheet(variables=variables), OnceParsed(variables=variables), OnceParsed()
    second.set_variables(variables)
    for sheet in (plain, first, second):
        sheet.read_all(SHEETS)
        for read_from, css, tie_breaker, scope in app._get_default_css():
            sheet.add_source(css, read_from, is_default_css=True, tie_breaker=tie_breaker, scope=scope)
        sheet.reparse()
    assert len(plain.rules) > 100
    assert told(first.rules) == told(second.rules) == told(plain.rules)


def test_the_same_source_is_parsed_once_and_with_other_colours_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    real: Callable[..., Iterable[RuleSet]] = vars(textuals)["parse"]

    def counted(scope: str, css: str, *rest: object, **named: object) -> Iterable[RuleSet]:
        parsed.append(css)
        return real(scope, css, *rest, **named)

    monkeypatch.setattr(textuals, "parse", counted)

    def colour(ink: str) -> str:
        sheet = OnceParsed(variables={"ink": ink})
        sheet.add_source("Once { color: $ink; }", READ_FROM)
        return sheet.css

    assert colour("red") == colour("red")
    assert len(parsed) == 1
    assert colour("blue") != colour("red")
    assert len(parsed) == 2


def test_a_fault_in_a_sheet_is_told_each_time_and_the_rules_from_before_stay() -> None:
    sheet = OnceParsed()
    sheet.add_source("Good { color: red; }", READ_FROM)
    before = sheet.rules
    sheet.add_source("Bad { color: 12 apples; }", ("there", ""))
    for _ in range(2):
        with pytest.raises(StylesheetParseError):
            sheet.reparse()
    del sheet.source["there", ""]
    sheet.reparse()
    assert sheet.rules == before
