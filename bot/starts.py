"""Notices an update that ends the process again and again before anything is committed."""

from pathlib import Path

SUSPICIOUS = 3  # processes in a row that ended inside their first batch


class Starts:
    """Counts processes that ended in their first batch, in a file beside the database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_productive = False

    def is_suspicious(self) -> bool:
        """Note that the first batch begins; say whether its updates must run one by one."""
        if self._is_productive:
            return False
        count = self._count()
        self._note(count + 1)
        return count >= SUSPICIOUS

    def _count(self) -> int:
        try:
            return int(self.path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def productive(self) -> None:
        """Note that a batch was committed."""
        if not self._is_productive:
            self._is_productive = True
            self._note(0)

    def _note(self, count: int) -> None:
        """Write at once or not at all: who is ended while it counts leaves the last count."""
        part = self.path.with_suffix(".part")
        part.write_text(str(count), encoding="ascii")
        part.replace(self.path)
