"""Work that takes long: one job at a time, the heavy part in a child process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from db.models import Job
from db.unit_of_work import Database
from domain.calendar import Calendar
from scheduler.making import Making
from scheduler.reading import Reading
from scheduler.telegram import Telegram
from services.files import JOB
from ui.translator import Translator

log = logging.getLogger(__name__)

TRIES = 3
ALONGSIDE = 2  # documents read at once
Work = Callable[[Job], Awaitable[None]]


class Jobs:
    """Does what waits in ``jobs``; woken by the commit that asks for it."""

    def __init__(
        self,
        database: Database,
        telegram: Telegram,
        translator: Translator,
        calendar: Calendar,
    ) -> None:
        self.database = database
        self.wake = asyncio.Event()
        self._reading = Reading(database, telegram, translator, calendar)
        self._making = Making(database, translator)
        self._kinds: dict[str, tuple[Work, Work]] = {
            "read_roadmap": (self._reading.read, self._reading.give_up),
            JOB: (self._making.make, self._making.give_up),
        }

    async def run(self) -> None:
        """Do jobs until cancelled."""
        while True:
            self.wake.clear()
            try:
                async with self.database.reading() as uow:
                    jobs = await uow.jobs.list_pending(ALONGSIDE)
            except Exception:
                log.exception("jobs cannot be read")
                await asyncio.sleep(1)
                continue
            if not jobs:
                await self.wake.wait()
                continue
            await asyncio.gather(*(self._do(job) for job in jobs))

    async def _do(self, job: Job) -> None:
        do, give_up = self._kinds[job.kind]
        try:
            is_over = await self._count_try(job) > TRIES
            await (give_up if is_over else do)(job)
        except Exception:
            log.exception("job %d (%s) failed", job.id, job.kind)
            await asyncio.sleep(1)

    async def _count_try(self, job: Job) -> int:
        """Count before the work: one that ends the process is tried no more often either."""
        async with self.database.begin() as uow:
            row = await uow.jobs.get(job.id)
            row.attempts += 1
            await uow.commit()
            return row.attempts
