"""Writes that wait for the commit; on PostgreSQL, when each is of one row, in one statement.

A trip to the server and back costs more than the work there. In one statement none sees what
another has done and none is first, so each is of rows that no other one touches.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

Row = dict[str, Any]
# (dialect, prefix) → a statement whose parameters are called prefix + name
Statement = Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row; ``over``: over the one that has the same values in these columns."""

    table: Table
    names: tuple[str, ...]
    over: tuple[str, ...] = ()
    returning: Column[Any] | None = None

    def __call__(self, dialect: str, prefix: str) -> Any:
        """Build the statement."""
        made: Any = (postgresql if dialect == "postgresql" else sqlite).insert(self.table)
        if prefix:  # else of as many rows as are given
            made = made.values(_parameters(self.table, self.names, prefix))
        if self.over:
            others = {name: made.excluded[name] for name in self.names if name not in self.over}
            made = made.on_conflict_do_update(index_elements=self.over, set_=others)
        if self.returning is None:
            return made
        return made.returning(self.returning, sort_by_parameter_order=not prefix)


@dataclass(frozen=True, slots=True)
class Update:
    """Other values of the row whose ``id`` is the parameter ``key``."""

    table: Table
    names: tuple[str, ...]

    def __call__(self, dialect: str, prefix: str) -> Any:
        """Build the statement."""
        changed = update(self.table).where(self.table.c.id == bindparam(f"{prefix}key"))
        return changed.values(_parameters(self.table, self.names, f"{prefix}new_"))


def _parameters(table: Table, names: Sequence[str], prefix: str) -> dict[str, Any]:
    return {name: bindparam(prefix + name, type_=table.c[name].type) for name in names}


class Writes:
    """What waits, in its order."""

    def __init__(self) -> None:
        self._rows: dict[Statement, list[Row]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not self._rows

    def add(self, statement: Statement, rows: Sequence[Row]) -> None:
        """Let rows wait for the commit."""
        if rows:
            self._rows.setdefault(statement, []).extend(rows)

    def run(self, connection: Connection, *, is_last: bool = False) -> Sequence[Any]:
        """Write everything in its order; give what the last statement returns, row by row.

        ``is_last``: nothing comes after but the commit.
        """
        waiting, self._rows = self._rows, {}
        dialect = connection.dialect.name
        if dialect == "postgresql" and all(len(rows) == 1 for rows in waiting.values()):
            waiting = {_together(tuple(waiting)): [_named(waiting.values())]} if waiting else {}
        is_all = [len(rows) for rows in waiting.values()] == [1]  # many rows may go in parts
        options = {"by_itself": is_last and is_all}
        found = None
        for statement, rows in waiting.items():
            found = connection.execute(_built(statement, dialect), rows, execution_options=options)
        return found.scalars().all() if found is not None and found.returns_rows else ()


@cache
def _built(statement: Statement, dialect: str) -> Any:
    """Build a statement once: that costs more than running it."""
    return statement(dialect, "")


@cache
def _together(statements: tuple[Statement, ...]) -> Statement:
    """Make one statement of many; it returns what the last one does."""
    parts = [statement("postgresql", f"w{n}_") for n, statement in enumerate(statements)]
    *others, last = [part.cte(f"w{n}") for n, part in enumerate(parts)]
    returned = list(last.c) or [literal(0)]
    made = select(*returned).add_cte(*others, last)
    return lambda dialect, prefix: made


def _named(waiting: Iterable[Sequence[Row]]) -> Row:
    return {f"w{n}_{name}": rows[0][name] for n, rows in enumerate(waiting) for name in rows[0]}
