"""A bounded, numbered log that may be waited on."""

import asyncio
import time
from collections import deque
from itertools import islice
from typing import Any

Json = dict[str, Any]


class Journal:
    """The last `size` entries; each has a `seq` one greater than the one before."""

    def __init__(self, size: int) -> None:
        self._entries: deque[Json] = deque(maxlen=size)
        self._waiters: set[asyncio.Future[None]] = set()
        self.last_seq = 0

    def add(self, entry: Json) -> Json:
        """Number the entry, keep it and wake whoever waits."""
        self.last_seq += 1
        entry["seq"] = self.last_seq
        self._entries.append(entry)
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(None)
        return entry

    def after(self, seq: int, limit: int | None = None) -> list[Json]:
        """Entries later than `seq`, oldest first, at most `limit`."""
        skipped = max(0, seq - (self.last_seq - len(self._entries)))
        stop = None if limit is None else skipped + limit
        return list(islice(self._entries, skipped, stop))

    async def wait_after(self, seq: int, seconds: float) -> list[Json]:
        """The same, waiting up to `seconds` for the first one."""
        deadline = time.monotonic() + seconds
        while self.last_seq <= seq and (left := deadline - time.monotonic()) > 0:
            await self._next_entry(left)
        return self.after(seq)

    def clear(self) -> None:
        """Forget the entries; the numbering goes on."""
        self._entries.clear()

    async def _next_entry(self, seconds: float) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await asyncio.wait([waiter], timeout=seconds)
        finally:
            self._waiters.discard(waiter)
