"""What a corrected paper would change in the roadmap in force, and the roadmap after it.

Rows are matched by number and title, then by likeness; a matched row whose words of the
deadline have not changed keeps the deadline in force, however its doubts were once settled.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from domain.deadline_writing import is_same
from domain.deadlines import Deadline
from domain.roadmap_draft import ActivityDraft, RoadmapDraft, StageDraft

# Of two titles, by difflib: as such; with the same number, or deadline and people; with both.
LEAST_ALIKE = (0.72, 0.6, 0.4)
MOST_COMPARED = 6  # titles nearest by their words that difflib looks at
REMOVED_FROM = 1_000_000  # keys of removed rows and of stages begin above any row's index
STAGES_FROM = 2_000_000


class ChangeKind(StrEnum):
    """What a corrected paper does to a row, or to a stage's heading."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    STAGE = "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """A row in force; ``is_marked`` says that it is done, in part too, or was moved."""

    stage: int
    row: ActivityDraft
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The roadmap in force as a paper would say it; rows name their stage's position."""

    stages: tuple[StageDraft, ...]
    rows: tuple[KnownRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference; ``key`` names it as long as neither paper changes."""

    kind: ChangeKind
    key: int
    old: ActivityDraft | StageDraft | None = None
    new: ActivityDraft | StageDraft | None = None
    fields: frozenset[str] = frozenset()
    is_marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """A row of the roadmap to be; ``known`` is its place in the one in force."""

    stage: int
    row: ActivityDraft
    known: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The roadmap to be, in order; each stage beside its position in the one in force."""

    stages: tuple[tuple[int | None, StageDraft], ...]
    rows: tuple[PlannedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two papers side by side: new rows by index, and which row and stage is which."""

    known: Known
    draft: RoadmapDraft
    new: dict[int, KnownRow]
    rows: dict[int, int]
    stages: dict[int, int]


def compared(
    known: Known, draft: RoadmapDraft, dropped: frozenset[int] = frozenset()
) -> Comparison:
    """Lay a new paper beside the roadmap in force."""
    new: dict[int, KnownRow] = {}
    index = 0
    for position, stage in enumerate(draft.stages):
        for row in stage.activities:
            if index not in dropped:
                new[index] = KnownRow(stage=position, row=row)
            index += 1
    rows = _matched(known, draft, new)
    return Comparison(
        known=known, draft=draft, new=new, rows=rows, stages=_stages(known, draft, new, rows)
    )


def plain(text: str) -> str:
    """Give a text as it is compared: its words in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("ё", "е")))


def _matched(known: Known, draft: RoadmapDraft, new: dict[int, KnownRow]) -> dict[int, int]:
    """Which row of the new paper is which row in force; each is used once."""
    stages = [[plain(stage.title) for stage in paper.stages] for paper in (known, draft)]
    found: dict[int, int] = {}
    left = dict(enumerate(known.rows))
    for parts in range(4, 0, -1):
        free: defaultdict[Hashable, deque[int]] = defaultdict(deque)
        for at, one in left.items():
            free[_key(one, stages[0])[:parts]].append(at)
        for index, one in new.items():
            same = free[_key(one, stages[1])[:parts]]
            if index not in found and same:
                found[index] = same.popleft()
                del left[found[index]]
    _match_alike(left, {at: one for at, one in new.items() if at not in found}, found)
    return found


def _key(one: KnownRow, stages: list[str]) -> tuple[str, ...]:
    row = one.row
    return (plain(row.title), row.number, stages[one.stage], plain(row.deadline.words))


def _match_alike(
    left: dict[int, KnownRow], new: dict[int, KnownRow], found: dict[int, int]
) -> None:
    """Match what is alike, the most alike first."""
    scored = sorted(
        (
            (-score, at, index)
            for index, one in new.items()
            for at in _nearest(one.row, left)
            if (score := likeness(left[at].row, one.row))
        )
    )
    used: set[int] = set()
    for _, at, index in scored:
        if at not in used and index not in found:
            found[index] = at
            used.add(at)


def _nearest(row: ActivityDraft, left: dict[int, KnownRow]) -> list[int]:
    """Rows whose titles share most words: all pairs would take seconds in a long paper."""
    words = set(plain(row.title).split())
    shared = {at: len(words & set(plain(one.row.title).split())) for at, one in left.items()}
    near = sorted((at for at in left if shared[at]), key=lambda at: -shared[at])
    return near[:MOST_COMPARED]


def likeness(one: ActivityDraft, other: ActivityDraft) -> float:
    """Say how alike two rows are, 0 for different activities; the same number tips the scale."""
    ratio = SequenceMatcher(None, plain(one.title), plain(other.title), autojunk=False).ratio()
    is_same_number = bool(one.number) and one.number == other.number
    is_same_else = _same_deadline(one.deadline, other.deadline) and _who(one) == _who(other)
    least = LEAST_ALIKE[is_same_number + is_same_else]
    return ratio + is_same_number if ratio >= least else 0.0


def _stages(
    known: Known, draft: RoadmapDraft, new: dict[int, KnownRow], rows: dict[int, int]
) -> dict[int, int]:
    """Which new stage is which in force: by most of their rows, then by title."""
    votes = Counter((new[index].stage, known.rows[at].stage) for index, at in rows.items())
    found: dict[int, int] = {}
    titles = [
        (at, was)
        for at, stage in enumerate(draft.stages)
        for was, old in enumerate(known.stages)
        if plain(stage.title) == plain(old.title)
    ]
    for at, was in [*(pair for pair, _ in votes.most_common()), *titles]:
        if at not in found and was not in found.values():
            found[at] = was
    return found


def _who(row: ActivityDraft) -> frozenset[str]:
    return frozenset(plain(one.text) for one in row.responsibles)


def _same_deadline(old: Deadline, new: Deadline) -> bool:
    """The paper says the same, or what it says means the same."""
    if plain(old.words) == plain(new.words):
        return True
    return is_same(old, new) and bool(old.windows or old.recurrence)


def fields_of(both: Comparison, index: int) -> frozenset[str]:
    """Say what the new paper words otherwise in a row that is in force."""
    new, at = both.new[index], both.rows[index]
    old = both.known.rows[at]
    differs = {
        "title": plain(old.row.title) != plain(new.row.title),
        "deadline": not _same_deadline(old.row.deadline, new.row.deadline),
        "responsibles": _who(old.row) != _who(new.row),
        "result": plain(old.row.result) != plain(new.row.result),
        "stage": both.stages.get(new.stage) != old.stage,
    }
    return frozenset(name for name, is_other in differs.items() if is_other)


def changes(both: Comparison) -> tuple[Change, ...]:
    """Every difference: stages' headings, rows in the new paper's order, then removed rows."""
    return (*_renamed(both), *_of_rows(both), *_removed(both))


def _renamed(both: Comparison) -> Iterator[Change]:
    for at, was in sorted(both.stages.items()):
        old, new = both.known.stages[was], both.draft.stages[at]
        if plain(old.title) != plain(new.title):
            yield Change(kind=ChangeKind.STAGE, key=STAGES_FROM + at, old=old, new=new)


def _of_rows(both: Comparison) -> Iterator[Change]:
    for index, new in both.new.items():
        if index not in both.rows:
            yield Change(kind=ChangeKind.ADDED, key=index, new=new.row)
        elif fields := fields_of(both, index):
            old = both.known.rows[both.rows[index]]
            yield Change(
                kind=ChangeKind.CHANGED, key=index, old=old.row, new=new.row, fields=fields,
                is_marked=old.is_marked,
            )  # fmt: skip


def _removed(both: Comparison) -> Iterator[Change]:
    used = set(both.rows.values())
    for at, old in enumerate(both.known.rows):
        if at not in used:
            yield Change(
                kind=ChangeKind.REMOVED, key=REMOVED_FROM + at, old=old.row,
                is_marked=old.is_marked,
            )  # fmt: skip
