"""The clocks: the real one, and the moved one of the demo and the tests."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

READ_EVERY = 0.05  # seconds


class SystemClock:
    """Real time."""

    offset = 0

    def now(self) -> datetime:
        """Return the current instant, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  # this is the clock


class FileClock:
    """Real time plus the whole seconds a file holds; it never goes back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._offset = 0
        self._read_at = 0.0

    @property
    def offset(self) -> int:
        """Seconds added to real time, read from the file at most every 50 ms."""
        tick = time.monotonic()
        if tick - self._read_at >= READ_EVERY or not self._read_at:
            self._read_at = tick
            self._offset = max(self._offset, self._read())
        return self._offset

    def _read(self) -> int:
        try:
            return int(self.path.read_text(encoding="ascii").strip() or 0)
        except (OSError, ValueError):
            return 0

    def now(self) -> datetime:
        """Return the moved instant, aware, in UTC."""
        real = datetime.now(UTC)  # noqa: TID251  # this is the clock
        return real + timedelta(seconds=self.offset)
