"""Work: a draft on a curator's desk, its rows counted over the paper, and its past."""

import base64
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from domain.deadlines import school_year_of, school_year_window
from domain.roadmap_doubts import with_doubts
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft
from domain.roadmap_order import out_of_order

AROUND = frozenset(
    {"order_against_neighbours", "before_dependency", "duplicate_row", "two_spellings"}
)
MOST_STEPS = 30  # edits that can be taken back


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A draft on a curator's desk: ``dropped`` rows are kept out, ``settled`` doubts counted.

    ``year`` is the school year under which the roadmap will be in force.
    """

    draft: RoadmapDraft
    year: int
    dropped: frozenset[int] = frozenset()
    settled: int = 0

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be remembered."""
        return {
            "draft": self.draft.to_json(),
            "year": self.year,
            "dropped": sorted(self.dropped),
            "settled": self.settled,
        }

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> Self:
        """The reverse of `to_json`."""
        return cls(
            draft=RoadmapDraft.from_json(plain["draft"]),
            year=plain["year"],
            dropped=frozenset(plain["dropped"]),
            settled=plain["settled"],
        )

    @property
    def rows(self) -> tuple[ActivityDraft, ...]:
        """Every row in the paper's order, dropped ones too."""
        return tuple(row for stage in self.draft.stages for row in stage.activities)

    @property
    def kept(self) -> tuple[ActivityDraft, ...]:
        """The rows that are not dropped."""
        return tuple(row for at, row in enumerate(self.rows) if at not in self.dropped)

    @property
    def reading_year(self) -> int:
        """The school year by which the paper's dates are read: its own, when it names one."""
        period, asked = self.draft.period, school_year_window(self.year)
        if not period or not period.start or not period.end or not asked.start or not asked.end:
            return self.year
        is_asked = period.start <= asked.end and period.end >= asked.start
        return self.year if is_asked else school_year_of(period.start)


def indexed(draft: RoadmapDraft) -> Iterator[tuple[int, int, ActivityDraft]]:
    """Give every row with its index over the paper and its stage's position."""
    index = 0
    for position, stage in enumerate(draft.stages):
        for row in stage.activities:
            yield index, position, row
            index += 1


def place_of(work: Work, index: int) -> tuple[int, int]:
    """Give the stage's position and the row's within it; ``LookupError`` for no such row."""
    for position, stage in enumerate(work.draft.stages):
        if 0 <= index < len(stage.activities):
            return position, index
        index -= len(stage.activities)
    raise LookupError(index)


def row_at(work: Work, index: int) -> ActivityDraft:
    """Give a row; ``LookupError`` when there is none."""
    stage, at = place_of(work, index)
    return work.draft.stages[stage].activities[at]


def is_last_of_stage(work: Work, index: int) -> bool:
    """Whether no row of the same stage follows."""
    stage, at = place_of(work, index)
    return at + 1 == len(work.draft.stages[stage].activities)


def with_rows(work: Work, index: int, count: int, rows: tuple[ActivityDraft, ...]) -> Work:
    """Put ``rows`` in the place of ``count`` rows of one stage; what is dropped stays so."""
    stage, at = place_of(work, index)
    old = work.draft.stages[stage]
    new = replace(old, activities=(*old.activities[:at], *rows, *old.activities[at + count :]))
    shift = len(rows) - count
    dropped = {one for one in work.dropped if one < index + min(count, len(rows))}
    dropped |= {one + shift for one in work.dropped if one >= index + count}
    return replace(work, draft=with_stage(work.draft, stage, new), dropped=frozenset(dropped))


def with_stage(draft: RoadmapDraft, position: int, stage: StageDraft) -> RoadmapDraft:
    """Put a stage in the place of another."""
    stages = (*draft.stages[:position], stage, *draft.stages[position + 1 :])
    return replace(draft, stages=stages)


def refreshed(work: Work) -> Work:
    """Take off doubts about what stands around a row that no longer hold; none is added."""
    rows, at = work.rows, 0
    bare = []
    for stage in work.draft.stages:
        kept = []
        for row in stage.activities:
            if at not in work.dropped:
                kept.append(replace(row, doubts=()))
            at += 1
        bare.append(replace(stage, activities=tuple(kept)))
    late = out_of_order(bare)
    around = iter(
        {doubt.code for doubt in one.doubts} | ({late[at].code} if at in late else set())
        for at, one in enumerate(one for stage in with_doubts(bare) for one in stage.activities)
    )
    for index, row in enumerate(rows):
        still = set() if index in work.dropped else next(around)
        doubts = tuple(one for one in row.doubts if one.code not in AROUND or one.code in still)
        if doubts != row.doubts:
            work = with_rows(work, index, 1, (replace(row, doubts=doubts),))
    return work


def remembered(steps: list[str], work: Work) -> list[str]:
    """Put a state on top of the steps back; the oldest is forgotten when there are many."""
    packed = zlib.compress(json.dumps(work.to_json(), ensure_ascii=False).encode())
    return [*steps, base64.b85encode(packed).decode()][-MOST_STEPS:]


def taken_back(steps: list[str]) -> tuple[list[str], Work]:
    """Give the newest step back and the steps before it; ``LookupError`` without any."""
    plain = json.loads(zlib.decompress(base64.b85decode(steps[-1])))
    return steps[:-1], Work.from_json(plain)
