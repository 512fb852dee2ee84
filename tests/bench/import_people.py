"""An export read in as `kiosk import` does, preview and all, beside a bare `defusedxml` parse of the same file.

Ours reads the file, compares it with the school as it was a year ago, finds everybody's name in the preview, asks who
looks like whom, and writes all of it to the encrypted store: everyone has moved up, an eighth is gone and as many are
new. The reference builds the tree of the file and looks at nothing.
"""

import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from defusedxml.ElementTree import parse

from kiosk import settings
from kiosk.db import enrolment
from kiosk.db.store import open_store
from kiosk.jobs.import_people import import_roll, read_export
from kiosk.rules.permissions import command_line
from kiosk.rules.roll import Roll
from tests.bench.table import median, row
from tests.school import School, make_school

ROUNDS = 5
ABOUT = (
    f"import: medians of {ROUNDS} year changes of 1,000 and 10,000 pupils, from the file to the encrypted store, with "
    "the preview by name; reference: a bare defusedxml parse of the same file"
)


def import_people(folder: Path) -> None:
    """Measure and print `import 1k` and `import 10k`."""
    for name, pupils in (("import 1k", 1000), ("import 10k", 10_000)):
        ours: list[float] = []
        bare: list[float] = []
        school = make_school(folder / name)
        files = [_export(folder / f"{name}-{year}.xml", pupils, year) for year in range(ROUNDS + 1)]
        _import(school, files[0])
        for file in files[1:]:
            school.clock.forward(days=365)
            ours.append(_timed(partial(_import, school, file)))
            bare.append(_timed(partial(parse, file)))
        row(name, median(ours), median(bare))
    most = [_memory_of(folder, pupils) / 1e6 for pupils in (1000, 10_000)]
    print(f"import memory: {most[0]:.0f} MB for 1,000 pupils, {most[1]:.0f} MB for 10,000", flush=True)


def _memory_of(folder: Path, pupils: int) -> int:
    """The most bytes that Python's own objects took during such a year change, not those of the store's library."""
    school = make_school(folder / f"memory-{pupils}")
    _import(school, _export(folder / "before.xml", pupils, 0))
    tracemalloc.start()
    try:
        _import(school, _export(folder / "after.xml", pupils, 1))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _import(school: School, file: Path) -> None:
    """What the command line does between its arguments and its last line."""
    who = command_line()
    with closing(open_store(school.home, settings.load(school.home), school.clock)) as store:
        roll = read_export(file)
        assert isinstance(roll, Roll)
        preview = enrolment.preview(store, who, roll)
        imported = import_roll(store, who, roll)
        assert str(preview.changes) == str(imported.changes)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _export(path: Path, pupils: int, year: int) -> Path:
    """An export of that many pupils in that year: each year an eighth leaves and as many come."""
    per_year = pupils // 8
    groups = "".join(f'<groep key="G{number}"><naam>Groep {number}</naam></groep>' for number in range(pupils // 25))
    listed = []
    for number in range(year * per_year, year * per_year + pupils):
        age = 8 - (number // per_year - year)
        listed.append(
            f'<leerling key="L{number}"><achternaam>Jansen{number}</achternaam><voorvoegsel>van der</voorvoegsel>'
            f"<roepnaam>Kind{number % 97}</roepnaam><geboortedatum>2018-01-01</geboortedatum><geslacht>1</geslacht>"
            f'<jaargroep>{age}</jaargroep><groep key="G{(number + year) % (pupils // 25)}"/>'
            f"<bsn>{number:09}</bsn></leerling>\n"
        )
    staff = (
        '<leerkracht key="M01"><achternaam>Groot</achternaam><voorvoegsel>de</voorvoegsel><roepnaam>Anneke</roepnaam>'
        "</leerkracht>"
    )
    path.write_text(
        f"<EDEX><school><schooljaar>{2026 + year}-{2027 + year}</schooljaar></school><groepen>{groups}</groepen>"
        f"<leerlingen>{''.join(listed)}</leerlingen><leerkrachten>{staff}</leerkrachten></EDEX>",
        encoding="utf-8",
    )
    return path
