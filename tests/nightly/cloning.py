"""A database filled by cloning what a made-up school has in it."""

from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from db.models import Base

APART = 1_000_000  # between the ids of two clones


async def fill(engine: AsyncEngine, rows: int) -> int:
    """Clone every row until there are so many; give how many there are."""
    total = clones = 0
    async with engine.begin() as connection:
        kept = {
            table: [dict(row) for row in (await connection.execute(table.select())).mappings()]
            for table in Base.metadata.sorted_tables
        }
        total = once = sum(map(len, kept.values()))
        while total < rows:
            clones += 1
            for table, originals in kept.items():
                if originals:
                    clone = [_clone(table, row, clones) for row in originals]
                    await connection.execute(insert(table), clone)
            total += once
    return total


def _clone(table: Table, row: dict[str, Any], clone: int) -> dict[str, Any]:
    return {column.name: _other(table, column, row[column.name], clone) for column in table.c}


def _other(table: Table, column: Column[Any], value: Any, clone: int) -> Any:
    """Move keys of all kinds apart; everything else is cloned as it is."""
    is_key = (
        column.primary_key or column.foreign_keys or column.unique or _is_unique(table, column)
    )
    if value is None or not is_key:
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return value + clone * APART
    return f"{value}{clone}" if isinstance(value, str) else value


def _is_unique(table: Table, column: Column[Any]) -> bool:
    indexes = [index.columns for index in table.indexes if index.unique]
    constraints = [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
    return any(column.name in columns for columns in (*indexes, *constraints))
