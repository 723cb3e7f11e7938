"""Dependencies between activities: set by a curator, circles refused, shown where they matter."""

from dataclasses import dataclass

from db.models import Activity, ActivityDependency
from db.unit_of_work import UnitOfWork
from domain.dependencies import makes_circle
from domain.errors import NotFound, Rejected
from domain.people import Actor
from services.access import ensure_curator

MOST = 10  # what one activity may depend on


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyChoice:
    """An activity, everything it may depend on, and what it depends on already."""

    activity: Activity
    others: tuple[Activity, ...]
    chosen: frozenset[int]


async def choose(uow: UnitOfWork, actor: Actor, activity_id: int) -> DependencyChoice:
    """Show a curator what an activity of the roadmap in force may depend on."""
    place = ensure_curator(actor)
    activity = await uow.activities.get(place.organisation_id, activity_id)
    if not await uow.activities.is_current(activity):
        raise NotFound
    return await _choice(uow, activity)


async def _choice(uow: UnitOfWork, activity: Activity) -> DependencyChoice:
    school, roadmap = activity.organisation_id, activity.roadmap_id
    rows = await uow.activities.list_of_roadmap(school, roadmap)
    edges = await uow.activities.list_dependencies(school, roadmap)
    return DependencyChoice(
        activity=activity,
        others=tuple(row for row in rows if row.id != activity.id),
        chosen=frozenset(on for one, on in edges if one == activity.id),
    )


async def toggle(
    uow: UnitOfWork, actor: Actor, *, activity_id: int, on_id: int
) -> DependencyChoice:
    """Let an activity depend on another, or no longer; a circle is refused."""
    shown = await choose(uow, actor, activity_id)
    activity = shown.activity
    if on_id not in {row.id for row in shown.others}:
        raise NotFound
    if on_id in shown.chosen:
        await uow.activities.drop_dependency(activity.id, on_id)
        return await _choice(uow, activity)
    edges = await uow.activities.list_dependencies(activity.organisation_id, activity.roadmap_id)
    if makes_circle(edges, activity.id, on_id):
        raise Rejected("error-dependency-circle")
    if len(shown.chosen) >= MOST:
        raise Rejected("error-dependency-many", limit=MOST)
    uow.activities.add(ActivityDependency(activity_id=activity.id, depends_on_id=on_id))
    await uow.session.flush()
    return await _choice(uow, activity)
