"""Meetings and reports of them."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import cast

from sqlalchemy import Table, func, select
from sqlalchemy.orm import aliased

from db.filled import DueMeeting
from db.models import Meeting, MeetingReport
from db.repositories.base import Repository
from db.repositories.writes import Update
from domain.meetings import ALIVE, MeetingKind, MeetingState

MEETINGS = cast("Table", Meeting.__table__)
DUE = select(*(MEETINGS.c[one.name] for one in fields(DueMeeting)))
CHANGED = ("state", "check_at", "version")
SETTLE = Update(MEETINGS, CHANGED)


class Meetings(Repository):
    """Rows of ``meetings`` and ``meeting_reports``."""

    async def get(self, organisation_id: int, meeting_id: int) -> Meeting:
        """Give a meeting of this school."""
        return await self._of_school(Meeting, organisation_id, meeting_id)

    async def list_of_pair(self, organisation_id: int, pair_id: int) -> Sequence[Meeting]:
        """List a pair's meetings in the order of time."""
        return await self._all(
            select(Meeting)
            .where(Meeting.organisation_id == organisation_id)
            .where(Meeting.pair_id == pair_id)
            .order_by(Meeting.starts_at, Meeting.id)
        )

    async def list_of_pairs(
        self, organisation_id: int, pair_ids: Sequence[int]
    ) -> dict[int, list[Meeting]]:
        """Give the meetings of these pairs in the order of time."""
        query = select(Meeting).where(Meeting.organisation_id == organisation_id)
        query = query.where(Meeting.pair_id.in_(pair_ids))
        return self._grouped(
            await self._all(query.order_by(Meeting.starts_at, Meeting.id)),
            lambda row: row.pair_id,
        )

    async def find_alive(self, organisation_id: int, pair_id: int) -> Meeting | None:
        """Find the pair's meeting that is proposed or confirmed."""
        return await self._maybe(
            select(Meeting)
            .where(Meeting.organisation_id == organisation_id)
            .where(Meeting.pair_id == pair_id)
            .where(Meeting.state.in_(ALIVE))
            .order_by(Meeting.id.desc())
            .limit(1)
        )

    async def held_kinds(self, organisation_id: int, pair_id: int) -> list[MeetingKind]:
        """Give the kinds of meeting a pair has held."""
        query = select(Meeting.kind).where(Meeting.organisation_id == organisation_id)
        return list(
            await self._all(
                query.where(Meeting.pair_id == pair_id).where(Meeting.state == MeetingState.HELD)
            )
        )

    async def list_due(self, limit: int) -> list[DueMeeting]:
        """List meetings of every school whose check is due."""
        query = DUE.where(Meeting.check_at <= self.now)
        query = query.order_by(Meeting.check_at, Meeting.id).limit(limit)
        return [DueMeeting(*row) for row in await self._rows(query)]

    def settle(self, rows: Iterable[DueMeeting]) -> None:
        """Write, by the commit, what was changed of due meetings."""
        self.uow.writes.add(
            SETTLE,
            [{"key": row.id} | {f"new_{name}": getattr(row, name) for name in CHANGED}
             for row in rows],
        )  # fmt: skip

    async def list_in_state(
        self, organisation_id: int, state: MeetingState, *, since: datetime | None = None
    ) -> Sequence[Meeting]:
        """List a school's meetings in one state, by time."""
        query = select(Meeting).where(Meeting.organisation_id == organisation_id)
        query = query.where(Meeting.state == state)
        if since is not None:
            query = query.where(Meeting.starts_at >= since)
        return await self._all(query.order_by(Meeting.starts_at, Meeting.id))

    async def list_lapsed(self, organisation_id: int, since: datetime) -> Sequence[Meeting]:
        """List proposals nobody confirmed in time and after which nothing was proposed."""
        newer = aliased(Meeting)
        later = select(newer.id).where(newer.pair_id == Meeting.pair_id, newer.id > Meeting.id)
        return await self._all(
            select(Meeting)
            .where(Meeting.organisation_id == organisation_id)
            .where(Meeting.state == MeetingState.LAPSED)
            .where(Meeting.starts_at >= since)
            .where(~later.exists())
        )

    async def list_disputed(self, organisation_id: int) -> Sequence[Meeting]:
        """List meetings the two sides speak differently of."""
        query = select(Meeting).where(Meeting.organisation_id == organisation_id)
        return await self._all(query.where(Meeting.is_disputed).order_by(Meeting.id))

    async def list_month(self, organisation_id: int, since: datetime) -> Sequence[Meeting]:
        """List meetings that were agreed for a time from ``since`` until now."""
        states = (MeetingState.CONFIRMED, MeetingState.HELD, MeetingState.NOT_HELD)
        return await self._all(
            select(Meeting)
            .where(Meeting.organisation_id == organisation_id)
            .where(Meeting.state.in_(states))
            .where(Meeting.starts_at >= since)
            .where(Meeting.starts_at <= self.now)
            .order_by(Meeting.starts_at, Meeting.id)
        )

    async def reports(self, organisation_id: int, meeting_id: int) -> Sequence[MeetingReport]:
        """List what was said of a meeting."""
        return await self._all(
            select(MeetingReport)
            .where(MeetingReport.organisation_id == organisation_id)
            .where(MeetingReport.meeting_id == meeting_id)
        )

    async def find_report(self, meeting_id: int, person_id: int) -> MeetingReport | None:
        """Find what one person said of a meeting."""
        query = select(MeetingReport).where(MeetingReport.meeting_id == meeting_id)
        return await self._maybe(query.where(MeetingReport.person_id == person_id))

    async def count_held(self, organisation_id: int) -> dict[int, int]:
        """Give how many meetings each pair has held."""
        query = (
            select(Meeting.pair_id, func.count(Meeting.id))
            .where(Meeting.organisation_id == organisation_id)
            .where(Meeting.state == MeetingState.HELD)
            .group_by(Meeting.pair_id)
        )
        return {row[0]: row[1] for row in await self._rows(query)}
