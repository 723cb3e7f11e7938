"""Several processes on one PostgreSQL: writers take turns, one leads, word comes to it."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import instance
from bot.leadership import joined
from db.engine import create_engine
from db.migrate import revision
from db.migrations import HEAD
from db.neighbours import Neighbours
from db.outgoing import Outgoing
from db.unit_of_work import Database
from tests.clock import SetClock
from tests.conftest import migrate
from tests.postgres import drop, postgres_url

pytestmark = pytest.mark.skipif(os.name != "posix", reason="PostgreSQL for tests is not there")
SOON = 30.0  # seconds: a ceiling against hangs
TIMES = 15
LOW = instance.RUNS & 0xFFFFFFFF  # a lock's key is shown in two halves


@dataclass(frozen=True, slots=True)
class Alone:
    """The engine of the one bot, a session of another's, and whether the bot was told to end."""

    engine: AsyncEngine
    other: AsyncConnection
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def lose(self) -> None:
        """Cut the bot's session off until the other's has its lock."""
        while not await instance.is_taken(self.other, instance.RUNS):
            await cut(self.other)


async def cut(connection: AsyncConnection, low: int = LOW) -> set[int]:
    """End other sessions that have a lock; give their numbers."""
    found = await connection.scalars(
        text(
            "SELECT pid FROM pg_locks, pg_terminate_backend(pid) WHERE locktype = 'advisory' "
            "AND granted AND pid <> pg_backend_pid() AND objid = :low"
        ),
        {"low": low},
    )
    return set(found)


@pytest.fixture
def empty() -> object:
    """The URL of a PostgreSQL database without tables."""
    url = postgres_url()
    yield url
    drop(url)


@pytest.fixture
async def three(empty: str) -> AsyncIterator[list[Database]]:
    """One database as three processes see it."""
    migrate(empty)
    made = []
    for _ in range(3):
        database = Database(create_engine(empty, is_shared=True), SetClock())
        database.neighbours = Neighbours()
        made.append(database)
    yield made
    for database in made:
        await database.engine.dispose()


class Led:
    """Notes when it leads and what it hears."""

    def __init__(self) -> None:
        self.is_leading = False
        self.news: list[dict[str, object]] = []
        self.looks = 0

    async def begin(self) -> None:
        self.is_leading = True

    def heard(self, news: str) -> None:
        self.news.append(json.loads(news))

    def look(self) -> None:
        self.looks += 1

    async def end(self) -> None:
        self.is_leading = False


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not is_so():
            await asyncio.sleep(0.02)


async def test_what_a_process_checked_stays_true_until_it_has_written(
    three: list[Database],
) -> None:
    async with three[0].begin() as uow:
        await uow.accounts.ensure(1, "ru")
        await uow.commit()

    async def add(database: Database) -> None:
        for _ in range(TIMES):
            async with database.begin() as uow:
                account = await uow.accounts.find(1)
                assert account is not None
                account.last_message_id += 1
                await uow.commit()

    await asyncio.gather(*(add(database) for database in three))
    async with three[0].reading() as uow:
        account = await uow.accounts.find(1)
    assert account is not None
    assert account.last_message_id == 3 * TIMES


async def test_a_writer_is_as_late_as_its_turn(three: list[Database]) -> None:
    async def wait() -> object:
        async with three[1].begin() as uow:
            return uow.now

    async with three[0].begin():
        waiting = asyncio.create_task(wait())
        await asyncio.sleep(0.2)
        clock = three[1].clock
        assert isinstance(clock, SetClock)
        clock.move(hours=1)
    assert await waiting == clock.now()


async def test_whoever_does_not_lead_tells_the_leader_by_its_commit(
    three: list[Database], empty: str
) -> None:
    led = Led()
    async with joined(empty) as leadership:
        leading = asyncio.create_task(leadership.run(led))
        await until(lambda: led.is_leading)
        async with three[0].begin() as uow:
            uow.outbox.put(Outgoing(5, "screen", {}))
            uow.jobs.start("read_roadmap", {})
            uow.note(5, 77)
            await asyncio.sleep(0.1)
            assert not led.news, "told before it was true"
            await uow.commit()
        await until(lambda: led.news == [{"noted": [[5, 77]], "wakes": ["jobs"]}])
        await until(lambda: led.looks > 1)
        neighbours = three[0].neighbours
        assert neighbours is not None
        neighbours.is_leading = True
        async with three[0].begin() as uow:
            uow.outbox.put(Outgoing(5, "screen", {}))
            await uow.commit()
        await asyncio.sleep(0.1)
        assert len(led.news) == 1, "it hears itself"
        leading.cancel()
        await asyncio.gather(leading, return_exceptions=True)
    assert not led.is_leading


async def test_one_leads_and_another_takes_over_when_its_connection_breaks(empty: str) -> None:
    migrate(empty)
    first, second = Led(), Led()
    admin = create_engine(empty)
    async with joined(empty) as one, joined(empty) as other:
        leading = [asyncio.create_task(one.run(first))]
        await until(lambda: first.is_leading)
        leading.append(asyncio.create_task(other.run(second)))
        await asyncio.wait_for(other.has_looked.wait(), SOON)
        assert not second.is_leading
        async with admin.connect() as connection:
            low = (0x6D656E746F72 + 1) % 2**32
            await cut(connection, low)
        await until(lambda: not first.is_leading)
        await until(lambda: second.is_leading)
        assert not first.is_leading
        leading[1].cancel()
        await until(lambda: first.is_leading)
        leading[0].cancel()
        await asyncio.gather(*leading, return_exceptions=True)
    await admin.dispose()


async def test_whoever_comes_first_migrates_and_nobody_may_be_alone_beside_them(
    empty: str,
) -> None:
    engine = create_engine(empty)

    async def join(then: Callable[[], Awaitable[None]]) -> None:
        async with joined(empty):
            await then()

    async def nobody_is_alone() -> None:
        assert await revision(engine) == HEAD
        with pytest.raises(instance.AlreadyRuns):
            async with instance.alone(engine):
                pass

    await asyncio.gather(*(join(nobody_is_alone) for _ in range(3)))
    async with instance.alone(engine):
        with pytest.raises(instance.AlreadyRuns):
            async with joined(empty, looks=1):
                pass
    await engine.dispose()


@pytest.fixture
async def alone(empty: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Alone]:
    """The one bot of a database, which looks at its lock often, and another's session."""
    monkeypatch.setattr(instance, "LOOK", 0.05)
    ours, others = create_engine(empty), create_engine(empty)
    other = await instance.connect(others)
    yield Alone(ours, other)
    await other.close()
    await ours.dispose()
    await others.dispose()


async def test_whoever_was_alone_is_alone_again_after_the_session_was_lost(alone: Alone) -> None:
    async with instance.alone(alone.engine, lambda: None):
        first = await cut(alone.other)
        assert first
        async with asyncio.timeout(SOON):
            while not await cut(alone.other) - first:  # until another session has it
                await asyncio.sleep(0.02)


async def test_whoever_lost_the_lock_to_another_ends(
    alone: Alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "LOOK", 0.2)
    monkeypatch.setattr(instance, "PATIENCE", 1.0)

    async def lose() -> None:
        async with instance.alone(alone.engine, alone.ended.set), asyncio.timeout(SOON):
            await alone.lose()
            await alone.ended.wait()

    with pytest.raises(instance.AlreadyRuns):
        await lose()


async def test_our_own_cut_off_session_is_waited_for(alone: Alone) -> None:
    async with instance.alone(alone.engine, alone.ended.set), asyncio.timeout(SOON):
        await alone.lose()
        await asyncio.sleep(0.5)  # many looks
        assert not alone.ended.is_set()
        await instance.give_back(alone.other, instance.RUNS)
        while await instance.is_taken(alone.other, instance.RUNS):  # until ours has it again
            await instance.give_back(alone.other, instance.RUNS)
            await asyncio.sleep(0.1)


async def test_a_newer_version_does_not_migrate_under_an_older_one(empty: str) -> None:
    migrate(empty)
    engine = create_engine(empty)
    async with joined(empty):
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
        with pytest.raises(instance.AlreadyRuns):
            async with joined(empty, looks=1):
                pass
    await engine.dispose()
