"""Steps dated before what they depend on: told only where both dates are certain."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from domain.deadlines import DeadlineKind, Doubt
from domain.roadmap_draft import ActivityDraft, StageDraft
from domain.roadmap_order_words import AFTER, REFERENCE, STEPS
from domain.roadmap_words import LONG_E

_STEPS = {step: re.compile(pattern) for step, pattern in STEPS.items()}
_REFERENCE = re.compile(REFERENCE)
_DATED = {DeadlineKind.POINT, DeadlineKind.UP_TO, DeadlineKind.SPAN}
LONGEST_QUOTE = 80


def out_of_order(stages: Sequence[StageDraft]) -> dict[int, Doubt]:
    """By the row's place in the whole paper: it ends before what it depends on begins."""
    rows = [row for stage in stages for row in stage.activities]
    steps = [_step(row.title) for row in rows]
    found = {}
    for at, row in enumerate(rows):
        end = _end(row)
        needed = [*_of_steps(rows, steps, steps[at]), *_referred(rows, row)]
        first = max(needed, key=lambda one: _start(one) or date.min, default=None)
        start = _start(first) if first else None
        if first and end and start and end < start:
            args = (("after", first.title[:LONGEST_QUOTE]),)
            found[at] = Doubt(code="before_dependency", args=args)
    return found


def _step(title: str) -> str:
    text = title.lower().translate(LONG_E)
    named = [step for step, pattern in _STEPS.items() if pattern.search(text)]
    return named[0] if len(named) == 1 else ""


def _of_steps(
    rows: Sequence[ActivityDraft], steps: Sequence[str], step: str
) -> Iterator[ActivityDraft]:
    """The earliest row of each step that this one comes after; undated steps tell nothing."""
    for needed in AFTER.get(step, ()):
        of_step = [row for row, one in zip(rows, steps, strict=True) if one == needed]
        if of_step and all(map(_start, of_step)):
            yield min(of_step, key=lambda row: _start(row) or date.max)


def _referred(rows: Sequence[ActivityDraft], row: ActivityDraft) -> Iterator[ActivityDraft]:
    match = _REFERENCE.search(row.title.lower())
    numbers = {match.group(1)} if match else set()
    return (one for one in rows if one.number in numbers and _start(one))


def _is_certain(row: ActivityDraft) -> bool:
    codes = {doubt.code for doubt in row.deadline.doubts}
    return row.deadline.kind in _DATED and not codes


def _start(row: ActivityDraft) -> date | None:
    starts = [window.start for window in row.deadline.windows]
    days = [day for day in starts if day]
    return min(days) if _is_certain(row) and len(days) == len(starts) and days else None


def _end(row: ActivityDraft) -> date | None:
    ends = [window.end for window in row.deadline.windows if window.end]
    return max(ends) if _is_certain(row) and ends else None
