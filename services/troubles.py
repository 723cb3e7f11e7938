"""Failures of the bot itself: every one is counted, the owners hear of each kind once an hour."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from db.models import Account, Trouble
from db.unit_of_work import Database, UnitOfWork
from domain.notifications import OwnerNote
from domain.people import School
from domain.troubles import TroubleKind, may_tell
from services.organisations import school_of

log = logging.getLogger(__name__)


async def note(
    uow: UnitOfWork,
    kind: TroubleKind,
    *,
    count: int = 1,
    last: int = 0,
    since: datetime | None = None,
) -> None:
    """Count failures of a kind, and tell the owners unless they heard of it within the hour.

    ``last`` is the number by which the newest can be looked up.
    """
    row = await uow.troubles.note(kind, count, last, since or uow.now)
    if may_tell(row.told_at, uow.now):
        await _tell(uow, row)


async def tell_due(uow: UnitOfWork) -> int:
    """Tell the owners what gathered while they were not to be disturbed; give how many kinds."""
    due = [row for row in await uow.troubles.list_untold() if may_tell(row.told_at, uow.now)]
    for row in due:
        await _tell(uow, row)
    return len(due)


async def _tell(uow: UnitOfWork, row: Trouble) -> None:
    for owner in await uow.accounts.list_owners():
        told = OwnerNote(
            what=row.kind, number=row.last, count=row.count, since=row.since.isoformat()
        )
        uow.outbox.notify(owner, told, school=await _school(uow, owner), is_urgent=True)
    row.count, row.told_at = 0, uow.now


async def _school(uow: UnitOfWork, owner: Account) -> School | None:
    """Give the school by whose clock an owner lives: their own, else any."""
    schools = [school_of(one) for one in await uow.organisations.list_all()]
    own = [school for school in schools if school.id == owner.organisation_id]
    return next(iter(own or schools), None)


class Outage:
    """Since when the database takes no writes; told once it takes them again."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.since: datetime | None = None

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Run something that writes and raises only when the database is in trouble."""
        try:
            yield
        except Exception:
            self._began()
            raise
        await self._over()

    async def failed(self, kind: TroubleKind) -> None:
        """Count a failure outside of any transaction."""
        try:
            async with self.database.begin() as uow:
                await note(uow, kind)
                await uow.commit()
        except Exception:
            self._began()
        else:
            await self._over()

    def _began(self) -> None:
        self.since = self.since or self.database.clock.now()

    async def _over(self) -> None:
        if self.since is None:
            return
        try:
            async with self.database.begin() as uow:
                await note(uow, TroubleKind.DATABASE, since=self.since)
                await uow.commit()
        except Exception:
            log.exception("the end of the database's trouble cannot be written down yet")
        else:
            self.since = None
