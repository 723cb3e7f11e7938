"""Jobs that make a file for somebody: drawn or written in a child, sent by the delivery."""

from db.models import Account, Job
from db.models.messages import JobState
from db.outgoing import Outgoing
from db.unit_of_work import Database, UnitOfWork
from documents.making import make
from services import files
from ui import files as made_files
from ui.screen import MadeFile
from ui.screens import timeline
from ui.translator import Translator, Words


class Making:
    """Makes what `services.files` was asked for."""

    def __init__(self, database: Database, translator: Translator) -> None:
        self.database = database
        self.translator = translator

    async def make(self, job: Job) -> None:
        """Make the file and hand it to the delivery in one commit with the job's end."""
        async with self.database.reading() as uow:
            asked = await files.find_asked(uow, job.payload)
            words = await self._words(uow, job)
        if asked is None or words is None:
            await self._end(job, JobState.DONE)
            return
        plain, file = made_files.prepare(words, asked)
        await self._end(job, JobState.DONE, file, await make(asked.kind.value, plain))

    async def give_up(self, job: Job) -> None:
        """Say that it did not work out."""
        await self._end(job, JobState.FAILED)

    async def _words(self, uow: UnitOfWork, job: Job) -> Words | None:
        account = await uow.accounts.find(job.payload["telegram_id"])
        if account is None:
            return None
        school = await uow.organisations.get(job.payload["organisation_id"])
        return Words(
            self.translator, language=account.language, zone=school.time_zone, now=uow.now
        )

    async def _end(
        self, job: Job, state: JobState, file: MadeFile | None = None, content: bytes = b""
    ) -> None:
        async with self.database.begin() as uow:
            row = await uow.jobs.get(job.id)
            account = await uow.accounts.find(job.payload["telegram_id"])
            if row.state is not JobState.PENDING or account is None:
                return
            row.state = state
            if file is not None:
                uow.outbox.put(Outgoing(
                    account.telegram_id, file.kind, file.payload(),
                    account_id=account.id, blob=content,
                ))  # fmt: skip
            elif state is JobState.FAILED:
                await self._apologise(uow, job, account)
            await uow.commit()

    async def _apologise(self, uow: UnitOfWork, job: Job, account: Account) -> None:
        words = await self._words(uow, job)
        assert words is not None  # the account is there
        screen = timeline.failed(words)
        uow.outbox.put(Outgoing(
            account.telegram_id, "screen", screen.payload(),
            account_id=account.id, slot=screen.slot,
        ))  # fmt: skip
