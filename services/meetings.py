"""Meetings: proposed by either side, confirmed by the other."""

from datetime import datetime

from db.models import Meeting
from db.unit_of_work import UnitOfWork
from domain.calendar import evening_before
from domain.errors import Forbidden, Rejected, Stale
from domain.meetings import (
    ALIVE,
    MeetingKind,
    MeetingState,
    next_kinds,
)
from domain.notifications import MeetingAnswered, MeetingProposed
from domain.pairs import MEETING, PairState, Side
from domain.people import Actor, Place, short_name
from domain.when import ensure_future
from services.access import ensure_place, is_curator
from services.meeting_work import (
    MeetingView,
    Work,
    ensure_acts,
    ensure_ahead,
    ensure_current,
    load,
    may_confirm,
    view_of,
    work_of,
)


async def view(uow: UnitOfWork, actor: Actor, meeting_id: int) -> MeetingView:
    """Show a meeting to its people, the curators and the administration."""
    return await view_of(uow, actor, await load(uow, actor, meeting_id))


async def ensure_alive(
    uow: UnitOfWork, actor: Actor, *, meeting_id: int, version: int
) -> MeetingView:
    """Show a meeting to somebody who may move it now."""
    work = await load(uow, actor, meeting_id)
    ensure_current(work, version, ALIVE)
    ensure_acts(work, actor)
    ensure_ahead(uow, work)
    return await view_of(uow, actor, work)


async def propose(
    uow: UnitOfWork,
    actor: Actor,
    *,
    pair_id: int,
    starts_at: datetime,
    place_name: str = "",
    kind: MeetingKind | None = None,
) -> MeetingView:
    """Propose the pair's next meeting; the other side is told at once.

    A meeting that is proposed or confirmed already is moved by this: it waits for
    confirmation again (trap 50).
    """
    place = await _ensure_may_propose(uow, actor, pair_id)
    ensure_future(starts_at, uow.now)
    alive = await uow.meetings.find_alive(place.organisation_id, pair_id)
    if alive is not None:
        work = await work_of(uow, place, alive)
        ensure_ahead(uow, work)
        return await _change(uow, actor, work, starts_at, place_name)
    chosen = await _kind(uow, place.organisation_id, pair_id, kind)
    meeting = await uow.meetings.added(
        Meeting(
            organisation_id=place.organisation_id,
            pair_id=pair_id,
            kind=chosen,
            state=MeetingState.PROPOSED,
            starts_at=starts_at,
            place=place_name,
            proposed_by=place.person_id,
            check_at=_first_check(uow.now, starts_at, place.time_zone),
            created_at=uow.now,
        )
    )
    work = await work_of(uow, place, meeting)
    await _tell_proposal(uow, work, is_change=False)
    return await view_of(uow, actor, work)


async def _ensure_may_propose(uow: UnitOfWork, actor: Actor, pair_id: int) -> Place:
    place = ensure_place(actor)
    pair = await uow.pairs.get(place.organisation_id, pair_id)
    members = await uow.pairs.members(place.organisation_id, pair_id)
    if place.person_id not in {m.person_id for m in members} and not is_curator(actor):
        raise Forbidden
    if pair.state not in MEETING:
        raise Stale("error-pair-changed", subject="pair", subject_id=pair_id)
    return place


async def _kind(
    uow: UnitOfWork, organisation_id: int, pair_id: int, wished: MeetingKind | None
) -> MeetingKind:
    """Give the kind of a pair's next meeting; a wish that is not its turn is stale."""
    kinds = next_kinds(await uow.meetings.held_kinds(organisation_id, pair_id))
    if not kinds:
        raise Rejected("error-no-more-meetings")
    if wished is not None and wished not in kinds:
        raise Stale("error-pair-changed", subject="pair", subject_id=pair_id)
    return wished or kinds[0]


def _first_check(now: datetime, starts_at: datetime, zone: str) -> datetime:
    """Give when the scheduler must look: the evening before, else after the start."""
    evening = evening_before(starts_at, zone)
    return evening if evening > now else starts_at


async def change(
    uow: UnitOfWork,
    actor: Actor,
    *,
    meeting_id: int,
    version: int,
    starts_at: datetime,
    place_name: str = "",
) -> MeetingView:
    """Offer another time; it stays unconfirmed until the other side confirms it."""
    work = await load(uow, actor, meeting_id)
    ensure_current(work, version, ALIVE)
    ensure_ahead(uow, work)
    ensure_future(starts_at, uow.now)
    return await _change(uow, actor, work, starts_at, place_name)


async def _change(
    uow: UnitOfWork, actor: Actor, work: Work, starts_at: datetime, place_name: str
) -> MeetingView:
    ensure_acts(work, actor)
    meeting = work.meeting
    meeting.starts_at = starts_at
    meeting.place = place_name or meeting.place
    meeting.state = MeetingState.PROPOSED
    meeting.proposed_by = work.place.person_id
    meeting.check_at = _first_check(uow.now, starts_at, work.place.time_zone)
    meeting.version += 1
    await _tell_proposal(uow, work, is_change=True)
    return await view_of(uow, actor, work)


async def confirm(uow: UnitOfWork, actor: Actor, *, meeting_id: int, version: int) -> MeetingView:
    """Confirm a proposed time; a pair's first confirmed meeting sets it to work."""
    work = await load(uow, actor, meeting_id)
    ensure_current(work, version, {MeetingState.PROPOSED})
    if not may_confirm(work, actor):
        raise Forbidden("error-own-proposal")
    if work.meeting.starts_at <= uow.now:
        raise Stale("error-time-past", subject="meeting", subject_id=meeting_id)
    work.meeting.state = MeetingState.CONFIRMED
    work.meeting.from_paper_by = None if work.me else work.place.person_id
    work.meeting.version += 1
    if work.pair.state is PairState.AGREED:
        work.pair.state = PairState.WORKING
        work.pair.started_at = uow.now
        work.pair.version += 1
    await _tell_answer(uow, work, "confirmed")
    return await view_of(uow, actor, work)


async def decline(uow: UnitOfWork, actor: Actor, *, meeting_id: int, version: int) -> MeetingView:
    """Say that a meeting will not be: a proposal is declined, an agreed one cancelled."""
    work = await load(uow, actor, meeting_id)
    ensure_current(work, version, ALIVE)
    ensure_acts(work, actor)
    ensure_ahead(uow, work)
    is_proposal = work.meeting.state is MeetingState.PROPOSED
    answer = MeetingState.DECLINED if is_proposal else MeetingState.CANCELLED
    work.meeting.state = answer
    work.meeting.check_at = None
    work.meeting.version += 1
    await _tell_answer(uow, work, answer.value)
    return await view_of(uow, actor, work)


async def _tell_proposal(uow: UnitOfWork, work: Work, *, is_change: bool) -> None:
    meeting = work.meeting
    who = _proposer_name(work)
    recipients = [m.person_id for m in work.members if m.side is not work.proposer_side]
    for _, account in await uow.accounts.list_of_people(recipients):
        uow.outbox.notify(
            account,
            MeetingProposed(
                meeting_id=meeting.id,
                version=meeting.version,
                kind=meeting.kind.value,
                starts_at=meeting.starts_at.isoformat(),
                place=meeting.place,
                who=who,
                is_change=is_change,
                valid_until=meeting.starts_at.isoformat(),
            ),
            school=work.place.school,
            is_urgent=True,
        )


def _proposer_name(work: Work) -> str:
    names = [m.name for m in work.members if m.person_id == work.meeting.proposed_by]
    mentors = [m.name for m in work.members if m.side is Side.MENTOR]
    return short_name((names or mentors)[0])


async def _tell_answer(uow: UnitOfWork, work: Work, answer: str) -> None:
    """Tell those who wait for the answer: the side that did not act."""
    meeting = work.meeting
    my_side = work.me.side if work.me else _other_side(work.proposer_side)
    recipients = [m.person_id for m in work.members if m.side is not my_side]
    who = work.me.name if work.me else next(m.name for m in work.members if m.side is my_side)
    for _, account in await uow.accounts.list_of_people(recipients):
        uow.outbox.notify(
            account,
            MeetingAnswered(
                meeting_id=meeting.id,
                version=meeting.version,
                starts_at=meeting.starts_at.isoformat(),
                place=meeting.place,
                who=short_name(who),
                answer=answer,
                valid_until=meeting.starts_at.isoformat(),
            ),
            school=work.place.school,
            is_urgent=True,
        )


def _other_side(side: Side) -> Side:
    return Side.MENTEE if side is Side.MENTOR else Side.MENTOR
