"""Audit lines: only ever added, and kept for a school year and a bit."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from db.models import AuditLine
from db.repositories.base import Repository
from domain.audit import Deed

KEEP = timedelta(days=400)


class Audit(Repository):
    """Rows of ``audit_lines``."""

    def write(
        self, organisation_id: int, person_id: int, deed: Deed, *, subject: str, count: int
    ) -> None:
        """Write down what somebody does now."""
        self.add(
            AuditLine(
                organisation_id=organisation_id,
                person_id=person_id,
                deed=deed,
                subject=subject,
                count=count,
                at=self.now,
            )
        )

    async def count_since(
        self, organisation_id: int, person_id: int, deed: Deed, since: datetime
    ) -> int:
        """Count what somebody has done since an instant."""
        return await self._count(
            select(func.count())
            .select_from(AuditLine)
            .where(AuditLine.organisation_id == organisation_id)
            .where(AuditLine.person_id == person_id)
            .where(AuditLine.deed == deed)
            .where(AuditLine.at >= since)
        )

    async def list_of_school(self, organisation_id: int) -> Sequence[AuditLine]:
        """List a school's lines, oldest first."""
        query = select(AuditLine).where(AuditLine.organisation_id == organisation_id)
        return await self._all(query.order_by(AuditLine.id))

    async def purge(self) -> None:
        """Delete what is kept no longer."""
        await self._purge(delete(AuditLine).where(AuditLine.at < self.now - KEEP))
