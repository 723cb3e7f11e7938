"""Work that takes long."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select

from db.models import Job
from db.models.messages import JobState
from db.repositories.base import Repository

KEEP = timedelta(days=1)


class Jobs(Repository):
    """Rows of ``jobs``."""

    def start(self, kind: str, payload: dict[str, Any]) -> None:
        """Ask for a job; the loop is woken by the commit."""
        self.add(Job(kind=kind, payload=payload, state=JobState.PENDING, created_at=self.now))
        self.uow.wakes.add("jobs")

    async def start_once(self, kind: str, payload: dict[str, Any]) -> bool:
        """Ask for a job unless the very same one waits already; say whether it was asked for."""
        query = select(Job.payload).where(Job.state == JobState.PENDING).where(Job.kind == kind)
        is_new = payload not in await self._all(query)
        if is_new:
            self.start(kind, payload)
        return is_new

    async def list_pending(
        self, limit: int, *, kind: str = "", besides: Collection[int] = ()
    ) -> Sequence[Job]:
        """List jobs that wait, of one kind or of all, without those known, oldest first."""
        query = select(Job).where(Job.state == JobState.PENDING).where(Job.id.not_in(besides))
        if kind:
            query = query.where(Job.kind == kind)
        return await self._all(query.order_by(Job.id).limit(limit))

    async def get(self, job_id: int) -> Job:
        """Give a job."""
        return await self._one(select(Job).where(Job.id == job_id))

    async def drop_all(self) -> None:
        """Delete every job: the demo's paper is read without one."""
        await self.session.flush()
        await self.session.execute(delete(Job))

    async def purge(self) -> None:
        """Delete jobs that are over."""
        await self._purge(
            delete(Job)
            .where(Job.state != JobState.PENDING)
            .where(Job.created_at < self.now - KEEP)
        )
