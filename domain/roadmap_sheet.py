"""A roadmap → the table a school hands in, which the reader reads back as the same roadmap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from domain.activities import ActivityState
from domain.deadline_writing import is_same, words_of, written
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_paper import Paper, TableRow, TextLine
from domain.roadmap_reading import read_roadmap
from domain.writing_words import (
    DONE,
    GOAL,
    HEADINGS,
    LATE,
    NOTHING,
    PART,
    STAGE,
    TITLE,
    UNTITLED_STAGE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row: a stage's heading or its goal over the whole width, or the cells of an activity."""

    cells: tuple[str, ...]
    is_heading: bool = False

    @property
    def is_wide(self) -> bool:
        """One text over all columns."""
        return len(self.cells) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that stands on the sheet; ``note`` goes where the reader does not look."""

    organisation: str
    title: str
    note: str
    rows: tuple[SheetRow, ...]
    columns: tuple[str, ...] = HEADINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A roadmap of the school year ``year`` with the mark of each activity, in its order."""

    draft: RoadmapDraft
    year: int
    note: str
    marks: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a pipe."""
        return {
            "draft": self.draft.to_json(),
            "year": self.year,
            "note": self.note,
            "marks": list(self.marks),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(
            draft=RoadmapDraft.from_json(plain["draft"]),
            year=plain["year"],
            note=plain["note"],
            marks=tuple(plain["marks"]),
        )


def mark_of(
    state: ActivityState, *, done_on: date | None, due_on: date | None, done: int, count: int,
    today: date,
) -> str:  # fmt: skip
    """Say how an activity stands, for the last column; what is simply open is left empty."""
    if state is ActivityState.DONE and done_on is not None:
        return DONE.format(day=done_on.strftime("%d.%m.%Y"))
    if due_on is not None and due_on < today:
        return LATE
    return PART.format(done=done, count=count) if done else ""


def sheet_of(export: Export) -> Sheet:
    """Lay a roadmap out; the paper's own words stay where reading them gives the same dates.

    Where it does not (a date was moved or edited, a column was lost), they are written anew.
    """
    sheet = _laid_out(export)
    read = _read(sheet, export.year)
    for is_plain in (False, True):
        wrong = _misread(export.draft, read)
        if not wrong:
            break
        export = replace(export, draft=_rewritten(export, wrong, is_plain=is_plain))
        sheet = _laid_out(export)
        read = _read(sheet, export.year)
    return sheet


def paper_of(sheet: Sheet) -> Paper:
    """Give a sheet as the readers of files give it."""
    head = [TextLine(text=line) for line in (sheet.organisation, sheet.title) if line]
    width = len(sheet.columns)
    rows = [TableRow(cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in sheet.rows]
    return Paper(blocks=(*head, TableRow(cells=sheet.columns), *rows))


def _read(sheet: Sheet, year: int) -> list[ActivityDraft]:
    return _activities(read_roadmap(paper_of(sheet), year=year))


def _activities(draft: RoadmapDraft) -> list[ActivityDraft]:
    return [activity for stage in draft.stages for activity in stage.activities]


def _misread(draft: RoadmapDraft, read: Sequence[ActivityDraft]) -> set[int]:
    """Places of activities whose words, in this company, mean other dates.

    When rows were lost or made, no place can be trusted.
    """
    rows = _activities(draft)
    if len(rows) != len(read):
        return set(range(len(rows)))
    return {
        at
        for at, (own, other) in enumerate(zip(rows, read, strict=True))
        if not is_same(own.deadline, other.deadline)
    }


def _rewritten(export: Export, wrong: set[int], *, is_plain: bool) -> RoadmapDraft:
    at = -1
    stages: list[StageDraft] = []
    for stage in export.draft.stages:
        rows = []
        for row in stage.activities:
            at += 1
            if at in wrong:
                words = (
                    written(row.deadline, is_plain=True)
                    if is_plain
                    else words_of(row.deadline, year=export.year)
                )
                row = replace(row, deadline=replace(row.deadline, words=words))
            rows.append(row)
        stages.append(replace(stage, activities=tuple(rows)))
    return replace(export.draft, stages=tuple(stages))


def _laid_out(export: Export) -> Sheet:
    draft = export.draft
    year = {"year": export.year, "next": f"{(export.year + 1) % 100:02}"}
    return Sheet(
        organisation="" if draft.organisation in draft.title else draft.organisation,
        title=draft.title or TITLE.format(**year),
        note=export.note,
        rows=tuple(_rows(draft, iter(export.marks))),
    )


def _rows(draft: RoadmapDraft, marks: Iterator[str]) -> Iterator[SheetRow]:
    is_titled = any(stage.title for stage in draft.stages)
    for stage in draft.stages:
        if is_titled or (stage.number and not _speak_for_themselves(stage)):
            yield SheetRow(cells=(_heading(stage),), is_heading=True)
        if stage.goal:
            yield SheetRow(cells=(GOAL.format(goal=stage.goal),))
        for row in stage.activities:
            yield SheetRow(cells=_cells(row, next(marks, "")))


def _speak_for_themselves(stage: StageDraft) -> bool:
    """The numbers of its activities («2.1») name the stage."""
    return all(row.number.startswith(f"{stage.number}.") for row in stage.activities)


def _heading(stage: StageDraft) -> str:
    if not stage.number:
        return stage.title
    form = STAGE if stage.title else UNTITLED_STAGE
    return form.format(number=stage.number, title=stage.title)


def _cells(row: ActivityDraft, mark: str) -> tuple[str, ...]:
    return (
        row.number,
        row.title,
        row.deadline.words or NOTHING,
        "\n".join(one.text for one in row.responsibles),
        row.result,
        mark,
    )
