"""Flood limits: token buckets for all, per chat and per group (§8)."""

import math
import time
from dataclasses import dataclass, field

from sandbox.options import Limits
from sandbox.refusals import too_many

SECONDS_IN_MINUTE = 60.0


@dataclass(slots=True)
class Bucket:
    """`rate` tokens a second up to `burst`; starts full."""

    rate: float
    burst: float
    tokens: float = field(init=False)
    filled_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.tokens = self.burst

    def wait(self, now: float) -> float:
        """Seconds until one token is there; 0 when it is there now."""
        self.tokens = min(self.burst, self.tokens + (now - self.filled_at) * self.rate)
        self.filled_at = now
        return 0.0 if self.tokens >= 1 else (1 - self.tokens) / self.rate

    def take(self) -> None:
        """Spend one token."""
        self.tokens -= 1


class Flood:
    """Who may send now. `limits` of None lets everything pass."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = limits
        self.clear()

    def clear(self) -> None:
        """All buckets full again."""
        self._buckets: dict[tuple[str, int], Bucket] = {}

    def check_send(self, chat_id: int, count: int = 1) -> None:
        """Count sends, copies and forwards: for all, per chat and per group; refuse with 429."""
        if self.limits is None:
            return
        limits = self.limits
        buckets = [
            self._bucket("all", 0, limits.per_second, limits.per_second),
            self._bucket("chat", chat_id, limits.per_chat_per_second, limits.burst),
        ]
        if chat_id < 0:
            minute = limits.per_group_per_minute
            buckets.append(self._bucket("group", chat_id, minute / SECONDS_IN_MINUTE, minute))
        for _ in range(count):
            _spend(buckets)

    def check_edit(self, chat_id: int) -> None:
        """Count an edit, per chat, apart from sends; refuse with 429."""
        if self.limits is None:
            return
        limits = self.limits
        _spend([self._bucket("edit", chat_id, limits.per_chat_per_second, limits.burst)])

    def _bucket(self, kind: str, chat_id: int, rate: float, burst: float) -> Bucket:
        key = (kind, chat_id)
        if key not in self._buckets:
            self._buckets[key] = Bucket(rate=rate, burst=max(1.0, burst))
        return self._buckets[key]


def _spend(buckets: list[Bucket]) -> None:
    now = time.monotonic()
    wait = max(bucket.wait(now) for bucket in buckets)
    if wait > 0:
        raise too_many(max(1, math.ceil(wait)))
    for bucket in buckets:
        bucket.take()
