"""The sandbox's time: real time plus the whole seconds of the clock file."""

import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

REREAD_SECONDS = 0.2


class ClockMovedBack(ValueError):
    """A smaller number than before was asked for; time only goes forward."""


class Clock:
    """Now, as everybody in the sandbox sees it.

    The file may be written by others as well: it is read again at most every 200 ms, and a
    smaller number in it is ignored. Limits, polling and retries use the monotonic clock instead.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._offset = 0
        self._read_at = -1.0
        self._reread()
        if path is not None and not path.exists():
            _write(path, "0")

    @property
    def offset(self) -> int:
        """Whole seconds ahead of real time."""
        if self.path is not None and time.monotonic() - self._read_at > REREAD_SECONDS:
            self._reread()
        return self._offset

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.offset

    def stamp(self) -> int:
        """Whole seconds since 1970, as messages carry them."""
        return int(self.now())

    def moment(self) -> datetime:
        """Now as an aware UTC datetime."""
        return datetime.fromtimestamp(self.now(), UTC)

    def set_offset(self, seconds: int) -> None:
        """Move forward; raise `ClockMovedBack` on a smaller number; write the file atomically."""
        if seconds < self.offset:
            raise ClockMovedBack(f"the clock is {self._offset} s ahead and only moves forward")
        self._offset = seconds
        if self.path is not None:
            _write(self.path, str(seconds))

    def _reread(self) -> None:
        self._read_at = time.monotonic()
        if self.path is None or not self.path.exists():
            return
        words = self.path.read_text(encoding="ascii", errors="replace").strip()
        if words.isdigit():
            self._offset = max(self._offset, int(words))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
    Path(name).replace(path)
