"""Logs: to standard error, never with the token, never with what people wrote.

An exception's own words may hold a row, an answer or a number of the messenger, so a log has
its kind, its code and the places it passed through. With ``LOG_LEVEL=DEBUG`` it has all.
"""

import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TOKEN = re.compile(r"(?<!\d)\d{3,}:[A-Za-z0-9_-]{8,}")
PLACES = 12  # of a failure, the last ones


class Discreet(logging.Formatter):
    """Rewrites anything of a token's shape; tells failures without a value."""

    def __init__(self, pattern: str, *, tells_values: bool = False) -> None:
        super().__init__(pattern)
        self.tells_values = tells_values

    def format(self, record: logging.LogRecord) -> str:
        """Format a record and take tokens out."""
        return TOKEN.sub("<token>", super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Tell a failure and what it came from."""
        if self.tells_values or ei[1] is None:
            return super().formatException(ei)
        return "\nbecause of\n".join(without_values(error) for error in _chain(ei[1]))


def set_up(level: str) -> None:
    """Send logs to standard error; libraries that would log requests stay quiet."""
    handler = logging.StreamHandler(sys.stderr)
    pattern = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(Discreet(pattern, tells_values=level == "DEBUG"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiogram.event", "apscheduler", "aiosqlite", "asyncio", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.WARNING)


def without_values(error: BaseException) -> str:
    """Give the places a failure passed through and what it was, without a single value."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    last = [frame for frame in frames[-2:] if frame not in own]
    places = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in own + last]
    return "\n".join([*places[-PLACES:], reason(error)])


def reason(error: BaseException) -> str:
    """Give a failure's kind, with the database's code or the system's own words."""
    at = getattr(error, "orig", None) or error
    code = getattr(at, "sqlite_errorname", None) or getattr(at, "sqlstate", None)
    if not code and isinstance(at, OSError) and at.errno:
        code = os.strerror(at.errno)
    return f"{type(error).__name__}: {code}" if code else type(error).__name__


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-2:])
