"""A draft becomes a roadmap: its stages, rows and responsibles."""

from collections.abc import Mapping

from db.models import (
    Activity,
    ActivityDependency,
    ActivityResponsible,
    Responsible,
    ResponsiblePerson,
    Roadmap,
    Stage,
)
from db.unit_of_work import UnitOfWork
from domain.activities import ActivityState, next_due
from domain.dependencies import makes_circle
from domain.people import Role
from domain.roadmap_draft import ActivityDraft, ResponsibleDraft, RoadmapDraft
from services import invitations, responsibles


async def write_stages(
    uow: UnitOfWork, roadmap: Roadmap, draft: RoadmapDraft, dropped: frozenset[int]
) -> dict[int, int]:
    """Write the stages and the kept rows of a draft.

    Give the new activity that follows each activity of the year before, by their ids.
    """
    following: dict[int, int] = {}
    named = await Responsibles.start(uow, roadmap)
    index = 0
    for position, stage in enumerate(draft.stages):
        row = await uow.roadmap.added(
            Stage(
                organisation_id=roadmap.organisation_id,
                roadmap_id=roadmap.id,
                position=position,
                number=stage.number,
                title=stage.title,
                goal=stage.goal,
            )
        )
        for activity in stage.activities:
            if index not in dropped:
                made = await write_activity(uow, row, activity, index, named)
                following |= dict.fromkeys(activity.follows, made.id)
            index += 1
    return following


async def carry_dependencies(uow: UnitOfWork, old: Roadmap, following: Mapping[int, int]) -> None:
    """Let new activities depend on each other as those they follow did."""
    edges: set[tuple[int, int]] = set()
    for one, on in await uow.activities.list_dependencies(old.organisation_id, old.id):
        if one in following and on in following:
            edge = following[one], following[on]
            if edge not in edges and not makes_circle(edges, *edge):
                edges.add(edge)
                uow.activities.add(ActivityDependency(activity_id=edge[0], depends_on_id=edge[1]))


async def write_activity(
    uow: UnitOfWork, stage: Stage, draft: ActivityDraft, position: int, named: "Responsibles"
) -> Activity:
    """Write a new row of a stage with those who answer for it."""
    activity = Activity(
        organisation_id=stage.organisation_id,
        roadmap_id=stage.roadmap_id,
        stage_id=stage.id,
        position=position,
        windows_done=0,
        state=ActivityState.OPEN,
    )
    fill(activity, draft)
    await named.name(await uow.activities.added(activity), draft)
    return activity


def fill(activity: Activity, draft: ActivityDraft) -> None:
    """Let an activity say what a row of a paper says; what is done stays done."""
    activity.number, activity.title, activity.result = draft.number, draft.title, draft.result
    activity.deadline = draft.deadline.to_json()
    activity.origins = None if draft.origins is None else list(draft.origins)
    is_open = activity.state is ActivityState.OPEN
    activity.due_on = next_due(draft.deadline, activity.windows_done) if is_open else None


class Responsibles:
    """The responsibles of a roadmap: each text once, a new one bound as they were before."""

    def __init__(self, uow: UnitOfWork, roadmap: Roadmap) -> None:
        self.uow = uow
        self.roadmap = roadmap
        self.ids: dict[str, int] = {}
        self.bound: dict[str, set[int]] = {}
        self.deputies: dict[str, set[int]] = {}

    @classmethod
    async def start(cls, uow: UnitOfWork, roadmap: Roadmap) -> "Responsibles":
        """Remember whom the school's earlier roadmaps meant by the same words."""
        found = cls(uow, roadmap)
        found.bound = await responsibles.meant_by(uow, roadmap.organisation_id)
        found.deputies = await uow.roadmap.bound_texts(roadmap.organisation_id, is_deputy=True)
        for row in await uow.roadmap.list_responsibles(roadmap.organisation_id, roadmap.id):
            found.ids[row.text.casefold()] = row.id
        return found

    async def name(self, activity: Activity, draft: ActivityDraft) -> None:
        """Let those whom a row names answer for an activity that names nobody yet."""
        ids = [await self.id_of(one) for one in draft.responsibles]
        for responsible_id in dict.fromkeys(ids):
            self.uow.roadmap.add(
                ActivityResponsible(activity_id=activity.id, responsible_id=responsible_id)
            )

    async def id_of(self, draft: ResponsibleDraft) -> int:
        """Give the row of a responsible, made now when it is new."""
        key = draft.text.casefold()
        if key not in self.ids:
            row = await self.uow.roadmap.added(
                Responsible(
                    organisation_id=self.roadmap.organisation_id,
                    roadmap_id=self.roadmap.id,
                    kind=draft.kind.value,
                    text=draft.text,
                )
            )
            self.ids[key] = row.id
            meant = responsibles.people_meant(self.bound, draft.text)
            for person_id in meant:
                await self._bind(row, person_id, is_deputy=False)
            for person_id in self.deputies.get(key, set()) - meant:
                await self._bind(row, person_id, is_deputy=True)
        return self.ids[key]

    async def _bind(self, row: Responsible, person_id: int, *, is_deputy: bool) -> None:
        self.uow.roadmap.add(
            ResponsiblePerson(responsible_id=row.id, person_id=person_id, is_deputy=is_deputy)
        )
        person = await self.uow.people.get(row.organisation_id, person_id)
        await invitations.add_role(self.uow, person, Role.RESPONSIBLE)
