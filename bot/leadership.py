"""Which of several processes leads: the one whose connection holds an advisory lock.

The lock lives as long as the connection, so a process that is killed or cut off leads no more,
and another takes over within seconds.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot import instance
from db.engine import create_engine
from db.migrate import ensure_schema, revision
from db.migrations import HEAD
from db.neighbours import CHANNEL, LEADS, RUNS

log = logging.getLogger(__name__)

LOOK = 1.0  # seconds between looks whether the lock is free, or still ours
ANSWER = 5.0  # seconds in which the database answers a leader
JOIN = 60  # looks while another process migrates or a backup is restored


class Leader(Protocol):
    """What is done while leading."""

    async def begin(self) -> None:
        """Start: this process leads."""
        ...

    def heard(self, news: str) -> None:
        """Take word of another process's commit."""
        ...

    def look(self) -> None:
        """Look for work, should word of it be lost."""
        ...

    async def end(self) -> None:
        """Stop at once: another process may lead already."""
        ...


class Leadership:
    """A seat among the processes of one database, and the lead when it is free."""

    def __init__(self, engine: AsyncEngine, connection: AsyncConnection) -> None:
        self.engine = engine
        self.has_looked = asyncio.Event()
        self._connection: AsyncConnection | None = connection

    async def run(self, leader: Leader) -> None:
        """Lead whenever nobody else does, until cancelled."""
        try:
            while True:
                try:
                    await self._stand(leader)
                except Exception as error:
                    log.warning("the connection for leading is lost: %s", type(error).__name__)
                await self.leave()
                await asyncio.sleep(LOOK)
        finally:
            await self.leave()

    async def join(self, url: str, looks: int) -> None:
        """Take a seat; whoever comes first migrates alone, the others wait for that."""
        for _ in range(looks):
            assert self._connection is not None
            is_alone = await instance.is_taken(self._connection, RUNS)
            if is_alone:
                await ensure_schema(self.engine, url)
            if await instance.is_taken(self._connection, RUNS, is_shared=True):
                if is_alone:
                    await instance.give_back(self._connection, RUNS)
                if await revision(self.engine) == HEAD:
                    return
                break
            await asyncio.sleep(LOOK)
        raise instance.AlreadyRuns

    async def leave(self) -> None:
        """Give the seat back, and the lead with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                await instance.let_go(connection)

    async def _stand(self, leader: Leader) -> None:
        """Wait for the lead and lead until the connection is lost."""
        if self._connection is None:
            self._connection = await instance.connect(self.engine)
            if not await instance.is_taken(self._connection, RUNS, is_shared=True):
                return
        while not await instance.is_taken(self._connection, LEADS):
            self.has_looked.set()
            await asyncio.sleep(LOOK)
        await self._lead(self._connection, leader)

    async def _lead(self, connection: AsyncConnection, leader: Leader) -> None:
        lost = asyncio.Event()
        driver: Any = (await connection.get_raw_connection()).driver_connection
        driver.add_termination_listener(lambda _: lost.set())
        await driver.add_listener(CHANNEL, lambda *said: leader.heard(said[-1]))
        log.info("this process leads")
        try:
            await leader.begin()
            self.has_looked.set()
            while not await _comes(lost):
                async with asyncio.timeout(ANSWER):
                    await connection.exec_driver_sql("SELECT 1")
                leader.look()
        finally:
            log.info("this process leads no more")
            await leader.end()


async def _comes(event: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), LOOK)
    return event.is_set()


@asynccontextmanager
async def joined(url: str, *, looks: int = JOIN) -> AsyncIterator[Leadership]:
    """Join the processes of a database at the newest schema; raises ``AlreadyRuns``."""
    engine = create_engine(url, is_shared=True)
    try:
        leadership = Leadership(engine, await instance.connect(engine))
        try:
            await leadership.join(url, looks)
            yield leadership
        finally:
            await leadership.leave()
    finally:
        await engine.dispose()
