"""The one sender: outbox rows leave in order per chat, replies before broadcasts."""

import asyncio
import logging
import random
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from db.models import OutboxMessage
from db.repositories.outbox import BROADCAST, INTERACTIVE
from db.unit_of_work import Database
from domain import failpoints
from scheduler.limits import Limits
from scheduler.marks import Mark, Marks
from scheduler.telegram import (
    Busy,
    Migrated,
    NotModified,
    Refused,
    SendFailed,
    Telegram,
    Unreachable,
    Unsure,
    Vanished,
)

log = logging.getLogger(__name__)

IN_MEMORY = 500  # rows of a lane held at a time
GIVE_UP = {INTERACTIVE: 3600.0, BROADCAST: 86400.0}  # seconds of trying
LONGEST_WAIT = 60.0  # seconds between tries
SPREAD = 5.0  # seconds in which two chats' 429 mean that all must wait


class Renderer(Protocol):
    """Turns news into a screen's payload when it is sent."""

    def __call__(self, payload: dict[str, Any], now: datetime) -> dict[str, Any] | None:
        """Give the payload to send, or ``None`` when the news is no longer true."""
        ...


@dataclass(slots=True)
class Queue:
    """What waits in one chat, and whether it is being sent."""

    lanes: tuple[deque[OutboxMessage], deque[OutboxMessage]] = field(
        default_factory=lambda: (deque(), deque())
    )
    is_busy: bool = False

    def head(self) -> OutboxMessage | None:
        """Give what is to be sent next: an interactive row before a broadcast."""
        return next((lane[0] for lane in self.lanes if lane), None)


class Delivery:
    """Sends what the outbox holds; started once, woken by every commit that adds to it."""

    def __init__(
        self,
        database: Database,
        telegram: Telegram,
        limits: Limits,
        render: Renderer,
        *,
        on_failure: Callable[[str], None] = lambda what: None,
    ) -> None:
        self.database = database
        self.telegram = telegram
        self.limits = limits
        self.render = render
        self.on_failure = on_failure
        self.marks = Marks(database)
        self.wake = asyncio.Event()
        self._queues: dict[int, Queue] = {}
        self._loaded: tuple[set[int], set[int]] = (set(), set())
        self._tasks: set[asyncio.Task[None]] = set()
        self._paused_until = 0.0
        self._last_busy: tuple[int, float] = (0, 0.0)
        self._is_stopping = False

    async def run(self) -> None:
        """Send until cancelled; a failure of the database is waited out."""
        marking = asyncio.create_task(self.marks.run())
        try:
            while True:
                await self._round()
        finally:
            marking.cancel()

    async def _round(self) -> None:
        self.wake.clear()
        try:
            is_more = await self._load()
        except Exception:
            log.exception("the outbox cannot be read")
            await asyncio.sleep(1)
            return
        if not is_more:
            await self.wake.wait()

    async def stop(self, seconds: float) -> None:
        """Let what is in flight finish, at most so many seconds."""
        self._is_stopping = True
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()

    async def _load(self) -> bool:
        """Take waiting rows into memory; say whether there may be more at once."""
        is_more = False
        for lane in (INTERACTIVE, BROADCAST):
            known = self._loaded[lane]
            room = IN_MEMORY - len(known)
            if room <= 0 or self._is_stopping:
                continue
            async with self.database.reading() as uow:
                rows = await uow.outbox.list_pending(lane, known=known, limit=room)
            for row in rows:
                known.add(row.id)
                self._enqueue(row)
            is_more = is_more or (bool(rows) and len(known) < IN_MEMORY)
        return is_more

    def _enqueue(self, row: OutboxMessage) -> None:
        queue = self._queues.setdefault(row.chat_id, Queue())
        queue.lanes[row.lane].append(row)
        if not queue.is_busy:
            queue.is_busy = True
            task = asyncio.create_task(self._drain(row.chat_id, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _drain(self, chat_id: int, queue: Queue) -> None:
        while not self._is_stopping and (row := queue.head()) is not None:
            if self._supersede(queue, row):
                continue
            mark = await self._deliver(row)
            if mark is None:
                return
            failpoints.passing("after-send")
            queue.lanes[row.lane].remove(row)
            if not await self.marks.done(mark):
                return
            self._forget(row)
        queue.is_busy = False
        if not self._is_stopping:
            self._queues.pop(chat_id, None)

    def _forget(self, row: OutboxMessage) -> None:
        known = self._loaded[row.lane]
        was_full = len(known) >= IN_MEMORY
        known.discard(row.id)
        if (was_full and len(known) < IN_MEMORY * 3 // 4) or not known:
            self.wake.set()

    def _supersede(self, queue: Queue, row: OutboxMessage) -> bool:
        """Drop a screen when a newer one of its slot waits behind it."""
        lane = queue.lanes[row.lane]
        newer = [other for other in lane if other.slot == row.slot and other.id > row.id]
        if row.kind != "screen" or not newer:
            return False
        lane.remove(row)
        if row.edit_message_id is None:
            newer[0].edit_message_id = None
        if row.payload["record"] and not newer[0].payload["record"]:
            newer[0].payload = {**newer[0].payload, "record": row.payload["record"]}
        self.marks.drop(row.id)
        self._forget(row)
        return True

    async def _deliver(self, row: OutboxMessage) -> Mark | None:
        """Try until the messenger takes the row or it must be given up."""
        started = time.monotonic()
        tries = row.attempts
        while not self._is_stopping:
            await self._pause()
            try:
                failpoints.passing("before-send")
                return await self._send(row)
            except Busy as error:
                self._note_busy(row.chat_id, error.seconds)
                await asyncio.sleep(error.seconds)
            except Unsure as error:
                tries += 1
                if time.monotonic() - started > GIVE_UP[row.lane]:
                    return self._dead(row, str(error))
                await self.marks.attempt(row.id, tries, str(error))
                await asyncio.sleep(min(LONGEST_WAIT, 2**tries / 2) * random.uniform(0.7, 1.3))  # noqa: S311
            except Migrated as error:
                row.chat_id = error.chat_id
            except Exception as error:
                return self._end(row, error)
        return None

    def _end(self, row: OutboxMessage, error: Exception) -> Mark:
        """Give the end of a row that no more trying helps; it must not hold its chat up."""
        if isinstance(error, Unreachable):
            return Mark(row=row, failure=str(error), is_unreachable=True)
        if not isinstance(error, SendFailed):
            log.error("outbox row %d (%s) cannot be said", row.id, row.kind, exc_info=error)
            return self._dead(row, type(error).__name__)
        return self._dead(row, str(error))

    def _dead(self, row: OutboxMessage, reason: str) -> Mark:
        log.error("outbox row %d (%s) was given up: %s", row.id, row.kind, reason)
        self.on_failure(f"outbox {row.kind}: {reason}")
        return Mark(row=row, failure=reason)

    async def _pause(self) -> None:
        wait = self._paused_until - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)

    def _note_busy(self, chat_id: int, seconds: float) -> None:
        """Two chats refused within seconds of each other: the limit for all is hit."""
        last_chat, at = self._last_busy
        now = time.monotonic()
        if last_chat not in (0, chat_id) and now - at < SPREAD:
            self._paused_until = max(self._paused_until, now + seconds)
        self._last_busy = (chat_id, now)
        log.warning("the messenger asks to wait %s s", seconds)

    async def _send(self, row: OutboxMessage) -> Mark:
        now = self.database.clock.now()
        if row.valid_until is not None and now > row.valid_until:
            return Mark(row=row, failure="late", is_late=True)
        if row.kind == "screen":
            return await self._send_screen(row)
        if row.kind == "news":
            payload = self.render(row.payload, now)
            if payload is None:
                return Mark(row=row, failure="no longer true")
            return Mark(row=row, message_id=await self._new(row, payload))
        if row.kind in ("file", "photo", "document"):
            return await self._send_file(row)
        if row.kind == "commands":
            await self.telegram.set_commands(
                row.chat_id, row.payload["names"], row.payload["language"]
            )
            return Mark(row=row)
        raise Refused(f"unknown kind {row.kind}")

    async def _send_file(self, row: OutboxMessage) -> Mark:
        async with self.limits.sending(row.chat_id, is_broadcast=row.lane == BROADCAST):
            if row.blob is None:
                message_id = await self.telegram.send_file(row.chat_id, row.payload)
            else:
                message_id = await self.telegram.send_made(
                    row.chat_id, row.kind, row.payload, row.blob
                )
        return Mark(row=row, message_id=message_id)

    async def _send_screen(self, row: OutboxMessage) -> Mark:
        async with self.database.reading() as uow:
            slot, last = await uow.outbox.find_slot(row.chat_id, row.slot)
        target = row.edit_message_id
        if target is None and slot is not None and slot.message_id >= last:
            target = slot.message_id
        if target is not None:
            try:
                await self._edit(row.chat_id, target, row.payload)
                return Mark(row=row, message_id=target, has_slot=True)
            except Vanished:
                log.info("a screen's message is gone: a new one is sent")
        message_id = await self._new(row, row.payload)
        if slot is not None and slot.message_id != target:
            await self._retire(row, slot.message_id, has_keyboard=slot.has_keyboard)
        return Mark(row=row, message_id=message_id, has_slot=True)

    async def _new(self, row: OutboxMessage, payload: dict[str, Any]) -> int:
        async with self.limits.sending(row.chat_id, is_broadcast=row.lane == BROADCAST):
            return await self.telegram.send(row.chat_id, payload)

    async def _edit(self, chat_id: int, message_id: int, payload: dict[str, Any]) -> None:
        async with self.limits.editing(chat_id):
            try:
                await self.telegram.edit(chat_id, message_id, payload)
            except NotModified:
                return

    async def _retire(self, row: OutboxMessage, message_id: int, *, has_keyboard: bool) -> None:
        """Make the screen above a one-line record, or at least take its buttons off."""
        record = row.payload["record"]
        if not record and not has_keyboard:
            return
        try:
            if record:
                await self._edit(row.chat_id, message_id, {"text": record, "keyboard": []})
                return
            async with self.limits.editing(row.chat_id):
                await self.telegram.strip(row.chat_id, message_id)
        except SendFailed as error:
            log.info("an old screen stays as it is: %s", type(error).__name__)
