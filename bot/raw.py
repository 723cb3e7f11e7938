"""Raw updates: made storable before anything is done with them."""

import math
from typing import Any

LARGEST = 2**63  # what a database takes as a whole number is smaller


def is_update(raw: Any) -> bool:
    """Whether this has a number by which it can be confirmed."""
    return isinstance(raw, dict) and _is_number(raw.get("update_id"))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and -LARGEST <= value < LARGEST


def scrub(value: Any) -> Any:
    """Give a raw update without what no database takes.

    NUL and lone surrogates go out of texts; numbers beyond 64 bits, infinite or none at all
    become ``None``, so that the update is unreadable or does without them.
    """
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        return value.replace("\x00", "").encode("utf-8", "ignore").decode()
    if isinstance(value, dict):
        return {key: scrub(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [scrub(inner) for inner in value]
    if isinstance(value, int) and not _is_number(value):
        return None
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
