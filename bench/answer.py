"""1. Answer: a questionnaire's answer from update to reply, beside bare echoes.

Every contestant runs in a process of its own and waits while another is measured; windows
go round, so that a busy machine slows all of them, and the ratio of two p99s is the median
of the rounds' own ratios. No limits of sending on any side.
"""

import asyncio
import os
import statistics
import tempfile
import time
from asyncio.subprocess import Process
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from bench import of_batch, of_process
from bench.figures import Figures
from bench.of_load import Answers, Echo, Load
from bench.of_school import fill
from tests import postgres

ROUNDS = {1: 11, 32: 5}  # by the number in flight
WINDOWS = {1: 200, 32: 800}  # answers in a window
MENTORS = 1000
SYNCS = 500
BARE = {"aiogram_echo", "telegram_echo"}


@dataclass(slots=True)
class Contestant:
    """A running bot and what was measured of it, by the number in flight."""

    name: str
    load: Load
    rates: dict[int, list[float]] = field(default_factory=dict)
    seconds: dict[int, list[list[float]]] = field(default_factory=dict)

    async def measure(self, at_once: int) -> None:
        """Measure one window."""
        rate, seconds = await self.load.measure(WINDOWS[at_once], at_once)
        self.rates.setdefault(at_once, []).append(rate)
        self.seconds.setdefault(at_once, []).append(seconds)

    def rate(self, at_once: int) -> float:
        """Median answers a second."""
        return statistics.median(self.rates[at_once])

    def p(self, part: float, at_once: int) -> float:
        """A percentile in milliseconds."""
        return _part(sorted(chain(*self.seconds[at_once])), part) * 1000

    def p99_beside(self, other: "Contestant", at_once: int) -> float:
        """Median of the rounds' ratios."""
        both = zip(self.seconds[at_once], other.seconds[at_once], strict=True)
        return statistics.median(_part(mine, 0.99) / _part(its, 0.99) for mine, its in both)


def _part(found: list[float], part: float) -> float:
    return found[min(len(found) - 1, int(len(found) * part))]


async def start(name: str, url: str, folder: Path, database: str) -> Process:
    """Start a contestant and wait until it is ready."""
    command = ["-m", "bot", "run"] if name == "ours" else ["-m", "bench.of_contestants", name, url]
    return await of_process.start(*command, url=url, folder=folder / name, database=database)


async def compete(
    stack: AsyncExitStack, folder: Path, kind: str, names: list[str]
) -> list[Contestant]:
    """Start everybody; each of ours has a database of its own."""
    found = []
    for name in names:
        (folder / name).mkdir()
        database = _database(folder / name, kind)
        load = Echo() if name in BARE else Answers(await fill(database, MENTORS))
        await load.messenger.start()
        stack.push_async_callback(load.messenger.stop)
        process = await start(name, load.messenger.url, folder, database)
        stack.callback(process.kill)
        found.append(Contestant(name, load))
    return found


def _database(folder: Path, kind: str) -> str:
    if kind == "SQLite":
        return f"sqlite:///{folder / 'bot.sqlite3'}"
    postgres.sync_again()
    return postgres.postgres_url()


async def run(figures: Figures, kind: str, names: list[str]) -> None:
    """Measure everybody in turn and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            found = await compete(stack, Path(folder), kind, names)
            for at_once in WINDOWS:
                for one in found:
                    await one.load.measure(60, at_once)
                for _ in range(ROUNDS[at_once]):
                    for one in found:
                        await one.measure(at_once)
    report(figures, {one.name: one for one in found})


def report(figures: Figures, found: dict[str, Contestant]) -> None:
    """Print rates, times and the goals."""
    for at_once in WINDOWS:
        for one in found.values():
            figures.say(
                f"| {one.name}, {at_once} in flight | {one.rate(at_once):.0f}/s | "
                f"p50 {one.p(0.5, at_once):.1f} ms | p99 {one.p(0.99, at_once):.1f} ms |"
            )
    ours, single, echo = (found[n] for n in ("ours", "commit_per_update", "aiogram_echo"))
    figures.hold(
        "beside a commit per update, 32 in flight", ours.rate(32) / single.rate(32), "×",
        at_least=1.5,
    )  # fmt: skip
    for at_once in WINDOWS:
        figures.say(
            f"share of the bare echo, {at_once} in flight: "
            f"{ours.rate(at_once) / echo.rate(at_once):.0%} "
            f"(aim {0.3 if at_once == 1 else 0.5:.0%})"
        )
    for at_once in WINDOWS:
        ratio = ours.p99_beside(echo, at_once)
        figures.hold(f"p99 beside the echo's, {at_once} in flight", ratio, "×", at_most=3)


def sync_times(folder: Path) -> list[float]:
    """Sorted milliseconds of the disk's own syncs of a commit's six pages: no answer is faster."""
    found = []
    with (folder / "disk").open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(b"x" * 6 * 4096)
            began = time.perf_counter()
            os.fsync(file.fileno())
            found.append((time.perf_counter() - began) * 1000)
            time.sleep(0.005)  # the disk rests between two answers too
    return sorted(found)


def main() -> None:
    """Run the benchmark on both databases."""
    figures = Figures("Answer: from update to reply")
    with tempfile.TemporaryDirectory() as folder:
        syncs = sync_times(Path(folder))
        half, last = syncs[SYNCS // 2], syncs[SYNCS * 99 // 100]
        figures.say(f"| a sync of the disk alone | | p50 {half:.1f} ms | p99 {last:.1f} ms |")
    names = ["ours", "commit_per_update", "aiogram_echo", "telegram_echo"]
    asyncio.run(run(figures, "SQLite", names))
    figures.say("### The same on PostgreSQL")
    asyncio.run(run(figures, "PostgreSQL", names[:3]))
    with tempfile.TemporaryDirectory() as folder:
        found = of_batch.counted(Path(folder))
    what = f"syncs of the disk for a batch of {found['updates']}, counted"
    figures.hold(what, found["syncs"], "", at_most=1)
    figures.end()


if __name__ == "__main__":
    main()
