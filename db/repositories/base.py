"""What every repository shares."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

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

    async def _one(self, query: Select[T]) -> T:
        found = await self.session.scalar(query)
        if found is None:
            raise NotFound
        return found

    async def _maybe(self, query: Select[T]) -> T | None:
        return await self.session.scalar(query)

    async def _all(self, query: Select[T]) -> Sequence[T]:
        return (await self.session.scalars(query)).all()

    async def _count(self, query: Select[int]) -> int:
        return int(await self.session.scalar(query) or 0)

    async def _rows(self, query: Any) -> Sequence[Any]:
        return (await self.session.execute(query)).all()
