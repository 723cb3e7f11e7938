"""Open doubts as questions: of a row, of a line not understood, of the whole paper."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.deadlines import Doubt, school_year_window
from domain.roadmap_draft import ActivityDraft
from domain.roadmap_work import Work

NOTES = frozenset({"furniture_dropped"})  # told, not asked
LINE = Doubt(code="row_not_understood")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=\d[./]\d\d[./])\d\d(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An open doubt: of a row, of a line not understood, or of the whole paper.

    ``alike`` counts the questions of the same cause, this one too.
    """

    doubt: Doubt
    row: int | None = None
    line: int | None = None
    alike: int = 1
    cause: tuple[str, ...] = ()


def questions(work: Work) -> tuple[Question, ...]:
    """Every open doubt: the paper's, then row by row, then lines not understood."""
    paper = [Question(doubt=one) for one in work.draft.doubts if one.code not in NOTES]
    rows = [
        Question(doubt=doubt, row=index, cause=_cause(work, row, doubt))
        for index, row in enumerate(work.rows)
        if index not in work.dropped
        for doubt in row.doubts
    ]
    lines = [
        Question(doubt=LINE, line=at, cause=(LINE.code,))
        for at in range(len(work.draft.not_understood))
    ]
    asked = (*_each_pair_once(rows), *lines)
    counts = Counter(one.cause for one in asked)
    return (*paper, *(replace(one, alike=counts[one.cause]) for one in asked))


def _each_pair_once(rows: list[Question]) -> Iterator[Question]:
    """Two spellings are asked about once, however many rows hold them."""
    seen: set[tuple[str, ...]] = set()
    for one in rows:
        if one.doubt.code != "two_spellings" or one.cause not in seen:
            yield one
        seen.add(one.cause)


def _cause(work: Work, row: ActivityDraft, doubt: Doubt) -> tuple[str, ...]:
    """What rows must share to be settled together."""
    if doubt.code == "year_outside":
        return (doubt.code, *written_years(work, row))
    if doubt.code in {"day_off", "missing_responsible"} or doubt in row.deadline.doubts:
        return (doubt.code,)
    return (doubt.code, *(value for _, value in doubt.args))


def written_years(work: Work, row: ActivityDraft) -> tuple[str, ...]:
    """Years of a row's words that are not those of the paper."""
    found = dict.fromkeys(match.group()[-2:] for match in YEAR.finditer(row.deadline.words))
    own = {str(year)[-2:] for year in own_years(work)}
    return tuple(f"20{year}" for year in found if year not in own)


def own_years(work: Work) -> tuple[int, ...]:
    """Give the calendar years that a paper's dates may name."""
    period = work.draft.period or school_year_window(work.reading_year)
    both = (period.start, period.end)
    years = {day.year for day in both if day} | {work.reading_year, work.reading_year + 1}
    return tuple(sorted(years))
