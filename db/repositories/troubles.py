"""What went wrong since the owners were last told."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from db.models import Trouble
from db.repositories.base import Repository
from domain.troubles import TroubleKind


class Troubles(Repository):
    """Rows of ``troubles``."""

    async def note(self, kind: TroubleKind, count: int, last: int, since: datetime) -> Trouble:
        """Count so many more of a kind; ``since`` counts for the first untold one."""
        row = await self.session.get(Trouble, kind)
        if row is None:
            row = Trouble(kind=kind, count=0, last=0, since=since, told_at=None)
            self.add(row)
        if not row.count:
            row.since = since
        row.count += count
        row.last = last or row.last
        return row

    async def list_untold(self) -> Sequence[Trouble]:
        """List what the owners have not been told of yet."""
        return await self._all(select(Trouble).where(Trouble.count > 0).order_by(Trouble.kind))
