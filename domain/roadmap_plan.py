"""The roadmap in force after the accepted changes of a corrected paper."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from domain.roadmap_difference import (
    REMOVED_FROM,
    STAGES_FROM,
    Comparison,
    Plan,
    PlannedRow,
    fields_of,
)
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_editing import ABOUT_WHO, deadline_codes

# A stage of the roadmap to be, by its position: in the new paper, or in the one in force only.
Place = tuple[str, int]
ORDER = "order_against_neighbours"
NEW, OLD = "new", "old"


def planned(both: Comparison, accepted: AbstractSet[int]) -> Plan:
    """Give the roadmap as the accepted changes make it; numbers and order follow the paper."""
    rows = _rows(both, accepted)
    filled = {place for place, _, _ in rows}
    places = [place for place in _places(both) if place in filled or _is_standing(both, place)]
    return Plan(
        stages=tuple(_stage(both, place, accepted) for place in places),
        rows=tuple(
            PlannedRow(stage=at, row=row, known=known)
            for at, place in enumerate(places)
            for where, row, known in rows
            if where == place
        ),
    )


def _rows(
    both: Comparison, accepted: AbstractSet[int]
) -> list[tuple[Place, ActivityDraft, int | None]]:
    rows: list[tuple[Place, ActivityDraft, int | None]] = []
    for index, new in both.new.items():
        at = both.rows.get(index)
        if at is not None:
            rows.append((*_matched(both, index, at, index in accepted), at))
        elif index in accepted:
            rows.append(((NEW, new.stage), new.row, None))
    used = set(both.rows.values())
    for at, old in enumerate(both.known.rows):
        if at not in used and REMOVED_FROM + at not in accepted:
            rows.insert(_after(rows, at), (_place(both, old.stage), old.row, at))
    return rows


def _matched(
    both: Comparison, index: int, at: int, is_accepted: bool
) -> tuple[Place, ActivityDraft]:
    old, new = both.known.rows[at], both.new[index]
    if not is_accepted:
        is_there = both.stages.get(new.stage) == old.stage
        place = (NEW, new.stage) if is_there else _place(both, old.stage)
        return place, replace(old.row, number=new.row.number)
    is_redated = "deadline" in fields_of(both, index)
    deadline = new.row.deadline if is_redated else old.row.deadline
    return (NEW, new.stage), replace(new.row, deadline=deadline)


def _after(rows: list[tuple[Place, ActivityDraft, int | None]], at: int) -> int:
    """Where a row goes that the new paper does not have: behind the one it stood behind."""
    before = [i for i, (_, _, known) in enumerate(rows) if known is not None and known < at]
    return max(before, key=lambda i: rows[i][2] or 0) + 1 if before else 0


def _place(both: Comparison, stage: int) -> Place:
    """Where a stage in force stands in the roadmap to be."""
    found = [at for at, was in both.stages.items() if was == stage]
    return (NEW, found[0]) if found else (OLD, stage)


def _places(both: Comparison) -> list[Place]:
    """Every stage of either paper, those in force only behind the one they stood behind."""
    places: list[Place] = [(NEW, at) for at in range(len(both.draft.stages))]
    for was in range(len(both.known.stages)):
        if (place := _place(both, was)) not in places:
            before = places.index(_place(both, was - 1)) + 1 if was else 0
            places.insert(before, place)
    return places


def _is_standing(both: Comparison, place: Place) -> bool:
    """A stage without rows stands when the new paper has it so, or both have it."""
    kind, at = place
    has_rows = any(one.stage == at for one in both.new.values())
    return kind == NEW and (at in both.stages or not has_rows)


def _stage(
    both: Comparison, place: Place, accepted: AbstractSet[int]
) -> tuple[int | None, StageDraft]:
    kind, at = place
    if kind == OLD:
        return at, both.known.stages[at]
    new, was = both.draft.stages[at], both.stages.get(at)
    if was is not None and STAGES_FROM + at not in accepted:
        new = replace(new, title=both.known.stages[was].title)
    return was, replace(new, activities=())


def without_known_doubts(both: Comparison) -> RoadmapDraft:
    """Ask nothing again about what is in force as the paper says it; the rest is asked."""
    stages, index = [], 0
    for stage in both.draft.stages:
        rows = []
        for row in stage.activities:
            rows.append(_known(both, index, row) if index in both.rows else row)
            index += 1
        stages.append(replace(stage, activities=tuple(rows)))
    return replace(both.draft, stages=tuple(stages))


def _known(both: Comparison, index: int, row: ActivityDraft) -> ActivityDraft:
    differs = fields_of(both, index)
    gone = set() if "deadline" in differs else set(deadline_codes(row)) | {ORDER}
    gone |= set() if "responsibles" in differs else ABOUT_WHO
    kept = tuple(one for one in row.doubts if differs and one.code not in gone)
    old = both.known.rows[both.rows[index]].row
    deadline = row.deadline if "deadline" in differs else old.deadline
    return replace(row, deadline=deadline, doubts=kept)
