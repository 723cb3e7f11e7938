"""What happens because time passes. APScheduler is only the clock that ticks."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from content.loader import Content
from db.unit_of_work import Database
from domain.troubles import TroubleKind
from domain.vitals import Vitals
from services import meeting_checks, reminders, troubles

log = logging.getLogger(__name__)

WATCH = 0.05  # seconds between looks at a moved clock


class MovedClock(Protocol):
    """A clock whose offset a test or the demo moves."""

    @property
    def offset(self) -> int:
        """Seconds added to real time."""
        ...


class Ticks:
    """Periodic steps; each is safe to run at any moment and any number of times."""

    def __init__(
        self,
        database: Database,
        content: Content,
        back_up: Callable[[], Awaitable[Path | None]],
        vitals: Vitals | None = None,
        outage: troubles.Outage | None = None,
    ) -> None:
        self.database = database
        self.content = content
        self.back_up = back_up
        self.vitals = vitals or Vitals()
        self.outage = outage or troubles.Outage(database)
        self._one_at_a_time = asyncio.Lock()
        self._clock = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin ticking."""
        self._clock.add_job(self.remind, "interval", minutes=1)
        self._clock.add_job(self.clean, "interval", hours=1)
        self._clock.add_job(self.copy, "cron", hour=1, minute=17)
        self._clock.start()

    def stop(self) -> None:
        """Stop ticking."""
        if self._clock.running:
            self._clock.shutdown(wait=False)

    async def watch(self, clock: MovedClock) -> None:
        """Run every tick when the clock is moved."""
        known = clock.offset
        while True:
            await asyncio.sleep(WATCH)
            if clock.offset != known:
                known = clock.offset
                await self.remind()
                await self.clean()
                log.info("ticks ran at +%d s", known)

    async def remind(self) -> None:
        """Say what is due: meetings first, then the morning's digests."""
        async with self._one_at_a_time:
            since = time.monotonic()
            try:
                await self._step(meeting_checks.check_meetings)
                await self._step(lambda uow: reminders.send_digests(uow, self.content))
                async with self.outage.watching():
                    await self._note_alive()
                await self._step(troubles.tell_due)
                self.vitals.ticked(since)
            except Exception:
                log.exception("a tick failed; the next one goes on")
                await self.outage.failed(TroubleKind.TICK)

    async def _step(self, step: Callable[..., Awaitable[int]]) -> None:
        """Run a step in transactions of a bounded size until nothing is due."""
        while True:
            async with self.database.begin() as uow:
                count = await step(uow)
                await uow.commit()
            if not count:
                return

    async def _note_alive(self) -> None:
        async with self.database.begin() as uow:
            await reminders.note_alive(uow)
            await uow.commit()

    async def clean(self) -> None:
        """Delete what is kept no longer."""
        try:
            async with self.database.begin() as uow:
                await uow.updates.purge()
                await uow.reminders.purge()
                await uow.jobs.purge()
                await uow.outbox.purge()
                await uow.audit.purge()
                await uow.roadmap.purge_imports()
                await uow.invitations.forget_waiting()
                await uow.commit()
        except Exception:
            log.exception("cleaning failed; the next tick goes on")
            await self.outage.failed(TroubleKind.TICK)

    async def copy(self) -> None:
        """Write today's backup."""
        try:
            await self.back_up()
        except Exception:
            log.exception("no backup was written")
            await self.outage.failed(TroubleKind.BACKUP)
