"""The roadmap in force: its stages as they stand, and whom its responsibles mean."""

from dataclasses import dataclass
from datetime import date

from db.models import Activity, Person, Responsible, ResponsiblePerson, Roadmap, Stage
from db.unit_of_work import UnitOfWork
from domain.activities import ActivityState
from domain.calendar import local
from domain.errors import NotFound
from domain.people import ACTIVE_STATES, Actor, Place, Role
from services import invitations
from services.access import ensure_curator, ensure_place


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """An activity in a list, with the people who answer for it."""

    activity: Activity
    responsibles: tuple[str, ...]
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """A stage and how far it is: a stage is done only when its activities are."""

    stage: Stage
    lines: tuple[ActivityLine, ...]
    today: date

    @property
    def done(self) -> int:
        """Activities done."""
        return sum(line.activity.state is ActivityState.DONE for line in self.lines)

    @property
    def overdue(self) -> int:
        """Activities past their day."""
        return sum(is_overdue(line.activity, self.today) for line in self.lines)

    @property
    def is_done(self) -> bool:
        """Whether every activity is done."""
        return bool(self.lines) and self.done == len(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapView:
    """The roadmap in force."""

    roadmap: Roadmap
    stages: tuple[StageView, ...]
    today: date

    @property
    def lines(self) -> tuple[ActivityLine, ...]:
        """Every activity in the paper's order."""
        return tuple(line for stage in self.stages for line in stage.lines)

    @property
    def overdue(self) -> tuple[ActivityLine, ...]:
        """Activities past their day, the latest first."""
        late = [line for line in self.lines if is_overdue(line.activity, self.today)]
        return tuple(sorted(late, key=lambda line: line.activity.due_on or date.max))

    @property
    def current_stage(self) -> int:
        """The number, from 1, of the first stage that is not done."""
        undone = (i for i, stage in enumerate(self.stages, start=1) if not stage.is_done)
        return next(undone, len(self.stages))


def is_overdue(activity: Activity, today: date) -> bool:
    """Whether an open activity's day has passed; undated ones never are (domain.md §2)."""
    is_open = activity.state is ActivityState.OPEN
    return is_open and activity.due_on is not None and activity.due_on < today


async def find(uow: UnitOfWork, actor: Actor) -> RoadmapView | None:
    """Give the school's roadmap to anybody of the school; ``None`` when there is none yet."""
    place = ensure_place(actor)
    return await of_organisation(uow, place.organisation_id, place.time_zone)


async def of_organisation(uow: UnitOfWork, organisation_id: int, zone: str) -> RoadmapView | None:
    """Give the roadmap in force of a school."""
    roadmap = await uow.roadmap.find_current(organisation_id)
    if roadmap is None:
        return None
    today = local(uow.now, zone).date()
    lines = await _lines(uow, organisation_id, roadmap)
    stages = await uow.roadmap.list_stages(organisation_id, roadmap.id)
    return RoadmapView(
        roadmap=roadmap,
        today=today,
        stages=tuple(
            StageView(
                stage=stage,
                today=today,
                lines=tuple(line for line in lines if line.activity.stage_id == stage.id),
            )
            for stage in stages
        ),
    )


async def _lines(
    uow: UnitOfWork, organisation_id: int, roadmap: Roadmap
) -> tuple[ActivityLine, ...]:
    named = await uow.roadmap.responsibles_of(organisation_id, roadmap.id)
    bound = await uow.roadmap.bound_people(organisation_id)
    lines = []
    for activity in await uow.activities.list_of_roadmap(organisation_id, roadmap.id):
        responsibles = named.get(activity.id, ())
        people = {p.id: p for r in responsibles for p in bound.get(r.id, ())}
        lines.append(
            ActivityLine(
                activity=activity,
                responsibles=tuple(r.text for r in responsibles),
                people=tuple(people.values()),
            )
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibleView:
    """A responsible of the paper and whom it means; candidates are marked when bound."""

    id: int
    text: str
    people: tuple[Person, ...]
    candidates: tuple[Person, ...] = ()


async def list_responsibles(uow: UnitOfWork, actor: Actor) -> tuple[ResponsibleView, ...]:
    """List the responsibles of the roadmap in force, the unbound ones first."""
    place = ensure_curator(actor)
    roadmap = await uow.roadmap.find_current(place.organisation_id)
    if roadmap is None:
        return ()
    bound = await uow.roadmap.bound_people(place.organisation_id)
    views = [
        ResponsibleView(id=row.id, text=row.text, people=bound.get(row.id, ()))
        for row in await uow.roadmap.list_responsibles(place.organisation_id, roadmap.id)
    ]
    return tuple(sorted(views, key=lambda view: bool(view.people)))


async def view_responsible(uow: UnitOfWork, actor: Actor, responsible_id: int) -> ResponsibleView:
    """Show a responsible with everybody it may be bound to."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_responsible(place.organisation_id, responsible_id)
    return await _view_responsible(uow, place, row)


async def _view_responsible(uow: UnitOfWork, place: Place, row: Responsible) -> ResponsibleView:
    bound = await uow.roadmap.bound_people(place.organisation_id)
    everybody = await uow.people.list_page(place.organisation_id, only="active")
    return ResponsibleView(
        id=row.id,
        text=row.text,
        people=bound.get(row.id, ()),
        candidates=tuple(person for person in everybody if not person.is_minor),
    )


async def toggle_binding(
    uow: UnitOfWork, actor: Actor, *, responsible_id: int, person_id: int
) -> ResponsibleView:
    """Bind a person to a responsible, or take them off; whoever is bound gets the role."""
    place = ensure_curator(actor)
    row = await uow.roadmap.get_responsible(place.organisation_id, responsible_id)
    person = await uow.people.get(place.organisation_id, person_id)
    if person.state not in ACTIVE_STATES:
        raise NotFound
    if person_id in await uow.roadmap.bound_ids(responsible_id):
        await uow.roadmap.unbind(responsible_id, person_id)
    else:
        uow.roadmap.add(ResponsiblePerson(responsible_id=responsible_id, person_id=person_id))
        await invitations.add_role(uow, person, Role.RESPONSIBLE)
    await uow.session.flush()
    return await _view_responsible(uow, place, row)
