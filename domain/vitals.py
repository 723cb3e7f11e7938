"""Numbers about the running process: what a monitor may know, and nobody's data."""

import time
from bisect import bisect_left
from dataclasses import dataclass, field

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Spread:
    """How many of some durations (seconds) were at most so long."""

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.sum = 0.0

    def observe(self, seconds: float, times: int = 1) -> None:
        """Count a duration."""
        self.counts[bisect_left(BOUNDS, seconds)] += times
        self.sum += seconds * times

    def buckets(self) -> list[tuple[str, int]]:
        """Give (bound, how many were at most so long), the last bound being ``+Inf``."""
        names = [*map(str, BOUNDS), "+Inf"]
        return [(name, sum(self.counts[: place + 1])) for place, name in enumerate(names)]


@dataclass(slots=True)
class Vitals:
    """Counts and instants (monotonic seconds) of one process."""

    updates: int = 0
    waiting: int = 0  # updates taken and not yet handled
    waiting_since: float | None = None
    taken_at: float | None = None
    committed_at: float | None = None
    ticked_at: float | None = None
    tried_at: float | None = None  # when sending something last ended, well or not
    sent: int = 0
    given_up: int = 0
    latency: Spread = field(default_factory=Spread)
    ticks: Spread = field(default_factory=Spread)

    def took(self, count: int) -> float:
        """Note updates that have come; give the instant."""
        self.taken_at = time.monotonic()
        if count and not self.waiting:
            self.waiting_since = self.taken_at
        self.waiting += count
        return self.taken_at

    def handled(self, count: int, since: float) -> None:
        """Note updates whose effect is committed, and when they had come."""
        if not count:
            return
        now = self.committed_at = time.monotonic()
        self.updates += count
        self.latency.observe(now - since, count)
        self.refused(count)

    def refused(self, count: int) -> None:
        """Note updates that wait here no longer."""
        self.waiting -= count
        self.waiting_since = time.monotonic() if self.waiting else None

    def ticked(self, since: float) -> None:
        """Note a tick that began at an instant and has done its work."""
        self.ticked_at = time.monotonic()
        self.ticks.observe(self.ticked_at - since)

    def tried(self, *, sent: int = 0, given_up: int = 0) -> None:
        """Note that a try of sending something has ended."""
        self.tried_at = time.monotonic()
        self.sent += sent
        self.given_up += given_up
