"""Engines for both databases: SQLite (one file, one writer) and PostgreSQL."""

import json
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from db import sqlite_dialect

BUSY_MS = 10_000
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA secure_delete=ON",
)
# Whoever is cut off must not hold a lock on PostgreSQL for hours,
KEEPALIVES = {
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "3",
    "tcp_keepalives_count": "4",
}
# and of several processes one that stands still must not hold the others up.
LETS_GO = {**KEEPALIVES, "idle_in_transaction_session_timeout": "20s"}


def create_engine(url: str, *, is_shared: bool = False) -> AsyncEngine:
    """Create an engine; SQLite begins IMMEDIATE unless the connection is told ``reading``.

    ``is_shared``: other processes write to the same PostgreSQL.
    """
    server_settings = LETS_GO if is_shared else KEEPALIVES
    is_server = not url.startswith("sqlite")
    engine = create_async_engine(
        with_driver(url),
        json_serializer=to_json,
        hide_parameters=True,
        pool_size=5,
        max_overflow=5,
        pool_use_lifo=True,  # the connection that has prepared most statements
        connect_args={"server_settings": server_settings} if is_server else {},
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    else:
        event.listen(engine.sync_engine, "do_execute", _execute_by_itself)
    return engine


def with_driver(url: str) -> str:
    """Give a URL with the asynchronous driver of its database."""
    parsed = make_url(url)
    drivers = {"sqlite": f"sqlite+{sqlite_dialect.DRIVER}", "postgresql": "postgresql+asyncpg"}
    drivers["postgres"] = drivers["postgresql"]
    parsed = parsed.set(drivername=drivers.get(parsed.drivername, parsed.drivername))
    return parsed.render_as_string(hide_password=False)


def to_json(value: Any) -> str:
    """Write JSON without spaces, Cyrillic as it is."""
    return ENCODER.encode(value)


def _prepare_sqlite(connection: DBAPIConnection, record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    is_reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")


def _execute_by_itself(cursor: Any, statement: str, parameters: Any, context: Any) -> bool:
    """Spare BEGIN, and COMMIT, a trip: a statement is a transaction when it is the only one.

    Inside a transaction that has begun it is a statement like any other.
    """
    if not context.execution_options.get("by_itself"):
        return False
    connection = context.root_connection.connection.dbapi_connection
    connection.autocommit = True
    try:
        context.dialect.do_execute(cursor, statement, parameters, context)
    finally:
        connection.autocommit = False
    return True
