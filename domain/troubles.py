"""What goes wrong in the bot itself, and how often its owners hear of it."""

from datetime import datetime, timedelta
from enum import StrEnum

APART = timedelta(hours=1)  # between two notes of a kind


class TroubleKind(StrEnum):
    """An update kept as a dead letter, a message the messenger refused, and so on."""

    DEAD_LETTER = "dead-letter"
    UNDELIVERED = "undelivered"
    DATABASE = "database"
    TICK = "tick"
    JOB = "job"
    BACKUP = "backup"


def may_tell(told_at: datetime | None, now: datetime) -> bool:
    """Whether owners may hear of a kind again; a clock put back does not silence it."""
    return told_at is None or not told_at <= now < told_at + APART
