"""A deadline → words of a school's roadmap that are read back as the same deadline."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from domain.activities import MOVED
from domain.deadline_reading import read_deadline
from domain.deadlines import Deadline, DeadlineKind, Window, due_dates
from domain.writing_words import (
    AGAIN,
    BETWEEN,
    DAY,
    FROM,
    MONTH,
    MONTHS,
    NOTHING,
    OF_MONTHS,
    UP_TO,
    WHOLE_PERIOD,
)


def is_same(one: Deadline, other: Deadline) -> bool:
    """Whether two deadlines bind the work to the calendar alike, whatever their words.

    A moved deadline is a list of days that has lost its kind: its days are what counts.
    """
    if MOVED in (one.reason, other.reason):
        return sorted(due_dates(one)) == sorted(due_dates(other))
    return (one.kind, one.windows, one.recurrence) == (other.kind, other.windows, other.recurrence)


def words_of(deadline: Deadline, *, year: int, candidates: Iterable[str] = ()) -> str:
    """Write a deadline of the school year ``year`` so that reading gives it back.

    The first of ``candidates`` that does is kept, else words are made: with the names of
    the months, or in digits.
    """
    made = (written(deadline), written(deadline, is_plain=True))
    tried = [words for words in (*candidates, *made) if words]
    fitting = (words for words in tried if is_same(read_deadline(words, year=year), deadline))
    return next(fitting, tried[-1])


def written(deadline: Deadline, *, is_plain: bool = False) -> str:
    """Make words of a deadline's windows; what has none keeps the paper's words."""
    if deadline.kind is DeadlineKind.UNKNOWN:
        return deadline.words or NOTHING
    windows = deadline.windows
    if deadline.reason == MOVED:
        windows = tuple(Window(start=day, end=day) for day in due_dates(deadline))
        if len(windows) == 1:
            windows = (Window(start=None, end=windows[0].end),)
    parts = [_window(window, is_plain=is_plain) for window in windows]
    dates = "; ".join(parts)
    if deadline.recurrence is not None:
        again = AGAIN[deadline.recurrence]
        return f"{again}: {dates}" if dates else again
    return dates or WHOLE_PERIOD


def _window(window: Window, *, is_plain: bool) -> str:
    start, end = window.start, window.end
    if start is None and end is not None:
        return UP_TO.format(day=_day(end, is_plain=is_plain))
    if start is not None and end is None:
        return FROM.format(day=_day(start, is_plain=is_plain))
    assert start is not None
    assert end is not None
    if start == end:
        return _day(start, is_plain=is_plain)
    if not is_plain and _is_whole_months(start, end):
        months = [_month(day) for day in (start, end)]
        return (
            months[0] if months[0] == months[1] else BETWEEN.format(start=months[0], end=months[1])
        )
    days = [_day(day, is_plain=is_plain) for day in (start, end)]
    return BETWEEN.format(start=days[0], end=days[1])


def _is_whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def _month(day: date) -> str:
    return MONTH.format(month=MONTHS[day.month - 1], year=day.year)


def _day(day: date, *, is_plain: bool) -> str:
    if is_plain:
        return day.strftime("%d.%m.%Y")
    return DAY.format(day=day.day, month=OF_MONTHS[day.month - 1], year=day.year)
