"""What was said unasked, so that nothing is said twice."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, select

from db.models import SentReminder
from db.repositories.base import Repository

KEEP = timedelta(days=400)

Said = tuple[str, int, int, date]


class Reminders(Repository):
    """Rows of ``sent_reminders``."""

    async def said(self, person_ids: Sequence[int]) -> dict[Said, int]:
        """Give the latest step said, by (rule, subject, person, anchor)."""
        query = select(
            SentReminder.rule,
            SentReminder.subject_id,
            SentReminder.person_id,
            SentReminder.anchor_on,
            SentReminder.step,
        ).where(SentReminder.person_id.in_(person_ids))
        found: dict[Said, int] = {}
        for rule, subject_id, person_id, anchor_on, step in await self._rows(query):
            key = (rule, subject_id, person_id, anchor_on)
            found[key] = max(step, found.get(key, step))
        return found

    async def remember(self, steps: Iterable[tuple[Said, int]]) -> None:
        """Note that these steps are said in this very transaction."""
        rows = [
            {"rule": rule, "step": step, "subject_id": subject_id, "person_id": person_id,
             "anchor_on": anchor_on, "at": self.now}
            for (rule, subject_id, person_id, anchor_on), step in steps
        ]  # fmt: skip
        if rows:
            await self.session.execute(insert(SentReminder), rows)

    async def forget(self, person_id: int, at: datetime) -> None:
        """Take back what was to be said at an instant and never reached the person."""
        await self.session.execute(
            delete(SentReminder)
            .where(SentReminder.person_id == person_id)
            .where(SentReminder.at == at)
        )

    async def purge(self) -> None:
        """Delete what is older than a school year and a bit."""
        await self._purge(delete(SentReminder).where(SentReminder.at < self.now - KEEP))
