"""The loops that only one process of a database runs: ticks, delivery, jobs."""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.clock import FileClock
from content.loader import Content
from db import backup
from db.unit_of_work import Database, UnitOfWork
from domain.vitals import Vitals
from scheduler.delivery import Delivery
from scheduler.jobs import Jobs
from scheduler.limits import Limits
from scheduler.telegram import Telegram
from scheduler.ticks import Ticks
from services.troubles import Outage
from ui import notifications
from ui.translator import Translator

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the loops work with; it outlives a term."""

    database: Database
    telegram: Telegram
    translator: Translator
    content: Content
    limits: Limits
    vitals: Vitals
    outage: Outage
    backups: Path

    def render(self, payload: dict[str, Any], now: datetime) -> dict[str, Any] | None:
        """Put news into words."""
        return notifications.render(self.translator, payload, now)

    async def back_up(self) -> Path:
        """Write today's backup."""
        return await backup.daily(self.database.engine, self.backups, self.database.clock.now())


class Term:
    """One time of running the loops, with a memory of its own."""

    def __init__(self, tools: Tools, on_failure: Callable[[], None]) -> None:
        self.database = tools.database
        self.on_failure = on_failure
        self.started_at = time.monotonic()
        self.delivery = Delivery(
            tools.database, tools.telegram, tools.limits, tools.render, vitals=tools.vitals
        )
        self.jobs = Jobs(tools.database, tools.telegram, tools.translator, tools.content.calendar)
        self.ticks = Ticks(
            tools.database, tools.content, tools.back_up, tools.vitals, tools.outage
        )
        self._tasks: list[asyncio.Task[Any]] = []

    @property
    def is_alive(self) -> bool:
        """Whether every loop that must run does."""
        return not any(task.done() for task in self._tasks)

    def start(self) -> None:
        """Begin ticking, sending and working."""
        self.ticks.start()
        self._start(self.delivery.run(), "delivery")
        self._start(self.jobs.run(), "jobs")
        clock = self.database.clock
        if isinstance(clock, FileClock):
            self._start(self.ticks.watch(clock), "clock")
        self._first = asyncio.create_task(self.ticks.remind())

    def _start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._on_end)
        self._tasks.append(task)

    def _on_end(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            log.critical("the %s loop ended", task.get_name(), exc_info=task.exception())
            self.on_failure()

    def committed(self, uow: UnitOfWork) -> None:
        """Hand over what a transaction of this process has said, and wake who has work."""
        self.delivery.committed(uow)
        self._wake(uow.wakes)

    def heard(self, news: str) -> None:
        """Take word of what another process has committed."""
        told = json.loads(news)
        for chat_id, message_id in told["noted"]:
            self.delivery.sending.stands.note(chat_id, message_id)
        self.delivery.look()
        self._wake(told["wakes"])

    def look(self) -> None:
        """Read the tables, should word of a commit be lost."""
        self.delivery.look()
        self.jobs.wake.set()

    def _wake(self, who: set[str] | list[str]) -> None:
        if "jobs" in who:
            self.jobs.wake.set()

    async def stop(self, seconds: float) -> None:
        """Stop; what is being sent may finish, at most so many seconds."""
        self.ticks.stop()
        await self.delivery.stop(seconds)
        tasks = [*self._tasks, self._first]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
