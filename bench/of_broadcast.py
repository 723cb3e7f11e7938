"""What broadcasts are measured with: a filled outbox, the strict sandbox, a busy processor."""

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from db.engine import create_engine
from db.migrate import ensure_schema
from db.models import Account
from db.unit_of_work import Database
from domain.notifications import MeetingTomorrow
from sandbox.journal import Journal
from sandbox.options import Limits, Options
from sandbox.people import Person
from sandbox.server import Server

FIRST = 6_000_000_001
SENDS = ("sendMessage", "editMessageText")


class Calls(Journal):
    """The sandbox's log, which keeps the statuses and moments of what is said to people."""

    def __init__(self) -> None:
        super().__init__(100)
        self.sent: list[float] = []
        self.refused = 0
        self.heard: dict[int, asyncio.Future[float]] = {}

    def add(self, entry: dict[str, Any]) -> dict[str, Any]:
        """Count a call."""
        if entry["method"] in SENDS:
            if entry["status"] == 200:
                self.sent.append(time.perf_counter())
                waiting = self.heard.pop(int(entry["chat_id"] or 0), None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(self.sent[-1])
            self.refused += entry["status"] == 429
        return super().add(entry)


async def sandbox(people: int, *, times: float) -> tuple[Server, Calls]:
    """Start the sandbox with the messenger's limits, ``times`` as high."""
    limits = Limits(per_second=30 * times, per_chat_per_second=times, burst=5)
    server = Server(Options(limits=limits))
    calls = server.world.calls = Calls()
    for number in range(FIRST, FIRST + people):
        server.world.add_person(Person(id=number, first_name="Анна", is_started=True))
    await server.start()
    return server, calls


async def fill(database: str, people: int, reminders: int, *, after: int = 0) -> None:
    """Make a database in which people after the first ones wait for a reminder each."""
    engine = create_engine(database)
    await ensure_schema(engine, database)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    async with Database(engine, SystemClock()).begin() as uow:
        accounts = [
            Account(telegram_id=FIRST + at, created_at=uow.now, is_owner=at == 0)
            for at in range(people)
        ]
        uow.session.add_all(accounts)
        await uow.session.flush()
        for at in range(reminders):
            uow.outbox.notify(accounts[after + at], _news(at, tomorrow.isoformat()))
        await uow.commit()
    await engine.dispose()


def _news(at: int, starts_at: str) -> MeetingTomorrow:
    return MeetingTomorrow(
        meeting_id=at, version=1, starts_at=starts_at, place="кабинет 12", who="Мамонтова В.И.",
        is_confirmed=True, is_mine_to_confirm=False, valid_until=starts_at,
    )  # fmt: skip


@contextmanager
def busy_processor(count: int) -> Iterator[None]:
    """Keep so many cores busy."""
    burners = [multiprocessing.Process(target=_burn, daemon=True) for _ in range(count)]
    for burner in burners:
        burner.start()
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()


def _burn() -> None:
    while True:
        pass


def sqlite(folder: Path) -> str:
    """Give the URL of a database in a folder."""
    return f"sqlite:///{folder / 'bot.sqlite3'}"
