"""A template of a roadmap → the draft of a school year, for a school that has no paper yet."""

from dataclasses import dataclass

from domain.calendar import Calendar
from domain.deadline_reading import read_deadline
from domain.measures import measure_of
from domain.responsibles import read_responsibles
from domain.roadmap_doubts import with_doubts
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """An activity, each cell in the words of a school's paper."""

    title: str
    deadline: str
    responsible: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateStage:
    """A stage; it and its activities are numbered by their places."""

    title: str
    goal: str
    rows: tuple[TemplateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapTemplate:
    """A file of ``content/roadmaps``; ``name`` and ``about`` are for whoever chooses."""

    code: str
    name: str
    about: str
    title: str
    stages: tuple[TemplateStage, ...]

    @property
    def count(self) -> int:
        """How many activities it has."""
        return sum(len(stage.rows) for stage in self.stages)


def draft_of_template(
    template: RoadmapTemplate, year: int, calendar: Calendar | None = None
) -> RoadmapDraft:
    """Give the draft of a school year: the same rules read it as read a school's paper."""
    stages = tuple(
        StageDraft(
            number=str(at),
            title=stage.title,
            goal=stage.goal,
            activities=tuple(
                _activity(row, f"{at}.{number}", year)
                for number, row in enumerate(stage.rows, start=1)
            ),
        )
        for at, stage in enumerate(template.stages, start=1)
    )
    title = template.title.format(year=year, next=year + 1)
    return RoadmapDraft(title=title, stages=with_doubts(stages, calendar))


def _activity(row: TemplateRow, number: str, year: int) -> ActivityDraft:
    deadline = read_deadline(row.deadline, year=year)
    return ActivityDraft(
        number=number,
        title=row.title,
        deadline=deadline,
        responsibles=read_responsibles(row.responsible),
        result=row.result,
        doubts=deadline.doubts,
        measure=measure_of(row.result, row.title),
    )
