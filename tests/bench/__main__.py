"""`make bench`: each row ours beside a reference, measured in the same run, the order alternated."""

import os
import platform
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.bench import cijfers, echo, first_frame, import_people, search, table, todo, vandaag
from tests.bench.big_store import SMALL, make_big_school


def main() -> None:
    """Measure and print the table `name  ours  reference  ratio`, each number with the spread of its runs."""
    with tempfile.TemporaryDirectory() as folder:
        table.header()
        first_frame.first_frame(Path(folder) / "kiosk")
        small, big = make_big_school(Path(folder) / "small", size=SMALL), make_big_school(Path(folder) / "big")
        vandaag.vandaag(big)
        todo.todo(small, big)
        cijfers.cijfers(small, big)
        search.search(Path(folder) / "large")
        import_people.import_people(Path(folder))
        echo.echo(big, Path(folder))
    cores = os.cpu_count()
    print(f"\n{platform.platform()}, {cores} cores, Python {platform.python_version()}, textual {version('textual')}")
    print(
        *(measured.ABOUT for measured in (first_frame, vandaag, todo, cijfers, search, import_people, echo)), sep="\n"
    )


if __name__ == "__main__":
    main()
