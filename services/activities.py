"""Activities: done with evidence, or another date is asked for and decided."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.models import Activity, DeadlineChange, Evidence, Person, Responsible
from db.unit_of_work import UnitOfWork
from domain.activities import (
    ActivityState,
    ChangeState,
    EvidenceGiven,
    EvidenceKind,
    is_last_window,
    moved,
    next_due,
    occurrences,
)
from domain.calendar import local
from domain.deadlines import Deadline
from domain.errors import Rejected, Stale
from domain.notifications import CuratorReminds
from domain.people import Actor, Place, Role
from services.access import ensure_curator, ensure_place, ensure_responsible, is_curator

UNDO = timedelta(minutes=10)
MAX_EVIDENCE = 500
MAX_REASON = 300
BY_HAND = "curator-reminds"
FAR = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """An activity on screen."""

    id: int
    version: int
    number: str
    title: str
    result: str
    words: str
    due_on: date | None
    state: ActivityState
    windows_done: int
    windows: int
    responsibles: tuple[str, ...]
    people: tuple[Person, ...]
    evidence: tuple[Evidence, ...]
    changes: tuple[DeadlineChange, ...]
    is_curator: bool
    is_mine: bool
    can_undo: bool

    @property
    def asked(self) -> DeadlineChange | None:
        """The request for another date that waits for a decision."""
        return next((c for c in self.changes if c.state is ChangeState.ASKED), None)


async def view(uow: UnitOfWork, actor: Actor, activity_id: int) -> ActivityView:
    """Show an activity to those who answer for it, the curators and the administration."""
    place = ensure_place(actor)
    if not place.roles & {Role.CURATOR, Role.ADMINISTRATION}:
        await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    return await _view(uow, actor, place, activity)


async def _view(uow: UnitOfWork, actor: Actor, place: Place, activity: Activity) -> ActivityView:
    organisation_id = place.organisation_id
    named = await uow.roadmap.responsibles_of(organisation_id, activity.roadmap_id)
    bound = await uow.roadmap.bound_people(organisation_id)
    responsibles: tuple[Responsible, ...] = named.get(activity.id, ())
    people = {p.id: p for r in responsibles for p in bound.get(r.id, ())}
    evidence = await uow.activities.list_evidence(organisation_id, activity.id)
    changes = await uow.activities.list_changes(organisation_id, activity.id)
    deadline = Deadline.from_json(activity.deadline)
    is_mine = place.person_id in people
    return ActivityView(
        id=activity.id,
        version=activity.version,
        number=activity.number,
        title=activity.title,
        result=activity.result,
        words=deadline.words,
        due_on=activity.due_on,
        state=activity.state,
        windows_done=activity.windows_done,
        windows=len(occurrences(deadline)),
        responsibles=tuple(r.text for r in responsibles),
        people=tuple(people.values()),
        evidence=tuple(evidence),
        changes=tuple(changes),
        is_curator=is_curator(actor),
        is_mine=is_mine,
        can_undo=_can_undo(uow, evidence[-1] if evidence else None, is_mine or is_curator(actor)),
    )


def _can_undo(uow: UnitOfWork, last: Evidence | None, is_allowed: bool) -> bool:
    return is_allowed and last is not None and uow.now - last.added_at <= UNDO


async def _ensure_current(uow: UnitOfWork, activity: Activity, version: int) -> None:
    is_same = activity.version == version and activity.state is ActivityState.OPEN
    if not is_same or not await uow.activities.is_current(activity):
        raise Stale("error-activity-changed", subject="activity", subject_id=activity.id)


async def ensure_open(
    uow: UnitOfWork, actor: Actor, *, activity_id: int, version: int
) -> ActivityView:
    """Show an activity to somebody who may act on it now."""
    place = await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    await _ensure_current(uow, activity, version)
    return await _view(uow, actor, place, activity)


async def mark_done(
    uow: UnitOfWork, actor: Actor, *, activity_id: int, version: int, evidence: EvidenceGiven
) -> ActivityView:
    """Mark the next window of an activity done with its evidence; the last one closes it."""
    place = await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    await _ensure_current(uow, activity, version)
    if len(evidence.text) > MAX_EVIDENCE:
        raise Rejected("error-line-long", limit=MAX_EVIDENCE)
    uow.activities.add(
        Evidence(
            organisation_id=place.organisation_id,
            activity_id=activity_id,
            window=activity.windows_done,
            kind=evidence.kind,
            text=evidence.text,
            file_id=evidence.file_id,
            added_by=place.person_id,
            added_at=uow.now,
        )
    )
    deadline = Deadline.from_json(activity.deadline)
    if is_last_window(deadline, activity.windows_done):
        activity.state, activity.done_at = ActivityState.DONE, uow.now
    activity.windows_done += 1
    activity.due_on = next_due(deadline, activity.windows_done)
    activity.version += 1
    await _close_request(uow, place, activity)
    await uow.session.flush()
    return await _view(uow, actor, place, activity)


async def _close_request(uow: UnitOfWork, place: Place, activity: Activity) -> None:
    asked = await uow.activities.find_asked_change(place.organisation_id, activity.id)
    if asked is not None:
        asked.state, asked.decided_at = ChangeState.DECLINED, uow.now
        asked.decided_by = place.person_id


async def undo_done(uow: UnitOfWork, actor: Actor, *, activity_id: int) -> ActivityView:
    """Take the last evidence back within ten minutes: the window is open again."""
    place = await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    evidence = await uow.activities.list_evidence(place.organisation_id, activity_id)
    if not evidence:
        raise Stale("error-activity-changed", subject="activity", subject_id=activity_id)
    if uow.now - evidence[-1].added_at > UNDO:
        raise Rejected("error-undo-late")
    await uow.session.delete(evidence[-1])
    activity.state, activity.done_at = ActivityState.OPEN, None
    activity.windows_done -= 1
    activity.due_on = next_due(Deadline.from_json(activity.deadline), activity.windows_done)
    activity.version += 1
    await uow.session.flush()
    return await _view(uow, actor, place, activity)


def check_new_date(uow: UnitOfWork, zone: str, to: date) -> None:
    """Refuse a day that has passed or one years ahead."""
    today = local(uow.now, zone).date()
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
    await _ensure_current(uow, activity, version)
    check_new_date(uow, place.time_zone, to)
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
    return await _view(uow, actor, place, activity)


def _accept(uow: UnitOfWork, place: Place, activity: Activity, change: DeadlineChange) -> None:
    change.state, change.decided_at = ChangeState.ACCEPTED, uow.now
    change.decided_by = place.person_id
    deadline = moved(
        Deadline.from_json(activity.deadline), activity.windows_done, change.new_due_on
    )
    activity.deadline = deadline.to_json()
    activity.due_on = next_due(deadline, activity.windows_done)
    activity.version += 1


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
    return await _view(uow, actor, place, activity)


async def remind(uow: UnitOfWork, actor: Actor, activity_id: int) -> tuple[int, int]:
    """Send the curator's own reminder now; give how many it goes to and how many it cannot."""
    place = ensure_curator(actor)
    shown = await view(uow, actor, activity_id)
    if shown.state is not ActivityState.OPEN:
        raise Stale("error-activity-changed", subject="activity", subject_id=activity_id)
    everybody = await uow.accounts.list_of_people([person.id for person in shown.people])
    reached = [(person_id, a) for person_id, a in everybody if a.unreachable_at is None]
    today = local(uow.now, place.time_zone).date()
    said = await uow.reminders.said([person_id for person_id, _ in reached])
    for person_id, account in reached:
        key = (BY_HAND, activity_id, person_id, today)
        if key in said:
            continue  # a second tap on the same day tells nobody twice
        uow.reminders.remember([(key, 0)])
        uow.outbox.notify(
            account,
            CuratorReminds(item=item_of(shown, "activity-reminded")),
            school=place.school,
            is_urgent=True,
        )
    return len(reached), len(shown.people) - len(reached)


def item_of(shown: ActivityView, code: str) -> dict[str, Any]:
    """Give an activity as an item of what is said unasked."""
    return {
        "code": code,
        "subject_id": shown.id,
        "version": shown.version,
        "anchor_on": (shown.due_on or date.min).isoformat(),
        "values": {"title": shown.title, "is_dated": shown.due_on is not None},
    }


async def mine(uow: UnitOfWork, actor: Actor) -> tuple[Activity, ...]:
    """List the open activities the actor answers for, the nearest first."""
    place = ensure_place(actor)
    return tuple(await uow.activities.list_of_person(place.organisation_id, place.person_id))


def confirmed() -> EvidenceGiven:
    """Evidence that is the person's word alone."""
    return EvidenceGiven(kind=EvidenceKind.CONFIRMED)
