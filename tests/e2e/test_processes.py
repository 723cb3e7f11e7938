"""Three processes on one PostgreSQL: any takes updates, one leads, its death is no loss."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from content.loader import Content
from db.engine import create_engine
from db.models import Account, CurrentInput, DeadLetter, Letter
from db.unit_of_work import Database
from domain.people import Role
from tests.clock import SetClock
from tests.conftest import migrate
from tests.e2e.cluster import Cluster, Proxy
from tests.e2e.town import HANG, Phone, Sandbox
from tests.postgres import drop, postgres_url
from tests.world import World

pytestmark = pytest.mark.skipif(os.name != "posix", reason="PostgreSQL for tests is not there")
SEED = int(os.environ.get("PROCESSES", random.randrange(2**32)))
CHATS = 20
LETTERS = 5  # of each chat: a tap and a text each, so 200 updates
TROUBLE = 0.1  # of the updates come to two processes at once and then again
DEATHS = int(os.environ.get("DEATHS", "100"))  # in the nightly test
TAKEOVER = 30.0  # seconds in which another process must deliver
ENDINGS = "абвгдежзиклмнопрстуф"
LETTER = "go:letter:0:0"


@asynccontextmanager
async def school(folder: Path, content: Content) -> AsyncIterator[tuple[World, Sandbox, Cluster]]:
    """A school with a curator and writers on PostgreSQL, and three bots."""
    url = postgres_url()
    migrate(url)
    engine = create_engine(url)
    proxy = Proxy(random.Random(SEED), trouble=TROUBLE)
    async with Sandbox(folder) as sandbox, proxy.running():
        clock = SetClock()
        clock.set(await sandbox.now())
        world = World(Database(engine, clock), clock, content)
        await world.found()
        for number in range(CHATS):
            name = f"Писцов Пётр{ENDINGS[number]}"
            await world.join(f"writer{number}", Role.RESPONSIBLE, name)
        await world.clear_outbox()
        async with world.uow() as uow:
            for account in await uow.accounts.list_all():
                account.digest_at = None  # this test counts replies, not digests
        for who, number in world.telegram.items():
            await sandbox.ask("POST", "people", first_name=who, id=number, started=True)
        cluster = Cluster(sandbox, folder, proxy, url)
        await cluster.start()
        try:
            yield world, sandbox, cluster
        finally:
            codes = await cluster.stop()
            await engine.dispose()
            drop(url)
        assert set(codes) <= {0}


class Writers:
    """People who write as people do: a tap, the question comes, a text; each at their own pace.

    The messenger keeps the order of one chat's messages, but taps travel beside them.
    """

    def __init__(self, world: World, sandbox: Sandbox) -> None:
        self.world = world
        self.sandbox = sandbox
        self._asked: set[int] = set()

    async def watch(self) -> None:
        """Look who is being asked for a letter, until cancelled."""
        query = select(Account.telegram_id).join(CurrentInput)
        while True:
            async with self.world.database.reading() as uow:
                found = await uow.session.scalars(query.where(CurrentInput.kind == "letter"))
                self._asked = set(found)
            await asyncio.sleep(0.1)

    def start(self, is_enough: Callable[[int], bool]) -> list[asyncio.Task[list[str]]]:
        """Let everybody write."""
        return [
            asyncio.create_task(self.write(self.world.telegram[f"writer{n}"], f"w{n}", is_enough))
            for n in range(CHATS)
        ]

    async def _until(self, chat: int, *, is_asked: bool) -> None:
        async with asyncio.timeout(HANG):
            while (chat in self._asked) is not is_asked:
                await asyncio.sleep(0.05)

    async def _answered(self, phone: Phone) -> None:
        """Wait for the menu: one that comes later than a tap would take the question back."""
        async with asyncio.timeout(HANG):
            while not any(message["from"] == "bot" for message in await phone.messages()):
                await asyncio.sleep(0.1)

    async def write(self, chat: int, name: str, is_enough: Callable[[int], bool]) -> list[str]:
        """Write letters until they are enough; give them."""
        first = await self.sandbox.ask("POST", f"people/{chat}/send", text="/menu")
        await self._answered(Phone(self.sandbox, chat, name))
        where, written = first["message_id"], list[str]()
        while not is_enough(len(written)):
            text = f"письмо {name}-{len(written)}."
            written.append(text)
            await self.sandbox.ask("POST", f"people/{chat}/tap", message_id=where, data=LETTER)
            await self._until(chat, is_asked=True)
            await self.sandbox.ask("POST", f"people/{chat}/send", text=text)
            await self._until(chat, is_asked=False)
        return written


def letters_in(messages: list[dict[str, str]]) -> list[str]:
    """Give the letters that the bot told of, in the order they came."""
    texts = [message["text"] or "" for message in messages if message["from"] == "bot"]
    return [line for text in texts for line in text.splitlines() if line.startswith("письмо")]


async def delivers_again(curator: Phone, before: int) -> float:
    """Wait until the curator hears of a letter more; give the seconds."""
    started = time.monotonic()
    async with asyncio.timeout(TAKEOVER):
        while len(letters_in(await curator.messages())) <= before:
            await asyncio.sleep(0.1)
    return time.monotonic() - started


async def everything_is_done(world: World, letters: int) -> None:
    """Wait until every letter is written and told; updates come again after long pauses."""
    for _ in range(int(HANG)):
        async with world.database.reading() as uow:
            written = await uow.session.scalar(select(func.count(Letter.id)))
            waiting = await uow.outbox.depth()
        if written == letters and not waiting:
            return
        await asyncio.sleep(1)
    raise AssertionError(f"{written} of {letters} letters, {waiting} messages wait")


async def test_three_processes_keep_the_order_of_every_chat_over_the_leaders_death(
    tmp_path: Path, content: Content
) -> None:
    print(f"PROCESSES={SEED}")
    async with school(tmp_path, content) as (world, sandbox, cluster):
        leader = await cluster.leader()
        curator = Phone(sandbox, world.telegram["curator"], "curator")
        writers = Writers(world, sandbox)
        watching = asyncio.create_task(writers.watch())
        writing = writers.start(lambda count: count >= LETTERS)
        while not (told := len(letters_in(await curator.messages()))):
            await asyncio.sleep(0.1)
        await leader.kill()
        seconds = await delivers_again(curator, told)
        print(f"another process delivers {seconds:.1f} s after the leader was killed")
        assert await cluster.leader() is not leader
        await cluster.start(leader)
        written = [await task for task in writing]
        watching.cancel()
        assert sum(count > 10 for count in cluster.proxy.taken.values()) >= 2, "one took them all"
        await nothing_lost_or_doubled(world, sandbox, written, deaths=1)
        for bot in cluster.bots:
            started = time.monotonic()
            assert await bot.stop() == 0
            assert time.monotonic() - started < 10


@pytest.mark.nightly
async def test_deaths_of_any_of_three_processes_lose_nothing_and_double_nothing(
    tmp_path: Path, content: Content
) -> None:
    print(f"PROCESSES={SEED}")
    dice = random.Random(SEED)

    async def die(cluster: Cluster) -> None:
        for _ in range(DEATHS):
            await cluster.lose_one(dice)

    async with school(tmp_path, content) as (world, sandbox, cluster):
        writers = Writers(world, sandbox)
        watching = asyncio.create_task(writers.watch())
        dying = asyncio.create_task(die(cluster))
        written = [await task for task in writers.start(lambda _: dying.done())]
        await dying
        watching.cancel()
        await nothing_lost_or_doubled(world, sandbox, written, deaths=DEATHS)


async def nothing_lost_or_doubled(
    world: World, sandbox: Sandbox, written: list[list[str]], *, deaths: int
) -> None:
    """Compare what was written with what is kept and what the curator was told."""
    await everything_is_done(world, sum(map(len, written)))
    await sandbox.settle()
    curator = Phone(sandbox, world.telegram["curator"], "curator")
    said = letters_in(await curator.messages())
    async with world.database.reading() as uow:
        kept = list(await uow.session.scalars(select(Letter.text).order_by(Letter.id)))
        dead = list(await uow.session.scalars(select(DeadLetter.traceback)))
    assert not dead
    everything = [text for texts in written for text in texts]
    assert Counter(kept) == Counter(everything), "an effect was lost or doubled"
    repeats = sum(Counter(said).values()) - len(everything)
    assert set(said) == set(everything), "a message was lost"
    print(f"{deaths} deaths, {len(everything)} letters, {repeats} told twice")
    assert repeats <= deaths, "more than one repeat in a chat for a kill"
    for texts in written:
        assert [text for text in kept if text in texts] == texts, "an update overtook another"
        order = list(dict.fromkeys(text for text in said if text in texts))
        assert order == texts, "a message overtook another"
