"""Updates already handled, attempts at stubborn ones, and dead letters."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import Table, case, delete, func, null, select, true

from db.models import DeadLetter, ProcessedUpdate
from db.repositories.base import Repository
from db.repositories.writes import Insert

PROCESSED = cast("Table", ProcessedUpdate.__table__)
KEY = ("bot_id", "update_id")
NEW = Insert(PROCESSED, (*KEY, "is_done", "attempts", "at"))
KEEP_PROCESSED = timedelta(days=8)
KEEP_DEAD = timedelta(days=14)


def finish(dialect: str, prefix: str) -> Any:
    """Build what marks an update as done; where one is done already the database refuses."""
    done = case((PROCESSED.c.is_done, null()), else_=true())
    return NEW(dialect, prefix).on_conflict_do_update(index_elements=KEY, set_={"is_done": done})


class Updates(Repository):
    """Rows of ``processed_updates`` and ``dead_letters``."""

    async def known(self, bot_id: int, update_ids: Sequence[int]) -> dict[int, bool]:
        """Give which of the updates are known: committed (true), or only attempted (false)."""
        query = select(ProcessedUpdate.update_id, ProcessedUpdate.is_done)
        query = query.where(ProcessedUpdate.bot_id == bot_id)
        rows = await self._rows(query.where(ProcessedUpdate.update_id.in_(update_ids)))
        return {row[0]: row[1] for row in rows}

    def finish(self, bot_id: int, update_ids: Sequence[int]) -> None:
        """Mark updates as handled by the commit, which fails when one of them was already."""
        self.uow.writes.add(finish, [self._row(bot_id, update_id) for update_id in update_ids])

    def _row(self, bot_id: int, update_id: int) -> dict[str, Any]:
        return {"bot_id": bot_id, "update_id": update_id, "is_done": True, "attempts": 0,
                "at": self.now}  # fmt: skip

    async def count_attempt(self, bot_id: int, update_id: int) -> int:
        """Count one more attempt to run an update alone; give which it is."""
        row = await self.session.get(ProcessedUpdate, (bot_id, update_id))
        if row is None:
            row = ProcessedUpdate(
                bot_id=bot_id, update_id=update_id, is_done=False, attempts=0, at=self.now
            )
            self.add(row)
        row.attempts += 1
        return row.attempts

    async def finish_attempt(self, bot_id: int, update_id: int) -> None:
        """Mark an update that ran alone as handled."""
        row = await self.session.get(ProcessedUpdate, (bot_id, update_id))
        if row is None:
            self.add(ProcessedUpdate(**self._row(bot_id, update_id)))
        else:
            row.is_done = True

    async def bury(
        self, bot_id: int, update_id: int, telegram_id: int | None, raw: Any, traceback: str
    ) -> int:
        """Keep an update that cannot be handled; give the letter's number."""
        letter = await self.added(
            DeadLetter(
                bot_id=bot_id,
                update_id=update_id,
                telegram_id=telegram_id,
                raw=raw,
                traceback=traceback,
                at=self.now,
            )
        )
        return letter.id

    async def count_dead(self) -> int:
        """Count dead letters."""
        return await self._count(select(func.count(DeadLetter.id)))

    async def list_dead(self) -> Sequence[DeadLetter]:
        """List dead letters, oldest first."""
        return await self._all(select(DeadLetter).order_by(DeadLetter.id))

    async def get_dead(self, bot_id: int, number: int) -> DeadLetter:
        """Give a dead letter of this bot by its number."""
        query = select(DeadLetter).where(DeadLetter.id == number)
        return await self._one(query.where(DeadLetter.bot_id == bot_id))

    async def drop_dead(self, number: int) -> None:
        """Delete a dead letter that was handled after all."""
        await self.session.execute(delete(DeadLetter).where(DeadLetter.id == number))

    async def purge(self) -> None:
        """Delete what is kept no longer."""
        await self._purge(
            delete(ProcessedUpdate).where(ProcessedUpdate.at < self.now - KEEP_PROCESSED)
        )
        await self._purge(delete(DeadLetter).where(DeadLetter.at < self.now - KEEP_DEAD))
