"""A meeting with its people: what every use case of meetings starts from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.models import Meeting, MeetingReport, Pair
from db.unit_of_work import UnitOfWork
from domain.errors import Forbidden, Stale
from domain.meetings import (
    UNDO,
    MeetingKind,
    MeetingState,
    Outcome,
)
from domain.pairs import Member, PairState, Side
from domain.people import Actor, Place, Role, short_name
from services.access import ensure_place, is_curator

GONE = "error-meeting-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting as one actor sees it."""

    id: int
    version: int
    pair_id: int
    kind: MeetingKind
    state: MeetingState
    starts_at: datetime
    place: str
    others: tuple[str, ...]
    is_mine_to_confirm: bool
    my_side: Side | None
    my_outcome: Outcome | None
    my_line: str
    is_curator: bool
    is_disputed: bool
    can_undo: bool
    is_over: bool
    is_from_paper: bool
    paper_mentees: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A meeting with its people and the actor's place among them."""

    place: Place
    meeting: Meeting
    pair: Pair
    members: tuple[Member, ...]
    me: Member | None

    def side_of(self, person_id: int) -> Side | None:
        """Give which side a person is on."""
        return next((m.side for m in self.members if m.person_id == person_id), None)

    @property
    def proposer_side(self) -> Side:
        """The side that proposed; a curator proposes for the mentor."""
        return self.side_of(self.meeting.proposed_by) or Side.MENTOR


async def load(uow: UnitOfWork, actor: Actor, meeting_id: int) -> Work:
    """Give a meeting of the actor's school with its people; refuse who has no part in it."""
    place = ensure_place(actor)
    meeting = await uow.meetings.get(place.organisation_id, meeting_id)
    return await work_of(uow, place, meeting)


async def work_of(uow: UnitOfWork, place: Place, meeting: Meeting) -> Work:
    """Give a meeting with its people and the place the actor acts from."""
    members = await uow.pairs.members(place.organisation_id, meeting.pair_id)
    me = next((m for m in members if m.person_id == place.person_id), None)
    if me is None and not place.roles & {Role.CURATOR, Role.ADMINISTRATION}:
        raise Forbidden
    pair = await uow.pairs.get(place.organisation_id, meeting.pair_id)
    return Work(place=place, meeting=meeting, pair=pair, members=members, me=me)


def ensure_current(work: Work, version: int, states: Iterable[MeetingState]) -> None:
    """Refuse a button of another version or state: the meeting has changed."""
    if work.meeting.version != version or work.meeting.state not in set(states):
        raise Stale(GONE, subject="meeting", subject_id=work.meeting.id)


def ensure_ahead(uow: UnitOfWork, work: Work) -> None:
    """A meeting that has begun is reported, not moved or cancelled."""
    if work.meeting.starts_at <= uow.now:
        raise Stale("error-meeting-begun", subject="meeting", subject_id=work.meeting.id)


def ensure_acts(work: Work, actor: Actor) -> None:
    """Members act for themselves, a curator for those without the messenger."""
    if work.me is None and not is_curator(actor):
        raise Forbidden


async def view_of(uow: UnitOfWork, actor: Actor, work: Work) -> MeetingView:
    """Give a meeting as the actor sees it now."""
    meeting, me = work.meeting, work.me
    report = await own_report(uow, work)
    reports = await uow.meetings.reports(work.place.organisation_id, meeting.id)
    reported = {row.person_id for row in reports}
    side = me.side if me else None
    others = [short_name(m.name) for m in work.members if m.side is not side]
    return MeetingView(
        id=meeting.id,
        version=meeting.version,
        pair_id=meeting.pair_id,
        kind=meeting.kind,
        state=meeting.state,
        starts_at=meeting.starts_at,
        place=meeting.place,
        others=tuple(others),
        is_mine_to_confirm=may_confirm(work, actor),
        my_side=side,
        my_outcome=report.outcome if report else None,
        my_line=report.line if report else "",
        is_curator=is_curator(actor),
        is_disputed=meeting.is_disputed,
        can_undo=report is not None
        and not is_final(work)
        and uow.now - report.reported_at <= UNDO,
        is_over=meeting.starts_at <= uow.now,
        is_from_paper=meeting.from_paper_by is not None,
        paper_mentees=tuple(
            (m.person_id, short_name(m.name))
            for m in work.members
            if m.side is Side.MENTEE and m.account_id is None and m.person_id not in reported
        ),
    )


def is_final(work: Work) -> bool:
    """Whether what was said stays: a curator has settled it, or the pair has finished on it."""
    return work.meeting.settled_by is not None or work.pair.state is PairState.FINISHED


async def own_report(uow: UnitOfWork, work: Work) -> MeetingReport | None:
    """Give one's own report; a curator's own is the last one recorded from paper."""
    if work.me is not None:
        return await uow.meetings.find_report(work.meeting.id, work.place.person_id)
    rows = await uow.meetings.reports(work.place.organisation_id, work.meeting.id)
    mine = [row for row in rows if row.from_paper_by == work.place.person_id]
    return max(mine, key=lambda row: row.reported_at, default=None)


def may_confirm(work: Work, actor: Actor) -> bool:
    """Whether the actor may confirm the proposed time: the other side, or a curator on paper."""
    if work.meeting.state is not MeetingState.PROPOSED:
        return False
    if work.me is not None:
        return work.me.side is not work.proposer_side
    waiting = [m for m in work.members if m.side is not work.proposer_side]
    return is_curator(actor) and all(m.account_id is None for m in waiting)
