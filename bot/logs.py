"""Logs: to standard error, never with the token, never with what people wrote."""

import logging
import re
import sys

TOKEN = re.compile(r"(?<!\d)\d{3,}:[A-Za-z0-9_-]{8,}")


class WithoutToken(logging.Formatter):
    """Rewrites anything of a token's shape, in messages and in tracebacks."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a record and take tokens out."""
        return TOKEN.sub("<token>", super().format(record))


def set_up(level: str) -> None:
    """Send logs to standard error; libraries that would log requests stay quiet."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(WithoutToken("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("aiogram.event", "apscheduler", "aiosqlite", "asyncio", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
