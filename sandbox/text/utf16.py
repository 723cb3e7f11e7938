"""Lengths and positions in UTF-16 units, in which Telegram counts (M5)."""


def length(text: str) -> int:
    """UTF-16 units of the text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def index(text: str, units: int) -> int:
    """The Python index that stands `units` UTF-16 units from the start."""
    raw = text.encode("utf-16-le", "surrogatepass")[: units * 2]
    return len(raw.decode("utf-16-le", "replace"))
