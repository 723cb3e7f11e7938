"""What became of a meeting: both sides say, the curator settles what differs."""

from db.models import MeetingReport
from db.unit_of_work import UnitOfWork
from domain.errors import Forbidden, Rejected, Stale
from domain.meetings import (
    MAX_LINE,
    UNDO,
    MeetingState,
    Outcome,
    is_disputed,
)
from domain.pairs import Side
from domain.people import Actor
from services.access import is_curator
from services.meeting_work import (
    GONE,
    MeetingView,
    Work,
    ensure_acts,
    is_final,
    load,
    own_report,
    view_of,
)


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
    work = await load(uow, actor, meeting_id)
    ensure_acts(work, actor)
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
    return await view_of(uow, actor, work)


def _mentor(work: Work) -> int:
    return next(m.person_id for m in work.members if m.side is Side.MENTOR)


def _ensure_reportable(uow: UnitOfWork, work: Work, version: int) -> None:
    meeting = work.meeting
    over = (MeetingState.CONFIRMED, MeetingState.HELD, MeetingState.NOT_HELD)
    if meeting.version != version or meeting.state not in over:
        raise Stale(GONE, subject="meeting", subject_id=meeting.id)
    if meeting.starts_at > uow.now:
        raise Rejected("error-meeting-ahead")


async def _settle(uow: UnitOfWork, work: Work) -> None:
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
    work = await load(uow, actor, meeting_id)
    line = " ".join(line.split())
    if not line or len(line) > MAX_LINE:
        raise Rejected("error-line-long", limit=MAX_LINE)
    row = await uow.meetings.find_report(meeting_id, work.place.person_id)
    if row is None:
        raise Stale(GONE, subject="meeting", subject_id=meeting_id)
    row.line = line
    return await view_of(uow, actor, work)


async def undo(uow: UnitOfWork, actor: Actor, *, meeting_id: int) -> MeetingView:
    """Take one's own report back within ten minutes, while the pair has not finished."""
    work = await load(uow, actor, meeting_id)
    row = await own_report(uow, work)
    if row is None or is_final(work):
        raise Stale(GONE, subject="meeting", subject_id=meeting_id)
    if uow.now - row.reported_at > UNDO:
        raise Rejected("error-undo-late")
    alive = await uow.meetings.find_alive(work.place.organisation_id, work.pair.id)
    if alive is not None and alive.id != meeting_id:
        raise Rejected("error-undo-next-meeting")
    await uow.session.delete(row)
    await uow.session.flush()
    await _settle(uow, work)
    return await view_of(uow, actor, work)


async def settle_dispute(
    uow: UnitOfWork, actor: Actor, *, meeting_id: int, is_held: bool
) -> MeetingView:
    """Let the curator say, without blame, what became of a meeting."""
    work = await load(uow, actor, meeting_id)
    if not is_curator(actor):
        raise Forbidden
    if not work.meeting.is_disputed:
        raise Stale(GONE, subject="meeting", subject_id=meeting_id)
    work.meeting.state = MeetingState.HELD if is_held else MeetingState.NOT_HELD
    work.meeting.is_disputed = False
    work.meeting.settled_by = work.place.person_id
    work.meeting.version += 1
    return await view_of(uow, actor, work)
