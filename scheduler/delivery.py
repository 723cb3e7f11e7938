"""The one sender: outbox rows leave in order per chat, replies before broadcasts."""

import asyncio
import logging
import random
from collections import deque
from dataclasses import dataclass, field

from db.outgoing import Outgoing
from db.repositories.outbox import BROADCAST, INTERACTIVE
from db.unit_of_work import Database, UnitOfWork
from domain import failpoints
from domain.vitals import Vitals
from scheduler.bot_api import Busy, Migrated, SendFailed, Unreachable, Unsure
from scheduler.limits import Limits
from scheduler.marks import Mark, Marks
from scheduler.sending import NotRead, Renderer, Sending
from scheduler.telegram import Telegram

log = logging.getLogger(__name__)

IN_MEMORY = 500  # rows of a lane held at a time
GIVE_UP = {INTERACTIVE: 3600.0, BROADCAST: 86400.0}  # seconds of trying
LONGEST_WAIT = 60.0  # seconds between tries
SPREAD = 5.0  # seconds in which two chats' 429 mean that all must wait


@dataclass(slots=True)
class Queue:
    """What waits in one chat, and whether it is being sent."""

    lanes: tuple[deque[Outgoing], deque[Outgoing]] = field(
        default_factory=lambda: (deque(), deque())
    )
    is_busy: bool = False

    def head(self) -> Outgoing | None:
        """Give what is to be sent next: an interactive row before a broadcast."""
        return next((lane[0] for lane in self.lanes if lane), None)


class Delivery:
    """Sends what the outbox holds: handed over by each commit, read when it fell behind."""

    def __init__(
        self,
        database: Database,
        telegram: Telegram,
        limits: Limits,
        render: Renderer,
        *,
        vitals: Vitals | None = None,
    ) -> None:
        self.database = database
        self.is_shared = database.neighbours is not None
        self.sending = Sending(database, telegram, limits, render)
        self.vitals = vitals or Vitals()
        self.marks = Marks(database)
        self._wake = asyncio.Event()
        self._is_behind = [True, True]  # by lane: the table may hold rows not in memory
        self._offers = 0
        self._queues: dict[int, Queue] = {}
        self._loaded: tuple[set[int], set[int]] = (set(), set())
        self._gone: set[int] | None = None  # rows that end while the table is being read
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

    @property
    def is_sending(self) -> bool:
        """Whether anything is being sent or waits in memory."""
        return bool(self._tasks)

    def committed(self, uow: UnitOfWork) -> None:
        """Take what a transaction of this process has just committed, in its order."""
        for chat_id, message_id in uow.noted.items():
            self.sending.stands.note(chat_id, message_id)
        for row in uow.said:
            self._offer(row)

    def _offer(self, row: Outgoing) -> None:
        """Take a new row from memory, unless older ones must be read before it.

        With other processes there may always be older ones, just committed by them.
        """
        if self.is_shared or self._is_behind[row.lane] or len(self._loaded[row.lane]) >= IN_MEMORY:
            self.look(row.lane)
        elif row.id not in self._loaded[row.lane]:
            self._offers += 1
            self._loaded[row.lane].add(row.id)
            self._enqueue(row)

    def look(self, *lanes: int) -> None:
        """Let the table be read: somebody else may have written to it."""
        self._offers += 1
        for lane in lanes or (INTERACTIVE, BROADCAST):
            self._is_behind[lane] = True
        self._wake.set()

    async def _round(self) -> None:
        self._wake.clear()
        try:
            is_more = await self._load()
        except Exception:
            log.exception("the outbox cannot be read")
            await asyncio.sleep(1)
            return
        if not is_more:
            await self._wake.wait()

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
            if room <= 0 or self._is_stopping or not self._is_behind[lane]:
                continue
            offers = self._offers
            gone = self._gone = set[int]()
            async with self.database.reading() as uow:
                rows = await uow.outbox.list_pending(lane, known=known, limit=room)
                await self.sending.learn(uow, list({row.chat_id for row in rows}))
            self._gone = None
            for row in rows:
                if row.id not in known and row.id not in gone:
                    known.add(row.id)
                    self._enqueue(row)
            self._is_behind[lane] = bool(rows) or offers != self._offers
            is_more = is_more or (self._is_behind[lane] and len(known) < IN_MEMORY)
        return is_more

    def _enqueue(self, row: Outgoing) -> None:
        queue = self._queues.setdefault(row.chat_id, Queue())
        queue.lanes[row.lane].append(row)
        if not queue.is_busy:
            queue.is_busy = True
            task = asyncio.create_task(self._drain(row.chat_id, queue))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self.marks.hurry()

    async def _drain(self, chat_id: int, queue: Queue) -> None:
        while not self._is_stopping and (row := queue.head()) is not None:
            if self._supersede(queue, row):
                continue
            mark = await self._deliver(row)
            if mark is None:
                return
            failpoints.passing("after-send")
            self.vitals.tried(sent=not mark.failure, given_up=bool(mark.failure))
            queue.lanes[row.lane].remove(row)
            if queue.head() is not None:
                self.marks.hurry()
            await self.marks.done(mark)
            self._forget(row)
        queue.is_busy = False
        if not self._is_stopping:
            self._queues.pop(chat_id, None)

    def _forget(self, row: Outgoing) -> None:
        known = self._loaded[row.lane]
        known.discard(row.id)
        if self._gone is not None:
            self._gone.add(row.id)
        if self._is_behind[row.lane] and len(known) < IN_MEMORY * 3 // 4:
            self._wake.set()

    def _supersede(self, queue: Queue, row: Outgoing) -> bool:
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
        self.marks.drop(row.id).add_done_callback(lambda _: self._forget(row))
        return True

    async def _deliver(self, row: Outgoing) -> Mark | None:
        """Try until the messenger takes the row or it must be given up."""
        started = asyncio.get_running_loop().time()
        tries = row.attempts
        while not self._is_stopping:
            await self._pause()
            try:
                failpoints.passing("before-send")
                return await self.sending.send(row)
            except Busy as error:
                self.vitals.tried()
                self._note_busy(row.chat_id, error.seconds)
                await asyncio.sleep(error.seconds)
            except Unsure as error:
                tries += 1
                self.vitals.tried()
                if asyncio.get_running_loop().time() - started > GIVE_UP[row.lane]:
                    return self._dead(row, str(error))
                await self.marks.attempt(row.id, tries, str(error))
                await asyncio.sleep(min(LONGEST_WAIT, 2**tries / 2) * random.uniform(0.7, 1.3))  # noqa: S311
            except Migrated as error:
                row.chat_id = error.chat_id
            except NotRead:
                log.exception("the database does not say where a screen stands; the row waits")
                await asyncio.sleep(1)
            except Exception as error:
                return self._end(row, error)
        return None

    def _end(self, row: Outgoing, error: Exception) -> Mark:
        """Give the end of a row that no more trying helps; it must not hold its chat up."""
        if isinstance(error, Unreachable):
            return Mark(row=row, failure=str(error), is_unreachable=True)
        if not isinstance(error, SendFailed):
            log.error("outbox row %d (%s) cannot be said", row.id, row.kind, exc_info=error)
            return self._dead(row, type(error).__name__)
        return self._dead(row, str(error))

    def _dead(self, row: Outgoing, reason: str) -> Mark:
        log.error("outbox row %d (%s) was given up: %s", row.id, row.kind, reason)
        return Mark(row=row, failure=reason, is_given_up=True)

    async def _pause(self) -> None:
        wait = self._paused_until - asyncio.get_running_loop().time()
        if wait > 0:
            await asyncio.sleep(wait)

    def _note_busy(self, chat_id: int, seconds: float) -> None:
        """Two chats refused within seconds of each other: the limit for all is hit."""
        last_chat, at = self._last_busy
        now = asyncio.get_running_loop().time()
        if last_chat not in (0, chat_id) and now - at < SPREAD:
            self._paused_until = max(self._paused_until, now + seconds)
        self._last_busy = (chat_id, now)
        log.warning("the messenger asks to wait %s s", seconds)
