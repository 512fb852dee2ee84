"""The register from the command line: beside a running kiosk it is refused, after it the file is there."""

import signal
from datetime import datetime
from pathlib import Path

from tests.journeys.people_at_work import opened
from tests.journeys.terminal import Terminal
from tests.school import MONDAY, School, issue


def register(school: School, out: Path) -> tuple[int | None, str]:
    """`kiosk register` in a terminal of its own: how it ended, and all that it said."""
    asked = ("register", "--school-year", "2026-2027", "--out", str(out))
    with Terminal(school.home.folder, MONDAY, *asked, columns=200) as command:
        code = command.ended()
        return code, command.text.strip()


def test_the_register_waits_for_the_kiosk_to_close_and_names_nobody(school: School, tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    school.clock.now = datetime(2026, 11, 20, 10, 0)
    with opened(school) as store:
        for pupil in range(5):
            issue(store, pupil=pupil)
        issue(store, main="theft")
    with Terminal(school.home.folder, MONDAY) as kiosk:
        kiosk.wait_for("Heb je een briefje")
        assert register(school, out) == (1, "kiosk: De kiosk staat al open op deze computer. Sluit die eerst.")
        assert not out.exists()
        kiosk.wait_for("Heb je een briefje")
        kiosk.process.kill(signal.SIGTERM)
        assert kiosk.ended() == 0

    assert register(school, out) == (0, f"Bewaard: {out}")
    lines = out.read_text("utf-8-sig").splitlines()
    assert "2026-2027;november;middenbouw;lichamelijk geweld;5" in lines
    assert "2026-2027;november;middenbouw;stelen;<5" in lines
    assert lines[-1] == "2026-2027;totaal;totaal;totaal;niet getoond"
    assert register(school, out)[0] == 1  # never over a file that is there
