"""The few private names of Textual that the kiosk leans on: when one moves, this says which."""

import codecs
import errno
import inspect
import io
import threading

import pytest
import textual.drivers.linux_driver as driver
from textual.app import App
from textual.binding import Binding
from textual.css.stylesheet import Stylesheet
from textual.drivers import _writer_thread as output
from textual.widgets import Footer, TextArea

from kiosk.app import KioskApp
from kiosk.screens.closed_app import forgive_bad_bytes, outlive_the_terminal
from kiosk.screens.once_parsed import OnceParsed


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


class GoneTerminal(io.StringIO):
    """A terminal that was closed."""

    def write(self, _text: str) -> int:
        raise OSError(errno.EIO, "gone")


def test_output_to_a_terminal_that_is_gone_is_let_go_and_nobody_waits_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.WriterThread, "run", output.WriterThread.run)  # put back after the test
    outlive_the_terminal()
    thread = output.WriterThread(GoneTerminal())
    thread.start()

    def write_a_lot_and_stop() -> None:
        for _ in range(3 * output.MAX_QUEUED_WRITES):
            thread.write("x")
        thread.stop()

    writer = threading.Thread(target=write_a_lot_and_stop, daemon=True)
    writer.start()
    writer.join(timeout=10)
    assert not writer.is_alive()


def test_what_a_terminal_gets_is_written_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output.WriterThread, "run", output.WriterThread.run)
    outlive_the_terminal()
    terminal = io.StringIO()
    thread = output.WriterThread(terminal)
    thread.start()
    for text in ("een ", "twee ", "drie"):
        thread.write(text)
    thread.stop()
    assert terminal.getvalue() == "een twee drie"


def test_no_binding_of_textuals_app_is_inherited() -> None:
    own = [binding for binding in KioskApp.BINDINGS if isinstance(binding, Binding)]
    keys = {key for binding in own for key in binding.key.split(",")}
    assert {"ctrl+q", "ctrl+c", "ctrl+p"} <= keys
    assert not KioskApp.ENABLE_COMMAND_PALETTE


def test_the_text_area_still_pastes_through_the_method_we_override() -> None:
    assert hasattr(TextArea, "_on_paste")


def test_a_stylesheet_still_parses_and_parses_again_through_the_methods_we_override() -> None:
    here, textuals = (inspect.signature(kind._parse_rules).parameters for kind in (OnceParsed, Stylesheet))
    assert list(here) == list(textuals)
    assert "_parse_rules(" in inspect.getsource(Stylesheet.parse)
    assert ".reparse()" in inspect.getsource(App._load_screen_css)
    assert hasattr(Stylesheet(), "_invalid_css")
    assert hasattr(Stylesheet(), "_variables")


def test_the_footer_still_makes_its_keys_again_through_the_methods_we_override() -> None:
    assert "self.bindings_changed" in inspect.getsource(Footer.on_mount)
    assert "FooterKey(" in inspect.getsource(Footer.compose)
    assert hasattr(Footer, "_bindings_ready")
