"""This year's roadmap → the draft of the next one: each date a school year later."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from domain.activities import MOVED
from domain.calendar import Calendar
from domain.deadline_reading import read_deadline
from domain.deadline_writing import is_same, words_of
from domain.deadlines import Deadline, DeadlineKind, Doubt, Window
from domain.roadmap_doubts import with_doubts
from domain.roadmap_draft import ActivityDraft, RoadmapDraft

_LONG_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)(\s*[-–—/]\s*)(\d\d)(?!\d)")
NEAR = timedelta(days=6)  # the last week of May is not on the same days each year


def next_year(draft: RoadmapDraft, year: int, calendar: Calendar | None = None) -> RoadmapDraft:
    """Give the roadmap of the school year after ``year``, with the doubts a reader would have.

    Windows keep their day and month; words that name no year keep their meaning («последняя
    неделя мая»), others are rewritten so that reading them gives the windows. A deadline
    that was moved this year begins anew from the paper's words.
    """
    stages = tuple(
        replace(stage, activities=tuple(_activity(row, year) for row in stage.activities))
        for stage in draft.stages
    )
    return RoadmapDraft(
        title=with_next_years(draft.title),
        organisation=draft.organisation,
        stages=with_doubts(stages, calendar),
    )


def _activity(row: ActivityDraft, year: int) -> ActivityDraft:
    deadline = _deadline(row.deadline, year)
    nobody = () if row.responsibles else (Doubt(code="missing_responsible"),)
    return replace(row, deadline=deadline, doubts=(*deadline.doubts, *nobody))


def _deadline(deadline: Deadline, year: int) -> Deadline:
    if deadline.reason == MOVED:
        deadline = read_deadline(deadline.words, year=year)
    kept = read_deadline(deadline.words, year=year + 1)
    if deadline.kind is DeadlineKind.UNKNOWN:  # also one a curator has left without a date
        return kept if is_same(kept, deadline) else deadline
    moved = replace(deadline, windows=tuple(_later(window) for window in deadline.windows))
    if _is_near(kept, moved):
        return kept
    candidates = (deadline.words, with_next_years(deadline.words))
    words = words_of(moved, year=year + 1, candidates=candidates)
    return read_deadline(words, year=year + 1)


def _is_near(kept: Deadline, moved: Deadline) -> bool:
    """The same words, read for the next year, mean the same windows, give or take days."""
    if (kept.kind, kept.recurrence) != (moved.kind, moved.recurrence):
        return False
    if len(kept.windows) != len(moved.windows):
        return False
    pairs = zip(_sides(kept), _sides(moved), strict=True)
    return all(
        one == other or (one is not None and other is not None and abs(one - other) <= NEAR)
        for one, other in pairs
    )


def _sides(deadline: Deadline) -> Iterator[date | None]:
    for window in deadline.windows:
        yield window.start
        yield window.end


def _later(window: Window) -> Window:
    return Window(start=_year_later(window.start), end=_year_later(window.end, is_end=True))


def _year_later(day: date | None, *, is_end: bool = False) -> date | None:
    """The same day and month; the end of February stays its end."""
    if day is None:
        return None
    last = monthrange(day.year + 1, day.month)[1]
    is_last = is_end and day.day == monthrange(day.year, day.month)[1]
    return date(day.year + 1, day.month, last if is_last else min(day.day, last))


def with_next_years(text: str) -> str:
    """Every year named in a text, one later: «2025/26», «2025-2026», «до 1 мая 2026 г.»."""
    text = _SCHOOL_YEAR.sub(lambda m: f"{m[1]}{m[2]}{(int(m[3]) + 1) % 100:02}", text)
    return _LONG_YEAR.sub(lambda m: str(int(m[0]) + 1), text)
