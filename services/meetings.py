"""Meetings: proposed by either side, confirmed by the other, reported by both."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from db.models import Meeting, MeetingReport, Pair
from db.unit_of_work import UnitOfWork
from domain.calendar import evening_before
from domain.errors import Forbidden, Rejected, Stale
from domain.meetings import (
    ALIVE,
    MAX_LINE,
    UNDO,
    MeetingKind,
    MeetingState,
    Outcome,
    is_disputed,
    next_kinds,
)
from domain.notifications import MeetingAnswered, MeetingProposed
from domain.pairs import MEETING, Member, PairState, Side
from domain.people import Actor, Place, Role, short_name
from domain.when import ensure_future
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
class _Work:
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


async def _load(uow: UnitOfWork, actor: Actor, meeting_id: int) -> _Work:
    place = ensure_place(actor)
    meeting = await uow.meetings.get(place.organisation_id, meeting_id)
    return await _work(uow, place, meeting)


async def _work(uow: UnitOfWork, place: Place, meeting: Meeting) -> _Work:
    members = await uow.pairs.members(place.organisation_id, meeting.pair_id)
    me = next((m for m in members if m.person_id == place.person_id), None)
    if me is None and not place.roles & {Role.CURATOR, Role.ADMINISTRATION}:
        raise Forbidden
    pair = await uow.pairs.get(place.organisation_id, meeting.pair_id)
    return _Work(place=place, meeting=meeting, pair=pair, members=members, me=me)


def _ensure_current(work: _Work, version: int, states: Iterable[MeetingState]) -> None:
    if work.meeting.version != version or work.meeting.state not in set(states):
        raise Stale(GONE, subject="meeting", subject_id=work.meeting.id)


def _ensure_ahead(uow: UnitOfWork, work: _Work) -> None:
    """A meeting that has begun is reported, not moved or cancelled."""
    if work.meeting.starts_at <= uow.now:
        raise Stale("error-meeting-begun", subject="meeting", subject_id=work.meeting.id)


def _ensure_acts(work: _Work, actor: Actor) -> None:
    """Members act for themselves, a curator for those without the messenger."""
    if work.me is None and not is_curator(actor):
        raise Forbidden


async def view(uow: UnitOfWork, actor: Actor, meeting_id: int) -> MeetingView:
    """Show a meeting to its people, the curators and the administration."""
    return await _view(uow, actor, await _load(uow, actor, meeting_id))


async def _view(uow: UnitOfWork, actor: Actor, work: _Work) -> MeetingView:
    meeting, me = work.meeting, work.me
    report = await _own_report(uow, work)
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
        is_mine_to_confirm=_may_confirm(work, actor),
        my_side=side,
        my_outcome=report.outcome if report else None,
        my_line=report.line if report else "",
        is_curator=is_curator(actor),
        is_disputed=meeting.is_disputed,
        can_undo=report is not None
        and meeting.settled_by is None
        and uow.now - report.reported_at <= UNDO,
        is_over=meeting.starts_at <= uow.now,
        is_from_paper=meeting.from_paper_by is not None,
        paper_mentees=tuple(
            (m.person_id, short_name(m.name))
            for m in work.members
            if m.side is Side.MENTEE and m.account_id is None and m.person_id not in reported
        ),
    )


async def _own_report(uow: UnitOfWork, work: _Work) -> MeetingReport | None:
    """Give one's own report; a curator's own is the last one recorded from paper."""
    if work.me is not None:
        return await uow.meetings.find_report(work.meeting.id, work.place.person_id)
    rows = await uow.meetings.reports(work.place.organisation_id, work.meeting.id)
    mine = [row for row in rows if row.from_paper_by == work.place.person_id]
    return max(mine, key=lambda row: row.reported_at, default=None)


def _may_confirm(work: _Work, actor: Actor) -> bool:
    if work.meeting.state is not MeetingState.PROPOSED:
        return False
    if work.me is not None:
        return work.me.side is not work.proposer_side
    waiting = [m for m in work.members if m.side is not work.proposer_side]
    return is_curator(actor) and all(m.account_id is None for m in waiting)


async def ensure_alive(
    uow: UnitOfWork, actor: Actor, *, meeting_id: int, version: int
) -> MeetingView:
    """Show a meeting to somebody who may move it now."""
    work = await _load(uow, actor, meeting_id)
    _ensure_current(work, version, ALIVE)
    _ensure_acts(work, actor)
    _ensure_ahead(uow, work)
    return await _view(uow, actor, work)


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
    place = ensure_place(actor)
    pair = await uow.pairs.get(place.organisation_id, pair_id)
    members = await uow.pairs.members(place.organisation_id, pair_id)
    if place.person_id not in {m.person_id for m in members} and not is_curator(actor):
        raise Forbidden
    if pair.state not in MEETING:
        raise Stale("error-pair-changed", subject="pair", subject_id=pair_id)
    ensure_future(starts_at, uow.now)
    alive = await uow.meetings.find_alive(place.organisation_id, pair_id)
    if alive is not None:
        work = await _work(uow, place, alive)
        _ensure_ahead(uow, work)
        return await _change(uow, actor, work, starts_at, place_name)
    kinds = next_kinds(await uow.meetings.held_kinds(place.organisation_id, pair_id))
    if not kinds:
        raise Rejected("error-no-more-meetings")
    chosen = kind or kinds[0]
    if chosen not in kinds:
        raise Stale("error-pair-changed", subject="pair", subject_id=pair_id)
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
    work = await _work(uow, place, meeting)
    await _tell_proposal(uow, work, is_change=False)
    return await _view(uow, actor, work)


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
    work = await _load(uow, actor, meeting_id)
    _ensure_current(work, version, ALIVE)
    _ensure_ahead(uow, work)
    ensure_future(starts_at, uow.now)
    return await _change(uow, actor, work, starts_at, place_name)


async def _change(
    uow: UnitOfWork, actor: Actor, work: _Work, starts_at: datetime, place_name: str
) -> MeetingView:
    _ensure_acts(work, actor)
    meeting = work.meeting
    meeting.starts_at = starts_at
    meeting.place = place_name or meeting.place
    meeting.state = MeetingState.PROPOSED
    meeting.proposed_by = work.place.person_id
    meeting.check_at = _first_check(uow.now, starts_at, work.place.time_zone)
    meeting.version += 1
    await _tell_proposal(uow, work, is_change=True)
    return await _view(uow, actor, work)


async def confirm(uow: UnitOfWork, actor: Actor, *, meeting_id: int, version: int) -> MeetingView:
    """Confirm a proposed time; a pair's first confirmed meeting sets it to work."""
    work = await _load(uow, actor, meeting_id)
    _ensure_current(work, version, {MeetingState.PROPOSED})
    if not _may_confirm(work, actor):
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
    return await _view(uow, actor, work)


async def decline(uow: UnitOfWork, actor: Actor, *, meeting_id: int, version: int) -> MeetingView:
    """Say that a meeting will not be: a proposal is declined, an agreed one cancelled."""
    work = await _load(uow, actor, meeting_id)
    _ensure_current(work, version, ALIVE)
    _ensure_acts(work, actor)
    _ensure_ahead(uow, work)
    is_proposal = work.meeting.state is MeetingState.PROPOSED
    answer = MeetingState.DECLINED if is_proposal else MeetingState.CANCELLED
    work.meeting.state = answer
    work.meeting.check_at = None
    work.meeting.version += 1
    await _tell_answer(uow, work, answer.value)
    return await _view(uow, actor, work)


async def report(
    uow: UnitOfWork,
    actor: Actor,
    *,
    meeting_id: int,
    version: int,
    outcome: Outcome,
    person_id: int | None = None,
) -> MeetingView:
    """Say what became of a meeting; the mentor's word decides, the mentee's may dispute it."""
    work = await _load(uow, actor, meeting_id)
    _ensure_acts(work, actor)
    reporter = person_id or (work.me.person_id if work.me else _mentor(work))
    is_paper = reporter != work.place.person_id
    if (is_paper and not is_curator(actor)) or work.side_of(reporter) is None:
        raise Forbidden
    _ensure_reportable(uow, work, version)
    known = await uow.meetings.find_report(meeting_id, reporter)
    if known is not None:
        raise Stale("error-already-reported", subject="meeting", subject_id=meeting_id)
    uow.meetings.add(
        MeetingReport(
            organisation_id=work.place.organisation_id,
            meeting_id=meeting_id,
            person_id=reporter,
            outcome=outcome,
            from_paper_by=work.place.person_id if is_paper else None,
            reported_at=uow.now,
        )
    )
    await uow.session.flush()
    await _settle(uow, work)
    return await _view(uow, actor, work)


def _mentor(work: _Work) -> int:
    return next(m.person_id for m in work.members if m.side is Side.MENTOR)


def _ensure_reportable(uow: UnitOfWork, work: _Work, version: int) -> None:
    meeting = work.meeting
    over = (MeetingState.CONFIRMED, MeetingState.HELD, MeetingState.NOT_HELD)
    if meeting.version != version or meeting.state not in over:
        raise Stale(GONE, subject="meeting", subject_id=meeting.id)
    if meeting.starts_at > uow.now:
        raise Rejected("error-meeting-ahead")


async def _settle(uow: UnitOfWork, work: _Work) -> None:
    """Derive the meeting's state from the reports there are."""
    meeting = work.meeting
    sides: dict[Side, set[Outcome]] = {}
    for row in await uow.meetings.reports(work.place.organisation_id, meeting.id):
        side = work.side_of(row.person_id)
        if side is not None:
            sides.setdefault(side, set()).add(row.outcome)
    meeting.is_disputed = is_disputed(sides)
    said = sides.get(Side.MENTOR)
    if not said:
        meeting.state = MeetingState.CONFIRMED
        meeting.outcome_at = None
        return
    by_outcome = {
        Outcome.HELD: MeetingState.HELD,
        Outcome.NOT_HELD: MeetingState.NOT_HELD,
        Outcome.MOVED: MeetingState.MOVED,
    }
    meeting.state = by_outcome[next(iter(said))]
    meeting.outcome_at = uow.now


async def add_line(uow: UnitOfWork, actor: Actor, *, meeting_id: int, line: str) -> MeetingView:
    """Add the one optional line to one's own report (at most 500 characters)."""
    work = await _load(uow, actor, meeting_id)
    line = " ".join(line.split())
    if not line or len(line) > MAX_LINE:
        raise Rejected("error-line-long", limit=MAX_LINE)
    row = await uow.meetings.find_report(meeting_id, work.place.person_id)
    if row is None:
        raise Stale(GONE, subject="meeting", subject_id=meeting_id)
    row.line = line
    return await _view(uow, actor, work)


async def undo(uow: UnitOfWork, actor: Actor, *, meeting_id: int) -> MeetingView:
    """Take one's own report back within ten minutes."""
    work = await _load(uow, actor, meeting_id)
    row = await _own_report(uow, work)
    if row is None or work.meeting.settled_by is not None:
        raise Stale(GONE, subject="meeting", subject_id=meeting_id)
    if uow.now - row.reported_at > UNDO:
        raise Rejected("error-undo-late")
    alive = await uow.meetings.find_alive(work.place.organisation_id, work.pair.id)
    if alive is not None and alive.id != meeting_id:
        raise Rejected("error-undo-next-meeting")
    await uow.session.delete(row)
    await uow.session.flush()
    await _settle(uow, work)
    return await _view(uow, actor, work)


async def settle_dispute(
    uow: UnitOfWork, actor: Actor, *, meeting_id: int, is_held: bool
) -> MeetingView:
    """Let the curator say, without blame, what became of a meeting."""
    work = await _load(uow, actor, meeting_id)
    if not is_curator(actor):
        raise Forbidden
    if not work.meeting.is_disputed:
        raise Stale(GONE, subject="meeting", subject_id=meeting_id)
    work.meeting.state = MeetingState.HELD if is_held else MeetingState.NOT_HELD
    work.meeting.is_disputed = False
    work.meeting.settled_by = work.place.person_id
    work.meeting.version += 1
    return await _view(uow, actor, work)


async def _tell_proposal(uow: UnitOfWork, work: _Work, *, is_change: bool) -> None:
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


def _proposer_name(work: _Work) -> str:
    names = [m.name for m in work.members if m.person_id == work.meeting.proposed_by]
    mentors = [m.name for m in work.members if m.side is Side.MENTOR]
    return short_name((names or mentors)[0])


async def _tell_answer(uow: UnitOfWork, work: _Work, answer: str) -> None:
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
