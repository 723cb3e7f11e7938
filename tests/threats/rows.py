"""Every row of every table, and whose school it is: found in the metadata, nothing is listed."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, select

from db.models import Base
from db.unit_of_work import Database

# What a refused update may write: that it came, what is answered, what is awaited from its sender.
PASSING = frozenset({"processed_updates", "outbox", "current_inputs", "audit_lines"})
NOTED = frozenset({"accounts.last_message_id"})  # the number of the sender's newest message
Rows = dict[str, dict[Any, tuple[Any, ...]]]


async def read_rows(database: Database, *, besides: Iterable[str] = PASSING) -> Rows:
    """Every row by its key, table by table."""
    found: Rows = {}
    async with database.reading() as uow:
        for table in Base.metadata.sorted_tables:
            if table.name in besides:
                continue
            keys = [column.name for column in table.primary_key]
            columns = [column for column in table.columns if str(column) not in NOTED]
            rows = (await uow.session.execute(select(*columns))).mappings().all()
            found[table.name] = {
                tuple(row[key] for key in keys): tuple(row.values()) for row in rows
            }
    return found


def named(table: Table, values: tuple[Any, ...]) -> dict[str, Any]:
    """A row's values by the names of their columns."""
    names = [column.name for column in table.columns if str(column) not in NOTED]
    return dict(zip(names, values, strict=True))


def changed(before: Rows, after: Rows) -> set[tuple[str, Any]]:
    """Tables and keys of the rows that are not as they were."""
    return {
        (name, key)
        for name in before.keys() | after.keys()
        for key in before[name].keys() | after[name].keys()
        if before[name].get(key) != after[name].get(key)
    }


def owners(rows: Rows) -> dict[tuple[str, Any], int]:
    """The school of every row: its own column, or that of a row it belongs to."""
    whose: dict[tuple[str, Any], int] = {}
    for table in Base.metadata.sorted_tables:
        for key, values in rows.get(table.name, {}).items():
            row = named(table, values)
            school = _school(table, row, whose)
            if school is not None:
                whose[table.name, key] = school
    return whose


def _school(table: Table, row: dict[str, Any], whose: dict[tuple[str, Any], int]) -> int | None:
    if table.name == "organisations":
        return int(row["id"])
    if table.name != "accounts" and row.get("organisation_id") is not None:
        return int(row["organisation_id"])
    for one in table.foreign_keys:
        parent = (one.column.table.name, (row[one.parent.name],))
        if parent in whose:
            return whose[parent]
    return None
