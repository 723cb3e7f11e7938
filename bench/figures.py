"""Figures of a benchmark: measured, printed, held against their goals."""

import gc
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Figures:
    """The lines of one benchmark and whether each goal is held."""

    name: str
    missed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.say(f"## {self.name}")

    def say(self, line: str) -> None:
        """Print one line at once."""
        print(line, flush=True)

    def hold(
        self, what: str, value: float, unit: str, *, at_most: float = 0, at_least: float = 0
    ) -> None:
        """Print a figure with its goal; a missed goal makes the benchmark fail."""
        is_held = value <= at_most if at_most else value >= at_least
        goal = f"≤ {at_most:g}" if at_most else f"≥ {at_least:g}"
        self.say(f"| {what} | {value:.4g} {unit} | {goal} | {'held' if is_held else 'MISSED'} |")
        if not is_held:
            self.missed.append(what)

    def end(self) -> None:
        """Leave with code 1 when a goal was missed."""
        sys.exit(1 if self.missed else 0)


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call, garbage collected before."""
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def median_seconds(work: Callable[[], object], times: int = 5) -> float:
    """Median wall time of several calls, after one that warms up."""
    work()
    return statistics.median(seconds(work) for _ in range(times))


def machine() -> str:
    """The machine in one line, for ``docs/benchmarks.md``."""
    return f"{platform.system()} {platform.machine()}, CPython {platform.python_version()}"
