"""The few private names of Textual that the kiosk leans on: when one moves, this says which."""

import codecs
import inspect

import pytest
import textual.drivers.linux_driver as driver
from textual.app import App
from textual.binding import Binding
from textual.widgets import TextArea

from kiosk.app import KioskApp
from kiosk.screens.closed_app import forgive_bad_bytes


@pytest.mark.parametrize(
    "name",
    ["_handle_exception", "_print_error_renderables", "_exit_renderables", "_close_messages_no_wait", "_return_code"],
)
def test_the_crash_screen_hooks_into_names_that_exist(name: str) -> None:
    assert hasattr(App(), name)


def test_textual_still_calls_our_exception_hook() -> None:
    from textual.message_pump import MessagePump

    assert "_handle_exception" in inspect.getsource(MessagePump)


def test_a_byte_that_is_not_utf8_does_not_end_the_input_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    source = inspect.getsource(driver)
    assert "getincrementaldecoder(" in source
    monkeypatch.setattr(driver, "getincrementaldecoder", codecs.getincrementaldecoder)
    forgive_bad_bytes()
    decode = driver.__dict__["getincrementaldecoder"]("utf-8")().decode
    assert decode(b"a\xffb") == "a\ufffdb"


def test_no_binding_of_textuals_app_is_inherited() -> None:
    own = [binding for binding in KioskApp.BINDINGS if isinstance(binding, Binding)]
    keys = {key for binding in own for key in binding.key.split(",")}
    assert {"ctrl+q", "ctrl+c", "ctrl+p"} <= keys
    assert not KioskApp.ENABLE_COMMAND_PALETTE


def test_the_text_area_still_pastes_through_the_method_we_override() -> None:
    assert hasattr(TextArea, "_on_paste")
