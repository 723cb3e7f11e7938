"""Work that takes long: each kind in its own slots, the heavy part in a child process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from db.models import Job
from db.unit_of_work import Database
from domain.calendar import Calendar
from domain.troubles import TroubleKind
from scheduler.making import Making
from scheduler.reading import Reading
from scheduler.telegram import Telegram
from services import troubles
from services.files import JOB
from ui.translator import Translator

log = logging.getLogger(__name__)

TRIES = 3
ALONGSIDE = 2  # jobs of a kind at once: a picture never waits behind slow papers
Work = Callable[[Job], Awaitable[None]]


@dataclass(slots=True)
class Kind:
    """How a kind of job is done and given up, and which of them are being done."""

    do: Work
    give_up: Work
    running: dict[int, asyncio.Task[None]] = field(default_factory=dict)


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
        reading = Reading(database, telegram, translator, calendar)
        making = Making(database, translator)
        self._kinds = {
            "read_roadmap": Kind(reading.read, reading.give_up),
            JOB: Kind(making.make, making.give_up),
        }

    async def run(self) -> None:
        """Do jobs until cancelled; a free slot takes the next one at once."""
        try:
            while True:
                self.wake.clear()
                try:
                    await self._fill()
                except Exception:
                    log.exception("jobs cannot be read")
                    await asyncio.sleep(1)
                    continue
                await self.wake.wait()
        finally:
            await self._stop()

    async def _fill(self) -> None:
        async with self.database.reading() as uow:
            for name, kind in self._kinds.items():
                free = ALONGSIDE - len(kind.running)
                if not free:
                    continue
                for job in await uow.jobs.list_pending(free, kind=name, besides=kind.running):
                    self._start(kind, job)

    def _start(self, kind: Kind, job: Job) -> None:
        def over(_: asyncio.Task[None]) -> None:
            del kind.running[job.id]
            self.wake.set()

        kind.running[job.id] = asyncio.create_task(self._do(kind, job))
        kind.running[job.id].add_done_callback(over)

    async def _stop(self) -> None:
        tasks = [task for kind in self._kinds.values() for task in kind.running.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _do(self, kind: Kind, job: Job) -> None:
        try:
            is_over = await self._count_try(job) > TRIES
            await (kind.give_up if is_over else kind.do)(job)
            if is_over:
                await self._tell_owners()
        except Exception:
            log.exception("job %d (%s) failed", job.id, job.kind)
            await asyncio.sleep(1)

    async def _tell_owners(self) -> None:
        async with self.database.begin() as uow:
            await troubles.note(uow, TroubleKind.JOB)
            await uow.commit()

    async def _count_try(self, job: Job) -> int:
        """Count before the work: one that ends the process is tried no more often either."""
        async with self.database.begin() as uow:
            row = await uow.jobs.get(job.id)
            row.attempts += 1
            await uow.commit()
            return row.attempts
