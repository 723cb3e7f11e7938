"""The test's own clock: it stands until it is moved."""

import os
from datetime import UTC, datetime, timedelta


class SetClock:
    """A clock for tests; ``offset`` makes it look like the moved clock of the demo."""

    offset = 0

    def __init__(self) -> None:
        self.moment = datetime(2027, 10, 4, 6, 0, tzinfo=UTC)  # Monday noon in Omsk

    def now(self) -> datetime:
        """Return the set instant."""
        return self.moment

    def move(self, **by: float) -> None:
        """Move forward by days, hours, minutes…"""
        self.moment += timedelta(**by)

    def set(self, moment: datetime) -> None:
        """Move to an instant."""
        self.moment = moment.astimezone(UTC)


def children_worked() -> float:
    """Processor seconds of ended children: a busy machine is no fault of the file they read."""
    times = os.times()
    return times.children_user + times.children_system
