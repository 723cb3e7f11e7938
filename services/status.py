"""The state of the programme: every figure has the list behind it."""

from dataclasses import dataclass
from datetime import timedelta

from db.unit_of_work import UnitOfWork
from domain.meetings import MeetingState
from domain.pairs import ALIVE, PairState
from domain.people import Actor
from services import pairs, roadmap
from services.access import ensure_reader
from services.roadmap import RoadmapView

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Figures of one school now."""

    organisation: str
    roadmap: RoadmapView | None
    due_this_week: int
    unbound: int
    people: int
    consents: int
    questionnaires: int
    pairs: int
    finished_pairs: int
    unpaired: int
    meetings_held: int
    meetings_agreed: int


async def view(uow: UnitOfWork, actor: Actor) -> Status:
    """Count the programme of the current school for its curators and administration."""
    place = ensure_reader(actor)
    school = place.organisation_id
    current = await roadmap.find(uow, actor)
    month = await uow.meetings.list_month(school, uow.now - MONTH)
    return Status(
        organisation=place.organisation_name,
        roadmap=current,
        due_this_week=len(due_this_week(current)) if current else 0,
        unbound=sum(not line.people for line in open_lines(current)) if current else 0,
        people=await uow.people.count(school),
        consents=await uow.people.count(school, only="active"),
        questionnaires=await uow.questionnaires.count_sent(school),
        pairs=await uow.pairs.count(school, states=ALIVE),
        finished_pairs=await uow.pairs.count(school, states=frozenset({PairState.FINISHED})),
        unpaired=len(await pairs.unpaired(uow, school)),
        meetings_held=sum(m.state is MeetingState.HELD for m in month),
        meetings_agreed=len(month),
    )


def open_lines(current: RoadmapView) -> tuple[roadmap.ActivityLine, ...]:
    """Give the activities that are not done."""
    return tuple(line for line in current.lines if line.activity.done_at is None)


def due_this_week(current: RoadmapView) -> tuple[roadmap.ActivityLine, ...]:
    """Give the open activities due within seven days from today."""
    until = current.today + timedelta(days=7)
    return tuple(
        line
        for line in open_lines(current)
        if line.activity.due_on and current.today <= line.activity.due_on <= until
    )
