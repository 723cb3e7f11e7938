"""Rows of every kind in every table: a new table is filled without touching this."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Column, LargeBinary, Table, insert, null, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.models import Base
from db.models.base import Instant, Word
from db.unit_of_work import Database

ROWS = 6
TRIES = 300
WORDS = ("", "да", "Ёж «Ы»\n", "a" * 64, "😀 'x' \"y\" \\ %s :p")
JSONS = ({}, [], {"ключ": [1, None, 2.5, "ж\n"]}, {"глубже": {"a": True}}, None, "текст", 10**12)


async def fill(database: Database, dice: random.Random) -> None:
    """Put rows into every table, foreign keys and CHECK constraints obeyed."""
    async with database.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            for _ in range(ROWS):
                await _add(connection, table, dice)


async def _add(connection: AsyncConnection, table: Table, dice: random.Random) -> None:
    """Try values until the constraints take some."""
    for _ in range(TRIES):
        row = {c.name: await _value(connection, c, dice) for c in table.c if not _is_key(c)}
        if _is_key(table.c[0]) and dice.random() < 0.3:
            row["id"] = dice.randrange(10**4, 2**62)
        try:
            async with connection.begin_nested():
                await connection.execute(insert(table).values(row))
        except IntegrityError:
            continue
        return
    raise AssertionError(f"{table.name}: no row fits its constraints")


def _is_key(column: Column[Any]) -> bool:
    return column.primary_key and column.autoincrement is True and not column.foreign_keys


async def _value(connection: AsyncConnection, column: Column[Any], dice: random.Random) -> Any:
    if column.nullable and dice.random() < 0.4:
        return null()
    for key in column.foreign_keys:
        ids = (await connection.scalars(select(key.column))).all()
        return dice.choice(ids)
    kind = column.type
    if isinstance(kind, Word):
        return dice.choice(list(kind.words))
    if isinstance(kind, JSON):
        return dice.choice(JSONS)
    if isinstance(kind, Instant):
        return datetime(2027, 9, 1, tzinfo=UTC) + timedelta(microseconds=dice.randrange(10**14))
    if isinstance(kind, LargeBinary):
        return dice.randbytes(dice.randrange(300))
    return _plain(kind.python_type, dice)


def _plain(kind: type, dice: random.Random) -> Any:
    if kind is bool:
        return dice.random() < 0.5
    if kind is int:
        return dice.choice((0, 1, -1, dice.randrange(-(2**31), 2**31)))
    if kind is date:
        return date(2027, 9, 1) + timedelta(days=dice.randrange(999))
    assert kind is str, kind
    return dice.choice(WORDS) if dice.random() < 0.6 else dice.randbytes(32).hex()
