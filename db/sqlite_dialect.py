"""SQLAlchemy's aiosqlite dialect with one visit to the database's thread per statement.

The stock cursor goes there four times: to be made, to execute, to fetch, to be closed. Here
rows are fetched where the statement ran; a statement costs a quarter of the thread switches.
"""

from collections import deque
from collections.abc import Sequence
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

DRIVER = "onevisit"


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
        return await self._visit(_execute, operation, parameters or ())

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        return await self._visit(_execute_many, operation, seq_of_parameters)

    async def _visit(self, work: Any, operation: str, parameters: Sequence[Any]) -> Any:
        async with self._adapt_connection._execute_mutex:  # noqa: SLF001
            done = self._connection._execute(work, self._connection._conn, operation, parameters)  # noqa: SLF001
            self._cursor, rows = await done
        self._rows = deque(rows)
        return self._cursor


def _execute(connection: Any, operation: str, parameters: Sequence[Any]) -> tuple[Any, Any]:
    cursor = connection.execute(operation, parameters)
    return cursor, cursor.fetchall() if cursor.description else ()


def _execute_many(connection: Any, operation: str, parameters: Sequence[Any]) -> tuple[Any, Any]:
    return connection.executemany(operation, parameters), ()


class Connection(AsyncAdapt_aiosqlite_connection):
    """A connection that makes those cursors."""

    __slots__ = ()
    _cursor_cls = Cursor


class Module(AsyncAdapt_aiosqlite_dbapi):
    """The driver's module that opens those connections."""

    def connect(self, *arg: Any, **kw: Any) -> Connection:
        """Open a connection; its thread never keeps the process alive."""
        connection = self.aiosqlite.connect(*arg, **kw)
        connection._thread.daemon = True  # noqa: SLF001
        return Connection(self, await_(connection))


class Dialect(SQLiteDialect_aiosqlite):
    """SQLite through aiosqlite, one visit per statement."""

    driver = DRIVER
    supports_statement_cache = True
    # SQLite numbers the rows of one VALUES in their order, so the new ids tell whose they are
    insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.AUTOINCREMENT

    @classmethod
    def import_dbapi(cls) -> Module:
        """Give the driver's module."""
        return Module(__import__("aiosqlite"), __import__("sqlite3"))


registry.register(f"sqlite.{DRIVER}", __name__, "Dialect")
