"""Logs: to standard error, never with the token, never with what people wrote.

An exception's own words may hold a row, an answer or a number of the messenger, so a log has
its kind, its code and the places it passed through; its words too with ``LOG_LEVEL=DEBUG``.
"""

import logging
import re
import sys
from typing import Any

from domain.failures import with_causes

TOKEN = re.compile(r"(?<!\d)\d{3,}:[A-Za-z0-9_-]{8,}")


class Discreet(logging.Formatter):
    """Rewrites anything of a token's shape; tells failures without a value."""

    def __init__(self, pattern: str, *, tells_values: bool = False) -> None:
        super().__init__(pattern)
        self.tells_values = tells_values

    def format(self, record: logging.LogRecord) -> str:
        """Format a record and take tokens out."""
        return TOKEN.sub("<token>", super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Take what asyncio adds of a task that failed: its exception's words are in it."""
        if record.name == "asyncio" and not self.tells_values:
            record.message = record.message.partition("\n")[0]
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Tell a failure and what it came from."""
        if self.tells_values or ei[1] is None:
            return super().formatException(ei)
        return with_causes(ei[1])


def set_up(level: str) -> None:
    """Send logs to standard error; libraries that would log requests stay quiet."""
    handler = logging.StreamHandler(sys.stderr)
    pattern = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(Discreet(pattern, tells_values=level == "DEBUG"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiogram.event", "apscheduler", "aiosqlite", "asyncio", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
