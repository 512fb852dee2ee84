"""The table that the bench prints: name, ours, reference, ratio."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Milliseconds, and the least and the most that one of the runs behind them gave."""

    value: float
    least: float
    most: float

    def __str__(self) -> str:
        digits = 0 if self.value >= 100 else 1
        return f"{self.value:.{digits}f} ms ({self.least:.{digits}f}-{self.most:.{digits}f})"


def median(runs: list[float]) -> Measured:
    """The median of runs of one value each."""
    return Measured(statistics.median(runs), min(runs), max(runs))


def percentile(runs: list[list[float]], percent: int) -> Measured:
    """The `percent`-th percentile of all values of the runs, and the spread of those of each run."""
    of_each = [_percentile(run, percent) for run in runs]
    return Measured(_percentile([value for run in runs for value in run], percent), min(of_each), max(of_each))


def header() -> None:
    """Print the line above the rows."""
    print(f"{'name':16} {'ours':>24} {'reference':>24} {'ratio':>6}")


def row(name: str, ours: Measured, reference: Measured) -> None:
    """Print one row."""
    print(f"{name:16} {ours!s:>24} {reference!s:>24} {ours.value / reference.value:6.2f}", flush=True)


def _percentile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]
