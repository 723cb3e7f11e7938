"""The roadmap in force as a draft again: what export and the next year begin from."""

from db.models import Activity, Responsible, Roadmap
from db.unit_of_work import UnitOfWork
from domain.deadlines import Deadline
from domain.measures import measure_of
from domain.roadmap_draft import (
    ActivityDraft,
    ResponsibleDraft,
    ResponsibleKind,
    RoadmapDraft,
    StageDraft,
)


async def draft_of(uow: UnitOfWork, roadmap: Roadmap, organisation: str) -> RoadmapDraft:
    """Give a roadmap as the reader would: in the paper's words, without the people bound."""
    school = roadmap.organisation_id
    named = await uow.roadmap.responsibles_of(school, roadmap.id)
    rows: dict[int, list[ActivityDraft]] = {}
    for row in await uow.activities.list_of_roadmap(school, roadmap.id):
        rows.setdefault(row.stage_id, []).append(_activity(row, named.get(row.id, ())))
    stages = await uow.roadmap.list_stages(school, roadmap.id)
    return RoadmapDraft(
        title=roadmap.title,
        organisation=organisation,
        stages=tuple(
            StageDraft(
                number=stage.number,
                title=stage.title,
                goal=stage.goal,
                activities=tuple(rows.get(stage.id, ())),
            )
            for stage in stages
        ),
    )


def _activity(row: Activity, named: tuple[Responsible, ...]) -> ActivityDraft:
    return ActivityDraft(
        number=row.number,
        title=row.title,
        deadline=Deadline.from_json(row.deadline),
        responsibles=tuple(
            ResponsibleDraft(kind=ResponsibleKind(one.kind), text=one.text) for one in named
        ),
        result=row.result,
        measure=measure_of(row.result, row.title),
        origins=None if row.origins is None else tuple(row.origins),
        follows=(row.id,),
    )
