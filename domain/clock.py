"""Time as the bot knows it: one source, aware UTC."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Says what time it is for the programme (never used for limits, retries or locks)."""

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        ...
