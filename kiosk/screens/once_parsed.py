"""Stylesheets that are parsed once: Textual parses all of them again each time a screen brings its own."""

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_PARSED: dict[tuple[object, ...], list[RuleSet]] = {}
"""Rules by everything that they are made from. Nothing writes to a rule once it is parsed, so apps may share them."""


class OnceParsed(Stylesheet):
    """The kiosk's stylesheet.

    Each screen that was shown for the first time cost 20 ms of parsing what stood there already, here; five times that
    on a school PC. The names below are private, so a test notices when they move.
    """

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        key = (css, read_from, is_default_rules, tie_breaker, scope, frozenset(self._variables.items()))
        rules = _PARSED.get(key)
        if rules is None:
            rules = _PARSED[key] = super()._parse_rules(css, read_from, is_default_rules, tie_breaker, scope)
        return rules

    def reparse(self) -> None:
        """Textual's own does this in a plain `Stylesheet`, which knows nothing yet. A fault is told again each time."""
        self._invalid_css = set()
        self.parse()
