"""The line of keys: what stands there is what the screen asks for, and nothing is made anew that stands there."""

from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from kiosk.screens.key_line import KeyLine


class TwoFields(Screen[None]):
    """Two fields, and a key that is there when `more` says so, grey when it says None."""

    BINDINGS = [("f2", "one", "een"), ("f3", "two", "twee")]
    more: bool | None = True

    def compose(self) -> ComposeResult:
        yield Input(id="first")
        yield Input(id="second")
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        return self.more if action == "two" else True


def keys(app: App[None]) -> list[FooterKey]:
    return list(app.screen.query(FooterKey))


async def test_a_move_of_the_focus_leaves_the_keys_as_they_are() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.push_screen(TwoFields())
        await pilot.pause()
        before = keys(app)
        assert [one.description for one in before][:2] == ["een", "twee"]
        await pilot.press("tab")
        await pilot.pause()
        assert app.focused
        assert app.focused.id == "second"
        assert keys(app) == before


async def test_a_key_comes_greys_and_goes_with_what_the_screen_says() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = TwoFields()
        await app.push_screen(screen)
        await pilot.pause()
        shown: dict[bool | None, list[tuple[str, bool]]] = {}
        for more in (False, None, True):
            screen.more = more
            screen.refresh_bindings()
            await pilot.pause()
            shown[more] = [(one.description, one.has_class("-disabled")) for one in keys(app)]
        assert ("een", False) in shown[False]
        assert "twee" not in dict(shown[False])
        assert shown[None][:2] == [("een", False), ("twee", True)]
        assert shown[True][:2] == [("een", False), ("twee", False)]


async def test_a_key_is_as_wide_as_textual_draws_it() -> None:
    app: App[None] = App()
    async with app.run_test() as pilot:
        await app.push_screen(TwoFields())
        await pilot.pause()
        assert not [one for one in keys(app) if one.compact or one.has_class("-compact")]
        assert [one.size.width for one in keys(app)][:2] == [len(" f2 een "), len(" f3 twee ")]
