"""How Alembic reaches the database: the URL is given by ``db.migrate``."""

import asyncio
from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON, Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

import db.models
from db.engine import with_driver
from db.models.base import Instant, Word


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
    """Migrate with foreign keys off, so that a batch migration deletes no children."""
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=db.models.Base.metadata,
        render_as_batch=is_sqlite,
        compare_type=True,
        render_item=render,
    )
    if is_sqlite:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        connection.commit()
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"{len(broken)} rows lost their parents")


async def migrate() -> None:
    """Open the database and migrate."""
    engine = create_async_engine(
        with_driver(context.config.get_main_option("sqlalchemy.url") or "")
    )
    async with engine.connect() as connection:
        await connection.run_sync(run)
    await engine.dispose()


asyncio.run(migrate())
