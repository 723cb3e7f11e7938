"""What became of sent rows, written down in one transaction for as many as there are."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from db.outgoing import Outgoing
from db.unit_of_work import Database, UnitOfWork
from domain import failpoints
from domain.notifications import FileFailed
from domain.troubles import TroubleKind
from services import troubles

log = logging.getLogger(__name__)

FILES = ("file", "photo", "document")
# Seconds in which a transaction that is committed anyway may take a row's end along.
LINGER = (0.02, 0.05)  # by lane; nobody waits for a broadcast


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The end of a row: sent as ``message_id``, or given up for ``failure``.

    ``has_slot``: a conversation's screen stands elsewhere now, or otherwise.
    """

    row: Outgoing
    message_id: int | None = None
    has_slot: bool = False
    failure: str = ""
    is_unreachable: bool = False
    is_late: bool = False
    is_given_up: bool = False  # nobody's doing: the owners hear of it


@dataclass(slots=True)
class Batch:
    """What is to be written down together."""

    marks: list[Mark] = field(default_factory=list)
    attempts: list[tuple[int, int, str]] = field(default_factory=list)
    dropped: list[int] = field(default_factory=list)
    waiting: list[asyncio.Future[bool]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.marks or self.attempts or self.dropped)

    def then(self, later: "Batch") -> "Batch":
        """Give both in their order."""
        return Batch(
            self.marks + later.marks,
            self.attempts + later.attempts,
            self.dropped + later.dropped,
            self.waiting + later.waiting,
        )


class Marks:
    """Collects what is to be written; a batch of updates takes it along, or it goes by itself."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._batch = Batch()
        self._there = asyncio.Event()

    async def run(self) -> None:
        """Write until cancelled; a failure is tried again, so nothing sent is forgotten."""
        while True:
            await self._there.wait()
            self._there.clear()
            try:
                await self._commit()
            except Exception:
                log.exception("sent messages cannot be marked yet")
                self._there.set()
                await asyncio.sleep(1)

    async def _commit(self) -> None:
        if self._batch.is_empty:
            return
        async with self.database.begin() as uow:  # whose turn it was may have taken all along
            if not self._batch.is_empty:
                async with self.along(uow):
                    await uow.commit()

    @asynccontextmanager
    async def along(self, uow: UnitOfWork) -> AsyncIterator[None]:
        """Write what there is into a transaction; it is committed inside, or all comes back."""
        batch, self._batch = self._batch, Batch()
        try:
            if not batch.is_empty:
                await _write(uow, batch)
                failpoints.passing("before-mark")
            yield
        except BaseException:
            self._batch = batch.then(self._batch)
            self._there.set()
            raise
        for future in batch.waiting:
            if not future.done():
                future.set_result(True)

    def hurry(self) -> None:
        """Write at once: somebody waits."""
        self._there.set()

    def _lingered(self, batch: Batch) -> None:
        """Write what nobody took along; what came later has its own time."""
        if batch is self._batch:
            self._there.set()

    def _wait(self, seconds: float = 0) -> asyncio.Future[bool]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[bool] = loop.create_future()
        self._batch.waiting.append(future)
        if seconds:
            loop.call_later(seconds, self._lingered, self._batch)
        else:
            self.hurry()
        return future

    async def done(self, mark: Mark) -> bool:
        """Write a row's end down and wait until it is durable."""
        self._batch.marks.append(mark)
        return await self._wait(LINGER[mark.row.lane])

    async def attempt(self, row_id: int, tries: int, failure: str) -> None:
        """Count a failed attempt of a row."""
        self._batch.attempts.append((row_id, tries, failure))
        await self._wait()

    def drop(self, row_id: int) -> asyncio.Future[bool]:
        """Delete a superseded row; give what is done when that is durable."""
        self._batch.dropped.append(row_id)
        return self._wait()


async def _write(uow: UnitOfWork, batch: Batch) -> None:
    for mark in batch.marks:
        if mark.is_late:
            await _derive_again(uow, mark.row)
        if mark.is_unreachable:
            await uow.accounts.mark_unreachable(mark.row.chat_id, uow.now)
        if mark.failure and mark.row.account_id is not None:
            await uow.outbox.mark_dead(mark.row.id, mark.failure)
            await _say_lost(uow, mark)
    await _tell_owners(uow, [mark.row.chat_id for mark in batch.marks if mark.is_given_up])
    for attempt in batch.attempts:
        await uow.outbox.note_attempt(*attempt)
    known = [mark for mark in batch.marks if mark.row.account_id is not None]
    ends = [mark for mark in known if not mark.failure]
    strangers = [mark.row.id for mark in batch.marks if mark.row.account_id is None]
    await uow.outbox.mark_sent([mark.row.id for mark in ends if mark.row.kind == "news"])
    over = [mark.row.id for mark in ends if mark.row.kind != "news"]
    uow.outbox.drop([*over, *strangers, *batch.dropped])
    moved = [mark for mark in ends if mark.has_slot]
    others = [mark for mark in ends if mark.row.kind != "screen"]
    for mark in (*moved, *others):
        if mark.message_id is not None:
            uow.note(mark.row.chat_id, mark.message_id)
    uow.outbox.set_slots([_slot(mark) for mark in moved])


def _slot(mark: Mark) -> dict[str, Any]:
    row = mark.row
    return {
        "chat_id": row.chat_id,
        "name": row.slot,
        "message_id": mark.message_id,
        "kind": row.kind,
        "has_keyboard": bool(row.payload["keyboard"]),
    }


async def _say_lost(uow: UnitOfWork, mark: Mark) -> None:
    """Whoever waits for a file hears that it does not come."""
    account = await uow.accounts.find(mark.row.chat_id)
    if mark.row.kind in FILES and not mark.is_unreachable and account is not None:
        uow.outbox.notify(account, FileFailed(kind=mark.row.kind), is_urgent=True)


async def _tell_owners(uow: UnitOfWork, chat_ids: list[int]) -> None:
    """What an owner does not get is not counted: a note of it might fare no better."""
    if chat_ids:
        own = {owner.telegram_id for owner in await uow.accounts.list_owners()}
        if count := sum(chat_id not in own for chat_id in chat_ids):
            await troubles.note(uow, TroubleKind.UNDELIVERED, count=count)


async def _derive_again(uow: UnitOfWork, row: Outgoing) -> None:
    """A digest that came too late was not said: its items are due again."""
    values = row.payload.get("values", {})
    if "said_at" in values:
        await uow.reminders.forget(values["person_id"], datetime.fromisoformat(values["said_at"]))
