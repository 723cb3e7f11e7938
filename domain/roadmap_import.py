"""The road of a paper: collected, read, shown, accepted."""

from enum import StrEnum

MAX_PASTED = 200_000  # characters of pasted text


class ImportState(StrEnum):
    """Where an import stands."""

    COLLECTING = "collecting"
    READING = "reading"
    PREVIEW = "preview"
    ACCEPTED = "accepted"
    FAILED = "failed"
    CANCELLED = "cancelled"


ALIVE = frozenset({ImportState.COLLECTING, ImportState.READING, ImportState.PREVIEW})
