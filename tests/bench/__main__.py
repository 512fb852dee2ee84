"""`make bench`: each row ours beside a reference, measured in the same run, the order alternated."""

import os
import platform
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.bench import cijfers, echo, first_frame, form_page, import_people, search, table, todo, vandaag
from tests.bench.big_store import SMALL, make_big_school

_PAGE = Path(__file__).parents[2] / "docs" / "bench.md"


def main() -> None:
    """Measure and print the table `name  ours  reference  ratio`; at the end it is written to `docs/bench.md` too."""
    with tempfile.TemporaryDirectory() as folder:
        table.header()
        small, big = make_big_school(Path(folder) / "small", size=SMALL), make_big_school(Path(folder) / "big")
        first_frame.first_frame(Path(folder) / "kiosk", big)
        form_page.form_page()
        vandaag.vandaag(big)
        todo.todo(small, big)
        cijfers.cijfers(small, big)
        search.search(Path(folder) / "large")
        import_people.import_people(Path(folder))
        echo.echo(big, Path(folder))
    versions = ", ".join(f"{name} {version(name)}" for name in ("textual", "fpdf2", "peewee"))
    machine = f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}"
    measured = (first_frame, form_page, vandaag, todo, cijfers, search, import_people, echo)
    about = "\n".join(one.ABOUT for one in measured)
    print(f"\n{machine}\n{about}")
    table.write(_PAGE, f"{machine}; {date.today():%Y-%m-%d}.", about)


if __name__ == "__main__":
    main()
