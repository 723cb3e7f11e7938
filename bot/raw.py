"""Raw updates: made storable before anything is done with them."""

from typing import Any


def scrub(value: Any) -> Any:
    """Give a raw update without NUL and lone surrogates, which no database takes as text."""
    if isinstance(value, str):
        if value.isascii() and "\x00" not in value:
            return value
        return value.replace("\x00", "").encode("utf-8", "ignore").decode()
    if isinstance(value, dict):
        return {key: scrub(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [scrub(inner) for inner in value]
    return value
