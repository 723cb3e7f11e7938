"""How Alembic reaches the database: the URL is given by ``db.migrate``."""

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Connection, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import create_async_engine

import db.models
from db.engine import with_driver
from db.models.base import Instant, Word
from domain import failpoints
from domain.failures import Told


def render(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """Write our own column types as the plain ones they are, so that history stands alone."""
    if kind != "type":
        return False
    if isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Word):
        return "sa.String(40)"
    if isinstance(item, JSON):
        return 'sa.JSON().with_variant(JSONB(), "postgresql")'
    return False


def run(connection: Connection) -> None:
    """Migrate in one transaction, on SQLite too: a kill leaves the old schema, never half."""
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=db.models.Base.metadata,
        render_as_batch=is_sqlite,
        compare_type=True,
        render_item=render,
        transactional_ddl=True,
    )
    event.listen(connection, "before_cursor_execute", _passing)
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise Told(f"{len(broken)} rows lost their parents")


def _passing(*statement: Any) -> None:
    failpoints.passing("mid-migration")


def _prepare_sqlite(connection: DBAPIConnection, record: Any) -> None:
    connection.isolation_level = None  # else the driver commits before each change of a table
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")  # or a batch migration deletes children
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


async def migrate() -> None:
    """Open the database and migrate."""
    engine = create_async_engine(
        with_driver(context.config.get_main_option("sqlalchemy.url") or "")
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()


asyncio.run(migrate())
