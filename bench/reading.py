"""How fast deadlines are read: the phrases of the tests, each new to the reader, and long ones.

The measure is this process's own processor time on one core, so a busy neighbour does not count.
"""

import gc
import re
import time
from pathlib import Path

from bench.figures import Figures
from domain.deadline_reading import read_deadline

TABLES = Path(__file__).parents[1] / "tests" / "domain" / "deadline_phrases"
FASTEST, LONGEST = 10_000, 50.0
ROUNDS, LONG = 9, 10_000
HOSTILE = (
    "1",
    "1-",
    "1.",
    "<b",
    "(",
    "- ",
    "\n-",
    "&amp;",
    "[a:",
    "a",
    " x",
    "1 5 ",
    "15.09.2025, ",
)
CYRILLIC_HOSTILE = ("\u0430-", "\u0441 ", "\u043e\u043a\u0442 ", "\u043e\u043a\u0442-\n")


def phrases() -> list[str]:
    """The mixed table of the tests, each phrase once."""
    lines = [
        line
        for table in sorted(TABLES.glob("*.txt"))
        for line in table.read_text(encoding="utf-8").splitlines()[1:]
    ]
    return [re.split(r" \|", line, maxsplit=1)[0].strip() for line in lines]


def main() -> None:
    """Measure and hold against the goals."""
    figures = Figures("Reading deadlines")
    mixed = phrases()
    rates = [len(mixed) / _seconds(mixed, 2000 + at) for at in range(ROUNDS)]
    figures.hold(
        f"mixed table of {len(mixed)} phrases, one core", max(rates), "phrases/s", at_least=FASTEST
    )
    pieces = [*HOSTILE, *CYRILLIC_HOSTILE]
    slowest = max(_milliseconds((piece * LONG)[:LONG]) for piece in pieces)
    figures.hold(f"slowest of {len(pieces)} phrases of 10 KB", slowest, "ms", at_most=LONGEST)
    figures.end()


def _seconds(mixed: list[str], year: int) -> float:
    """Processor time to read all in one school year; another year is never remembered."""
    gc.collect()
    began = time.process_time()
    for phrase in mixed:
        read_deadline(phrase, year=year)
    return time.process_time() - began


def _milliseconds(phrase: str) -> float:
    return min(_seconds([phrase], year) for year in range(2020, 2023)) * 1000


if __name__ == "__main__":
    main()
