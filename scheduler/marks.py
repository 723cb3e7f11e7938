"""What became of sent rows, written down in one transaction for as many as there are."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from db.models import OutboxMessage
from db.unit_of_work import Database, UnitOfWork
from domain import failpoints

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The end of a row: sent as ``message_id``, or given up for ``failure``."""

    row: OutboxMessage
    message_id: int | None = None
    has_slot: bool = False
    failure: str = ""
    is_unreachable: bool = False
    is_late: bool = False


Write = Callable[[UnitOfWork], Awaitable[None]]


class Marks:
    """Collects what is to be written and commits it together."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._waiting: list[tuple[Write, asyncio.Future[bool]]] = []
        self._there = asyncio.Event()

    async def run(self) -> None:
        """Write until cancelled; a failure is tried again, so nothing sent is forgotten."""
        while True:
            await self._there.wait()
            self._there.clear()
            batch, self._waiting = self._waiting, []
            await self._commit([write for write, _ in batch])
            for _, future in batch:
                if not future.done():
                    future.set_result(True)

    async def _commit(self, writes: list[Write]) -> None:
        while True:
            try:
                async with self.database.begin() as uow:
                    for write in writes:
                        await write(uow)
                    failpoints.passing("before-mark")
                    await uow.commit()
            except Exception:
                log.exception("sent messages cannot be marked yet")
                await asyncio.sleep(1)
            else:
                return

    def _put(self, write: Write) -> asyncio.Future[bool]:
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((write, future))
        self._there.set()
        return future

    async def done(self, mark: Mark) -> bool:
        """Write a row's end down and wait until it is durable."""
        return await self._put(lambda uow: _write(uow, mark))

    async def attempt(self, row_id: int, tries: int, failure: str) -> None:
        """Count a failed attempt of a row."""
        await self._put(lambda uow: uow.outbox.note_attempt(row_id, tries, failure))

    def drop(self, row_id: int) -> None:
        """Delete a superseded row; nobody waits for it."""
        self._put(lambda uow: uow.outbox.drop([row_id]))


async def _write(uow: UnitOfWork, mark: Mark) -> None:
    row = mark.row
    if mark.is_late:
        await _derive_again(uow, row)
    if mark.is_unreachable:
        await uow.accounts.mark_unreachable(row.chat_id, uow.now)
    if row.account_id is None:
        await uow.outbox.drop([row.id])
        return
    if mark.failure:
        await uow.outbox.mark_dead(row.id, mark.failure)
        return
    await uow.outbox.mark_sent(row.id, keep=row.kind == "news")
    if mark.message_id is None:
        return
    await uow.accounts.note_messages({row.chat_id: mark.message_id})
    if mark.has_slot:
        await uow.outbox.set_slot(
            row.chat_id,
            row.slot,
            mark.message_id,
            row.kind,
            has_keyboard=bool(row.payload["keyboard"]),
        )


async def _derive_again(uow: UnitOfWork, row: OutboxMessage) -> None:
    """A digest that came too late was not said: its items are due again."""
    values = row.payload.get("values", {})
    if "said_at" in values:
        await uow.reminders.forget(values["person_id"], datetime.fromisoformat(values["said_at"]))
