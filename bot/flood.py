"""A person who floods is turned away before any query; real time, in memory."""

import time
from dataclasses import dataclass

ALLOWANCE = 300  # updates at once
REFILL = 20  # updates a second, for each message a second the messenger lets us answer
MANY = 10_000


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float
    has_warned: bool = False


class Flood:
    """A bucket for each user: three hundred at once, then twenty times what can be answered."""

    def __init__(self, answers_per_second: float) -> None:
        self.refill = REFILL * answers_per_second
        self.allowance = ALLOWANCE * max(1.0, answers_per_second)
        self._buckets: dict[int, _Bucket] = {}

    def is_turned_away(self, user_id: int) -> bool:
        """Count one update of a user; say whether it is one too many."""
        now = time.monotonic()
        bucket = self._buckets.get(user_id)
        if bucket is None:
            self._prune(now)
            bucket = self._buckets[user_id] = _Bucket(self.allowance, now)
        bucket.level = min(self.allowance, bucket.level + (now - bucket.at) * self.refill)
        bucket.at = now
        if bucket.level < 1:
            return True
        bucket.level -= 1
        if bucket.level > self.allowance / 2:
            bucket.has_warned = False
        return False

    def is_first(self, user_id: int) -> bool:
        """Whether the user is to be warned now: once for a flood."""
        bucket = self._buckets[user_id]
        is_first, bucket.has_warned = not bucket.has_warned, True
        return is_first

    def _prune(self, now: float) -> None:
        if len(self._buckets) < MANY:
            return
        full = self.allowance / self.refill
        self._buckets = {u: b for u, b in self._buckets.items() if now - b.at < full}
