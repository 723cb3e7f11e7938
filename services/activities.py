"""Activities: done with the evidence their result asks for, undone in time, reminded of."""

from datetime import date
from typing import Any

from db.models import Activity, Evidence
from db.unit_of_work import UnitOfWork
from domain.activities import (
    MAX_EVIDENCE,
    ActivityState,
    ChangeState,
    EvidenceGiven,
    EvidenceKind,
    is_last_window,
    next_due,
)
from domain.calendar import local
from domain.deadlines import Deadline
from domain.errors import Rejected, Stale
from domain.measuring import asked_of, fitted, part_of, shortfall
from domain.notifications import CuratorReminds
from domain.people import Actor, Place, Role
from services.access import ensure_curator, ensure_place, ensure_responsible
from services.activity_views import UNDO, ActivityView, ensure_current, view_of

BY_HAND = "curator-reminds"
MISSING = {
    "number": "error-measure-number",
    "document": "error-measure-document",
}


async def view(uow: UnitOfWork, actor: Actor, activity_id: int) -> ActivityView:
    """Show an activity to those who answer for it, the curators and the administration."""
    place = ensure_place(actor)
    if not place.roles & {Role.CURATOR, Role.ADMINISTRATION}:
        await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    return await view_of(uow, actor, place, activity)


async def ensure_open(
    uow: UnitOfWork, actor: Actor, *, activity_id: int, version: int
) -> ActivityView:
    """Show an activity to somebody who may act on it now."""
    place = await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    await ensure_current(uow, activity, version)
    return await view_of(uow, actor, place, activity)


async def mark_done(
    uow: UnitOfWork, actor: Actor, *, activity_id: int, version: int, evidence: EvidenceGiven
) -> ActivityView:
    """Mark the next window of an activity done with its evidence; the last one closes it.

    Where the paper's result counts something or names a document, the evidence must show it.
    A smaller number is kept as what is done so far, and the activity stays open.
    """
    place = await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    await ensure_current(uow, activity, version)
    measure = asked_of(activity.result, activity.title, is_last=_is_last(activity))
    evidence = fitted(measure, evidence)
    part = part_of(measure, evidence)
    if part is not None:
        return await _note(uow, actor, place, activity, part)
    missing = shortfall(measure, evidence)
    if missing is not None:
        raise Rejected(MISSING[missing.kind], **missing.args)
    return await _record(uow, actor, place, activity, evidence)


async def close_anyway(
    uow: UnitOfWork, actor: Actor, *, activity_id: int, version: int, reason: str
) -> ActivityView:
    """Close what the result's measure does not allow to: a curator's decision, with a reason."""
    place = ensure_curator(actor)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    await ensure_current(uow, activity, version)
    reason = " ".join(reason.split())
    if not reason:
        raise Rejected("error-reason-empty")
    waived = EvidenceGiven(kind=EvidenceKind.WAIVED, text=reason)
    return await _record(uow, actor, place, activity, waived)


def _is_last(activity: Activity) -> bool:
    return is_last_window(Deadline.from_json(activity.deadline), activity.windows_done)


async def _note(
    uow: UnitOfWork, actor: Actor, place: Place, activity: Activity, part: EvidenceGiven
) -> ActivityView:
    """Keep how much is done so far; the newest number counts, those before are history."""
    _keep(uow, place, activity, part, activity.windows_done)
    activity.version += 1
    await uow.session.flush()
    return await view_of(uow, actor, place, activity)


async def follow(uow: UnitOfWork, actor: Actor, evidence: EvidenceGiven) -> ActivityView | None:
    """Keep a file of an album whose first one has marked a window; ``None``: there is none."""
    place = ensure_place(actor)
    first = evidence.album and await uow.activities.find_album(
        place.organisation_id, place.person_id, evidence.album
    )
    if not first or uow.now - first.added_at > UNDO:
        return None
    await ensure_responsible(uow, actor, first.activity_id)
    activity = await uow.activities.get(place.organisation_id, first.activity_id)
    if activity.windows_done != first.window + 1:
        return None  # the next window was marked meanwhile: what is taken back is that one
    _keep(uow, place, activity, evidence, first.window)
    await uow.session.flush()
    return await view_of(uow, actor, place, activity)


def _keep(
    uow: UnitOfWork, place: Place, activity: Activity, evidence: EvidenceGiven, window: int
) -> None:
    if len(evidence.text) > MAX_EVIDENCE:
        raise Rejected("error-line-long", limit=MAX_EVIDENCE)
    uow.activities.add(
        Evidence(
            organisation_id=place.organisation_id,
            activity_id=activity.id,
            window=window,
            kind=evidence.kind,
            text=evidence.text,
            file_id=evidence.file_id,
            album=evidence.album,
            added_by=place.person_id,
            added_at=uow.now,
        )
    )


async def _record(
    uow: UnitOfWork, actor: Actor, place: Place, activity: Activity, evidence: EvidenceGiven
) -> ActivityView:
    _keep(uow, place, activity, evidence, activity.windows_done)
    if _is_last(activity):
        activity.state, activity.done_at = ActivityState.DONE, uow.now
    activity.windows_done += 1
    activity.due_on = next_due(Deadline.from_json(activity.deadline), activity.windows_done)
    activity.version += 1
    await _close_request(uow, place, activity)
    await uow.session.flush()
    return await view_of(uow, actor, place, activity)


async def _close_request(uow: UnitOfWork, place: Place, activity: Activity) -> None:
    asked = await uow.activities.find_asked_change(place.organisation_id, activity.id)
    if asked is not None:
        asked.state, asked.decided_at = ChangeState.DECLINED, uow.now
        asked.decided_by = place.person_id


async def undo_done(uow: UnitOfWork, actor: Actor, *, activity_id: int) -> ActivityView:
    """Take the last evidence (an album whole) back within ten minutes: its window is open."""
    place = await ensure_responsible(uow, actor, activity_id)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    evidence = await uow.activities.list_evidence(place.organisation_id, activity_id)
    if not evidence:
        raise Stale("error-activity-changed", subject="activity", subject_id=activity_id)
    if uow.now - evidence[-1].added_at > UNDO:
        raise Rejected("error-undo-late")
    last = evidence[-1]
    for one in evidence:
        if one is last or (last.album and one.album == last.album):
            await uow.session.delete(one)
    activity.state, activity.done_at = ActivityState.OPEN, None
    activity.windows_done = last.window
    activity.due_on = next_due(Deadline.from_json(activity.deadline), activity.windows_done)
    activity.version += 1
    await uow.session.flush()
    return await view_of(uow, actor, place, activity)


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
        await uow.reminders.remember([(key, 0)])
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
