"""SQLAlchemy's aiosqlite dialect that runs statements where they are asked for.

The stock cursor goes to the connection's thread four times for each statement, and each time
waits until the loop lets go of the interpreter: beside a busy loop that is most of its time.
A statement of ours takes microseconds, so it runs in the loop's own thread; what is marked
``slow`` goes to the connection's thread, so does COMMIT while the disk is slow, and so does a
BEGIN IMMEDIATE when another process holds the lock: here it is tried once, without waiting.
"""

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts
from sqlalchemy.util.concurrency import await_

DRIVER = "inplace"
QUICK = 0.005  # seconds of a commit
WARY = 100  # commits in the thread after a slower one


class Cursor(AsyncAdapt_aiosqlite_cursor):
    """A cursor that holds the rows of its statement already."""

    __slots__ = ()

    def _make_new_cursor(self, connection: Any) -> Any:
        return None  # the statement brings its own

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    async def _async_soft_close(self) -> None:
        """Nothing is open: the rows are here."""

    def close(self) -> None:
        """Forget the rows."""
        self._rows.clear()

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        if operation.startswith("BEGIN"):
            self._adapt_connection.is_reading = operation == "BEGIN"  # type: ignore[attr-defined]
            if operation != "BEGIN":
                return await self._begin(operation)
        return await self._run(_execute, operation, parameters or ())

    async def _begin(self, operation: str) -> Any:
        try:
            return await self._run(_begin_at_once, operation, ())
        except OperationalError:  # another process writes
            return await self._run(_execute, operation, (), is_waiting=True)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        return await self._run(_execute_many, operation, seq_of_parameters)

    async def execute_slowly(self, operation: str, parameters: Any) -> Any:
        """Run a statement in the connection's thread."""
        return await self._run(_execute, operation, parameters, is_waiting=True)

    async def _run(
        self, work: Any, operation: str, parameters: Sequence[Any], *, is_waiting: bool = False
    ) -> Any:
        connection = self._connection
        raw = connection._conn  # noqa: SLF001
        if is_waiting:
            self._cursor, rows = await connection._execute(work, raw, operation, parameters)  # noqa: SLF001
        else:
            self._cursor, rows = work(raw, operation, parameters)
        self._rows = deque(rows)
        return self._cursor


def _execute(connection: Any, operation: str, parameters: Sequence[Any]) -> tuple[Any, Any]:
    cursor = connection.execute(operation, parameters)
    return cursor, cursor.fetchall() if cursor.description else ()


def _begin_at_once(connection: Any, operation: str, parameters: Sequence[Any]) -> tuple[Any, Any]:
    patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.execute("PRAGMA busy_timeout=0")
    try:
        return _execute(connection, operation, parameters)
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience}")


def _execute_many(connection: Any, operation: str, parameters: Sequence[Any]) -> tuple[Any, Any]:
    return connection.executemany(operation, parameters), ()


class Disk:
    """How quick the disk was when a commit last waited for it in the loop's thread."""

    def __init__(self) -> None:
        self._left = 0  # commits that go to the connection's thread

    def is_slow(self) -> bool:
        """Whether the next commit goes to the connection's thread."""
        self._left -= self._left > 0
        return self._left > 0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Take the time of a commit in the loop's thread, also of one that fails."""
        began = time.perf_counter()
        try:
            yield
        finally:
            if time.perf_counter() - began > QUICK:
                self._left = WARY + 1


class Connection(AsyncAdapt_aiosqlite_connection):
    """A connection that makes those cursors; what only reads has nothing to wait for."""

    __slots__ = ("disk", "is_reading")
    disk: Disk
    is_reading: bool
    _cursor_cls = Cursor

    def commit(self) -> None:
        """Commit: in the loop's thread while the disk is quick."""
        if self.disk.is_slow():
            super().commit()
            return
        with self.disk.watched():
            try:
                self._connection._conn.commit()  # noqa: SLF001
            except Exception as error:
                self._handle_exception(error)

    def rollback(self) -> None:
        """Roll back; the pool also asks for it when everything is committed."""
        raw = self._connection._conn  # noqa: SLF001
        if raw.in_transaction and not self.is_reading:
            super().rollback()
        elif raw.in_transaction:
            raw.rollback()


class Module(AsyncAdapt_aiosqlite_dbapi):
    """The driver's module that opens those connections."""

    def __init__(self, aiosqlite: Any, sqlite: Any) -> None:
        super().__init__(aiosqlite, sqlite)
        self.disk = Disk()

    def connect(self, *arg: Any, **kw: Any) -> Connection:
        """Open a connection; its thread never keeps the process alive."""
        connection = self.aiosqlite.connect(*arg, **{**kw, "check_same_thread": False})
        connection._thread.daemon = True  # noqa: SLF001
        made = Connection(self, await_(connection))
        made.disk = self.disk
        return made


class Dialect(SQLiteDialect_aiosqlite):
    """SQLite through aiosqlite."""

    driver = DRIVER
    supports_statement_cache = True
    # SQLite numbers the rows of one VALUES in their order, so the new ids tell whose they are
    insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.AUTOINCREMENT

    def do_execute(
        self, cursor: Any, statement: str, parameters: Any, context: Any = None
    ) -> None:
        """Run a statement; one with the execution option ``slow`` never holds the loop up."""
        if context is not None and context.execution_options.get("slow"):
            await_(cursor.execute_slowly(statement, parameters))
        else:
            cursor.execute(statement, parameters)

    @classmethod
    def import_dbapi(cls) -> Module:
        """Give the driver's module."""
        return Module(__import__("aiosqlite"), __import__("sqlite3"))


registry.register(f"sqlite.{DRIVER}", __name__, "Dialect")
