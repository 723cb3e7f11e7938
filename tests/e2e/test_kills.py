"""Kill -9 at random moments and at named places, under load: nothing lost, nothing doubled."""

import asyncio
import json
import os
import random
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path

import pytest

from content.loader import Content
from db.engine import create_engine
from db.unit_of_work import Database
from domain.people import Role
from tests.clock import SetClock
from tests.conftest import migrate
from tests.e2e.town import HANG, ROOT, TOKEN, Phone, Sandbox
from tests.world import World

KILLS = int(os.environ.get("KILLS", "50"))
WRITERS = 6
LETTERS = 40  # of each writer
FAILPOINTS = (
    "after-fetch",
    "before-commit",
    "after-commit",
    "before-send",
    "after-send",
    "before-mark",
)
ENDINGS = "абвгдежзик"
LETTER = "go:letter:0:0"  # what the menu's button «Написать куратору» carries

pytestmark = pytest.mark.xdist_group("kills")


class Nursery:
    """Starts bots fast and kills them faster."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment
        self.pid = 0

    async def open(self) -> None:
        """Start the process that has everything imported."""
        with (self.folder / "bot.log").open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.e2e.nursery", cwd=ROOT,
                env={**os.environ, **self.environment}, stdin=PIPE, stdout=PIPE, stderr=log,
            )  # fmt: skip

    async def start(self, **environment: str) -> None:
        """Fork a bot."""
        assert self.process.stdin is not None
        line = json.dumps({**self.environment, "FAILPOINT": "", **environment})
        self.process.stdin.write(line.encode() + b"\n")
        self.pid = int(await self._line("pid "))

    async def ready(self) -> None:
        """Wait until the bot is ready."""
        await self._line("ready: ")

    async def _line(self, beginning: str) -> str:
        assert self.process.stdout is not None
        async with asyncio.timeout(HANG):
            while True:
                line = (await self.process.stdout.readline()).decode()
                assert line, (self.folder / "bot.log").read_text()[-3000:]
                if line.startswith(beginning):
                    return line.removeprefix(beginning).strip()

    def is_alive(self) -> bool:
        """Whether the bot runs."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return True
        return False

    async def kill(self) -> None:
        """Kill the bot and wait until its lock is free."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        while self.is_alive():
            await asyncio.sleep(0.005)

    async def close(self) -> None:
        """End everything."""
        await self.kill()
        self.process.terminate()
        await self.process.wait()


@asynccontextmanager
async def school(folder: Path, content: Content) -> AsyncIterator[tuple[Sandbox, World, Nursery]]:
    """A school with a curator and writers, in the sandbox and in the database."""
    data = folder / "data"
    data.mkdir()
    url = f"sqlite:///{data / 'bot.sqlite3'}"
    migrate(url)
    async with Sandbox(folder) as sandbox:
        clock = SetClock()
        clock.set(await sandbox.now())
        engine = create_engine(url)
        world = World(Database(engine, clock), clock, content)
        await world.found()
        for number in range(WRITERS):
            name = f"Писцов Пётр{ENDINGS[number]}"
            await world.join(f"writer{number}", Role.RESPONSIBLE, name)
        await world.clear_outbox()
        async with world.uow() as uow:
            for account in await uow.accounts.list_all():
                account.digest_at = None  # this test counts replies, not digests
        await engine.dispose()
        for who, number in world.telegram.items():
            await sandbox.ask("POST", "people", first_name=who, id=number, started=True)
        nursery = Nursery(folder, environment(sandbox, data))
        await nursery.open()
        try:
            yield sandbox, world, nursery
        finally:
            await nursery.close()


def environment(sandbox: Sandbox, data: Path) -> dict[str, str]:
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": sandbox.url.rstrip("/"),
        "DATA_DIR": str(data),
        "CLOCK_FILE": str(sandbox.clock),
        "SEND_PER_SECOND": "1000",
        "SEND_PER_CHAT_PER_SECOND": "1000",
    }


async def write_letters(sandbox: Sandbox, chat: int, name: str, dice: random.Random) -> list[str]:
    """Write letters without waiting for answers, as people do when nothing answers."""
    written = []
    first = await sandbox.ask("POST", f"people/{chat}/send", text="/menu")
    for number in range(LETTERS):
        text = f"письмо {name}-{number}"
        await sandbox.ask(
            "POST", f"people/{chat}/tap", message_id=first["message_id"], data=LETTER
        )
        await sandbox.ask("POST", f"people/{chat}/send", text=text)
        written.append(text)
        await asyncio.sleep(dice.uniform(0, 0.6))
    return written


async def kill_again_and_again(nursery: Nursery, dice: random.Random) -> None:
    """Kill at random moments and, every other time, at a named place."""
    for number in range(KILLS):
        if number % 2:
            place = dice.choice(FAILPOINTS)
            await nursery.start(FAILPOINT=f"{place}:{dice.randint(1, 12)}")
        else:
            await nursery.start()
        if number % 3 == 2:  # six deaths in one first batch would make it a dead letter
            await nursery.ready()
        await asyncio.sleep(dice.uniform(0.2, 0.9))
        await nursery.kill()
    await nursery.start()
    await nursery.ready()


async def nothing_waits(file: Path) -> None:
    """Wait until the outbox is empty: on a starved machine silence alone says nothing."""
    async with asyncio.timeout(60):
        while True:
            with closing(sqlite3.connect(file)) as database:
                query = "SELECT count(*) FROM outbox WHERE state = 'pending'"
                if database.execute(query).fetchone() == (0,):
                    return
            await asyncio.sleep(0.2)


@pytest.mark.parametrize("seed", [random.randrange(2**32)], ids=["drawn"])
async def test_fifty_kills_under_load_lose_nothing_and_double_nothing(
    tmp_path: Path, content: Content, seed: int
) -> None:
    dice = random.Random(seed)
    async with school(tmp_path, content) as (sandbox, world, nursery):
        writers = [
            asyncio.create_task(
                write_letters(
                    sandbox, world.telegram[f"writer{n}"], f"w{n}", random.Random(seed + n)
                )
            )
            for n in range(WRITERS)
        ]
        await kill_again_and_again(nursery, dice)
        written = [text for task in writers for text in await task]
        await sandbox.settle(600)
        await nothing_waits(tmp_path / "data" / "bot.sqlite3")
        await sandbox.settle(600)
        curator = Phone(sandbox, world.telegram["curator"], "curator")
        texts = [m["text"] for m in await curator.messages() if m["from"] == "bot"]
    database = sqlite3.connect(tmp_path / "data" / "bot.sqlite3")
    kept = Counter(row[0] for row in database.execute("SELECT text FROM letters"))
    assert database.execute("SELECT traceback FROM dead_letters").fetchall() == []
    assert kept == Counter(written), "an effect was lost or doubled"
    said = Counter(line for text in texts for line in text.splitlines() if "письмо" in line)
    assert set(said) == set(written), "a message was lost"
    repeats = sum(said.values()) - len(written)
    print(f"seed {seed}: {KILLS} kills, {len(written)} effects, {repeats} messages repeated")
    assert repeats <= KILLS, "more than one repeat in a chat for a kill"
