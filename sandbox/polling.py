"""getUpdates: long polling with Telegram's habits (U1, U5-U7)."""

import asyncio
import time
from typing import Any

from sandbox.refusals import Refusal, conflict
from sandbox.updates import Update, UpdateQueue

Json = dict[str, Any]

LONGEST_POLL = 50
REPEAT_AT_ONCE_SECONDS = 0.5
OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
    "webhook first"
)


class Polling:
    """At most one parked call; a second one ends the first with 409."""

    def __init__(self, queue: UpdateQueue, repeat_seconds: float) -> None:
        self._queue = queue
        self._repeat_seconds = repeat_seconds
        self._parked: asyncio.Future[Refusal | None] | None = None
        self._offset: int | None = None
        self._started_at = -repeat_seconds
        self._next_conflict_at = 0.0

    def wake(self) -> None:
        """An update came: the parked call answers."""
        self._finish(None)

    def end_by_webhook(self) -> None:
        """setWebhook ends the parked call."""
        self._finish(conflict(WEBHOOK_SET))

    async def take(self, offset: int, limit: int, seconds: float) -> list[Update]:
        """Updates from `offset`, waiting up to `seconds` for the first."""
        self._finish(conflict(OTHER_POLL))
        seconds, limit = self._slow_down(offset, seconds, limit)
        deadline = time.monotonic() + seconds
        while True:
            found = self._queue.take(offset, limit)
            left = deadline - time.monotonic()
            if found or left <= 0:
                return found
            await self._park(left)

    def _slow_down(self, offset: int, seconds: float, limit: int) -> tuple[float, int]:
        """The same offset again soon: a longer poll, and one update at a time (U5)."""
        now = time.monotonic()
        if offset == self._offset and now < self._started_at + self._repeat_seconds:
            seconds = max(seconds, self._repeat_seconds)
        if offset == self._offset and now < self._started_at + REPEAT_AT_ONCE_SECONDS:
            limit = 1
        self._offset, self._started_at = offset, now
        return seconds, limit

    def _finish(self, outcome: Refusal | None) -> None:
        if self._parked is not None and not self._parked.done():
            self._parked.set_result(outcome)
        self._parked = None

    async def _park(self, seconds: float) -> None:
        parked = asyncio.get_running_loop().create_future()
        self._parked = parked
        try:
            await asyncio.wait([parked], timeout=seconds)
        finally:
            if self._parked is parked:
                self._parked = None
        if parked.done() and (refusal := parked.result()) is not None:
            await self._delay_conflict()
            raise refusal

    async def _delay_conflict(self) -> None:
        """A further 409 inside those 3 s is delayed by 3 s (U6)."""
        now = time.monotonic()
        if now < self._next_conflict_at:
            await asyncio.sleep(self._repeat_seconds)
        else:
            self._next_conflict_at = now + self._repeat_seconds
