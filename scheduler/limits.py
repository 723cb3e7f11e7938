"""The messenger's limits, kept by construction.

A permit is given back a window after the *answer* to the message it was taken for, so
message i leaves only when the answer to message i-n is a whole window old.
"""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

BURST = 4  # messages at once in one chat, of Telegram's "short bursts"
EDIT_BURST = 5
BROADCAST_SHARE = 25 / 30
EVENLY = 0.3  # of a message's share of the window: what was late is soon caught up
MANY_CHATS = 5_000


class Window:
    """At most ``count`` messages in any ``seconds``; an even one lets them go evenly spread.

    Sent in a burst they would wait for each other, and their permits come back the later.
    """

    def __init__(self, count: float, seconds: float, *, is_even: bool = False) -> None:
        self.count = max(1, math.floor(count))
        self.seconds = seconds
        self._free = asyncio.Semaphore(self.count)
        self._taken = 0
        self._gap = EVENLY * seconds / self.count if is_even else 0.0
        self._next_at = 0.0

    @property
    def is_idle(self) -> bool:
        """Whether every permit is back."""
        return self._taken == 0

    @asynccontextmanager
    async def permit(self) -> AsyncIterator[None]:
        """Hold a permit over one call and for a window after its answer."""
        await self._free.acquire()
        self._taken += 1
        try:
            if self._gap:
                await self._turn()
            yield
        finally:
            asyncio.get_running_loop().call_later(self.seconds, self._give_back)

    async def _turn(self) -> None:
        now = asyncio.get_running_loop().time()
        self._next_at = max(now, self._next_at + self._gap)
        if self._next_at > now:
            await asyncio.sleep(self._next_at - now)

    def _give_back(self) -> None:
        self._taken -= 1
        self._free.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The limits as the settings have them."""

    per_second: float
    per_chat_per_second: float
    per_group_per_minute: float


class Limits:
    """Windows for all, for broadcasts, for each chat, each group, and edits in each chat."""

    def __init__(self, rates: Rates) -> None:
        self.rates = rates
        self._all = Window(rates.per_second, 1)
        self._broadcast = Window(rates.per_second * BROADCAST_SHARE, 1, is_even=True)
        self._chats: dict[int, Window] = {}
        self._edits: dict[int, Window] = {}

    @asynccontextmanager
    async def sending(self, chat_id: int, *, is_broadcast: bool) -> AsyncIterator[None]:
        """Wait until one message may be sent to a chat."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self._chat(chat_id).permit())
            if is_broadcast:
                await stack.enter_async_context(self._broadcast.permit())
            await stack.enter_async_context(self._all.permit())
            yield

    @asynccontextmanager
    async def editing(self, chat_id: int) -> AsyncIterator[None]:
        """Wait until one message of a chat may be edited."""
        rate = self.rates.per_chat_per_second
        window = self._of(self._edits, chat_id, EDIT_BURST * max(1, rate), EDIT_BURST)
        async with window.permit():
            yield

    def _chat(self, chat_id: int) -> Window:
        if chat_id < 0:
            return self._of(self._chats, chat_id, self.rates.per_group_per_minute, 60)
        rate = self.rates.per_chat_per_second
        return self._of(self._chats, chat_id, BURST * max(1, rate), BURST / min(1, rate))

    def _of(
        self, windows: dict[int, Window], chat_id: int, count: float, seconds: float
    ) -> Window:
        if chat_id not in windows:
            if len(windows) >= MANY_CHATS:
                for idle in [known for known, window in windows.items() if window.is_idle]:
                    del windows[idle]
            windows[chat_id] = Window(count, seconds)
        return windows[chat_id]
