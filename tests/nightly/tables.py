"""Fingerprints of every table, to see what changed."""

import hashlib
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, MetaData, select
from sqlalchemy.ext.asyncio import AsyncEngine

Prints = dict[str, tuple[int, str]]  # of each table: how many rows, and their hash
Shape = dict[str, dict[str, str]]  # of each table: its columns and their types


async def shape(engine: AsyncEngine) -> Shape:
    """Give the tables as the database itself knows them."""
    tables = (await _reflect(engine)).sorted_tables
    return {t.name: {c.name: f"{c.type} {c.nullable}" for c in t.c} for t in tables}


async def prints(
    engine: AsyncEngine, *, besides: Collection[str] = (), of: Shape | None = None
) -> Prints:
    """Give every table's row count and hash; ``of`` another shape: of its columns only."""
    tables = [t for t in (await _reflect(engine)).sorted_tables if t.name not in besides]
    found: Prints = {}
    async with engine.execution_options(reading=True).connect() as connection:
        for table in tables:
            wanted = table.c.keys() if of is None else of.get(table.name, {})
            columns = [table.c[name] for name in sorted(wanted) if name in table.c]
            if columns:
                rows: Any = await connection.execute(select(*columns))
                lines = sorted(repr(tuple(row)) for row in rows)
                text = "\n".join(lines).encode()
                found[table.name] = (len(lines), hashlib.sha256(text).hexdigest())
    return found


async def _reflect(engine: AsyncEngine) -> MetaData:
    tables = MetaData()

    def reflect(connection: Connection) -> None:
        tables.reflect(connection)

    async with engine.execution_options(reading=True).connect() as connection:
        await connection.run_sync(reflect)
    tables.remove(tables.tables["alembic_version"])
    return tables
