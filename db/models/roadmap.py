"""The roadmap: stages, activities, responsibles, evidence and moved deadlines."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, BigId, Key, Word, key_of
from domain.activities import ActivityState, ChangeState, EvidenceKind
from domain.roadmap_import import ImportState


class RoadmapImport(Base):
    """A paper on its way to a roadmap: what was sent, what was understood and put right.

    ``steps`` are the states before each edit, ``accepted`` the keys of accepted differences;
    ``prints`` say what was asked beside its rows (`domain.roadmap_memory`).
    ``held_…`` is another paper that was sent while this one is read or shown.
    """

    __tablename__ = "roadmap_imports"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    person_id: Mapped[int] = key_of("people")
    state: Mapped[ImportState] = mapped_column(Word(ImportState))
    year: Mapped[int | None]
    file_id: Mapped[str | None]
    file_name: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    prints: Mapped[list[Any]] = mapped_column(default=list)
    held_file_id: Mapped[str | None]
    held_file_name: Mapped[str] = mapped_column(default="")
    held_text: Mapped[str] = mapped_column(default="")
    draft: Mapped[dict[str, Any] | None]
    dropped: Mapped[list[Any]]
    settled: Mapped[int] = mapped_column(default=0)
    steps: Mapped[list[Any]] = mapped_column(default=list)
    accepted: Mapped[list[Any]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]


class Roadmap(Base):
    """A school's accepted roadmap of one school year; the newest is the one in force.

    ``remembered`` are prints of what a corrected paper is not asked about again.
    """

    __tablename__ = "roadmaps"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    year: Mapped[int]
    title: Mapped[str]
    is_current: Mapped[bool] = mapped_column(default=True)
    accepted_at: Mapped[datetime]
    remembered: Mapped[list[Any]] = mapped_column(default=list)


class Stage(Base):
    """A stage as the school's paper has it; stages are data, never an enum."""

    __tablename__ = "stages"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations", index=False)
    roadmap_id: Mapped[int] = key_of("roadmaps")
    position: Mapped[int]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    goal: Mapped[str] = mapped_column(default="")


class Activity(Base):
    """An activity; ``due_on`` is the last day of its next window, absent when undated or done."""

    __tablename__ = "activities"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations", index=False)
    roadmap_id: Mapped[int] = key_of("roadmaps")
    stage_id: Mapped[int] = key_of("stages")
    position: Mapped[int]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    result: Mapped[str] = mapped_column(default="")
    origins: Mapped[list[Any] | None]
    deadline: Mapped[dict[str, Any]]
    due_on: Mapped[date | None]
    windows_done: Mapped[int] = mapped_column(default=0)
    state: Mapped[ActivityState] = mapped_column(Word(ActivityState))
    done_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        Index("ix_activities_due", "organisation_id", "state", "due_on"),
        CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done_has_time"),
    )


class Responsible(Base):
    """A responsible as the paper names it; bound once to the people it means."""

    __tablename__ = "responsibles"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations", index=False)
    roadmap_id: Mapped[int] = key_of("roadmaps")
    kind: Mapped[str]
    text: Mapped[str]


class ActivityResponsible(Base):
    """Which responsibles an activity names."""

    __tablename__ = "activity_responsibles"

    activity_id: Mapped[int] = key_of("activities", index=False, primary=True)
    responsible_id: Mapped[int] = key_of("responsibles", primary=True)


class ActivityDependency(Base):
    """That an activity can only go well once another is done."""

    __tablename__ = "activity_dependencies"

    activity_id: Mapped[int] = key_of("activities", index=False, primary=True)
    depends_on_id: Mapped[int] = key_of("activities", primary=True)

    __table_args__ = (CheckConstraint("activity_id <> depends_on_id", name="not_itself"),)


class ResponsiblePerson(Base):
    """Which people a responsible means; a deputy stands in while none of the others is there."""

    __tablename__ = "responsible_people"

    responsible_id: Mapped[int] = key_of("responsibles", index=False, primary=True)
    person_id: Mapped[int] = key_of("people", primary=True)
    is_deputy: Mapped[bool] = mapped_column(default=False)


class Evidence(Base):
    """What shows that a window of an activity is done; files sent together share an album."""

    __tablename__ = "evidence"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations", index=False)
    activity_id: Mapped[int] = key_of("activities")
    window: Mapped[int]
    kind: Mapped[EvidenceKind] = mapped_column(Word(EvidenceKind))
    text: Mapped[str] = mapped_column(default="")
    file_id: Mapped[str | None]
    album: Mapped[str | None] = mapped_column(index=True)
    added_by: Mapped[int] = mapped_column(BigId)
    added_at: Mapped[datetime]


class DeadlineChange(Base):
    """A request to move a deadline and what became of it; the old deadline stays here."""

    __tablename__ = "deadline_changes"

    id: Mapped[Key]
    organisation_id: Mapped[int] = key_of("organisations")
    activity_id: Mapped[int] = key_of("activities")
    asked_by: Mapped[int] = mapped_column(BigId)
    old_deadline: Mapped[dict[str, Any]]
    old_due_on: Mapped[date | None]
    new_due_on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[ChangeState] = mapped_column(Word(ChangeState))
    asked_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(BigId)
    decided_at: Mapped[datetime | None]
