"""Moving a deadline: asked for by whoever answers, decided by a curator, the old one kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.models import Activity, DeadlineChange
from db.unit_of_work import UnitOfWork
from domain.activities import ActivityState, ChangeState, moved, next_due
from domain.calendar import local
from domain.deadlines import Deadline
from domain.errors import Rejected, Stale
from domain.people import Actor, Place
from services.access import ensure_curator, ensure_place, ensure_responsible, is_curator
from services.activities import view
from services.activity_views import ActivityView, ensure_current, view_of

MAX_REASON = 300
FAR = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A request for another date in the history: who, when, why, and what became of it."""

    change: DeadlineChange
    asked_by: str
    decided_by: str


async def history(uow: UnitOfWork, actor: Actor, activity_id: int) -> tuple[Move, ...]:
    """List every move of a deadline to those who may see the activity, the newest first."""
    shown = await view(uow, actor, activity_id)
    place = ensure_place(actor)
    ids = {change.asked_by for change in shown.changes}
    ids |= {change.decided_by for change in shown.changes if change.decided_by}
    names = {one: (await uow.people.get(place.organisation_id, one)).name for one in ids}
    return tuple(
        Move(
            change=change,
            asked_by=names[change.asked_by],
            decided_by=names.get(change.decided_by or 0, ""),
        )
        for change in reversed(shown.changes)
    )


def check_new_date(uow: UnitOfWork, zone: str, to: date, *, now: date | None) -> None:
    """Refuse a day that has passed, one years ahead, and the one that is the deadline ``now``."""
    today = local(uow.now, zone).date()
    if to == now:
        raise Rejected("error-date-same")
    if to < today:
        raise Rejected("error-date-past")
    if to - today > FAR:
        raise Rejected("error-time-far")


async def ask_or_move(
    uow: UnitOfWork, actor: Actor, *, activity_id: int, version: int, to: date, reason: str
) -> ActivityView:
    """Move a deadline as a curator, or ask the curators to move it; the old one is kept."""
    place = await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    await ensure_current(uow, activity, version)
    check_new_date(uow, place.time_zone, to, now=activity.due_on)
    if len(reason) > MAX_REASON:
        raise Rejected("error-line-long", limit=MAX_REASON)
    pending = await uow.activities.find_asked_change(place.organisation_id, activity_id)
    if pending is not None:
        pending.state, pending.decided_at = ChangeState.DECLINED, uow.now
        pending.decided_by = place.person_id
    change = await uow.activities.added(
        DeadlineChange(
            organisation_id=place.organisation_id,
            activity_id=activity_id,
            asked_by=place.person_id,
            old_deadline=activity.deadline,
            old_due_on=activity.due_on,
            new_due_on=to,
            reason=" ".join(reason.split()),
            state=ChangeState.ASKED,
            asked_at=uow.now,
        )
    )
    if is_curator(actor):
        _accept(uow, place, activity, change)
    await uow.session.flush()
    return await view_of(uow, actor, place, activity)


def _accept(uow: UnitOfWork, place: Place, activity: Activity, change: DeadlineChange) -> None:
    change.state, change.decided_at = ChangeState.ACCEPTED, uow.now
    change.decided_by = place.person_id
    deadline = moved(
        Deadline.from_json(activity.deadline), activity.windows_done, change.new_due_on
    )
    activity.deadline = deadline.to_json()
    activity.due_on = next_due(deadline, activity.windows_done)
    activity.version += 1


async def asked(uow: UnitOfWork, actor: Actor, *, change_id: int) -> ActivityView:
    """Show the activity a request for another date is about; a digest's button knows no more."""
    place = ensure_curator(actor)
    change = await uow.activities.get_change(place.organisation_id, change_id)
    activity = await uow.activities.get(place.organisation_id, change.activity_id)
    return await view_of(uow, actor, place, activity)


async def decide(
    uow: UnitOfWork, actor: Actor, *, change_id: int, is_accepted: bool
) -> ActivityView:
    """Accept or decline a request for another date."""
    place = ensure_curator(actor)
    change = await uow.activities.get_change(place.organisation_id, change_id)
    activity = await uow.activities.get(place.organisation_id, change.activity_id)
    is_open = activity.state is ActivityState.OPEN and await uow.activities.is_current(activity)
    if change.state is not ChangeState.ASKED or not is_open:
        raise Stale("error-activity-changed", subject="activity", subject_id=activity.id)
    if is_accepted:
        _accept(uow, place, activity, change)
    else:
        change.state, change.decided_at = ChangeState.DECLINED, uow.now
        change.decided_by = place.person_id
    await uow.session.flush()
    return await view_of(uow, actor, place, activity)
