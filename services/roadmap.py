"""The roadmap in force: its stages as they stand, and whom its responsibles mean."""

from dataclasses import dataclass
from datetime import date, timedelta

from db.models import Activity, Evidence, Person, Roadmap, Stage
from db.unit_of_work import UnitOfWork
from domain.activities import ActivityState, EvidenceKind
from domain.calendar import local
from domain.errors import Forbidden
from domain.people import Actor, Role
from services.access import ensure_place


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """An activity in a list: who answers for it, what it depends on, how much is done so far."""

    activity: Activity
    responsibles: tuple[str, ...]
    people: tuple[Person, ...]
    after: tuple[Activity, ...] = ()
    part: int | None = None

    def late_before(self, today: date) -> tuple[Activity, ...]:
        """What this open activity depends on and is itself overdue."""
        if self.activity.state is not ActivityState.OPEN:
            return ()
        return tuple(one for one in self.after if is_overdue(one, today))


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
    def due_this_week(self) -> int:
        """Open activities due within seven days from today."""
        until = self.today + timedelta(days=7)
        return sum(
            line.activity.due_on is not None and self.today <= line.activity.due_on <= until
            for line in self.lines
        )

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
    def blocked(self) -> tuple[ActivityLine, ...]:
        """Open activities that depend on something overdue."""
        return tuple(line for line in self.lines if line.late_before(self.today))

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
    """Give the school's roadmap to those who work by it; ``None`` when there is none yet."""
    place = ensure_place(actor)
    if not place.roles & {Role.CURATOR, Role.ADMINISTRATION, Role.RESPONSIBLE}:
        raise Forbidden
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
    rows = {
        row.id: row for row in await uow.activities.list_of_roadmap(organisation_id, roadmap.id)
    }
    after: dict[int, list[Activity]] = {}
    for one, on in await uow.activities.list_dependencies(organisation_id, roadmap.id):
        if on in rows:
            after.setdefault(one, []).append(rows[on])
    shown = await uow.activities.newest_evidence(organisation_id, roadmap.id)
    lines = []
    for activity in rows.values():
        responsibles = named.get(activity.id, ())
        people = {p.id: p for r in responsibles for p in bound.get(r.id, ())}
        lines.append(
            ActivityLine(
                activity=activity,
                responsibles=tuple(r.text for r in responsibles),
                people=tuple(people.values()),
                after=tuple(after.get(activity.id, ())),
                part=_part(shown.get(activity.id)),
            )
        )
    return tuple(lines)


def _part(newest: Evidence | None) -> int | None:
    is_part = newest is not None and newest.kind is EvidenceKind.PART
    return int(newest.text) if newest is not None and is_part else None
