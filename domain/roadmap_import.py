"""The road of a paper: collected, read, shown, accepted."""

import re
from enum import StrEnum

_YEAR = re.compile(r"\D{0,20}?(20\d\d)(?:\s*[-–—/]\s*(?:20)?(\d\d))?\D{0,20}")
MAX_PASTED = 200_000  # characters of pasted text


class ImportState(StrEnum):
    """Where an import stands."""

    COLLECTING = "collecting"
    READING = "reading"
    PREVIEW = "preview"
    ACCEPTED = "accepted"
    FAILED = "failed"
    CANCELLED = "cancelled"


def read_school_year(text: str) -> int | None:
    """Give the year a typed school year begins in: «2027/28», «2027-2028 уч. год», «2027»."""
    found = _YEAR.fullmatch(text.strip())
    if found is None:
        return None
    first, second = int(found[1]), found[2]
    return first if second is None or int(second) == (first + 1) % 100 else None


ALIVE = frozenset({ImportState.COLLECTING, ImportState.READING, ImportState.PREVIEW})
