"""Other processes on the same PostgreSQL: turns to write, and word of what was committed."""

import json
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from db.unit_of_work import UnitOfWork

RUNS = 0x6D656E746F72  # "mentor": held alone, or shared by processes that run together
LEADS = RUNS + 1  # held by the process that ticks and delivers
WRITES = RUNS + 2  # held by the transaction that writes
CHANNEL = "mentoring_bot"


class Neighbours:
    """What a process of several does around its transactions."""

    def __init__(self) -> None:
        self.is_leading = False

    async def take_turn(self, uow: "UnitOfWork") -> None:
        """Wait until no other process writes; the turn ends with the transaction."""
        await uow.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITES})

    async def tell(self, uow: "UnitOfWork") -> None:
        """Tell the leader, by the commit, that there is something for it."""
        if self.is_leading or not (uow.said or uow.noted or uow.wakes):
            return
        news = json.dumps({"noted": list(uow.noted.items()), "wakes": sorted(uow.wakes)})
        await uow.connection.execute(
            text("SELECT pg_notify(:channel, :news)"), {"channel": CHANNEL, "news": news}
        )
