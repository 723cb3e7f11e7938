"""A draft becomes a roadmap: rows, responsibles, and what the old one had."""

from db.models import (
    Activity,
    ActivityResponsible,
    Responsible,
    ResponsiblePerson,
    Roadmap,
    Stage,
)
from db.unit_of_work import UnitOfWork
from domain.activities import MOVED, ActivityState, next_due
from domain.deadlines import Deadline
from domain.people import Role
from domain.roadmap_draft import ActivityDraft, ResponsibleDraft, RoadmapDraft
from services import invitations, responsibles


async def carry_over(uow: UnitOfWork, old: Roadmap, new: Roadmap) -> None:
    """Keep what was done and moved: activities of the same year and title keep their marks."""
    school = new.organisation_id
    fresh = {
        (row.number, row.title.casefold()): row
        for row in await uow.activities.list_of_roadmap(school, new.id)
    }
    for row in await uow.activities.list_of_roadmap(school, old.id):
        twin = fresh.get((row.number, row.title.casefold()))
        if twin is None:
            continue
        await uow.activities.hand_over(row.id, twin.id)
        if row.deadline["reason"] == MOVED:
            twin.deadline = row.deadline
        twin.state, twin.done_at, twin.windows_done = row.state, row.done_at, row.windows_done
        deadline = Deadline.from_json(twin.deadline)
        twin.due_on = next_due(deadline, twin.windows_done)


async def write_stages(
    uow: UnitOfWork, roadmap: Roadmap, draft: RoadmapDraft, dropped: frozenset[int]
) -> None:
    """Write the stages and the kept rows of a draft."""
    named = await _Responsibles.start(uow, roadmap)
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
                await _write_activity(uow, row, activity, index, named)
            index += 1


async def _write_activity(
    uow: UnitOfWork, stage: Stage, draft: ActivityDraft, index: int, named: "_Responsibles"
) -> None:
    activity = await uow.activities.added(
        Activity(
            organisation_id=stage.organisation_id,
            roadmap_id=stage.roadmap_id,
            stage_id=stage.id,
            position=index,
            number=draft.number,
            title=draft.title,
            result=draft.result,
            deadline=draft.deadline.to_json(),
            due_on=next_due(draft.deadline, 0),
            state=ActivityState.OPEN,
        )
    )
    for responsible_id in [await named.id_of(one) for one in draft.responsibles]:
        key = (activity.id, responsible_id)
        if key not in named.written:
            named.written.add(key)
            uow.roadmap.add(
                ActivityResponsible(activity_id=activity.id, responsible_id=responsible_id)
            )


class _Responsibles:
    """The responsibles of a new roadmap: each text once, bound as the last roadmap had it."""

    def __init__(self, uow: UnitOfWork, roadmap: Roadmap) -> None:
        self.uow = uow
        self.roadmap = roadmap
        self.ids: dict[str, int] = {}
        self.written: set[tuple[int, int]] = set()
        self.bound: dict[str, set[int]] = {}

    @classmethod
    async def start(cls, uow: UnitOfWork, roadmap: Roadmap) -> "_Responsibles":
        """Remember whom the school's earlier roadmaps meant by the same words."""
        found = cls(uow, roadmap)
        for people in await uow.people.list_page(roadmap.organisation_id, only="active"):
            found.bound.setdefault(responsibles.surname_key(people.name), set()).add(people.id)
        found.bound |= await uow.roadmap.bound_texts(roadmap.organisation_id)
        return found

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
            for person_id in self.bound.get(key) or self._by_initials(draft.text):
                self.uow.roadmap.add(ResponsiblePerson(responsible_id=row.id, person_id=person_id))
                person = await self.uow.people.get(row.organisation_id, person_id)
                await invitations.add_role(self.uow, person, Role.RESPONSIBLE)
        return self.ids[key]

    def _by_initials(self, text: str) -> set[int]:
        found = self.bound.get(responsibles.initials_key(text), set())
        return found if len(found) == 1 else set()
