"""The state of the programme: every figure has the list behind it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.unit_of_work import UnitOfWork
from domain.meetings import MeetingState
from domain.pairs import ALIVE, PairState
from domain.people import Actor, short_name
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
    blocked: int
    people: int
    consents: int
    questionnaires: int
    without_questionnaire: int
    pairs: int
    all_pairs: int
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
        unbound=len(unbound(current)) if current else 0,
        blocked=len(current.blocked) if current else 0,
        people=await uow.people.count(school),
        consents=await uow.people.count(school, only="active"),
        questionnaires=await uow.questionnaires.count_sent(school),
        without_questionnaire=await uow.people.count(school, only="no_questionnaire"),
        pairs=await uow.pairs.count(school, states=ALIVE),
        all_pairs=await uow.pairs.count(school),
        finished_pairs=await uow.pairs.count(school, states=frozenset({PairState.FINISHED})),
        unpaired=len(await pairs.unpaired(uow, school)),
        meetings_held=sum(m.state is MeetingState.HELD for m in month),
        meetings_agreed=len(month),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in the month's list."""

    starts_at: datetime
    state: MeetingState
    who: str
    pair_id: int


async def month(uow: UnitOfWork, actor: Actor) -> tuple[MeetingLine, ...]:
    """List the meetings agreed for the last thirty days, the latest first."""
    place = ensure_reader(actor)
    rows = await uow.meetings.list_month(place.organisation_id, uow.now - MONTH)
    members = await uow.pairs.members_of(
        place.organisation_id, list({row.pair_id for row in rows})
    )
    return tuple(
        MeetingLine(
            starts_at=row.starts_at,
            state=row.state,
            who=" — ".join(short_name(m.name) for m in members.get(row.pair_id, ())),
            pair_id=row.pair_id,
        )
        for row in reversed(rows)
    )


def open_lines(current: RoadmapView) -> tuple[roadmap.ActivityLine, ...]:
    """Give the activities that are not done."""
    return tuple(line for line in current.lines if line.activity.done_at is None)


def unbound(current: RoadmapView) -> tuple[roadmap.ActivityLine, ...]:
    """Give the open activities nobody in the programme answers for."""
    return tuple(line for line in open_lines(current) if not line.people)


def due_this_week(current: RoadmapView) -> tuple[roadmap.ActivityLine, ...]:
    """Give the open activities due within seven days from today."""
    until = current.today + timedelta(days=7)
    return tuple(
        line
        for line in open_lines(current)
        if line.activity.due_on and current.today <= line.activity.due_on <= until
    )
