"""The roadmap as a timeline: which bars an activity has, and how far the months reach."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from domain.activities import occurrences
from domain.deadlines import Deadline, DeadlineKind, school_year_window

LONGEST = 24  # months an axis may show; what lies beyond is cut at its edge
PAGE = 60  # activities on one picture


class Mark(StrEnum):
    """How an activity, or one window of it, stands today."""

    DONE = "done"
    OPEN = "open"
    LATE = "late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A window on the axis, inclusive; ``None`` is an open side."""

    start: date | None
    end: date | None
    mark: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the picture in words: a stage's heading (without bars) or an activity."""

    title: str
    note: str
    mark: Mark
    bars: tuple[Bar, ...] = ()
    is_stage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Everything a picture shows, already in words; ``months`` are named from ``first`` on."""

    title: str
    summary: str
    first: date
    last: date
    today: date
    today_words: str
    months: tuple[str, ...]
    legend: tuple[tuple[Mark, str], ...]
    lines: tuple[Line, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values, for a pipe."""
        plain: dict[str, Any] = _iso(asdict(self))
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """The reverse of `to_json`."""
        days = {name: date.fromisoformat(plain[name]) for name in ("first", "last", "today")}
        return cls(
            title=plain["title"],
            summary=plain["summary"],
            today_words=plain["today_words"],
            months=tuple(plain["months"]),
            legend=tuple((Mark(mark), words) for mark, words in plain["legend"]),
            lines=tuple(_line(one) for one in plain["lines"]),
            **days,
        )


def _iso(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _iso(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_iso(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _line(plain: Mapping[str, Any]) -> Line:
    bars = tuple(
        Bar(start=_day(bar["start"]), end=_day(bar["end"]), mark=Mark(bar["mark"]))
        for bar in plain["bars"]
    )
    return Line(**{**plain, "mark": Mark(plain["mark"]), "bars": bars})


def _day(plain: str | None) -> date | None:
    return date.fromisoformat(plain) if plain else None


def bars_of(
    deadline: Deadline, *, windows_done: int, is_done: bool, today: date
) -> tuple[Bar, ...]:
    """Give the bars of an activity in the order of its windows.

    An unknown deadline has none; one that is open or repeated without dates is one bar
    without ends. Open ones are never late (domain.md §2).
    """
    if deadline.kind is DeadlineKind.UNKNOWN:
        return ()
    mark = Mark.DONE if is_done else Mark.OPEN
    if not deadline.windows:
        return (Bar(start=None, end=None, mark=mark),)
    done_until = max(occurrences(deadline)[:windows_done], default=date.min)
    is_due = deadline.kind is not DeadlineKind.OPEN

    def state(end: date | None) -> Mark:
        if is_done or (end is not None and end <= done_until):
            return Mark.DONE
        return Mark.LATE if is_due and end is not None and end < today else Mark.OPEN

    return tuple(
        Bar(start=window.start, end=window.end, mark=state(window.end))
        for window in deadline.windows
    )


def axis_of(year: int, bars: Iterable[Bar]) -> tuple[date, date]:
    """Give the first and the last day of the axis: whole months around the school year.

    It begins in September and reaches the June after it, or as far as the bars do; it is
    never longer than two years.
    """
    whole = school_year_window(year)
    assert whole.start
    days = [day for bar in bars for day in (bar.start, bar.end) if day is not None]
    begins = min([whole.start, *days])
    ends = max([date(year + 1, 6, 30), *days])
    first = max(begins.replace(day=1), _months_on(whole.start, -LONGEST // 2))
    last = min(_months_on(ends, 1), _months_on(first, LONGEST)) - timedelta(days=1)
    return first, last


def _months_on(day: date, count: int) -> date:
    """The first day of the month so many months on."""
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Give the first days of the months from ``first`` to ``last``."""
    days = []
    while first <= last:
        days.append(first)
        first = _months_on(first, 1)
    return tuple(days)


def pages_of(count: int) -> int:
    """Give how many pictures so many activities need: at most sixty on each."""
    return max(1, -(-count // PAGE))
