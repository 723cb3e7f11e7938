"""One instance for a database: a lock of the operating system or of PostgreSQL."""

import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

ADVISORY = 0x6D656E746F72  # "mentor"


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


async def take_advisory_lock(engine: AsyncEngine) -> AsyncConnection | None:
    """Hold PostgreSQL's advisory lock on a connection of its own; nothing on SQLite."""
    if engine.dialect.name == "sqlite":
        return None
    connection = await engine.connect()
    taken = await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": ADVISORY})
    await connection.commit()
    if not taken:
        await connection.close()
        raise AlreadyRuns
    return connection
