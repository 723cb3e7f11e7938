"""Notices a start that an update ends again and again before anything is committed."""

from pathlib import Path

SUSPICIOUS = 3  # starts in a row without one committed batch


class Starts:
    """Counts starts that committed nothing; the count is a file beside the database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_productive = False

    def begin(self) -> bool:
        """Count this start; say whether updates must run one by one, each attempt counted."""
        try:
            count = int(self.path.read_text(encoding="ascii"))
        except (OSError, ValueError):
            count = 0
        self.path.write_text(str(count + 1), encoding="ascii")
        return count >= SUSPICIOUS

    def productive(self) -> None:
        """Note that a batch was committed."""
        if not self._is_productive:
            self._is_productive = True
            self.path.write_text("0", encoding="ascii")
