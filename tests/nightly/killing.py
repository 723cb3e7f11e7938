"""A school under load whose bot is ended again and again, and what must be left of it."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select, text

from content.loader import Content
from db.engine import create_engine
from db.models import DeadLetter, Letter
from db.unit_of_work import Database
from domain.people import Role
from tests.clock import SetClock
from tests.conftest import migrate
from tests.e2e.town import HANG, TOKEN, Phone, Sandbox
from tests.nursery import Child, born, nursery
from tests.world import World

WRITERS = 6
ENDINGS = "абвгдежзик"
BACKLOG = 18  # updates; a tap that waits for 150 s is no longer given to the bot
LETTER = "go:letter:0:0"  # what the menu's button «Написать куратору» carries
REFUSED = "яд"  # how a letter begins that the database refuses
LOCKS = (
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
    "WHERE locktype = 'advisory' AND datname = current_database()"
)


class EndedEarly(AssertionError):
    """A bot that was waited for has ended."""


class Nestling:
    """A bot of the nursery."""

    def __init__(self, process: Child, folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.code = process.code
        self._ready = asyncio.ensure_future(self._said("ready: "))

    async def _said(self, beginning: str) -> bool:
        while line := (await self.process.stdout.readline()).decode():
            if line.startswith(beginning):
                return True
        return False

    async def ready(self) -> None:
        """Wait until it works."""
        async with asyncio.timeout(HANG):
            if not await asyncio.shield(self._ready):
                raise EndedEarly((self.folder / "bot.log").read_text()[-3000:])

    async def end(self, how: int = signal.SIGKILL) -> int:
        """End it so; give its exit code, minus the signal when killed."""
        self.process.send_signal(how)
        async with asyncio.timeout(HANG):
            return await self.process.wait()


class Nursery:
    """Starts bots fast and ends them faster."""

    def __init__(self, folder: Path, environment: dict[str, str], database: Database) -> None:
        self.folder = folder
        self.environment = environment
        self.database = database
        preloaded = environment.get("LD_PRELOAD")
        self._address = nursery(LD_PRELOAD=preloaded) if preloaded else nursery()
        self._bots: list[Nestling] = []

    async def start(self, *arguments: str, **environment: str) -> Nestling:
        """Fork a bot, once the last one's locks are free."""
        await self.unlocked()
        return await self.fork(*arguments, **environment)

    async def fork(self, *arguments: str, **environment: str) -> Nestling:
        """Fork a bot, whatever else runs."""
        process = await born(
            "bot", *(arguments or ("run",)), errors=self.folder / "bot.log",
            env={**self.environment, "FAILPOINT": "", **environment}, address=self._address,
        )  # fmt: skip
        self._bots.append(Nestling(process, self.folder))
        return self._bots[-1]

    async def unlocked(self) -> None:
        """Wait until PostgreSQL has noticed that a killed bot is gone."""
        if self.database.engine.dialect.name == "sqlite":
            return
        async with asyncio.timeout(HANG), self.database.engine.connect() as connection:
            while await connection.scalar(text(LOCKS)):
                await asyncio.sleep(0.005)

    @property
    def must_spare(self) -> bool:
        """Whether four bots in a row could not commit anything.

        A fifth and a sixth death in the same first batch would make its updates dead letters:
        then they pass for what kills the process.
        """
        starts = self.folder / "data" / "starts"
        return starts.exists() and int(starts.read_text() or 0) >= 4

    async def spared(self, bot: Nestling) -> None:
        """Let a bot commit something when four before it could not."""
        async with asyncio.timeout(HANG):
            while self.must_spare and not bot.code.done():
                await asyncio.sleep(0.02)

    async def end_all(self) -> None:
        """Kill what runs."""
        for bot in self._bots:
            await bot.end()


@asynccontextmanager
async def school(
    folder: Path, content: Content, url: str = "", **environment: str
) -> AsyncIterator[tuple[Sandbox, World, Nursery]]:
    """A school with a curator and writers, in the sandbox and in the database."""
    data = folder / "data"
    data.mkdir()
    if not url:
        url = f"sqlite:///{data / 'bot.sqlite3'}"
        migrate(url)
    async with Sandbox(folder) as sandbox:
        world = await staff(sandbox, url, content)
        for who, number in world.telegram.items():
            await sandbox.ask("POST", "people", first_name=who, id=number, started=True)
        nursery = Nursery(folder, settings(sandbox, data, url) | environment, world.database)
        try:
            yield sandbox, world, nursery
        finally:
            await nursery.end_all()
            await world.database.engine.dispose()


@asynccontextmanager
async def curated(
    folder: Path, content: Content
) -> AsyncIterator[tuple[Phone, Nursery, Nestling]]:
    """A school with a roadmap: its curator's phone, and a bot that works."""
    async with school(folder, content) as (sandbox, world, nursery):
        await world.load_roadmap()
        await world.database.engine.dispose()
        bot = await nursery.start()
        await bot.ready()
        yield Phone(sandbox, world.telegram["curator"], "curator"), nursery, bot


async def staff(sandbox: Sandbox, url: str, content: Content) -> World:
    """Make the people; digests are off, these tests count replies."""
    clock = SetClock()
    clock.set(await sandbox.now())
    world = World(Database(create_engine(url), clock), clock, content)
    await world.found()
    for number in range(WRITERS):
        name = f"Писцов Пётр{ENDINGS[number]}"
        await world.join(f"writer{number}", Role.RESPONSIBLE, name)
    await world.clear_outbox()
    async with world.uow() as uow:
        for account in await uow.accounts.list_all():
            account.digest_at = None
    return world


def settings(sandbox: Sandbox, data: Path, url: str) -> dict[str, str]:
    """Give the settings of a bot that talks to a sandbox as fast as it can."""
    return {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": sandbox.url.rstrip("/"),
        "DATA_DIR": str(data),
        "DATABASE_URL": url,
        "CLOCK_FILE": str(sandbox.clock),
        "SEND_PER_SECOND": "1000",
        "SEND_PER_CHAT_PER_SECOND": "1000",
    }


@dataclass(slots=True)
class Writers:
    """People who write letters without waiting for answers; ``written`` is all they wrote."""

    sandbox: Sandbox
    world: World
    written: list[str] = field(default_factory=list)
    chats: dict[str, int] = field(default_factory=dict)

    async def write(self, number: int, text: str) -> None:
        """Let a writer press the button and write."""
        chat = self.world.telegram[f"writer{number}"]
        first = await self.sandbox.ask("POST", f"people/{chat}/send", text="/menu")
        tap = {"message_id": first["message_id"], "data": LETTER}
        await self.sandbox.ask("POST", f"people/{chat}/tap", **tap)
        await self.sandbox.ask("POST", f"people/{chat}/send", text=text)
        self.written.append(text)
        self.chats[text] = chat

    async def _go_on(self, number: int, dice: random.Random, over: asyncio.Event) -> None:
        letter = 0
        while not over.is_set():
            if (await self.sandbox.ask("GET", "state"))["pending"] > BACKLOG:
                await asyncio.sleep(0.2)
                continue
            await self.write(number, f"письмо w{number}-{letter}")
            letter += 1
            await asyncio.sleep(dice.uniform(0.5, 2))

    @asynccontextmanager
    async def writing(self, seed: int) -> AsyncIterator[None]:
        """Let all write at once, as long as the block lasts."""
        over = asyncio.Event()
        tasks = [
            asyncio.create_task(self._go_on(number, random.Random(seed + number), over))
            for number in range(WRITERS)
        ]
        try:
            yield
        finally:
            over.set()
            await asyncio.gather(*tasks)


async def all_is_said(sandbox: Sandbox, world: World) -> None:
    """Wait until the bot has taken and said everything: on a starved machine silence lies."""
    async with asyncio.timeout(5 * HANG):
        while True:
            waits = (await sandbox.ask("GET", "state"))["pending"]
            async with world.database.reading() as uow:
                if not waits and not await uow.outbox.depth():
                    break
            await asyncio.sleep(0.2)
    await sandbox.settle(300)


async def repeats_of(writers: Writers, *, poison: int = 0) -> int:
    """Check that every effect and every message is there; give how many were said twice."""
    world, sandbox = writers.world, writers.sandbox
    async with world.database.reading() as uow:
        kept = Counter((await uow.session.scalars(select(Letter.text))).all())
        dead = (await uow.session.scalars(select(DeadLetter))).all()
    buried = [one for one in dead if REFUSED not in str(one.raw)]
    print(f"{len(buried)} updates taken for what ends the process")
    assert all("ended the process" in one.traceback for one in buried)
    assert len(dead) - len(buried) == poison
    assert len(buried) <= -(-poison // 50), "updates under way at two deaths are buried, raw"
    expired = (await sandbox.ask("GET", "state"))["expired"]
    assert not expired, f"the machine starved: {expired} updates waited too long to be given out"
    lost = Counter(writers.written) - kept
    of_buried = Counter(one.telegram_id for one in buried)
    assert not Counter(writers.chats[one] for one in lost) - of_buried, "an effect was lost"
    assert not kept - Counter(writers.written), "an effect was doubled"
    for chat in {writers.chats[one] for one in writers.written} - of_buried.keys():
        assert "Передал" in await Phone(sandbox, chat, "").last(), "an answer was lost"
    curator = Phone(sandbox, world.telegram["curator"], "curator")
    texts = [m["text"] for m in await curator.messages() if m["from"] == "bot"]
    said = Counter(line for one in texts for line in one.splitlines() if "письмо" in line)
    assert set(said) == set(kept), "a message was lost"
    return sum(said.values()) - sum(kept.values())
