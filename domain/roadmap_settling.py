"""Doubts as questions: what each may be settled with, and the work once it is."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import product

from domain.calendar import Calendar
from domain.deadline_reading import read_deadline
from domain.deadlines import Deadline, Doubt, Window, school_year_window
from domain.roadmap_draft import ActivityDraft
from domain.roadmap_editing import (
    added,
    deadline_codes,
    toggled,
    undated,
    with_deadline,
    with_row,
)
from domain.roadmap_work import Work, row_at

NOTES = frozenset({"furniture_dropped"})  # told, not asked
LEFT_ALONE = frozenset({"missing_responsible", "torn_row_joined", "order_against_neighbours"})
LINE = Doubt(code="row_not_understood")
MOST_YEARS = 4  # written years of one cell that are tried one by one
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=\d[./]\d\d[./])\d\d(?!\d)")


class How(StrEnum):
    """A way in which a doubt may be settled."""

    KEEP = "keep"
    YEAR = "year"
    UNDATED = "undated"
    EARLIER = "earlier"
    LATER = "later"
    FIRST = "first"
    SECOND = "second"
    DROP = "drop"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One proposal: ``text`` and ``day`` are what its button names."""

    how: How
    text: str = ""
    day: date | None = None
    deadline: Deadline | None = None


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
    found = dict.fromkeys(match.group()[-2:] for match in _YEAR.finditer(row.deadline.words))
    own = {str(year)[-2:] for year in _own_years(work)}
    return tuple(f"20{year}" for year in found if year not in own)


def _own_years(work: Work) -> tuple[int, ...]:
    period = work.draft.period or school_year_window(work.reading_year)
    both = (period.start, period.end)
    years = {day.year for day in both if day} | {work.reading_year, work.reading_year + 1}
    return tuple(sorted(years))


def proposals(work: Work, question: Question, calendar: Calendar) -> tuple[Settlement, ...]:
    """What may be chosen for a doubt at once; the wholly free choice is an edit of the row."""
    if question.line is not None:
        return (Settlement(how=How.ADD), Settlement(how=How.DROP))
    if question.row is None:
        return _of_paper(work, question.doubt)
    row, code = row_at(work, question.row), question.doubt.code
    if code == "two_spellings":
        return (*_spellings(question.doubt), Settlement(how=How.KEEP))
    if code == "duplicate_row":
        return (Settlement(how=How.DROP), Settlement(how=How.KEEP))
    if code == "day_off":
        return (*_working_days(row, question.doubt, calendar), Settlement(how=How.KEEP))
    if code == "year_outside":
        years = ", ".join(written_years(work, row))
        kept = Settlement(how=How.KEEP, text=years)
        return (*_other_years(work, row), kept, Settlement(how=How.UNDATED))
    if code in deadline_codes(row) or code in LEFT_ALONE:
        return (Settlement(how=How.KEEP),)
    return (Settlement(how=How.KEEP), Settlement(how=How.DROP))


def _of_paper(work: Work, doubt: Doubt) -> tuple[Settlement, ...]:
    if doubt.code == "two_spellings":
        return _spellings(doubt)
    if doubt.code == "period_of_other_year":
        own = Settlement(how=How.YEAR, text=str(work.reading_year))
        return (own, Settlement(how=How.KEEP, text=str(work.year)))
    return (Settlement(how=How.KEEP),)


def _spellings(doubt: Doubt) -> tuple[Settlement, ...]:
    args = dict(doubt.args)
    return (
        Settlement(how=How.FIRST, text=args["one"]),
        Settlement(how=How.SECOND, text=args["other"]),
    )


def _working_days(row: ActivityDraft, doubt: Doubt, calendar: Calendar) -> tuple[Settlement, ...]:
    """The last working day before a day off, and the first one after it."""
    off = datetime.strptime(dict(doubt.args)["date"], "%d.%m.%Y").date()  # noqa: DTZ007
    found = []
    for how, step in ((How.EARLIER, -1), (How.LATER, 1)):
        day = off + timedelta(days=step)
        while not calendar.is_working_day(day):
            day += timedelta(days=step)
        windows = tuple(_moved(window, off, day) for window in row.deadline.windows)
        deadline = replace(row.deadline, windows=windows)
        found.append(Settlement(how=how, day=day, deadline=deadline))
    return tuple(found)


def _moved(window: Window, off: date, day: date) -> Window:
    return Window(
        start=day if window.start == off else window.start,
        end=day if window.end == off else window.end,
    )


def _other_years(work: Work, row: ActivityDraft) -> tuple[Settlement, ...]:
    """The words with as few years put right as need be, when that makes them fit the paper."""
    words = row.deadline.words
    found = list(_YEAR.finditer(words))
    if not 0 < len(found) <= MOST_YEARS:
        return ()
    own = tuple(map(str, _own_years(work)))
    choices = [(match.group(), *(year[-len(match.group()) :] for year in own)) for match in found]
    written = tuple(match.group() for match in found)
    tried = sorted(dict.fromkeys(product(*choices)), key=lambda years: _distance(written, years))
    for years in tried:
        text = _with_years(words, found, years)
        read = read_deadline(text, year=work.reading_year, period=work.draft.period)
        is_sure = not {"year_outside", "reversed_interval"} & {one.code for one in read.doubts}
        if years != written and is_sure and read.windows:
            return (Settlement(how=How.YEAR, text=text, deadline=replace(read, words=words)),)
    return ()


def _distance(written: tuple[str, ...], years: tuple[str, ...]) -> tuple[int, int]:
    changed = [abs(int(a) - int(b)) for a, b in zip(written, years, strict=True) if a != b]
    return len(changed), sum(changed)


def _with_years(words: str, found: list[re.Match[str]], years: tuple[str, ...]) -> str:
    for match, year in reversed(list(zip(found, years, strict=True))):
        words = words[: match.start()] + year + words[match.end() :]
    return words


def settled(
    work: Work, question: Question, how: How, calendar: Calendar, *, everywhere: bool = False
) -> Work:
    """Settle a doubt, or all of its cause; those for which the way is not open stay asked."""
    alike = [one for one in questions(work) if one.cause == question.cause and one.cause]
    for one in reversed(alike if everywhere else [question]):
        found = [choice for choice in proposals(work, one, calendar) if choice.how is how]
        if found:
            work = replace(_settled(work, one, found[0]), settled=work.settled + 1)
    return work


def _settled(work: Work, question: Question, choice: Settlement) -> Work:
    if question.line is not None:
        if choice.how is How.ADD:
            work = added(
                work, len(work.draft.stages) - 1, work.draft.not_understood[question.line]
            )
        return _without_line(work, question.line)
    if question.row is None:
        return _paper_settled(work, question.doubt, choice)
    if question.doubt.code == "two_spellings":
        return _named(work, question.doubt, choice)
    if choice.how is How.DROP:
        return toggled(work, question.row)
    row = row_at(work, question.row)
    doubts = tuple(one for one in row.doubts if one != question.doubt)
    work = with_row(work, question.row, replace(row, doubts=doubts))
    if choice.how is How.UNDATED:
        return with_deadline(work, question.row, undated(row))
    if choice.deadline is None:
        return work
    return _dated(work, question.row, choice.deadline)


def _dated(work: Work, index: int, deadline: Deadline) -> Work:
    """Put right a deadline; what was asked about it before is not asked again."""
    row = row_at(work, index)
    asked = {doubt for doubt in row.deadline.doubts if doubt not in row.doubts}
    fresh = tuple(doubt for doubt in deadline.doubts if doubt not in asked)
    return with_deadline(work, index, replace(deadline, doubts=fresh))


def understood(work: Work, *, line: int, stage: int) -> Work:
    """Make an activity at a stage's end of a line that was not understood."""
    work = added(work, stage, work.draft.not_understood[line])
    return replace(_without_line(work, line), settled=work.settled + 1)


def _without_line(work: Work, at: int) -> Work:
    lines = work.draft.not_understood
    return replace(work, draft=replace(work.draft, not_understood=(*lines[:at], *lines[at + 1 :])))


def _paper_settled(work: Work, doubt: Doubt, choice: Settlement) -> Work:
    left = tuple(one for one in work.draft.doubts if one != doubt)
    draft = replace(work.draft, doubts=left)
    if doubt.code == "two_spellings":
        draft = replace(draft, organisation=choice.text)
    year = int(choice.text) if choice.how is How.YEAR else work.year
    return replace(work, draft=draft, year=year)


def _named(work: Work, doubt: Doubt, choice: Settlement) -> Work:
    """One person under one spelling in every row, or two people; asked no more either way."""
    wrong = {value for _, value in doubt.args} - {choice.text}
    for index, row in enumerate(work.rows):
        who = row.responsibles
        if choice.how is not How.KEEP:
            who = tuple(replace(one, text=_spelled(one.text, wrong, choice.text)) for one in who)
        doubts = tuple(one for one in row.doubts if one != doubt)
        new = replace(row, responsibles=tuple(dict.fromkeys(who)), doubts=doubts)
        if new != row:
            work = with_row(work, index, new)
    return work


def _spelled(text: str, wrong: set[str], right: str) -> str:
    for name in wrong:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda _: right, text)
    return text
