"""What every repository shares."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import CursorResult, Select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.util import identity_key

from domain.errors import NotFound

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork

T = TypeVar("T")


class Repository:
    """Queries of one area inside one unit of work."""

    def __init__(self, uow: "UnitOfWork") -> None:
        self.uow = uow

    @property
    def session(self) -> AsyncSession:
        return self.uow.session

    @property
    def now(self) -> datetime:
        return self.uow.now

    def add(self, row: object) -> None:
        """Put a new row into the transaction."""
        self.session.add(row)

    async def added(self, row: T) -> T:
        """Put a new row into the transaction and give it its id."""
        self.session.add(row)
        await self.session.flush()
        return row

    async def _of_school(self, model: type[T], organisation_id: int, row_id: int) -> T:
        """Give a school's row by its id; one that is here already costs no statement."""
        row: T | None = self.session.identity_map.get(identity_key(model, row_id))
        if row is None:
            row = await self.session.get(model, row_id)
        if row is None or getattr(row, "organisation_id") != organisation_id:  # noqa: B009
            raise NotFound
        return row

    async def _one(self, query: Select[T]) -> T:
        found = await self.session.scalar(query)
        if found is None:
            raise NotFound
        return found

    async def _maybe(self, query: Select[T]) -> T | None:
        return await self.session.scalar(query)

    async def _all(self, query: Select[T]) -> Sequence[T]:
        return (await self.session.scalars(query)).all()

    @staticmethod
    def _grouped(rows: Sequence[T], key: Callable[[T], int]) -> dict[int, list[T]]:
        found: dict[int, list[T]] = {}
        for row in rows:
            found.setdefault(key(row), []).append(row)
        return found

    async def _count(self, query: Select[int]) -> int:
        return int(await self.session.scalar(query) or 0)

    async def _core(self, statement: Any, parameters: Any) -> CursorResult[Any]:
        """Run a statement on plain tables, past the mapped objects and their flush."""
        result: CursorResult[Any] = await self.uow.connection.execute(statement, parameters)
        return result

    async def _purge(self, statement: Any) -> None:
        """Run a statement over many rows where it holds nobody up."""
        await self.session.execute(statement, execution_options={"slow": True})

    async def _rows(self, query: Any) -> Sequence[Any]:
        return (await self.session.execute(query)).all()
