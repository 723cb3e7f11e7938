"""Work that takes long: one job at a time, the heavy part in a child process."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from db.models import Job
from db.models.messages import JobState
from db.unit_of_work import Database
from documents.isolated import read_isolated
from documents.unreadable import Unreadable
from domain import failpoints
from domain.calendar import Calendar
from domain.roadmap_draft import RoadmapDraft
from scheduler.making import Making
from scheduler.telegram import Refused, SendFailed, Telegram
from services import roadmap_import as imports
from services.files import JOB
from ui.screens import roadmap_import as screens
from ui.translator import Translator, Words

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
        self.calendar = calendar
        self.telegram = telegram
        self.translator = translator
        self.wake = asyncio.Event()
        self._making = Making(database, translator)
        self._kinds: dict[str, tuple[Work, Work]] = {
            "read_roadmap": (self._read_roadmap, self._give_up_reading),
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
        try:
            await self._kinds[job.kind][0](job)
        except Exception:
            log.exception("job %d (%s) failed", job.id, job.kind)
            await asyncio.sleep(1)
            await self._count_try(job)

    async def _count_try(self, job: Job) -> None:
        async with self.database.begin() as uow:
            row = await uow.jobs.get(job.id)
            row.attempts += 1
            is_over = row.attempts >= TRIES
            await uow.commit()
        if is_over:
            await self._kinds[job.kind][1](job)

    async def _give_up_reading(self, job: Job) -> None:
        await self._finish_reading(job, None, "import-job-died")

    async def _read_roadmap(self, job: Job) -> None:
        payload = job.payload
        async with self.database.reading() as uow:
            row = await uow.roadmap.get_import(payload["organisation_id"], payload["import_id"])
            file_id, text, name, year = row.file_id, row.text, row.file_name, row.year
        assert year is not None  # reading starts with the year
        draft, reason = None, ""
        try:
            content = await self.telegram.download(file_id) if file_id else text.encode()
            draft = await read_isolated(content, name or "paste.txt", year, calendar=self.calendar)
        except Unreadable as error:
            reason = "unreadable-" + error.code.replace("_", "-")
        except Refused:
            reason = "unreadable-too-large"
        except SendFailed:
            reason = "error-download"
        failpoints.passing("after-read")
        await self._finish_reading(job, draft, reason)

    async def _finish_reading(self, job: Job, draft: RoadmapDraft | None, reason: str) -> None:
        payload = job.payload
        async with self.database.begin() as uow:
            row = await uow.jobs.get(job.id)
            row.state = JobState.DONE if draft else JobState.FAILED
            view = await imports.finish_reading(
                uow, payload["organisation_id"], payload["import_id"], draft
            )
            account = await uow.accounts.find(payload["chat_id"])
            if view is not None and account is not None:
                school = await uow.organisations.get(payload["organisation_id"])
                words = Words(
                    self.translator,
                    language=account.language,
                    zone=school.time_zone,
                    now=uow.now,
                )
                screen = screens.show(words, view) if draft else screens.failed(words, reason)
                uow.outbox.put(
                    account.telegram_id,
                    "screen",
                    screen.payload(),
                    account_id=account.id,
                    slot=screen.slot,
                )
            await uow.commit()
