"""The table of the bench: name, ours, reference, ratio; printed as it comes, and kept for the page in the docs."""

import statistics
from dataclasses import dataclass
from pathlib import Path

GOALS = {"first frame": 1.25, "memory": 1.4, "echo p50": 1.1, "echo p99": 1.1, "form page": 1.3}
"""How many times the reference a row may be; the others have a limit in milliseconds, or none."""

_rows: list[tuple[str, "Measured", "Measured"]] = []


@dataclass(frozen=True)
class Measured:
    """A value in `unit`, and the least and the most that one of the runs behind it gave."""

    value: float
    least: float
    most: float
    unit: str = "ms"

    def __str__(self) -> str:
        digits = 0 if self.value >= 100 else 1
        return f"{self.value:.{digits}f} {self.unit} ({self.least:.{digits}f}-{self.most:.{digits}f})"


def median(runs: list[float], unit: str = "ms") -> Measured:
    """The median of runs of one value each."""
    return Measured(statistics.median(runs), min(runs), max(runs), unit)


def percentile(runs: list[list[float]], percent: int) -> Measured:
    """The `percent`-th percentile of all values of the runs, and the spread of those of each run."""
    of_each = [_percentile(run, percent) for run in runs]
    return Measured(_percentile([value for run in runs for value in run], percent), min(of_each), max(of_each))


def header() -> None:
    """Print the line above the rows."""
    print(f"{'name':16} {'ours':>24} {'reference':>24} {'ratio':>6}")


def row(name: str, ours: Measured, reference: Measured) -> None:
    """Print one row, and keep it for `write`."""
    _rows.append((name, ours, reference))
    print(f"{name:16} {ours!s:>24} {reference!s:>24} {ours.value / reference.value:6.2f}", flush=True)


def write(page: Path, machine: str, about: str) -> None:
    """Write the rows to `page`, with the machine and what each row is; a goal that was not met is said to be so."""
    lines = ["| row | ours | reference | ratio | goal |", "|---|---|---|---|---|"]
    for name, ours, reference in _rows:
        ratio = ours.value / reference.value
        goal = GOALS.get(name)
        judged = "" if goal is None else f"{goal} {'met' if ratio <= goal else '**not met**'}"
        lines.append(f"| {name} | {ours} | {reference} | {ratio:.2f} | {judged} |")
    points = "\n".join(f"- {line}" for line in about.splitlines())
    page.write_text(
        "# What was measured\n\n"
        "Written by `make bench`; do not edit. Each row is the kiosk beside a reference in the same run, the order "
        "alternated: the median, and between brackets the least and the most.\n\n"
        + "\n".join(lines)
        + f"\n\n{machine}\n\n{points}\n",
        encoding="utf-8",
    )


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
