"""Updates already handled, attempts at stubborn ones, and dead letters."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select

from db.models import DeadLetter, ProcessedUpdate
from db.repositories.base import Repository

KEEP_PROCESSED = timedelta(days=8)
KEEP_DEAD = timedelta(days=14)


class Updates(Repository):
    """Rows of ``processed_updates`` and ``dead_letters``."""

    async def known(self, bot_id: int, update_ids: Sequence[int]) -> set[int]:
        """Give those of the updates whose effect is committed."""
        query = select(ProcessedUpdate.update_id).where(ProcessedUpdate.bot_id == bot_id)
        query = query.where(ProcessedUpdate.update_id.in_(update_ids))
        return set(await self._all(query.where(ProcessedUpdate.is_done)))

    async def mark(self, bot_id: int, update_ids: Sequence[int]) -> None:
        """Remember that these updates are handled, in this very transaction."""
        rows = [
            {"bot_id": bot_id, "update_id": update_id, "is_done": True, "attempts": 0,
             "at": self.now}
            for update_id in update_ids
        ]  # fmt: skip
        if rows:
            await self.session.execute(insert(ProcessedUpdate), rows)

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
            await self.mark(bot_id, [update_id])
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

    async def purge(self) -> None:
        """Delete what is kept no longer."""
        await self.session.execute(
            delete(ProcessedUpdate).where(ProcessedUpdate.at < self.now - KEEP_PROCESSED)
        )
        await self.session.execute(delete(DeadLetter).where(DeadLetter.at < self.now - KEEP_DEAD))
