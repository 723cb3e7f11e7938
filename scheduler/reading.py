"""Jobs that read a paper: in a child process, with a screen that says how far it is."""

import asyncio
import time
from dataclasses import dataclass

from db.models import Account, Job, RoadmapImport
from db.models.messages import JobState
from db.outgoing import Outgoing
from db.unit_of_work import Database, UnitOfWork
from documents.isolated import read_isolated
from documents.unreadable import Unreadable
from domain import failpoints
from domain.calendar import Calendar
from domain.roadmap_draft import RoadmapDraft
from domain.roadmap_import import ImportState
from scheduler.bot_api import Refused, SendFailed
from scheduler.telegram import Telegram
from services import roadmap_import as imports
from services import roadmap_papers as papers
from services.roadmap_papers import ImportView
from ui.screen import Screen
from ui.screens import roadmap_import as screens
from ui.translator import Translator, Words

DOWNLOADING, READING = 1, 2  # the steps that a screen names
Understood = tuple[RoadmapDraft | None, str]


@dataclass(slots=True)
class Progress:
    """How far one reading is."""

    job: Job
    step: int


class Reading:
    """Reads what `services.roadmap_import` was asked for.

    ``looks`` is in seconds: how often it looks whether the paper is still wanted; ``speaks``,
    how often it says that a long reading goes on.
    """

    def __init__(
        self,
        database: Database,
        telegram: Telegram,
        translator: Translator,
        calendar: Calendar,
        *,
        looks: float = 0.5,
        speaks: float = 5.0,
    ) -> None:
        self.database = database
        self.telegram = telegram
        self.translator = translator
        self.calendar = calendar
        self.looks = looks
        self.speaks = speaks

    async def read(self, job: Job) -> None:
        """Read the paper while it is wanted; given up, it is read no further."""
        async with self.database.reading() as uow:
            row = await _import(uow, job)
        progress = Progress(job=job, step=DOWNLOADING if row.file_id else READING)
        work = asyncio.create_task(self._understand(progress, row))
        try:
            await self._accompany(progress, work)
        finally:
            work.cancel()
            await asyncio.wait([work])
        if work.cancelled():
            await self._end(job, None, "")
            return
        failpoints.passing("after-read")
        await self._end(job, *work.result())

    async def give_up(self, job: Job) -> None:
        """Say that the reading itself has failed, not the paper."""
        await self._end(job, None, "import-job-died")

    async def _understand(self, progress: Progress, row: RoadmapImport) -> Understood:
        """Give what was understood, or the sentence that says why nothing was."""
        assert row.year is not None  # reading starts with the year
        try:
            content = row.text.encode()
            if row.file_id:
                content = await self.telegram.download(row.file_id)
                progress.step = READING
                await self._tell(progress, 0)
            name, calendar = row.file_name or "paste.txt", self.calendar
            return await read_isolated(content, name, row.year, calendar=calendar), ""
        except Unreadable as error:
            return None, "unreadable-" + error.code.replace("_", "-")
        except Refused:
            return None, "unreadable-too-large"
        except SendFailed:
            return None, "error-download"

    async def _accompany(self, progress: Progress, work: asyncio.Task[Understood]) -> None:
        """Wait for the reading; say now and then that it goes on, stop when nobody waits."""
        began = spoken = time.monotonic()
        while not (await asyncio.wait([work], timeout=self.looks))[0]:
            async with self.database.reading() as uow:
                row = await _import(uow, progress.job)
            if row.state is not ImportState.READING:
                return
            now = time.monotonic()
            if now - spoken >= self.speaks:
                spoken = now
                await self._tell(progress, round(now - began))

    async def _tell(self, progress: Progress, seconds: int) -> None:
        """Put how far it is into the message that says so, if that is still what it shows."""
        job = progress.job
        async with self.database.begin() as uow:
            row = await _import(uow, job)
            chat_id = job.payload["chat_id"]
            standing = await uow.outbox.find_standing(chat_id, screens.SLOT)
            account = await uow.accounts.find(chat_id)
            is_awaited = row.state is ImportState.READING and not papers.holds_another(row)
            if not is_awaited or standing is None or account is None:
                return
            words = await self._words(uow, job, account)
            screen = screens.reading(words, await papers.shown(uow, row), progress.step, seconds)
            _put(uow, account, screen, standing)
            await uow.commit()

    async def _end(self, job: Job, draft: RoadmapDraft | None, reason: str) -> None:
        """Keep what was understood and show it, in one commit with the job's end."""
        school, chat_id = job.payload["organisation_id"], job.payload["chat_id"]
        async with self.database.begin() as uow:
            row = await uow.jobs.get(job.id)
            row.state = JobState.DONE if draft else JobState.FAILED
            view = await imports.finish_reading(uow, school, job.payload["import_id"], draft)
            account = await uow.accounts.find(chat_id)
            if view is not None and account is not None:
                words = await self._words(uow, job, account)
                screen = _shown(words, view, reason)
                _put(uow, account, screen)
            await uow.commit()

    async def _words(self, uow: UnitOfWork, job: Job, account: Account) -> Words:
        school = await uow.organisations.get(job.payload["organisation_id"])
        return Words(
            self.translator, language=account.language, zone=school.time_zone, now=uow.now
        )


def _shown(words: Words, view: ImportView, reason: str) -> Screen:
    return screens.failed(words, view, reason) if reason else screens.show(words, view)


async def _import(uow: UnitOfWork, job: Job) -> RoadmapImport:
    return await uow.roadmap.get_import(job.payload["organisation_id"], job.payload["import_id"])


def _put(uow: UnitOfWork, account: Account, screen: Screen, message_id: int | None = None) -> None:
    uow.outbox.put(
        Outgoing(
            account.telegram_id,
            "screen",
            screen.payload(),
            account_id=account.id,
            slot=screen.slot,
            edit_message_id=message_id,
        )
    )
