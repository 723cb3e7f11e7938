"""A corrected paper of the same school year: only what the curator accepts is changed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from db.models import Activity, DeadlineChange, Roadmap, RoadmapImport, Stage
from db.unit_of_work import UnitOfWork
from domain.activities import ChangeState
from domain.errors import Rejected
from domain.people import Actor
from domain.roadmap_difference import Known, Plan, PlannedRow, changes, compared
from domain.roadmap_import import ImportState
from domain.roadmap_memory import to_remember
from domain.roadmap_plan import planned
from services import roadmap_papers as papers
from services import roadmap_writing
from services.roadmap_papers import ImportView
from services.roadmap_writing import Responsibles


async def choose(
    uow: UnitOfWork, actor: Actor, *, import_id: int, version: int, key: int
) -> ImportView:
    """Accept a difference for now, or not; nothing is changed before `apply`."""
    row = await papers.open_row(uow, actor, import_id, version, ImportState.PREVIEW)
    view = await papers.shown(uow, row)
    if key not in {one.key for one in view.changes or ()}:
        raise papers.gone(import_id)
    row.accepted = sorted(set(row.accepted) ^ {key})
    row.version += 1
    return await papers.shown(uow, row)


async def apply(
    uow: UnitOfWork, actor: Actor, *, import_id: int, version: int, keys: frozenset[int]
) -> Roadmap:
    """Make the accepted differences in the roadmap in force; everything else stays."""
    row = await papers.open_row(uow, actor, import_id, version, ImportState.PREVIEW)
    roadmap = await uow.roadmap.find_current(row.organisation_id)
    if roadmap is None or roadmap.year != row.year:
        raise papers.gone(import_id)
    return await write(uow, row, roadmap, keys)


async def write(
    uow: UnitOfWork, row: RoadmapImport, roadmap: Roadmap, keys: frozenset[int] | None
) -> Roadmap:
    """Write the accepted differences, or all of them, and close the paper."""
    work = papers.work_of(row)
    known, activities = await papers.known_of(uow, roadmap)
    both = compared(known, work.draft, work.dropped)
    there = {one.key for one in changes(both)}
    chosen = there if keys is None else there & keys
    if there and not chosen:
        raise Rejected("error-nothing-chosen")
    await uow.roadmap.outdate_imports(row.organisation_id, besides=row.id)
    await _Rewriting(uow, row, roadmap, known, activities).write(planned(both, chosen))
    roadmap.remembered = to_remember(work, row.prints, roadmap.remembered)
    papers.close(row, ImportState.ACCEPTED)
    return roadmap


class _Rewriting:
    """Changes a roadmap in force to a plan: what the plan keeps keeps its id and history."""

    def __init__(
        self,
        uow: UnitOfWork,
        paper: RoadmapImport,
        roadmap: Roadmap,
        known: Known,
        activities: tuple[Activity, ...],
    ) -> None:
        self.uow = uow
        self.paper = paper
        self.roadmap = roadmap
        self.known = known
        self.activities = activities

    async def write(self, plan: Plan) -> None:
        """Write stages and rows, then delete what the plan does not have."""
        named = await Responsibles.start(self.uow, self.roadmap)
        old = await self.uow.roadmap.list_stages(self.roadmap.organisation_id, self.roadmap.id)
        stages = [await self._stage(at, plan, list(old)) for at in range(len(plan.stages))]
        for position, planned_row in enumerate(plan.rows):
            stage = stages[planned_row.stage]
            if planned_row.known is None:
                await roadmap_writing.write_activity(
                    self.uow, stage, planned_row.row, position, named
                )
            else:
                await self._row(planned_row, planned_row.known, stage, position, named)
        kept = {row.known for row in plan.rows}
        await self._delete(one for at, one in enumerate(self.activities) if at not in kept)
        await self._delete(stage for stage in old if stage not in stages)
        await self.uow.roadmap.drop_idle_responsibles(self.roadmap.id)

    async def _stage(self, position: int, plan: Plan, old: list[Stage]) -> Stage:
        was, draft = plan.stages[position]
        if was is None:
            stage = Stage(organisation_id=self.roadmap.organisation_id, roadmap_id=self.roadmap.id)
        else:
            stage = old[was]
        stage.position, stage.number = position, draft.number
        stage.title, stage.goal = draft.title, draft.goal
        return stage if was is not None else await self.uow.roadmap.added(stage)

    async def _row(
        self, planned_row: PlannedRow, at: int, stage: Stage, position: int, named: Responsibles
    ) -> None:
        activity, old, new = self.activities[at], self.known.rows[at].row, planned_row.row
        activity.stage_id, activity.position = stage.id, position
        if new == old:
            return
        due_on, deadline = activity.due_on, activity.deadline
        roadmap_writing.fill(activity, new)
        activity.version += 1
        if new.deadline != old.deadline and activity.due_on and activity.due_on != due_on:
            self._note_move(activity, deadline, due_on)
        if new.responsibles != old.responsibles:
            await self.uow.roadmap.unname(activity.id)
            await named.name(activity, new)

    def _note_move(
        self, activity: Activity, deadline: dict[str, Any], due_on: date | None
    ) -> None:
        """The deadline before stays in the history, as when a curator moves it."""
        assert activity.due_on is not None
        self.uow.activities.add(
            DeadlineChange(
                organisation_id=activity.organisation_id,
                activity_id=activity.id,
                asked_by=self.paper.person_id,
                old_deadline=deadline,
                old_due_on=due_on,
                new_due_on=activity.due_on,
                state=ChangeState.ACCEPTED,
                asked_at=self.uow.now,
                decided_by=self.paper.person_id,
                decided_at=self.uow.now,
            )
        )

    async def _delete(self, rows: Iterable[Activity | Stage]) -> None:
        await self.uow.session.flush()
        for row in rows:
            await self.uow.session.delete(row)
        await self.uow.session.flush()
