"""Delivery by webhook: a queue per chat or user, repeats until the update is too old (§5)."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from sandbox.clock import Clock
from sandbox.updates import Update, UpdateQueue

Json = dict[str, Any]
Lane = tuple[str, int]

CONNECTION_SECONDS = 60.0
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600
GONE = 410
GONE_SECONDS = 23 * 3600.0
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where updates go."""

    url: str
    secret: str = ""
    max_connections: int = 40


@dataclass(frozen=True, slots=True)
class _Outcome:
    error: str = ""
    retry_after: int = 0
    answer: Any = None


class Webhook:
    """The active webhook, if any.

    `on_answer` gets a method that stood in an answer's body; nobody hears of its result. Only
    the head of a lane is in flight; different lanes go in parallel.
    """

    def __init__(self, queue: UpdateQueue, clock: Clock, chance: random.Random) -> None:
        self._queue = queue
        self._clock = clock
        self._chance = chance
        self._lanes: dict[Lane, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(1)
        self._gone_since: float | None = None
        self.target: Target | None = None
        self.last_error: tuple[int, str] | None = None
        self.repeats = 0
        self.set_at = -1.0
        self.on_answer: Callable[[Json], Awaitable[None]] | None = None

    @property
    def is_active(self) -> bool:
        """Whether a webhook is set."""
        return self.target is not None

    async def set(self, target: Target) -> None:
        """Start delivering to this address, waiting updates first."""
        await self.remove()
        self.target = target
        self._slots = asyncio.Semaphore(target.max_connections)
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=CONNECTION_SECONDS),
            connector=aiohttp.TCPConnector(limit=0),
        )
        for update in self._queue.waiting():
            self.deliver(update)

    async def remove(self) -> None:
        """Stop delivering; what was not delivered stays in the queue."""
        self.target, self.last_error, self._gone_since = None, None, None
        self._lanes.clear()
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def deliver(self, update: Update) -> None:
        """Put an update into its lane."""
        if update.lane in self._lanes:
            self._lanes[update.lane].append(update)
            return
        self._lanes[update.lane] = deque([update])
        worker = asyncio.create_task(self._work(update.lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    def forget_updates(self) -> None:
        """Forget what waits in the lanes."""
        for lane in self._lanes.values():
            lane.clear()

    async def _work(self, lane: Lane) -> None:
        updates = self._lanes[lane]
        while updates:
            update = updates[0]
            await self._deliver_one(update)
            if updates and updates[0] is update:
                updates.popleft()
        if self._lanes.get(lane) is updates:
            del self._lanes[lane]

    async def _deliver_one(self, update: Update) -> None:
        """Send until taken: again at once, then after 2, 4, 8 … seconds."""
        fails, pause = 0, FIRST_PAUSE / 2
        while True:
            if self.target is None:
                return None  # it was closed by 410; polling will find the update
            async with self._slots:
                outcome = await self._post(update)
            if not outcome.error:
                return await self._taken(update, outcome)
            wait: float = outcome.retry_after
            if not outcome.retry_after and fails > 0:
                pause = min(self._chance.uniform(LONGEST_PAUSE, 2 * LONGEST_PAUSE), pause * 2)
                wait = pause
            fails += 1
            if self._clock.now() + wait > update.expires_at:
                return self._queue.remove(update.id)
            await asyncio.sleep(wait)

    async def _taken(self, update: Update, outcome: _Outcome) -> None:
        self._queue.remove(update.id)
        if self.repeats > 0:
            self.repeats -= 1
            await self._post(update)
        if self.on_answer is not None and isinstance(outcome.answer, dict):
            await self.on_answer(outcome.answer)

    async def _post(self, update: Update) -> _Outcome:
        target, session = self.target, self._session
        if target is None or session is None:
            return _Outcome("webhook was removed", LONGEST_RETRY_AFTER)
        headers = {SECRET_HEADER: target.secret} if target.secret else {}
        try:
            async with session.post(target.url, json=update.body, headers=headers) as answer:
                outcome = await _outcome(answer)
                self._note_gone(answer.status)
        except (aiohttp.ClientError, TimeoutError) as error:
            outcome = _Outcome(f"Webhook connection closed: {type(error).__name__}")
        if outcome.error:
            self.last_error = (self._clock.stamp(), outcome.error)
        return outcome

    def _note_gone(self, status: int) -> None:
        """410 for 23 hours closes the webhook."""
        now = self._clock.now()
        if status != GONE:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now > self._gone_since + GONE_SECONDS:
            self.target = None


async def _outcome(answer: aiohttp.ClientResponse) -> _Outcome:
    if not 200 <= answer.status <= 299:
        words = answer.headers.get("Retry-After", "")
        seconds = min(LONGEST_RETRY_AFTER, int(words)) if words.isdigit() else 0
        error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        return _Outcome(error, seconds)
    if answer.content_type != "application/json":
        return _Outcome()
    try:
        return _Outcome(answer=await answer.json())
    except ValueError:
        return _Outcome()
