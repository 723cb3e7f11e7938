"""4. Tick: what it costs follows what is due, never what waits."""

import asyncio
import gc
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

from bench.figures import Figures
from bench.of_tick import PAIRS, Town, town

FEW, MANY = 1_000, 1_000_000
ROUNDS = 15
MESSAGES = 2  # of a due meeting: one to each side


async def tick(one: Town, due: int) -> float:
    """Seconds of a tick with so many due meetings."""
    await one.make_due(due)
    gc.collect()
    began = time.perf_counter()
    await one.ticks.remind()
    return time.perf_counter() - began


async def run(figures: Figures) -> None:
    """Measure both towns in turn."""
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            few = await stack.enter_async_context(town(Path(folder), FEW))
            many = await stack.enter_async_context(town(Path(folder), MANY))
            seconds: dict[tuple[int, int], list[float]] = {}
            for _ in range(ROUNDS + 1):
                for pending, one in ((FEW, few), (MANY, many)):
                    for due in (0, PAIRS):
                        seconds.setdefault((pending, due), []).append(await tick(one, due))
    median = {key: statistics.median(found[1:]) for key, found in seconds.items()}
    for (pending, due), took in median.items():
        figures.say(f"| {pending} pending, {due} due | {took * 1000:.1f} ms |")
    ratio = median[MANY, PAIRS] / median[FEW, PAIRS]
    figures.hold(f"tick with {MANY} pending beside {FEW}", ratio, "×", at_most=1.2)
    row = (median[FEW, PAIRS] - median[FEW, 0]) / PAIRS / MESSAGES
    figures.hold("a due row, from the check to the outbox", row * 1e6, "µs", at_most=100)


def main() -> None:
    """Run the benchmark."""
    figures = Figures("Tick")
    asyncio.run(run(figures))
    figures.end()


if __name__ == "__main__":
    main()
