"""A whole database into another, empty one, of the same kind or the other: row for row."""

import json
from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Table,
    Text,
    bindparam,
    cast,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.engine import to_json
from db.models import Base

ROWS = 500  # written at a time
OURS = {"alembic_version", *Base.metadata.tables}


class NotEmpty(ValueError):
    """The target holds something already."""


class NotCopied(RuntimeError):
    """The target did not end up with as many rows as the source has."""


async def ensure_empty(engine: AsyncEngine) -> None:
    """Refuse a target with any row of ours or any table of somebody else's."""
    async with engine.connect() as connection:
        found = set(await connection.run_sync(_tables))
        if found - OURS:
            raise NotEmpty("it holds tables of something else")
        for table in Base.metadata.sorted_tables:
            if table.name in found and await connection.scalar(select(1).select_from(table)):
                raise NotEmpty(f"its table {table.name} has rows")


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


async def copy(source: AsyncEngine, target: AsyncEngine) -> dict[str, int]:
    """Copy every table from one snapshot in one transaction; give the rows of each table."""
    counts: dict[str, int] = {}
    async with (
        source.execution_options(reading=True).connect() as reader,
        target.begin() as writer,
    ):
        if source.dialect.name == "postgresql":
            await reader.execution_options(isolation_level="REPEATABLE READ")
        for table in Base.metadata.sorted_tables:
            counts[table.name] = await _copy_table(reader, writer, table)
        if target.dialect.name == "postgresql":
            await set_sequences(writer)
    return counts


async def _copy_table(reader: AsyncConnection, writer: AsyncConnection, table: Table) -> int:
    count = 0
    texts = [f"{column.name}_" for column in table.c if isinstance(column.type, JSON)]
    async for rows in _chunks(reader, table):
        for row in rows:
            row.update({name: _compact(row[name]) for name in texts})
        await writer.execute(_insert(writer, table), rows)
        count += len(rows)
    written = await writer.scalar(select(func.count()).select_from(table))
    if written != count:
        raise NotCopied(f"{table.name}: {written} rows of {count}")
    return count


async def _chunks(reader: AsyncConnection, table: Table) -> AsyncIterator[list[dict[str, Any]]]:
    """Read rows; JSON comes as its text, for SQL's NULL and JSON's null are not the same."""
    columns = [
        cast(column, Text).label(column.name) if isinstance(column.type, JSON) else column
        for column in table.c
    ]
    async with reader.stream(select(*columns).order_by(*table.primary_key)) as found:
        async for rows in found.mappings().partitions(ROWS):
            yield [{f"{name}_": value for name, value in row.items()} for row in rows]


def _compact(value: str | None) -> str | None:
    """Write JSON as we write it ourselves: PostgreSQL puts spaces in."""
    return None if value is None else to_json(json.loads(value))


def _insert(writer: AsyncConnection, table: Table) -> Any:
    values: dict[str, Any] = {}
    for column in table.c:
        is_json = isinstance(column.type, JSON)
        value: Any = bindparam(f"{column.name}_", type_=Text() if is_json else column.type)
        if is_json and writer.dialect.name == "postgresql":
            value = cast(value, column.type)
        values[column.name] = value
    return insert(table).values(values)


async def set_sequences(connection: AsyncConnection) -> None:
    """Let PostgreSQL number new rows after those that are there."""
    for table in Base.metadata.sorted_tables:
        if "id" in table.c:
            await connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608
                    f"coalesce(max(id), 0) + 1, false) FROM {table.name}"
                )
            )
