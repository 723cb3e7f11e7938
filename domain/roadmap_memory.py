"""What a curator has put right once stands when a corrected paper comes.

A row remembers how papers had it: its origins, each four prints of what was read. Where a new
paper says the same as the one before, the curator's wording, dropping, joining, splitting and
adding stand; where it says something else, that is a difference to be accepted or not.
"""

import hashlib
from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from domain.deadlines import Doubt
from domain.measures import measure_of
from domain.roadmap_difference import Comparison, Known, compared, plain
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_work import Work

FIELDS = ("title", "deadline", "responsibles", "result")


@dataclass(slots=True, kw_only=True)
class _Entry:
    """A row on its way: ``known`` is its place in force, once that is sure."""

    row: ActivityDraft
    known: int | None = None
    is_dropped: bool = False
    is_absorbed: bool = False


def as_read(draft: RoadmapDraft) -> RoadmapDraft:
    """Let every row remember how the paper has it."""
    return replace(
        draft,
        stages=tuple(
            replace(
                stage,
                activities=tuple(
                    replace(row, origins=(origin_of(row),)) for row in stage.activities
                ),
            )
            for stage in draft.stages
        ),
    )


def origin_of(row: ActivityDraft) -> str:
    """Four prints of a row as it is read: of its title, deadline, people and result."""
    who = " ".join(sorted(plain(one.text) for one in row.responsibles))
    texts = (plain(row.title), plain(row.deadline.words), who, plain(row.result))
    return ".".join(map(_print, texts))


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def prints_of(draft: RoadmapDraft) -> list[str]:
    """Prints of what is asked about beside the rows: lines not understood, the paper's doubts."""
    return [*map(_line, draft.not_understood), *map(_doubt, draft.doubts)]


def _line(text: str) -> str:
    return "line:" + _print(plain(text))


def _doubt(doubt: Doubt) -> str:
    return "doubt:" + _print(repr((doubt.code, doubt.args)))


def to_remember(work: Work, prints: Iterable[Any], before: Iterable[Any] = ()) -> list[str]:
    """What is not to be asked again: what was asked beside the rows, and the dropped rows."""
    dropped = [one for index in sorted(work.dropped) for one in work.rows[index].origins or ()]
    found = Counter([*prints, *dropped])
    return list((found | Counter(before)).elements())


def recalled(
    draft: RoadmapDraft, known: Known, remembered: Iterable[Any]
) -> tuple[RoadmapDraft, frozenset[int]]:
    """Give a paper with what was put right before, and the rows that were dropped before."""
    stages = [[_Entry(row=row) for row in stage.activities] for stage in draft.stages]
    entries = [one for rows in stages for one in rows]
    _pair(entries, known)
    left = Counter(remembered)
    for one in entries:
        origin = (one.row.origins or ("",))[0]
        if one.known is None and not one.is_absorbed and left[origin] > 0:
            left[origin] -= 1
            one.is_dropped = True
    draft = replace(
        draft,
        not_understood=tuple(text for text in draft.not_understood if not left[_line(text)]),
        doubts=tuple(one for one in draft.doubts if not left[_doubt(one)]),
    )
    for one in entries:
        if one.known is not None:
            one.row = _as_in_force(one.row, known.rows[one.known].row)
    stages = [[one for one in rows if not one.is_absorbed] for rows in stages]
    both = compared(known, _laid(draft, stages), _dropped(stages))
    _put_back(stages, both)
    return _laid(draft, stages), _dropped(stages)


def _pair(entries: list[_Entry], known: Known) -> None:
    """Find the rows in force by their origins: as a whole, then by the title as it was read."""
    by_origin: defaultdict[str, deque[_Entry]] = defaultdict(deque)
    for one in entries:
        by_origin[(one.row.origins or ("",))[0]].append(one)
    for at, old in enumerate(known.rows):
        wanted = Counter(old.row.origins or ())
        if wanted and all(len(by_origin[one]) >= count for one, count in wanted.items()):
            first, *others = [by_origin[one].popleft() for one in old.row.origins or ()]
            first.known, first.row = at, replace(first.row, origins=old.row.origins)
            for other in others:
                other.is_absorbed = True
    _pair_by_title(entries, known)


def _pair_by_title(entries: list[_Entry], known: Known) -> None:
    paired = {one.known for one in entries}
    free: defaultdict[str, deque[int]] = defaultdict(deque)
    for at, old in enumerate(known.rows):
        if at not in paired and len(old.row.origins or ()) == 1:
            free[(old.row.origins or ("",))[0].split(".")[0]].append(at)
    for one in entries:
        title = (one.row.origins or ("",))[0].split(".")[0]
        if one.known is None and not one.is_absorbed and free[title]:
            one.known = free[title].popleft()


def _as_in_force(new: ActivityDraft, old: ActivityDraft) -> ActivityDraft:
    """Take what is in force wherever the paper has not changed since."""
    if new.origins == old.origins:
        row = replace(old, number=new.number, doubts=new.doubts)
    else:
        both = zip(_parts(new), _parts(old), FIELDS, strict=True)
        same = {name: getattr(old, name) for one, other, name in both if one == other}
        row = replace(new, **same)
    return replace(row, measure=measure_of(row.result, row.title))


def _parts(row: ActivityDraft) -> list[str]:
    return (row.origins or ("",))[0].split(".")


def _put_back(stages: list[list[_Entry]], both: Comparison) -> None:
    """Put rows that no paper had behind the row they stand behind, while their stage is there."""
    entries = [one for rows in stages for one in rows]
    for index, at in both.rows.items():
        entries[index].known = at
    places = {was: at for at, was in both.stages.items()}
    there = set(both.rows.values())
    for at, old in enumerate(both.known.rows):
        if at in there or old.row.origins != () or old.stage not in places:
            continue
        rows = stages[places[old.stage]]
        before = [i for i, one in enumerate(rows) if one.known is not None and one.known < at]
        rows.insert(
            before[-1] + 1 if before else 0, _Entry(row=replace(old.row, doubts=()), known=at)
        )


def _laid(draft: RoadmapDraft, stages: list[list[_Entry]]) -> RoadmapDraft:
    laid: list[StageDraft] = [
        replace(stage, activities=tuple(one.row for one in rows))
        for stage, rows in zip(draft.stages, stages, strict=True)
    ]
    return replace(draft, stages=tuple(laid))


def _dropped(stages: list[list[_Entry]]) -> frozenset[int]:
    entries = (one for rows in stages for one in rows)
    return frozenset(index for index, one in enumerate(entries) if one.is_dropped)
