"""An activity as its card shows it, and whether it may still be acted on."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.models import Activity, DeadlineChange, Evidence, Person, Responsible
from db.unit_of_work import UnitOfWork
from domain.activities import (
    ActivityState,
    ChangeState,
    EvidenceKind,
    is_last_window,
    occurrences,
)
from domain.deadlines import Deadline
from domain.errors import Stale
from domain.measures import Measure
from domain.measuring import asked_of
from domain.people import Actor, Place
from services.access import is_curator

UNDO = timedelta(minutes=10)


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
    measure: Measure | None = None
    deputies: tuple[Person, ...] = ()
    after: tuple[Activity, ...] = ()

    @property
    def marks(self) -> tuple[tuple[Evidence, int], ...]:
        """What was given; an album is its file that has words, and how many files it holds."""
        found: dict[str | int, list[Evidence]] = {}
        for one in self.evidence:
            found.setdefault(one.album or one.id, []).append(one)
        return tuple(
            (max(many, key=lambda one: bool(one.text)), len(many)) for many in found.values()
        )

    @property
    def part(self) -> int | None:
        """What is done so far of what the measure counts; ``None`` when nothing was noted."""
        last = self.evidence[-1] if self.evidence else None
        is_part = last is not None and last.kind is EvidenceKind.PART and self.measure is not None
        return int(last.text) if last is not None and is_part else None

    @property
    def asked(self) -> DeadlineChange | None:
        """The request for another date that waits for a decision."""
        return next((c for c in self.changes if c.state is ChangeState.ASKED), None)

    @property
    def out_of_turn(self) -> Activity | None:
        """The open one of those it depends on that is due last, when that is after its own day."""
        days = {one.due_on: one for one in self.after if one.state is ActivityState.OPEN}
        last = max((day for day in days if day is not None), default=date.min)
        return days[last] if self.due_on is not None and last > self.due_on else None


async def view_of(uow: UnitOfWork, actor: Actor, place: Place, activity: Activity) -> ActivityView:
    """Gather everything the card says; access was decided before."""
    organisation_id = place.organisation_id
    named = await uow.roadmap.responsibles_of(organisation_id, activity.roadmap_id)
    bound = await uow.roadmap.bound_people(organisation_id)
    responsibles: tuple[Responsible, ...] = named.get(activity.id, ())
    people = {p.id: p for r in responsibles for p in bound.get(r.id, ())}
    evidence = await uow.activities.list_evidence(organisation_id, activity.id)
    changes = await uow.activities.list_changes(organisation_id, activity.id)
    deadline = Deadline.from_json(activity.deadline)
    standing_in = await uow.roadmap.deputies(organisation_id)
    deputies = {p.id: p for r in responsibles for p in standing_in.get(r.id, ())}
    is_mine = place.person_id in people or place.person_id in deputies
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
        measure=asked_of(
            activity.result,
            activity.title,
            is_last=is_last_window(deadline, activity.windows_done),
        ),
        deputies=tuple(one for one in deputies.values() if one.id not in people),
        after=await _after(uow, activity),
        can_undo=_can_undo(uow, evidence[-1] if evidence else None, is_mine or is_curator(actor)),
    )


async def _after(uow: UnitOfWork, activity: Activity) -> tuple[Activity, ...]:
    school = activity.organisation_id
    edges = await uow.activities.list_dependencies(school, activity.roadmap_id)
    ids = [on for one, on in edges if one == activity.id]
    return tuple([await uow.activities.get(school, one) for one in ids])


def _can_undo(uow: UnitOfWork, last: Evidence | None, is_allowed: bool) -> bool:
    return is_allowed and last is not None and uow.now - last.added_at <= UNDO


async def ensure_current(uow: UnitOfWork, activity: Activity, version: int) -> None:
    """Refuse a button of another version, of a done activity, of a roadmap in the archive."""
    is_same = activity.version == version and activity.state is ActivityState.OPEN
    if not is_same or not await uow.activities.is_current(activity):
        raise Stale("error-activity-changed", subject="activity", subject_id=activity.id)
