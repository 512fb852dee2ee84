"""Reading aloud: which program, that words never stand on a command line, and that nothing waits for it."""

import os
import stat
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kiosk import speech
from kiosk.speech import Speaker, Voice, find_voice

VOICES = (
    "Pty Language       Age/Gender VoiceName          File\n 5  nl              --/M      Dutch              gmw/nl\n"
)


def program(folder: Path, name: str, script: str) -> Path:
    """A program of this name that runs `script`."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until calling `true` says so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are looked for, beside the shell's own."""
    monkeypatch.setenv("PATH", f"{tmp_path}")
    return tmp_path


def speaker(folder: Path, script: str) -> Speaker:
    made = Speaker()
    made.voice = Voice("stand-in", (str(program(folder, "speak", script)),))
    return made


def test_espeak_is_found_when_it_has_a_dutch_voice(folder: Path) -> None:
    program(folder, "espeak-ng", f"printf '{VOICES}'".replace("\n", "\\n"))
    program(folder, "spd-say", "exit 0")
    found = find_voice()
    assert found
    assert found.program == "espeak-ng"
    assert found.say[1:3] == ("-v", "nl")


def test_without_a_dutch_voice_the_machines_own_dispatcher_speaks(folder: Path) -> None:
    program(folder, "espeak-ng", "echo 'Pty Language'; echo ' 5  en-gb  --/M  English  en'")
    program(folder, "spd-say", "exit 0")
    found = find_voice()
    assert found
    assert found.program == "spd-say"
    assert found.hush


def test_a_machine_without_a_speech_program_is_quiet(folder: Path) -> None:
    assert find_voice() is None
    silent = Speaker()
    silent.look_for_voice()
    silent.say("Wat gebeurde er?")
    assert not silent.speaking


def test_the_words_go_in_at_the_back_and_stand_on_no_command_line(folder: Path) -> None:
    heard, line = folder / "heard", folder / "line"
    made = speaker(folder, f'echo "$@" > {line}; /bin/cat > {heard}.part; /bin/mv {heard}.part {heard}')
    made.say("Ik was boos. Écht.\n!-!SET all VOLUME -100")
    wait_until(heard.exists)
    assert heard.read_text(encoding="utf-8") == " Ik was boos. Écht.\n !-!SET all VOLUME -100"
    assert line.read_text(encoding="utf-8").strip() == ""
    wait_until(lambda: not made.speaking)


def test_a_new_text_takes_the_place_of_the_old_one_and_stop_is_silent_at_once(folder: Path) -> None:
    pids = folder / "pids"
    made = speaker(folder, f"echo $$ >> {pids}; exec /bin/sleep 60")
    made.say("een")
    wait_until(lambda: pids.exists() and len(pids.read_text().split()) == 1)
    made.say("twee")
    wait_until(lambda: len(pids.read_text().split()) == 2)
    made.stop()
    assert not made.speaking
    for pid in pids.read_text().split():
        wait_until(partial(_has_ended, int(pid)))


def _has_ended(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return " Z " in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return True


def test_a_program_that_reads_nothing_holds_nobody_up(folder: Path) -> None:
    made = speaker(folder, "exec /bin/sleep 60")
    began = time.monotonic()
    made.say("woord " * 100_000)  # far more than fits in a pipe
    assert time.monotonic() - began < 5.0  # a writer that waited would hang for a minute
    made.stop()


def test_a_program_that_is_gone_is_told_to_the_log_only(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    made = Speaker()
    made.voice = Voice("gone", (str(folder / "gone"),))
    made.say("Ik was boos.")
    wait_until(lambda: "reading aloud: FileNotFoundError" in caplog.text)
    assert "boos" not in caplog.text


@pytest.mark.system("espeak-ng")
def test_the_real_program_has_a_dutch_voice_and_takes_our_text(tmp_path: Path) -> None:
    found = find_voice()
    assert found
    assert found.program == "espeak-ng"
    sound = tmp_path / "sound.wav"
    made = Speaker()
    made.voice = speech.Voice(found.program, (*found.say, "-w", str(sound)))  # into a file: a test machine is silent
    made.say("Wat gebeurde er?")
    wait_until(lambda: not made.speaking and sound.exists())
    wait_until(lambda: sound.stat().st_size > 20_000)  # over a second of speech
