"""One instance for a database: a lock of the operating system or of PostgreSQL."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.neighbours import RUNS

log = logging.getLogger(__name__)

LOOK = 2.0  # seconds between looks whether the lock is still ours
ANSWER = 5.0  # seconds in which the database answers
PATIENCE = 60.0  # seconds of somebody else's lock; a cut-off session lives for twenty


class AlreadyRuns(RuntimeError):
    """Another instance holds the database."""


class FileLock:
    """A lock that the operating system takes back when the process ends, however it ends."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Self:
        self._file = self.path.open("a+", encoding="ascii")
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise AlreadyRuns from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()


def _lock(file: IO[str]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        return
    import fcntl

    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@asynccontextmanager
async def alone(
    engine: AsyncEngine, ends: Callable[[], None] | None = None
) -> AsyncIterator[None]:
    """Hold a whole PostgreSQL by an advisory lock; on SQLite the file lock does that.

    With ``ends`` the lock is taken again after the server was away. It is called when somebody
    else holds it by then, and ``AlreadyRuns`` is raised at the end, as it is at the start.
    """
    if engine.dialect.name == "sqlite":
        yield
        return
    connection = await connect(engine)
    try:
        if not await is_taken(connection, RUNS):
            raise AlreadyRuns
        keeping = asyncio.create_task(_keep(connection, ends)) if ends else None
        try:
            yield
        finally:
            is_lost = keeping is not None and keeping.done()
            if keeping is not None:
                keeping.cancel()
        if is_lost:
            raise AlreadyRuns
    finally:
        await let_go(connection)


async def _keep(connection: AsyncConnection, ends: Callable[[], None]) -> None:
    """Take the lock again and again: a session that has it does not mind, a new one needs it.

    What holds it may be our own session that the server does not know to be cut off yet.
    """
    loop = asyncio.get_running_loop()
    held_at = loop.time()
    while loop.time() - held_at < PATIENCE:
        await asyncio.sleep(LOOK)
        try:
            async with asyncio.timeout(ANSWER):
                is_other = not await is_taken(connection, RUNS)
        except Exception as error:  # of whatever kind: a look that failed is not another bot
            log.warning("the database's lock cannot be looked at: %s", type(error).__name__)
            is_other = False
        with suppress(Exception):
            await connection.rollback()  # a session opened anew has begun a transaction
        if not is_other:
            held_at = loop.time()
    log.error("another bot has taken the database")
    ends()


async def connect(engine: AsyncEngine) -> AsyncConnection:
    """Give a connection that stays out of transactions, for locks of the session."""
    connection = await engine.connect()
    return await connection.execution_options(isolation_level="AUTOCOMMIT")


async def is_taken(connection: AsyncConnection, key: int, *, is_shared: bool = False) -> bool:
    """Try to take a lock of the session, alone or together with others."""
    name = "pg_try_advisory_lock_shared" if is_shared else "pg_try_advisory_lock"
    query = text(f"SELECT {name}(:key)")
    return bool(await connection.scalar(query, {"key": key}))


async def let_go(connection: AsyncConnection) -> None:
    """Close a connection for good, and with it its locks: the pool must not keep it."""
    await connection.invalidate()
    await connection.close()


async def give_back(connection: AsyncConnection, key: int) -> None:
    """Give a lock taken alone back before its connection ends."""
    await connection.scalar(text("SELECT pg_advisory_unlock(:key)"), {"key": key})
