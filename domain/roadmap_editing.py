"""Edits of a draft's rows: pure functions from one state of the work to the next."""

import re
from dataclasses import replace
from datetime import date

from domain.calendar import Calendar
from domain.deadline_reading import is_deadline, read_deadline
from domain.deadlines import Deadline, DeadlineKind, Doubt, Window
from domain.errors import Rejected
from domain.measures import measure_of
from domain.responsibles import names_somebody, read_responsibles
from domain.roadmap_doubts import with_doubts
from domain.roadmap_draft import ActivityDraft, ResponsibleDraft, StageDraft
from domain.roadmap_items import items_of
from domain.roadmap_work import (
    Work,
    is_last_of_stage,
    place_of,
    refreshed,
    row_at,
    with_rows,
    with_stage,
)
from domain.when import read_day

MAX_TITLE = 1000  # characters of a row's title, as of its result
MAX_WORDS = 200
TYPED = "typed"
UNDATED = "undated"
NO_DEADLINE = frozenset({"by_schedule", "by_plan", "as_needed", "accordance", "relative"})
ABOUT_WHO = frozenset({"missing_responsible", "two_spellings", "cell_not_understood"})
ABOUT_TEXT = frozenset({"duplicate_row", "torn_row_joined"})
DAY_OFF = "day_off"
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,3})*[.)]?")


def with_row(work: Work, index: int, row: ActivityDraft) -> Work:
    """Put a row in the place of another and let its neighbours' doubts follow."""
    return refreshed(with_rows(work, index, 1, (row,)))


def without(doubts: tuple[Doubt, ...], codes: frozenset[str]) -> tuple[Doubt, ...]:
    """Give the doubts of other codes."""
    return tuple(one for one in doubts if one.code not in codes)


def deadline_codes(row: ActivityDraft) -> frozenset[str]:
    """Codes of a row's doubts that are about its deadline."""
    return frozenset({DAY_OFF, *(one.code for one in row.deadline.doubts)})


def with_title(work: Work, index: int, title: str) -> Work:
    """Word a row anew."""
    row = row_at(work, index)
    doubts = without(row.doubts, ABOUT_TEXT)
    new = replace(row, title=_line(title, MAX_TITLE), doubts=doubts)
    return with_row(work, index, measured(new))


def with_result(work: Work, index: int, result: str) -> Work:
    """Word a row's expected result anew."""
    new = replace(row_at(work, index), result=_line(result, MAX_TITLE))
    return with_row(work, index, measured(new))


def measured(row: ActivityDraft) -> ActivityDraft:
    """Count a row's way of being done anew from what it says now."""
    return replace(row, measure=measure_of(row.result, row.title))


def _line(text: str, limit: int) -> str:
    text = " ".join(text.split())
    if not text:
        raise Rejected("error-answer-empty")
    if len(text) > limit:
        raise Rejected("error-line-long", limit=limit)
    return text


def with_deadline(
    work: Work, index: int, deadline: Deadline, calendar: Calendar | None = None
) -> Work:
    """Give a row another deadline: the paper's words stay beside it, as does what is doubted."""
    row = row_at(work, index)
    words = row.deadline.words or deadline.words
    new = replace(row, deadline=replace(deadline, words=words), doubts=())
    others = without(row.doubts, deadline_codes(row))
    doubts = (*deadline.doubts, *_days_off(new, calendar), *others)
    return with_row(work, index, replace(new, doubts=doubts))


def _days_off(row: ActivityDraft, calendar: Calendar | None) -> tuple[Doubt, ...]:
    alone = StageDraft(number="", title="", activities=(replace(row, doubts=()),))
    (stage,) = with_doubts([alone], calendar)
    return stage.activities[0].doubts


def undated(row: ActivityDraft) -> Deadline:
    """The deadline of a row that has none, by the curator's word."""
    return Deadline(words=row.deadline.words, kind=DeadlineKind.UNKNOWN, reason=UNDATED)


def on_days(start: date | None, end: date | None) -> Deadline:
    """A deadline chosen by buttons: one day, up to a day, or from one to another."""
    if start and end and start > end:
        start, end = end, start
    kind = DeadlineKind.POINT if start == end else DeadlineKind.SPAN
    return Deadline(
        words="",
        kind=kind if start else DeadlineKind.UP_TO,
        windows=(Window(start=start, end=end),),
        reason=TYPED,
    )


def read_typed(work: Work, text: str, *, today: date) -> Deadline:
    """Read a deadline in a curator's words; raises ``Rejected`` with an example."""
    text = " ".join(text.split())[:MAX_WORDS]
    read = read_deadline(text, year=work.reading_year, period=work.draft.period)
    if read.kind is not DeadlineKind.UNKNOWN:
        return replace(read, reason=TYPED)
    if read.reason in NO_DEADLINE:
        return replace(read, doubts=())
    day = read_day(text, today=today)
    if day is None:
        raise Rejected("error-deadline-words")
    return replace(on_days(day, day), words=text)


def with_responsibles(work: Work, index: int, responsibles: tuple[ResponsibleDraft, ...]) -> Work:
    """Let others answer for a row; naming nobody is no doubt any more."""
    row = row_at(work, index)
    doubts = without(row.doubts, ABOUT_WHO)
    new = replace(row, responsibles=tuple(dict.fromkeys(responsibles)), doubts=doubts)
    return with_row(work, index, new)


def named(work: Work) -> tuple[ResponsibleDraft, ...]:
    """Everybody the paper names, each once, in its order."""
    return tuple(dict.fromkeys(one for row in work.rows for one in row.responsibles))


def with_named(work: Work, index: int, position: int) -> Work:
    """Let one of those the paper names answer for a row, or no longer."""
    one, now = named(work)[position], row_at(work, index).responsibles
    others = tuple(other for other in now if other != one)
    return with_responsibles(work, index, others if one in now else (*now, one))


def with_typed_responsibles(work: Work, index: int, text: str) -> Work:
    """Let those answer for a row whom a curator has typed, comma by comma."""
    found = read_responsibles(_line(text, MAX_WORDS * 2))
    if not any(letter.isalpha() for one in found for letter in one.text):
        raise Rejected("error-answer-empty")
    return with_responsibles(work, index, found)


def toggled(work: Work, index: int) -> Work:
    """Drop a row, or take it back."""
    place_of(work, index)
    return refreshed(replace(work, dropped=work.dropped ^ {index}))


def joined(work: Work, index: int) -> Work:
    """Make one row of a row and the next of its stage; the first one's deadline stands."""
    if is_last_of_stage(work, index):
        raise LookupError(index)
    one, other = row_at(work, index), row_at(work, index + 1)
    is_dated = one.deadline.kind is not DeadlineKind.UNKNOWN
    lost = other if is_dated else one
    doubts = [*one.doubts, *other.doubts]
    gone = ABOUT_TEXT | {doubt.code for doubt in lost.deadline.doubts}
    if one.responsibles or other.responsibles:
        gone |= {"missing_responsible"}
    results = [text for text in (one.result, other.result) if text]
    row = replace(
        one,
        title=f"{one.title} {other.title}"[:MAX_TITLE],
        deadline=one.deadline if is_dated else other.deadline,
        responsibles=tuple(dict.fromkeys((*one.responsibles, *other.responsibles))),
        result="; ".join(dict.fromkeys(results)),
        doubts=without(tuple(dict.fromkeys(doubts)), gone),
        origins=None if one.origins is None else (*one.origins, *(other.origins or ())),
        follows=(*one.follows, *other.follows),
    )
    return refreshed(with_rows(work, index, 2, (measured(row),)))


def split(work: Work, index: int, pieces: tuple[str, ...]) -> Work:
    """Make a row of each piece of a row's title; each has its deadline and responsibles."""
    if len(pieces) < 2:
        raise Rejected("error-split-where")
    row = row_at(work, index)
    doubts = without(row.doubts, ABOUT_TEXT)
    first = replace(row, title=pieces[0], doubts=doubts)
    other = replace(first, number="", origins=(), follows=())
    rows = (first, *(replace(other, title=piece) for piece in pieces[1:]))
    return refreshed(with_rows(work, index, 1, tuple(map(measured, rows))))


def pieces_of(title: str) -> tuple[str, ...]:
    """Cut a title where it seems to be several: by its items, semicolons or sentences."""
    items = tuple(part.text for part in items_of(title) if part.text)
    if len(items) > 1:
        return items
    for pattern in (r";\s*", r"(?<=[^\W\d_]{3}[.!?])\s+(?=[^\W\d_])"):
        pieces = tuple(piece.strip() for piece in re.split(pattern, title) if piece.strip())
        if len(pieces) > 1:
            return pieces
    return (title,)


def cut_at(title: str, words: str) -> tuple[str, ...]:
    """Cut a title in two where ``words`` begin; raises ``Rejected`` when they are not there."""
    at = title.casefold().find(" ".join(words.split()).casefold())
    if at <= 0:
        raise Rejected("error-split-where")
    return title[:at].strip(" ;,"), title[at:].strip()


def added(work: Work, stage: int, text: str, calendar: Calendar | None = None) -> Work:
    """Add a row made of a line at a stage's end."""
    row = row_of(work, _line(text, MAX_TITLE), calendar)
    old = work.draft.stages[stage]
    index = end_of(work, stage)
    new = replace(old, activities=(*old.activities, row))
    dropped = frozenset(one + (one >= index) for one in work.dropped)
    return replace(work, draft=with_stage(work.draft, stage, new), dropped=dropped)


def end_of(work: Work, stage: int) -> int:
    """Give the index that a row added at a stage's end gets."""
    return sum(len(one.activities) for one in work.draft.stages[: stage + 1])


def added_below(work: Work, index: int, text: str, calendar: Calendar | None = None) -> Work:
    """Add a row made of a line below another."""
    row = row_of(work, _line(text, MAX_TITLE), calendar)
    return with_rows(work, index, 1, (row_at(work, index), row))


def row_of(work: Work, line: str, calendar: Calendar | None = None) -> ActivityDraft:
    """A row of «activity | deadline | responsible»; what is missing is a doubt."""
    parts = [part for piece in line.split("|") if (part := piece.strip(" \t;"))]
    dated = next((part for part in parts[1:] if is_deadline(part)), "")
    who = next((part for part in parts[1:] if part != dated and names_somebody(part)), "")
    rest = [part for part in parts if part not in (dated, who)] or [line]
    has_number = len(rest) > 1 and _NUMBER.fullmatch(rest[0])
    number = rest.pop(0).rstrip(".)") if has_number else ""
    deadline = read_deadline(dated, year=work.reading_year, period=work.draft.period)
    doubts = deadline.doubts if who else (*deadline.doubts, Doubt(code="missing_responsible"))
    row = ActivityDraft(
        number=number,
        title=rest[0],
        deadline=deadline,
        responsibles=read_responsibles(who),
        result="; ".join(rest[1:]),
        doubts=doubts,
        origins=(),
    )
    return measured(replace(row, doubts=(*doubts, *_days_off(row, calendar))))
