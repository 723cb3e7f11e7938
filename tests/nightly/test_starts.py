"""Two bots on one database: the second ends at once with a sentence, the first loses nothing."""

import asyncio
import signal
import time
from pathlib import Path

import pytest

from bot.commands import ANOTHER_RUNS
from content.loader import Content
from tests.nightly.killing import Writers, all_is_said, repeats_of, school
from tests.nightly.sizes import sizes

IN_TIME = 5.0  # seconds until the second one has ended

pytestmark = pytest.mark.xdist_group("kills")


@sizes(2, 100)
async def test_a_second_start_ends_in_time_and_the_first_loses_nothing(
    tmp_path: Path, content: Content, database_url: str, seed: int, count: int
) -> None:
    slowest = 0.0
    async with school(tmp_path, content, database_url) as (sandbox, world, nursery):
        first = await nursery.start()
        await first.ready()
        writers = Writers(sandbox, world)
        async with writers.writing(seed):
            for _ in range(count):
                began = time.monotonic()
                second = await nursery.fork()
                async with asyncio.timeout(IN_TIME):
                    assert await second.code == ANOTHER_RUNS
                slowest = max(slowest, time.monotonic() - began)
        await all_is_said(sandbox, world)
        assert await repeats_of(writers) == 0
        assert await first.end(signal.SIGTERM) == 0
    said = (tmp_path / "bot.log").read_text().count("Another instance runs with this database")
    assert said == count
    print(f"{count} second starts, the slowest ended after {slowest:.2f} s; "
          f"{len(writers.written)} letters of the first")  # fmt: skip
