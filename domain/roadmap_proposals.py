"""What a doubt may be settled with: each proposal is one button."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import product

from domain.calendar import Calendar
from domain.deadline_reading import read_deadline
from domain.deadlines import Deadline, Doubt, Window
from domain.roadmap_draft import ActivityDraft
from domain.roadmap_editing import deadline_codes
from domain.roadmap_questions import YEAR, Question, own_years, written_years
from domain.roadmap_work import Work, row_at

LEFT_ALONE = frozenset(
    {
        "missing_responsible",
        "torn_row_joined",
        "order_against_neighbours",
        "before_dependency",
    }
)
MOST_YEARS = 4  # written years of one cell that are tried one by one
_LATE = re.compile(r"(?<!\d)(?:29|30|31)(?=\.\d|\s*[^\W\d_])")


class How(StrEnum):
    """A way in which a doubt may be settled."""

    KEEP = "keep"
    YEAR = "year"
    REAL = "real"
    UNDATED = "undated"
    EARLIER = "earlier"
    LATER = "later"
    FIRST = "first"
    SECOND = "second"
    UNNAME = "unname"
    DROP = "drop"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One proposal: ``text`` and ``day`` are what its button names."""

    how: How
    text: str = ""
    day: date | None = None
    deadline: Deadline | None = None


def proposals(work: Work, question: Question, calendar: Calendar) -> tuple[Settlement, ...]:
    """What may be chosen for a doubt at once; the wholly free choice is an edit of the row."""
    if question.line is not None:
        return (Settlement(how=How.ADD), Settlement(how=How.DROP))
    if question.row is None:
        return _of_paper(work, question.doubt)
    return _of_row(work, row_at(work, question.row), question.doubt, calendar)


def _of_row(
    work: Work, row: ActivityDraft, doubt: Doubt, calendar: Calendar
) -> tuple[Settlement, ...]:
    kept, code = Settlement(how=How.KEEP), doubt.code
    if code == "two_spellings":
        return (*_spellings(doubt), kept)
    if code == "duplicate_row":
        return (Settlement(how=How.DROP), kept)
    if code == "cell_not_understood":
        return (kept, Settlement(how=How.UNNAME))
    if code == "day_off":
        return (*_working_days(row, doubt, calendar), kept)
    if code == "no_such_date":
        return (*_real_days(work, row), kept)
    if code == "year_outside":
        kept = Settlement(how=How.KEEP, text=", ".join(written_years(work, row)))
        return (*_other_years(work, row), kept, Settlement(how=How.UNDATED))
    if code in deadline_codes(row) or code in LEFT_ALONE:
        return (kept,)
    return (kept, Settlement(how=How.DROP))


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
    for how, day in zip((How.EARLIER, How.LATER), calendar.working_beside(off), strict=True):
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
    found = list(YEAR.finditer(words))
    if not 0 < len(found) <= MOST_YEARS:
        return ()
    own = tuple(map(str, own_years(work)))
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


def _real_days(work: Work, row: ActivityDraft) -> tuple[Settlement, ...]:
    """The last day there is where the words name a later one: «31 ноября» is the 30th."""
    for less in (1, 2, 3):
        text = _earlier(row.deadline.words, less)
        read = read_deadline(text, year=work.reading_year, period=work.draft.period)
        if read.windows and text != row.deadline.words:
            deadline = replace(read, words=row.deadline.words)
            return (Settlement(how=How.REAL, text=text, deadline=deadline),)
    return ()


def _earlier(words: str, less: int) -> str:
    return _LATE.sub(lambda match: str(int(match.group()) - less), words)


def _distance(written: tuple[str, ...], years: tuple[str, ...]) -> tuple[int, int]:
    changed = [abs(int(a) - int(b)) for a, b in zip(written, years, strict=True) if a != b]
    return len(changed), sum(changed)


def _with_years(words: str, found: list[re.Match[str]], years: tuple[str, ...]) -> str:
    for match, year in reversed(list(zip(found, years, strict=True))):
        words = words[: match.start()] + year + words[match.end() :]
    return words
