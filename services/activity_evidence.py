"""What shows that an activity is done, whole, for those who may see the activity."""

from dataclasses import dataclass

from db.models import Evidence
from db.unit_of_work import UnitOfWork
from domain.people import Actor
from services.access import ensure_place
from services.activities import view
from services.activity_views import ActivityView


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A mark, of how many files it is, and the name of who made it."""

    evidence: Evidence
    count: int
    added_by: str


async def history(
    uow: UnitOfWork, actor: Actor, activity_id: int
) -> tuple[ActivityView, tuple[Shown, ...]]:
    """Give an activity with every mark on it, the newest first."""
    shown = await view(uow, actor, activity_id)
    place = ensure_place(actor)
    ids = {one.added_by for one in shown.evidence}
    names = {one: (await uow.people.get(place.organisation_id, one)).name for one in ids}
    return shown, tuple(
        Shown(evidence=one, count=count, added_by=names[one.added_by])
        for one, count in reversed(shown.marks)
    )
